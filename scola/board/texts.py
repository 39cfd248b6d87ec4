"""The sentences of the board, for the island: keys as in client/texts.ts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BOARD_TEXTS: dict[str, str | Promise] = {
    "board.pen": _("Crayon"),
    "board.marker": _("Surligneur"),
    "board.eraser": _("Gomme"),
    "board.fine": _("Gomme fine"),
    "board.hand": _("Déplacer"),
    "board.undo": _("Annuler"),
    "board.redo": _("Refaire"),
    "board.colours": _("Couleurs"),
    "board.colour.0": _("Noir"),
    "board.colour.1": _("Bleu"),
    "board.colour.2": _("Orange"),
    "board.colour.3": _("Vert"),
    "board.colour.4": _("Rouge"),
    "board.colour.5": _("Violet"),
    "board.width.0": _("Fin"),
    "board.width.1": _("Moyen"),
    "board.width.2": _("Gros"),
    "board.zoom": _("Agrandir ou réduire"),
    "board.zoom_in": _("Agrandir"),
    "board.zoom_out": _("Réduire"),
    "board.fit": _("Page entière"),
    "board.previous": _("Avant"),
    "board.next": _("Après"),
    "board.add_page": _("Ajouter une page"),
    "board.page": _("Page {n}"),
    "board.page_failed": _("La page ne s’ajoute pas : pas de réseau. Réessayez dans un moment."),
    "board.pages": _("Pages"),
    "board.tools": _("Outils de {name}"),
    "board.my_tools": _("Mes outils"),
    "board.more": _("Plus"),
    "board.paper": _("Papier"),
    "board.paper.seyes": _("Seyès"),
    "board.paper.lines": _("Lignes"),
    "board.paper.grid5": _("Petits carreaux"),
    "board.paper.grid10": _("Grands carreaux"),
    "board.paper.blank": _("Page unie"),
    "board.paper.black": _("Tableau noir"),
    "board.follow": _("Suivre"),
    "board.kept": _("C’est gardé"),
    "board.kept_here": _("Gardé ici, pas encore envoyé"),
    "board.sending": _("J’envoie…"),
    "board.alone": _("Pas de réseau. Je garde tout ici."),
    "board.refused": _("Ce dessin reste ici : la page est fermée."),
    "board.not_kept": _("Pas encore gardé. Ne ferme pas cette page."),
    "board.canvas": _("La page"),
    "board.keys": _(
        "Flèches : déplacer le crayon. Espace : poser ou lever le crayon. "
        "P crayon, M surligneur, E gomme, F gomme fine, H déplacer. "
        "Page suivante, page précédente : tourner."
    ),
    "board.closed": _("Cette page n’est plus ouverte pour toi."),
    "board.loading": _("La page arrive…"),
    "board.pen_down": _("Crayon posé"),
    "board.pen_up": _("Crayon levé"),
    "board.undone": _("Annulé"),
    "board.redone": _("Refait"),
    "board.frozen": _("On regarde : les crayons sont arrêtés."),
    "board.strokes": _("{n} traits sur la page"),
}


def board_texts() -> dict[str, str]:
    """The sentences in the reader's language, ready for JSON."""
    return {key: str(text) for key, text in BOARD_TEXTS.items()}
