"""What a teacher writes about a lesson, and the small forms of the live verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scola.directory.facts import ClassFact
from scola.kernel import clock
from scola.kernel.ui.forms import DayInput
from scola.lesson.actions.prepare import Draft
from scola.lesson.facts import ActivityFact, Target

NEW = "new:"
BACKGROUNDS = (
    (f"{NEW}seyes", _("Page blanche, lignes Seyès")),
    (f"{NEW}grid5", _("Page blanche, petits carreaux")),
    (f"{NEW}blank", _("Page blanche, unie")),
)


class DraftForm(forms.Form):
    """A lesson as it is prepared. `board` is an id, or "new:<ruling>" for a new board."""

    title = forms.CharField(label=_("Titre de la leçon"), max_length=120)
    instruction = forms.CharField(
        label=_("Consigne pour les élèves"),
        max_length=120,
        required=False,
        help_text=_("Une phrase courte, en haut de leur tablette."),
    )
    day = forms.DateField(label=_("Jour"), widget=DayInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, boards: list[ActivityFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(board.id, board.title) for board in boards]
        self.fields["board"] = forms.ChoiceField(
            label=_("Le tableau"), choices=[*chosen, *BACKGROUNDS], required=False
        )
        self.fields["day"].initial = clock.today()

    def draft(self) -> Draft:
        data = self.cleaned_data
        board = "" if data["board"].startswith(NEW) else data["board"]
        return Draft(data["title"], data["day"], data["instruction"], board)

    def background(self) -> str:
        board: str = self.cleaned_data["board"]
        return board.removeprefix(NEW) if board.startswith(NEW) else ""


class NewLessonForm(DraftForm):
    def __init__(self, *args: Any, classes: list[ClassFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"] = forms.ChoiceField(
            label=_("Classe"), choices=[(one.id, one.name) for one in classes]
        )


def target_of(value: str) -> Target:
    """ "board:page", "board:" or "board" as the page pickers send it."""
    activity, _colon, page = value.partition(":")
    return Target(activity[:16], page[:16])
