"""Builds `request.actor` from the session, once per request."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from scola.directory.grants import actor_of_sign_in
from scola.directory.models import SignIn
from scola.kernel import clock
from scola.kernel.actor import ANONYMOUS, Actor

SESSION_FIELD = "sign_in"
SEEN_EVERY = timedelta(minutes=5)


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
