"""What a live verb answers: JSON to a script, the cockpit to a plain form."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from scola.kernel.errors import wants_json
from scola.kernel.page import ActorRequest
from scola.lesson.facts import LessonFact


def done(request: ActorRequest, lesson: LessonFact, anchor: str = "") -> HttpResponse:
    """After a verb: the page of the lesson, at the part that changed."""
    if wants_json(request):
        return JsonResponse({"ok": True})
    response = redirect("lesson:cockpit" if lesson.is_live else "lesson:prepare", lesson.id)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
