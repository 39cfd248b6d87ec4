"""Who is who: guardians of several rows, and rows against people already known.

Same name and same address, telephone or e-mail: the same person. The same name without any of
these: a question for a human, never an answer of ours.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scola.directory.roster.facts import RosterGuardian, RosterPupil
from scola.directory.roster.spelling import address_key, name_key, phone_key
from scola.directory.roster.state import Known, KnownAdult, KnownPupil

# Beyond this many homonyms, each is compared with its neighbour only: questions stay countable.
ALL_PAIRS_UP_TO = 5
Adult = RosterGuardian | KnownAdult


@dataclass(frozen=True, slots=True)
class Question:
    """ "Are these two the same person?" `left` and `right` are indexes of `people`.

    `right` is -1 when the other is `known`, somebody of this school whom the files do not name.
    """

    key: str
    left: int
    right: int = -1
    known: KnownAdult | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The guardians of the files, and for each the identities of the pupils it names."""

    guardians: Sequence[RosterGuardian]
    children_of: Callable[[int], frozenset[str]]


@dataclass(slots=True)
class Somebody:
    """One guardian as far as we know: rows of the files, and at most one person known before."""

    rows: list[int] = field(default_factory=list)
    known: KnownAdult | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    people: tuple[Somebody, ...]
    # Index in `people` of each guardian row.
    person_of_row: tuple[int, ...]
    # Not answered yet.
    questions: tuple[Question, ...]
    # Ids of known people of whom a human said: two persons.
    told_apart: tuple[tuple[str, str], ...] = ()


def adult_name(one: Adult) -> tuple[str, str]:
    return name_key(one.family_name or one.usage_name), name_key(one.given_name)


def evidence(one: Adult) -> Iterator[str]:
    """What, together with the name, makes two rows the same person."""
    where = address_key(one.address.street, one.address.postcode, one.address.town)
    if where:
        yield f"a:{where}"
    if one.email:
        yield f"m:{one.email.strip().lower()}"
    for phone in (one.phone_home, one.phone_work, one.phone_mobile):
        if key := phone_key(phone):
            yield f"p:{key}"


def question_key(left: tuple[str, ...], right: tuple[str, ...], name: tuple[str, str]) -> str:
    """The same question always has the same key, from whichever side it is asked."""
    text = repr((name, sorted([left, right])))
    return f"guardian:{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def known_pair_key(one: str, other: str) -> str:
    """The question about two known people, whatever their addresses become."""
    return "people:" + ":".join(sorted((one, other)))


class _Groups:
    """Union-find over the members of one name."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self.parent[max(a, b)] = min(a, b)


def match_guardians(rows: Rows, known: Known, wards: Mapping[str, frozenset[str]]) -> Matched:
    """Groups the rows into people. `wards` are the pupils of each known guardian."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows.guardians):
        by_name[adult_name(row)].append(n)
    known_by_name: dict[tuple[str, str], list[KnownAdult]] = defaultdict(list)
    for adult in known.guardians:
        name = adult_name(adult)
        if name in by_name:
            known_by_name[name].append(adult)
    people: list[Somebody] = []
    questions: list[Question] = []
    told_apart: list[tuple[str, str]] = []
    person_of_row = [0] * len(rows.guardians)
    for name, same in by_name.items():
        adults = sorted(known_by_name.get(name, []), key=lambda a: (not a.here, a.left, a.id))
        if len(same) == 1 and not adults:
            person_of_row[same[0]] = len(people)
            people.append(Somebody([same[0]]))
            continue
        homonyms = _Homonyms(name, same, adults, rows, wards, known.decisions)
        first = len(people)
        for somebody in homonyms.people():
            for index in somebody.rows:
                person_of_row[index] = len(people)
            people.append(somebody)
        questions += homonyms.questions(first)
        told_apart += homonyms.told_apart()
    return Matched(tuple(people), tuple(person_of_row), tuple(questions), tuple(told_apart))


class _Homonyms:
    """All rows and all known people of one name."""

    def __init__(
        self, name: tuple[str, str], rows: list[int], adults: list[KnownAdult], all_rows: Rows,
        wards: Mapping[str, frozenset[str]], decisions: Mapping[str, bool],
    ) -> None:  # fmt: skip
        self.name, self.rows, self.adults, self.decisions = name, rows, adults, decisions
        self.members: list[Adult] = [*(all_rows.guardians[row] for row in rows), *adults]
        self.pupils = [
            *(all_rows.children_of(row) for row in rows),
            *(wards.get(adult.id, frozenset()) for adult in adults),
        ]
        self.groups = _Groups(len(self.members))
        self._join_by_evidence()
        self._join_movers()
        # Questions are about these groups; answers join them into people.
        self.sure: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self.members)):
            self.sure[self.groups.find(n)].append(n)
        self.heads = sorted(self.sure)
        self._join_by_decision()

    def _join_by_evidence(self) -> None:
        seen: dict[str, int] = {}
        for n, member in enumerate(self.members):
            for proof in evidence(member):
                if (first := seen.setdefault(proof, n)) != n:
                    self.groups.join(first, n)

    def _join_movers(self) -> None:
        """The same name and the same child: a guardian who moved, when both are the only ones."""
        if not self.adults:
            return
        by_pupil: dict[str, list[int]] = defaultdict(list)
        for n, pupils in enumerate(self.pupils):
            for pupil in pupils:
                by_pupil[pupil].append(n)
        with_known = {self.groups.find(n) for n in range(len(self.rows), len(self.members))}
        for found in by_pupil.values():
            rows = {self.groups.find(n) for n in found if n < len(self.rows)}
            adults = {self.groups.find(n) for n in found if n >= len(self.rows)}
            if len(rows) == 1 and len(adults) == 1 and rows.isdisjoint(with_known):
                self.groups.join(*rows, *adults)

    def _join_by_decision(self) -> None:
        self.different = set()
        for left, right in self._pairs():
            answer = self._answer(left, right)
            if answer:
                self.groups.join(left, right)
            elif answer is False:
                self.different.add((left, right))

    def _pairs(self) -> list[tuple[int, int]]:
        if len(self.heads) <= ALL_PAIRS_UP_TO:
            return [(a, b) for n, a in enumerate(self.heads) for b in self.heads[n + 1 :]]
        return list(zip(self.heads, self.heads[1:], strict=False))

    def _answer(self, left: int, right: int) -> bool | None:
        found = self.decisions.get(self._key(left, right))
        a, b = self._known_of(left), self._known_of(right)
        if found is None and a and b:
            found = self.decisions.get(known_pair_key(a.id, b.id))
        return found

    def _key(self, left: int, right: int) -> str:
        return question_key(self._signature(left), self._signature(right), self.name)

    def _signature(self, head: int) -> tuple[str, ...]:
        """What a group keeps when rows change places: its evidence, else its children."""
        members = self.sure[head]
        rows = [n for n in members if n < len(self.rows)] or members
        proofs = {proof for n in rows for proof in evidence(self.members[n])}
        return tuple(sorted(proofs or {f"c:{pupil}" for n in rows for pupil in self.pupils[n]}))

    def _known_of(self, head: int) -> KnownAdult | None:
        start = len(self.rows)
        return next((self.adults[n - start] for n in self.sure[head] if n >= start), None)

    def people(self) -> list[Somebody]:
        """One somebody per group that the files name; its first known person, if any."""
        found: dict[int, Somebody] = {}
        for n, row in enumerate(self.rows):
            found.setdefault(self.groups.find(n), Somebody()).rows.append(row)
        for n, adult in enumerate(self.adults, start=len(self.rows)):
            somebody = found.get(self.groups.find(n))
            if somebody is not None and somebody.known is None:
                somebody.known = adult
        self.order = {group: n for n, group in enumerate(found)}
        return list(found.values())

    def questions(self, first: int) -> Iterator[Question]:
        """Pairs that nobody has answered, about people of this school only: who is known
        elsewhere in the city is not shown here."""
        asked = set()
        different = {self._people_pair(*pair) for pair in self.different}
        for left, right in self._pairs():
            pair = self._people_pair(left, right)
            one, other = self.order.get(pair[0]), self.order.get(pair[1])
            if one is None or pair[0] == pair[1] or pair in different or pair in asked:
                continue
            asked.add(pair)
            if other is not None:
                yield Question(self._key(left, right), first + one, first + other)
            elif (adult := self._known_of(right)) and adult.here and not adult.left:
                yield Question(self._key(left, right), first + one, known=adult)

    def told_apart(self) -> Iterator[tuple[str, str]]:
        for left, right in self.different:
            one, other = self._known_of(left), self._known_of(right)
            if one and other:
                yield one.id, other.id

    def _people_pair(self, left: int, right: int) -> tuple[int, int]:
        a, b = sorted((self.groups.find(left), self.groups.find(right)))
        return a, b


def pupil_identity(pupil: RosterPupil | KnownPupil) -> str:
    """Name and birth date: what a pupil keeps from one file to the next."""
    family = name_key(pupil.family_name or pupil.usage_name)
    return f"{family}|{name_key(pupil.given_name)}|{pupil.birth_date}"
