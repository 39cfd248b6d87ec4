"""The first page, and the home of each role."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.site.homes import home_of


@page(public=True)
def home(request: ActorRequest) -> HttpResponse:
    """Where everybody lands: what to do now, by role."""
    actor = request.actor
    if actor.has(Role.SCREEN):
        return redirect("directory:screen")
    if actor.is_anonymous:
        return render(request, "site/welcome.html", {"demo": demo_story()})
    template, context = home_of(actor)
    response = render(request, template, context)
    # Public for who comes, private for who is known: nothing of it stays on a shared tablet.
    response.headers["Cache-Control"] = "no-store"
    return response


def demo_story() -> dict[str, Any] | None:
    """Whose sign-in to try, in the demo city only: {"password", "groups": {"school": people}}."""
    file = settings.DATA_DIR / "demo.json"
    if not file.exists():
        return None
    story: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    people: list[dict[str, str]] = story.get("people", [])
    groups: dict[str, list[dict[str, str]]] = {"school": [], "family": [], "city": []}
    for person in people:
        groups.setdefault(person.get("group", "school"), []).append(person)
    return {**story, "groups": groups}
