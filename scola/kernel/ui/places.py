"""Where a person can go: the registry that domains fill in AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

# A bar of more than seven places is a list nobody reads.
MOST_PLACES = 7
MOST_TABS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation. `count` says how much waits there (0 shows nothing).

    `roles` empty means everybody signed in. `spot` "person" puts it in the person's menu.
    """

    order: int
    label: str | Promise
    icon: str
    url_name: str
    roles: frozenset[str] = frozenset()
    spot: Literal["main", "person"] = "main"
    count: Callable[[Any], int] | None = field(default=None, compare=False)
    count_label: str | Promise = ""
    # One word for the phone's bar, when the label is longer.
    short: str | Promise = ""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    label: str
    short: str
    icon: str
    url: str
    current: bool
    count: int
    count_label: str


_places: dict[tuple[str, str], Place] = {}
_surroundings: list[Callable[[HttpRequest], str]] = []


def register_place(place: Place) -> None:
    """Adds a place; registering the same page twice for the same roles keeps the last one."""
    _places[place.url_name, ",".join(sorted(place.roles))] = place


def register_surroundings(describe: Callable[[HttpRequest], str]) -> None:
    """`describe(request)` gives the line under the brand: "École Candia · CE1" (or "")."""
    _surroundings.append(describe)


def surroundings(request: HttpRequest) -> str:
    return next((line for describe in _surroundings if (line := describe(request))), "")


def places_for(
    request: HttpRequest, spot: Literal["main", "person"] = "main", current: str = ""
) -> list[ShownPlace]:
    """The places this request's actor may open, in order, the present one marked.

    `current` names the present place by its url_name; else the longest matching address wins.
    """
    actor = getattr(request, "actor", None)
    if actor is None or actor.is_anonymous:
        return []
    found = sorted(_open_to(actor.roles, spot), key=lambda place: place.order)
    urls = [(place, url) for place in found if (url := _url(place.url_name))][:MOST_PLACES]
    here = _present(request.path, urls, current)
    return [
        ShownPlace(
            str(place.label),
            str(place.short or place.label),
            place.icon,
            url,
            place.url_name == here,
            place.count(actor) if place.count else 0,
            str(place.count_label),
        )
        for place, url in urls
    ]


def _open_to(roles: Iterable[str], spot: str) -> Iterable[Place]:
    mine = frozenset(str(role) for role in roles)
    for place in _places.values():
        wanted = frozenset(str(role) for role in place.roles)
        if place.spot == spot and (not wanted or wanted & mine):
            yield place


def _url(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        # A domain that is not installed here leaves no dead entry in the bar.
        return ""


def _present(path: str, urls: list[tuple[Place, str]], current: str) -> str:
    if current:
        return current
    under = [
        (len(url), place.url_name) for place, url in urls if url != "/" and _is_under(path, url)
    ]
    if under:
        return max(under)[1]
    return next((place.url_name for place, url in urls if url == path), "")


def _is_under(path: str, url: str) -> bool:
    return path == url or path.startswith(url if url.endswith("/") else f"{url}/")
