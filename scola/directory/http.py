"""Builds `request.actor` from the session, once per request."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from scola.directory.devices import hashed
from scola.directory.grants import actor_of_sign_in
from scola.directory.models import Device, Person, SignIn
from scola.kernel import clock
from scola.kernel.actor import ANONYMOUS, Actor

SESSION_FIELD = "sign_in"
SEEN_EVERY = timedelta(minutes=5)
DEVICE_COOKIE = "scola_device"
DEVICE_SECONDS = 400 * 24 * 60 * 60


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        # A choice made on this browser wins over the person's own language.
        if actor.person and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            language = actor.language if actor.language in dict(settings.LANGUAGES) else "fr"
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    key = request.session.get(SESSION_FIELD)
    if not key:
        return ANONYMOUS
    rows = SignIn.objects.trusted("building the actor")
    sign_in = rows.filter(pk=key).select_related("person").first()
    if sign_in and clock.now() - sign_in.last_seen > SEEN_EVERY:
        rows.filter(pk=key).update(last_seen=clock.now())
    return actor_of_sign_in(sign_in)


def begin(request: HttpRequest, person: Person | None, kind: str, lesson: str = "") -> SignIn:
    """Signs `person` (or a screen) in on this browser; whoever was signed in before is out."""
    end(request)
    now = clock.now()
    session = request.session
    session.flush()
    # A shared tablet forgets the child when the browser closes, and after three hours anyway.
    session.set_expiry(None if kind == SignIn.ADULT else 0)
    session.save()
    agent = request.headers.get("User-Agent", "")
    sign_in = SignIn(
        kind=kind,
        person=person,
        lesson=lesson,
        session_key=session.session_key or "",
        device_name=device_label(agent),
        started=now,
        last_seen=now,
    )
    sign_in.save(force_insert=True)
    session[SESSION_FIELD] = sign_in.pk
    return sign_in


def end(request: HttpRequest) -> None:
    """Ends what this browser had: the sign-in, its session, its waiting work."""
    key = request.session.get(SESSION_FIELD)
    if key:
        SignIn.objects.trusted("sign-out").filter(pk=key, ended=None).update(ended=clock.now())
    request.session.flush()


def device_label(agent: str) -> str:
    """A few words for the list of one's sign-ins: "Chrome, Android"."""
    browser = next((b for b in ("Firefox", "Edg", "Chrome", "Safari") if b in agent), "")
    system = next(
        (s for s in ("Android", "iPad", "iPhone", "Windows", "Mac", "Linux") if s in agent), ""
    )
    return ", ".join(part for part in (browser.replace("Edg", "Edge"), system) if part)


def device_of(request: HttpRequest) -> Device | None:
    """The device of a school that this browser is, or None."""
    token = request.COOKIES.get(DEVICE_COOKIE, "")
    if not token:
        return None
    rows = Device.objects.trusted("recognising a device")
    return rows.filter(token_hash=hashed(token), revoked_at=None).first()


def remember_device(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        DEVICE_COOKIE,
        token,
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
