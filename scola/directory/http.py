"""Builds `request.actor` from the session, once per request."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils import translation

from scola.directory.devices import hashed
from scola.directory.grants import actor_of_sign_in, grants_of
from scola.directory.lessons import lessons
from scola.directory.models import Device, Person, SignIn
from scola.kernel import clock, live
from scola.kernel.actor import ANONYMOUS, Actor, Role

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
        # A choice made on this browser wins over an adult's own language; a shared tablet's
        # must not follow the next child.
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if actor.person and (actor.has(Role.PUPIL) or not chosen):
            language = actor.language if actor.language in dict(settings.LANGUAGES) else "fr"
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    key = request.session.get(SESSION_FIELD)
    if not key:
        return ANONYMOUS
    rows = SignIn.objects.trusted("building the actor")
    sign_in = rows.filter(pk=key).select_related("person__account").first()
    if sign_in and sign_in.kind == SignIn.PUPIL and not sign_in.lesson and not sign_in.ended:
        _bind(sign_in, sign_in.person)
    if sign_in and clock.now() - sign_in.last_seen > SEEN_EVERY:
        rows.filter(pk=key).update(last_seen=clock.now())
    return actor_of_sign_in(sign_in)


def _bind(sign_in: SignIn, pupil: Person | None) -> None:
    """A child who came in before the lesson is in it once it has begun, and goes out with it."""
    classes = [grant.school_class for grant in grants_of(pupil)] if pupil else []
    live = (lessons().live_lesson_of_class(one) for one in classes if one)
    sign_in.lesson = next((lesson for lesson in live if lesson), "")
    if sign_in.lesson:
        sign_in.save(update_fields=["lesson"])


def begin(request: HttpRequest, person: Person | None, kind: str, lesson: str = "") -> SignIn:
    """Signs `person` (or a screen) in on this browser; whoever was signed in before is out."""
    end(request)
    now = clock.now()
    session = request.session
    # Forms that somebody else left open on this browser are worthless from now on.
    rotate_token(request)
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
    """Ends what this browser had: the sign-in, its sockets, its session, its waiting work."""
    key = request.session.get(SESSION_FIELD)
    rows = SignIn.objects.trusted("sign-out")
    row = rows.filter(pk=key, ended=None).first() if key else None
    if row:
        rows.filter(pk=row.pk).update(ended=clock.now())
        if not _elsewhere(row):
            live.forget(row.person_id or row.pk)
    request.session.flush()


def _elsewhere(row: SignIn) -> bool:
    """Whether an adult is at work on another browser too: sockets close by person, not browser."""
    if row.kind != SignIn.ADULT:
        return False
    others = SignIn.objects.trusted("sign-out").filter(person=row.person_id, ended=None)
    return others.filter(last_seen__gt=clock.now() - 3 * SEEN_EVERY).exclude(pk=row.pk).exists()


def browser_key(request: HttpRequest) -> str:
    """Names this browser in a rate limit; makes its session when it has none yet."""
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: never a limit by itself, a whole school is one address."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")


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
