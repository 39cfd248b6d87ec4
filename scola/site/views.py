"""The first page, and the home of each role."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from scola.directory import calendar, queries
from scola.kernel import clock
from scola.kernel.actor import Actor, Role
from scola.kernel.page import ActorRequest, page
from scola.lesson import queries as lessons
from scola.sharing import queries as sharing
from scola.sharing.reading import document_url

CITY_HOME = (
    Role.DIGITAL_REFERENT,
    Role.TECHNICIAN,
    Role.PROGRAMME_MANAGER,
    Role.ACADEMY_OBSERVER,
    Role.CITY_ADMIN,
)


@page(public=True)
def home(request: ActorRequest) -> HttpResponse:
    """Where everybody lands: what to do now, by role."""
    actor = request.actor
    if actor.has(Role.SCREEN):
        return redirect("directory:screen")
    if actor.is_anonymous:
        return render(request, "site/welcome.html", {"demo": demo_story()})
    name, context = _home_of(actor)
    response = render(request, f"site/{name}.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def demo_story() -> dict[str, Any] | None:
    """Whose sign-in to try, in the demo city only."""
    file = settings.DATA_DIR / "demo.json"
    return json.loads(file.read_text()) if file.exists() else None


def _home_of(actor: Actor) -> tuple[str, dict[str, Any]]:
    if actor.has(Role.PUPIL):
        return "pupil", {"lesson": lessons.bound_lesson(actor)}
    if actor.has(Role.TEACHER):
        return "teacher", _teacher(actor)
    if actor.has(Role.HEAD):
        return "head", _head(actor)
    if actor.has(Role.GUARDIAN):
        return "family", _family(actor)
    if actor.has(Role.SCHOOL_STAFF):
        return "staff", {"classes": queries.list_classes(actor)}
    return "city", _city(actor)


def _teacher(actor: Actor) -> dict[str, Any]:
    today = clock.today()
    planned = lessons.list_lessons(actor, limit=12)
    now = next((one for one in planned if one.is_live), None)
    ready = [one for one in planned if one.state == "prepared"]
    coming = [one for one in ready if one.day >= today]
    return {
        "today": today,
        "now": now,
        "first": now or next(iter(coming), None) or next(iter(ready), None),
        "ready": ready[:6],
        "classes": queries.list_classes(actor),
        "counts": queries.count_pupils(actor),
        "posts": _shown(sharing.list_posts(actor, actor.classes(Role.TEACHER), limit=3)),
        "guardian": actor.has(Role.GUARDIAN),
    }


def _head(actor: Actor) -> dict[str, Any]:
    return {
        "classes": queries.list_classes(actor),
        "counts": queries.count_pupils(actor),
        "posts": _shown(sharing.list_posts(actor, limit=3)),
        "school_name": queries.school_name(next(iter(sorted(actor.schools(Role.HEAD))), "")),
        "alerts": calendar.alerts(),
        "today": clock.today(),
    }


def _family(actor: Actor) -> dict[str, Any]:
    """All children together; of five things at most, the newest of each child's class first."""
    wards = queries.list_wards(actor)
    posts = sharing.list_posts(actor, limit=5)
    kids = [
        {
            "name": ward.pupil.given_name,
            "face": ward.pupil.face,
            "detail": ", ".join(one.name for one in ward.classes),
            "url": reverse("sharing:class_posts", args=[ward.classes[0].id])
            if ward.classes
            else "",
        }
        for ward in wards
    ]
    names = {
        one.id: [ward.pupil.given_name for ward in wards if one in ward.classes]
        for ward in wards
        for one in ward.classes
    }
    shown = [(post, document_url(post), names.get(post.school_class, [])) for post in posts]
    return {"kids": kids, "wards": wards, "posts": shown, "today": clock.today()}


def _city(actor: Actor) -> dict[str, Any]:
    roles = [role for role in CITY_HOME if actor.has(role)]
    return {
        "role": roles[0].value if roles else "",
        "figures": queries.figures() if roles else None,
        "alerts": calendar.alerts() if actor.has(Role.CITY_ADMIN) else [],
        "today": clock.today(),
    }


def _shown(posts: list[Any]) -> list[tuple[Any, str]]:
    return [(post, document_url(post)) for post in posts]
