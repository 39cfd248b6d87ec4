"""Data of the living page of components."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scola.kernel.ui.drawings import PICTOGRAMS


class SampleForm(forms.Form):
    """A form with one of each control, and two answers to look at again."""

    title = forms.CharField(label=_("Titre du mot"), max_length=80)
    before = forms.CharField(
        label=_("À signer avant"), help_text=_("Jour et mois, par exemple 3 décembre.")
    )
    text = forms.CharField(label=_("Texte"), widget=forms.Textarea, required=False)
    recipients = forms.ChoiceField(label=_("Destinataires"), choices=[("ce1", "Familles du CE1")])
    answer = forms.ChoiceField(
        label=_("Réponse attendue"),
        choices=[("read", _("Lu")), ("sign", _("Signé")), ("choose", _("Un choix"))],
        widget=forms.RadioSelect,
    )
    paper = forms.BooleanField(label=_("Mot papier pour les familles sans compte"), required=False)

    def clean_before(self) -> str:
        raise forms.ValidationError(
            _("Cette date est passée. Choisissez à partir de demain."), code="past"
        )


def showcase() -> dict[str, Any]:
    form = SampleForm({"title": "Sortie à la plage", "before": "23/11", "answer": "sign"})
    return {
        "form": form,
        "pictograms": PICTOGRAMS,
        "groups": [
            ("g1", "waves-fill", _("Mer")),
            ("g2", "orange-fill", _("Clémentine")),
            ("g3", "tree-fill", _("Maquis")),
            ("g4", "sun-fill", _("Soleil")),
            ("g5", "boat-fill", _("Bateau")),
            ("g6", "bird-fill", _("Mouette")),
        ],
        "people": [("Lina", "lina", True), ("Noah", "noah", False), ("Amal", "amal", False)],
    }
