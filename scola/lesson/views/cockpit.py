"""The teacher's pages of a lesson under way: the cockpit, the lesson opened here, the end."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from scola.kernel.actor import Role
from scola.kernel.ids import PATTERN
from scola.kernel.page import ActorRequest, page
from scola.lesson import queries
from scola.lesson.activities import activity_kind
from scola.lesson.forms import target_of
from scola.lesson.pages import cockpit_parts, live_data
from scola.lesson.state import state_of


@page(Role.TEACHER)
def cockpit(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = queries.get_lesson(request.actor, lesson)
    if fact.is_ended:
        return redirect("lesson:record", fact.id)
    if not fact.is_live:
        return redirect("lesson:prepare", fact.id)
    return render(request, "lesson/cockpit.html", cockpit_parts(request, fact))


@page(Role.TEACHER)
def state(request: ActorRequest, lesson: str) -> HttpResponse:
    """The lesson's state and its version, for a cockpit whose socket is away."""
    fact = queries.get_lesson(request.actor, lesson)
    return JsonResponse({"version": fact.state_version, "state": state_of(fact)})


@page(Role.TEACHER)
def desk(request: ActorRequest, lesson: str) -> HttpResponse:
    """The lesson's board on this very computer: without an ENI, or beside it."""
    fact = queries.get_lesson(request.actor, lesson)
    if not fact.is_live:
        return redirect("lesson:cockpit", fact.id)
    data = live_data(request, fact)
    return render(request, "lesson/screen.html", {"lesson": fact, "data": data, "desk": True})


@page(Role.TEACHER)
def publish(request: ActorRequest, lesson: str) -> HttpResponse:
    """Opens the publishing of the page that the picker names ("board:page")."""
    fact = queries.get_lesson(request.actor, lesson)
    target = target_of(request.GET.get("target", ""))
    if not (PATTERN.match(target.activity) and PATTERN.match(target.page)):
        return redirect("lesson:cockpit", fact.id)
    return redirect(activity_kind().publish(target.activity, target.page))


@page(Role.TEACHER)
def end(request: ActorRequest, lesson: str) -> HttpResponse:
    """The question before the end, for who has no script (the cockpit asks in a dialog)."""
    fact = queries.get_lesson(request.actor, lesson)
    if not fact.is_live:
        return redirect("lesson:cockpit", fact.id)
    return render(request, "lesson/end.html", cockpit_parts(request, fact))
