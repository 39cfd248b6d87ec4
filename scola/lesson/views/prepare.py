"""Pages of the preparation: my lessons, a new one, its boards and groups, its record."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory.queries import list_classes, people_by_id
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.lesson import queries
from scola.lesson.actions import prepare as actions
from scola.lesson.actions.groups import earlier_groups
from scola.lesson.activities import activity_kind
from scola.lesson.facts import LessonFact
from scola.lesson.forms import DraftForm, NewLessonForm
from scola.lesson.pages import board_choices, lesson_parts, record_parts


@page(Role.TEACHER)
def mine(request: ActorRequest) -> HttpResponse:
    lessons = queries.list_lessons(request.actor)
    shown = {
        "live": [lesson for lesson in lessons if lesson.is_live],
        "prepared": [lesson for lesson in lessons if lesson.state == "prepared"][::-1],
        "ended": [lesson for lesson in lessons if lesson.is_ended],
    }
    return render(request, "lesson/mine.html", shown)


@page(Role.TEACHER, methods=("GET", "POST"))
def new(request: ActorRequest) -> HttpResponse:
    classes = [c for c in list_classes(request.actor) if _taught(request, c.id)]
    boards = activity_kind().listing(request.actor)
    form = NewLessonForm(request.POST or None, boards=boards, classes=classes)
    if request.method == "POST" and form.is_valid():
        lesson = actions.prepare_lesson(
            request.actor,
            school_class=form.cleaned_data["school_class"],
            draft=form.draft(),
            background=form.background(),
        )
        return redirect("lesson:prepare", lesson.id)
    chosen = form["board"].value()
    shown = {"form": form, "choices": board_choices(request.actor, chosen), "chosen": chosen}
    return render(request, "lesson/new.html", shown)


def _taught(request: ActorRequest, class_id: str) -> bool:
    return class_id in request.actor.classes(Role.TEACHER)


@page(Role.TEACHER, methods=("GET", "POST"))
def prepare(request: ActorRequest, lesson: str) -> HttpResponse:
    """The preparation; a live lesson has its cockpit, an ended one its record."""
    fact = queries.get_lesson(request.actor, lesson)
    if request.method == "GET" and fact.state != "prepared":
        return redirect("lesson:cockpit", fact.id)
    form = _draft_form(request, fact)
    if request.method == "POST" and form.is_valid():
        return _save(request, fact, form)
    return render(request, "lesson/prepare.html", _preparation(request, fact, form))


def _draft_form(request: ActorRequest, lesson: LessonFact) -> DraftForm:
    boards = activity_kind().listing(request.actor)
    first = next((a for a, group in queries.attached(request.actor, lesson.id) if not group), "")
    initial = {
        "title": lesson.title,
        "instruction": lesson.instruction,
        "day": lesson.day,
        "version": lesson.version,
        "board": first,
    }
    return DraftForm(request.POST or None, boards=boards, initial=initial)


def _save(request: ActorRequest, lesson: LessonFact, form: DraftForm) -> HttpResponse:
    try:
        actions.edit_lesson(
            request.actor,
            lesson=lesson,
            draft=form.draft(),
            version=form.cleaned_data["version"] or 0,
        )
    except actions.EditedMeanwhile as conflict:
        return _both(request, conflict.theirs, form)
    messages.success(request, _("Préparation gardée."))
    return redirect("lesson:prepare", lesson.id)


def _both(request: ActorRequest, theirs: LessonFact, form: DraftForm) -> HttpResponse:
    """409: nothing was written; the two versions side by side, and one choice."""
    people = people_by_id(request.actor, [theirs.edited_by])
    who = people.get(theirs.edited_by)
    shown = {"theirs": theirs, "mine": form.cleaned_data, "who": who.full_name if who else ""}
    return render(request, "lesson/both.html", shown, status=409)


def _preparation(request: ActorRequest, lesson: LessonFact, form: DraftForm) -> dict[str, Any]:
    chosen = form["board"].value()
    return lesson_parts(request.actor, lesson) | {
        "form": form,
        "choices": board_choices(request.actor, chosen),
        "chosen": chosen,
        "earlier": earlier_groups(request.actor, lesson),
    }


@page(Role.TEACHER, methods=("POST",))
def drop(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = queries.get_lesson(request.actor, lesson)
    actions.drop_lesson(request.actor, lesson=fact)
    messages.success(request, _("Leçon retirée. Ses tableaux restent dans vos tableaux."))
    return redirect("lesson:mine")


@page(Role.TEACHER)
def record(request: ActorRequest, lesson: str) -> HttpResponse:
    """What is kept of an ended lesson: who, when, which boards."""
    fact = queries.get_lesson(request.actor, lesson)
    if not fact.is_ended:
        return redirect("lesson:cockpit", fact.id)
    return render(request, "lesson/record.html", record_parts(request.actor, fact))
