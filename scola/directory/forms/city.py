"""Forms of who runs the city: the calendar and the schools."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scola.directory.actions.schools import uai_is_valid
from scola.kernel.ui.forms import DayInput


class DaysOffForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=80)
    first = forms.DateField(label=_("Premier jour sans classe"), widget=DayInput)
    last = forms.DateField(label=_("Dernier jour sans classe"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error(
                "last", _("Ce jour est avant le premier : corrigez l’une des deux dates.")
            )
        return data


class SchoolForm(forms.Form):
    name = forms.CharField(label=_("Nom de l’école"), max_length=120)
    uai = forms.CharField(
        label=_("UAI (sept chiffres et une lettre)"), max_length=8, required=False
    )
    commune = forms.CharField(label=_("Commune"), max_length=80, required=False)

    def clean_uai(self) -> str | None:
        uai = str(self.cleaned_data["uai"]).strip().upper()
        if uai and not uai_is_valid(uai):
            raise forms.ValidationError(
                _("La lettre de l’UAI ne correspond pas aux chiffres : vérifiez-le dans ONDE.")
            )
        return uai or None
