"""Why a file is not taken: always one sentence for the person who chose it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class BoardRefused(Exception):
    """The file cannot be read as a board; `str()` is the sentence. Nothing was written."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(str(why))


class Damaged(BoardRefused):
    """It is not whole: a page that is damaged leaves the others of its file as they are."""

    def __init__(self) -> None:
        super().__init__(DAMAGED)


UNKNOWN = _(
    "Ce fichier n’est pas un tableau que Scola sait lire. "
    "Choisissez un fichier .ubz, .iwb ou .excalidraw."
)
DAMAGED = _("Ce fichier est abîmé ou incomplet. Enregistrez-le de nouveau dans son logiciel.")
UNSAFE = _("Ce fichier contient des noms ou des textes piégés : il n’est pas ouvert.")
TOO_LARGE = _("Ce fichier est trop gros une fois ouvert. Partagez-le en plusieurs tableaux.")
EMPTY = _("Ce fichier ne contient aucune page.")
