"""How a journal is laid out for who reads it: teams, families on a phone, children."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from scola.directory.facts import WardFact
from scola.kernel.actor import Actor, Role
from scola.kernel.ui import shells
from scola.kernel.ui.dates import MONTHS, language, local
from scola.sharing.documents import url_name_of
from scola.sharing.facts import PostFact
from scola.sharing.policy import keeps


@dataclass(frozen=True, slots=True)
class Card:
    """A post as one reader sees it. `names` are the reader's children in that class."""

    post: PostFact
    document_url: str
    keeps: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """`key` is "2026-11", `name` "novembre 2026" in the reader's language."""

    key: str
    name: str
    cards: tuple[Card, ...]


def cards(actor: Actor, posts: Iterable[PostFact], wards: Iterable[WardFact] = ()) -> list[Card]:
    names: dict[str, list[str]] = {}
    for ward in wards:
        for one in ward.classes:
            names.setdefault(one.id, []).append(ward.pupil.given_name)
    return [
        Card(
            post,
            document_url(post),
            keeps(actor, post.school_class, post.school),
            tuple(names.get(post.school_class, ())),
        )
        for post in posts
    ]


def by_month(shown: Iterable[Card]) -> list[Month]:
    """The months as the city lives them: the night of the 31st belongs to the 31st."""
    found = []
    for (year, month), group in groupby(shown, _month_of):
        name = f"{MONTHS[language()].split()[month - 1]} {year}"
        found.append(Month(f"{year}-{month:02d}", name, tuple(group)))
    return found


def _month_of(card: Card) -> tuple[int, int]:
    day = local(card.post.published)
    return day.year, day.month


def document_url(post: PostFact) -> str:
    found = url_name_of(post.document)
    return reverse(found[0], args=[found[1]]) if found else ""


def shell_of(actor: Actor, school_class: str = "") -> str:
    """Teams keep theirs for classes they keep; the same person reads as a guardian elsewhere."""
    keeper = school_class in actor.classes(Role.TEACHER) or actor.has(Role.HEAD)
    if actor.has(Role.GUARDIAN) and not keeper:
        return shells.FAMILY
    return shells.shell_of(actor)


def kids_bar(wards: Iterable[WardFact], school_class: str = "") -> list[dict[str, Any]]:
    """The children in the head of a family's page; each opens the journal of its class."""
    return [
        {
            "name": ward.pupil.given_name,
            "face": ward.pupil.face,
            "detail": ", ".join(one.name for one in ward.classes),
            "url": reverse("sharing:class_posts", args=[ward.classes[0].id]),
            "current": any(one.id == school_class for one in ward.classes),
        }
        for ward in wards
        if ward.classes
    ]
