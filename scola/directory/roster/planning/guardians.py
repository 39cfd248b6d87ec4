"""Guardians and their links to pupils."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import (
    NO_ADDRESS,
    Roster,
    RosterGuardian,
    RosterLink,
    RosterTeacher,
)
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import Matched, Rows, match_guardians, pupil_identity
from scola.directory.roster.plan import GuardianChange, LinkChange, PupilChange, State
from scola.directory.roster.planning.links import Children
from scola.directory.roster.spelling import address_key, phone_key, says_more
from scola.directory.roster.state import Known, KnownAdult, KnownLink

ENDED_BY_HAND = _(
    "Les droits de ce responsable sur cet enfant ont été arrêtés dans Scola : ils le restent. "
    "S’ils doivent revenir, faites-le dans la fiche de l’élève."
)
PHONES = ("phone_home", "phone_work", "phone_mobile")


def plan_guardians(
    roster: Roster, pupils: Sequence[PupilChange], known: Known, issues: Issues
) -> tuple[Matched, tuple[GuardianChange, ...], tuple[LinkChange, ...]]:
    children = Children(pupils, known)
    links_in_order = sorted(roster.links, key=_guardian_of)
    resolved = [children.find(link, issues) for link in links_in_order]

    def children_of(row: int) -> frozenset[str]:
        start = bisect_left(links_in_order, row, key=_guardian_of)
        end = bisect_right(links_in_order, row, key=_guardian_of)
        return frozenset(_identity(pupils[n]) for n in resolved[start:end] if n is not None)

    matched = match_guardians(Rows(roster.guardians, children_of), known, _wards(pupils, known))
    pairs: dict[tuple[int, int], int] = {}
    for link, pupil in zip(links_in_order, resolved, strict=True):
        if pupil is not None:
            pairs.setdefault((matched.person_of_row[link.guardian], pupil), link.place.line)
    links = _links(pairs, matched, pupils, known, roster, issues)
    leave = "guardians" in roster.names
    leaving = _leaving_links(links, known) if leave else []
    changes = [
        _guardian(one.rows, one.known, roster.guardians) for one in matched.people
    ]  # fmt: skip
    changes += _leaving_guardians(matched, links, leaving, known) if leave else []
    return matched, tuple(changes), (*links, *leaving)


def _guardian_of(link: RosterLink) -> int:
    return link.guardian


def _identity(change: PupilChange) -> str:
    pupil = change.row or change.known
    return pupil_identity(pupil) if pupil else ""


def _wards(pupils: Sequence[PupilChange], known: Known) -> dict[str, frozenset[str]]:
    names = {one.id: pupil_identity(one) for one in known.pupils}
    # The files may know the birth date better than we do.
    names |= {one.known.id: _identity(one) for one in pupils if one.known}
    found: dict[str, set[str]] = defaultdict(set)
    for link in known.links:
        if link.pupil in names:
            found[link.guardian].add(names[link.pupil])
    return {guardian: frozenset(wards) for guardian, wards in found.items()}


def _links(
    pairs: dict[tuple[int, int], int], matched: Matched, pupils: Sequence[PupilChange],
    known: Known, roster: Roster, issues: Issues,
) -> list[LinkChange]:  # fmt: skip
    known_links = {(link.guardian, link.pupil): link for link in known.links}
    found = []
    for (person, pupil), line in pairs.items():
        guardian, child = matched.people[person].known, pupils[pupil].known
        link = known_links.get((guardian.id, child.id)) if guardian and child else None
        state = State.CREATED
        if link is not None:
            state = State.UNCHANGED
            if not link.in_force and link.ended_by_roster:
                state = State.CHANGED
            elif not link.in_force:
                row = roster.guardians[matched.people[person].rows[0]]
                issues.warn(ENDED_BY_HAND, row.place.file, line, value=_name(row))
        found.append(LinkChange(state, person, pupil, link))
    return found


def _name(row: RosterGuardian) -> str:
    return f"{row.given_name} {row.usage_name or row.family_name}"


def _leaving_links(links: Sequence[LinkChange], known: Known) -> list[LinkChange]:
    named = {link.known.id for link in links if link.known}
    return [
        LinkChange(State.LEAVING, known=link)
        for link in known.links
        if link.in_force and link.from_roster and link.id not in named
    ]


def _leaving_guardians(
    matched: Matched, links: Sequence[LinkChange], leaving: Sequence[LinkChange], known: Known
) -> list[GuardianChange]:
    """Whom no link in force holds any more. A link made by hand still holds its guardian."""
    named = {one.known.id for one in matched.people if one.known}
    ending = {link.known.id for link in leaving if link.known}
    held: dict[str, list[KnownLink]] = defaultdict(list)
    for link in known.links:
        if link.in_force:
            held[link.guardian].append(link)
    return [
        GuardianChange(State.LEAVING, known=adult)
        for adult in known.guardians
        if adult.here and not adult.left and adult.id not in named
        and held[adult.id] and all(link.id in ending for link in held[adult.id])
    ]  # fmt: skip


def _guardian(
    rows: Sequence[int], known: KnownAdult | None, guardians: Sequence[RosterGuardian]
) -> GuardianChange:
    row = _together([guardians[n] for n in rows])
    if known is None:
        return GuardianChange(State.CREATED, row)
    fields = adult_fields(row, known)
    return GuardianChange(State.CHANGED if fields else State.UNCHANGED, row, known, fields)


def _together(rows: Sequence[RosterGuardian]) -> RosterGuardian:
    """Several rows of one person: the first word counts, the others fill what it left empty."""
    first = rows[0]
    for row in rows[1:]:
        gaps = {
            name: value
            for name in ("title", "usage_name", "email", *PHONES)
            if not getattr(first, name) and (value := getattr(row, name))
        }
        if first.address == NO_ADDRESS and row.address != NO_ADDRESS:
            gaps["address"] = row.address
        first = replace(first, **gaps) if gaps else first
    return first


def adult_fields(row: RosterGuardian | RosterTeacher, known: KnownAdult) -> dict[str, object]:
    """What the row changes of an adult. An empty cell erases nothing."""
    fields: dict[str, object] = {
        name: value
        for name in ("title", "family_name", "usage_name", "given_name")
        if says_more(value := getattr(row, name), getattr(known, name))
    }
    if row.email and row.email != known.email.lower():
        fields["email"] = row.email
    for name in PHONES:
        new = getattr(row, name, "")
        if new and phone_key(new) != phone_key(getattr(known, name)):
            fields[name] = new
    if _moved(row, known):
        fields["address"] = row.address
    if known.left:
        fields["left_on"] = None
    return fields


def _moved(row: RosterGuardian | RosterTeacher, known: KnownAdult) -> bool:
    new, old = row.address, known.address
    if new in {NO_ADDRESS, old}:
        return False
    keys = [address_key(one.street, one.postcode, one.town) for one in (new, old)]
    return keys[0] != keys[1] if keys[0] else not old.street and new.town != old.town
