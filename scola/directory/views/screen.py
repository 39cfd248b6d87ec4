"""A board on the wall: a code at rest, the lesson once a teacher has typed it."""

from datetime import timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from scola.directory import http, queries
from scola.directory.actions import screens
from scola.directory.lessons import lessons
from scola.directory.models import Pairing, SignIn
from scola.kernel import clock, rate
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.kernel.policy import Refused

RENEW_BEFORE = timedelta(seconds=20)
# New codes from one address in ten minutes: every board of a city behind one address, twice. More
# of them, and a teacher's slip of the finger would find the screen of a stranger.
SCREENS = 400


def _present(request: ActorRequest) -> Pairing | None:
    pairing = screens.pairing_of(request.session.get("screen", ""))
    stale = pairing and not pairing.lesson and pairing.expires - clock.now() < RENEW_BEFORE
    return None if stale else pairing


@page(public=True)
@never_cache
def screen(request: ActorRequest) -> HttpResponse:
    """Nothing about anybody: the time, a drawing, a code that renews itself."""
    if request.actor.has(Role.SCREEN):
        return redirect(lessons().screen_page or "/")
    pairing = _present(request)
    if pairing and pairing.lesson:
        http.begin(request, None, SignIn.SCREEN, pairing.lesson)
        return redirect(lessons().screen_page or "/")
    if pairing is None:
        address = http.client_address(request)
        if not rate.allow(f"screens:{address}", limit=SCREENS, seconds=600):
            raise Refused(screens.FULL)
        pairing, secret = screens.open_pairing()
        request.session["screen"] = secret
    address = request.build_absolute_uri(reverse("directory:pair") + f"?code={pairing.code}")
    context = {
        "now": clock.now(),
        "code": f"{pairing.code[:3]} {pairing.code[3:]}",
        "qr_text": address,
        "expires": pairing.expires,
        "poll_url": reverse("directory:screen_status"),
    }
    response = render(request, "ui/eni/attente.html", context)
    # A screen without scripts still notices its teacher.
    response.headers["Refresh"] = "60"
    return response


@page(public=True)
@never_cache
def screen_status(request: ActorRequest) -> JsonResponse:
    """{"open": true, "to": …} once paired; {"code": …} when the page must show a new one."""
    pairing = _present(request)
    if pairing and pairing.lesson:
        return JsonResponse({"open": True, "to": reverse("directory:screen")})
    if pairing is None:
        return JsonResponse({"open": True, "to": reverse("directory:screen")})
    return JsonResponse({"open": False})


@page(Role.TEACHER)
def pair(request: ActorRequest) -> HttpResponse:
    """What a teacher's phone opens when it scans a screen: choose which lesson goes there."""
    code = "".join(c for c in request.GET.get("code", "") if c.isdigit())[:6]
    live = {
        one: lesson
        for one in request.actor.classes(Role.TEACHER)
        if (lesson := lessons().live_lesson_of_class(one))
    }
    named = sorted(queries.classes_by_id(live).values(), key=lambda one: one.name)
    context = {"code": code, "lessons": [(one, live[one.id]) for one in named]}
    return render(request, "directory/pair.html", context)
