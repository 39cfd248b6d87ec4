"""`@page`: says who may open a URL. A URL without it refuses to start (see checks)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from scola.kernel import errors
from scola.kernel.actor import Actor, Role
from scola.kernel.policy import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class ActorRequest(HttpRequest):
    """A request whose actor has been built (see directory.http.ActorMiddleware)."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class PageRule:
    roles: frozenset[Role] = field(default_factory=frozenset)
    public: bool = False
    methods: tuple[str, ...] = ("GET", "HEAD")
    # Bytes of a request; 0 is the size of a form (see body_limit).
    largest: int = 0

    def admits(self, actor: Actor) -> bool:
        if self.public:
            return True
        return not actor.is_anonymous and (not self.roles or actor.has(*self.roles))


def page(
    *roles: Role, public: bool = False, methods: tuple[str, ...] = ("GET",), largest: int = 0
) -> Callable[[Callable[Concatenate[ActorRequest, P], HttpResponse]], View[P]]:
    """Opens a view to `roles`, to everybody signed in (no role named), or to the public.

    Anonymous visitors are sent to sign in; the wrong role gets 404, like a page that is not there.
    """
    allowed = (*methods, "HEAD") if "GET" in methods else methods
    rule = PageRule(frozenset(roles), public, allowed, largest)

    def decorate(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not rule.admits(actor):
                if actor.is_anonymous:
                    return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
                raise Http404
            if request.method not in rule.methods:
                return errors.wrong_method(request, rule.methods)
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]
            if not rule.public:
                # Shared tablets: the back button must not show what the last child saw.
                response.headers.setdefault("Cache-Control", "no-store")
            return response

        guarded.page = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


class Refusals:
    """Turns a Refused action into its page: one sentence, 403, nothing done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return errors.refused(request, error)
        return errors.trouble(request, error)
