"""The pages of who follows a lesson: the board on the wall, the tablets."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.lesson import queries
from scola.lesson.actions import join
from scola.lesson.pages import live_data
from scola.lesson.state import state_of


@page(Role.SCREEN)
def screen(request: ActorRequest) -> HttpResponse:
    """The board on the wall; back to rest when its lesson is over."""
    lesson = queries.bound_lesson(request.actor)
    if lesson is None:
        return redirect("directory:screen")
    data = live_data(request, lesson) | {"mode": "eni", "ended": "/directory/screen"}
    return render(request, "lesson/screen.html", {"lesson": lesson, "data": data})


@page(Role.PUPIL)
def tablet(request: ActorRequest) -> HttpResponse:
    """A pupil's tablet; goodbye when the lesson is over."""
    lesson = queries.bound_lesson(request.actor)
    if lesson is None:
        return redirect("lesson:goodbye")
    join.join_lesson(request.actor, lesson=lesson)
    data = live_data(request, lesson) | {"mode": "tablet", "ended": "/lesson/goodbye"}
    return render(request, "lesson/tablet.html", {"lesson": lesson, "data": data})


@page(Role.PUPIL, Role.SCREEN)
def follow(request: ActorRequest) -> HttpResponse:
    """The state of the lesson this tablet or screen is bound to; "ended" when there is none."""
    lesson = queries.bound_lesson(request.actor)
    if lesson is None:
        return JsonResponse({"version": 0, "state": {"state": "ended"}})
    return JsonResponse({"version": lesson.state_version, "state": state_of(lesson)})


@page(Role.PUPIL, methods=("POST",))
def hand(request: ActorRequest) -> HttpResponse:
    """A hand goes up: counted for the record; it is seen through the room's presence."""
    lesson = queries.bound_lesson(request.actor)
    if lesson is None:
        return JsonResponse({"ok": False})
    join.raise_hand(request.actor, lesson=lesson)
    return JsonResponse({"ok": True})


@page(public=True)
def goodbye(request: ActorRequest) -> HttpResponse:
    return render(request, "lesson/goodbye.html")
