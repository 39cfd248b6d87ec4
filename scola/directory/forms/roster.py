"""The form of an import: which school, which files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from scola.directory.models import School
from scola.directory.roster.runs import LARGEST, MOST_FILES

NO_FILE = _("Choisissez les fichiers d’ONDE : élèves et responsables.")
TOO_MANY = _("Choisissez au plus %(limit)s fichiers : ceux d’une seule école.")
TOO_BIG = _(
    "« %(file)s » est trop gros (plus de %(limit)s Mo) : déposez l’extraction d’une seule école."
)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        found = [one for one in data or () if one]
        if not found:
            raise forms.ValidationError(NO_FILE)
        if len(found) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY, params={"limit": MOST_FILES})
        for one in found:
            if (one.size or 0) > LARGEST:
                limit = LARGEST // (1024 * 1024)
                raise forms.ValidationError(TOO_BIG, params={"file": one.name, "limit": limit})
        return found


class RosterForm(forms.Form):
    school = forms.ChoiceField(label=_("École"))
    uploads = ManyFilesField(
        label=_("Fichiers d’ONDE"),
        help_text=_(
            "L’extraction des élèves et celle des responsables, au format CSV, pour toute l’école. "
            "Ajoutez les enseignants si vous en avez la liste."
        ),
        widget=ManyFilesInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        field.choices = [(one.pk, one.name) for one in schools]  # type: ignore[attr-defined]
        if len(schools) == 1:
            field.initial, field.widget = schools[0].pk, forms.HiddenInput()
