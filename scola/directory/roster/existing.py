"""Loads what the directory knows of one school: about ten queries, and two for 400 people.

People are fetched by their ids: inside the transaction of a first import the database has no
statistics yet, and a join over thousands of fresh rows may take PostgreSQL minutes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from scola.directory.models import (
    Enrolment,
    Guardianship,
    Person,
    Post,
    PupilFile,
    RosterDecision,
    School,
    SchoolClass,
    SchoolYear,
)
from scola.directory.roster.facts import NO_ADDRESS, Address, Roster
from scola.directory.roster.matching import pupil_identity
from scola.directory.roster.planning.pupils import identities
from scola.directory.roster.state import (
    NOTHING_KNOWN,
    Known,
    KnownAdult,
    KnownClass,
    KnownEnrolment,
    KnownLink,
    KnownPost,
    KnownPupil,
)
from scola.kernel.actor import Actor, Role

# A roster is compared with the whole school, whoever brings it; policy is asked by the action.
HOUSE = Actor.system("roster import")
# What the import writes in Guardianship.source.
FROM_ROSTER, ENDED_BY_ROSTER = "onde", "onde:left"
PIECE = 400


def load_known(school: School | None, year: SchoolYear | None, roster: Roster, day: date) -> Known:
    """The school's people and classes, and people of the city whom the roster may mean."""
    if school is None:
        return NOTHING_KNOWN
    files = list(_files(school))
    elsewhere, departed = _of_other_schools(school, roster, files)
    files += departed
    links = list(_links(file.person_id for file in files))
    posts = list(_posts(school, day))
    guardians = list(_adults((link.guardian_id for link in links), here=True))
    return Known(
        classes=tuple(_classes(school, year)),
        pupils=tuple(_pupils(files, school, day)),
        guardians=(*guardians, *_guardians_of_city(roster, {one.id for one in guardians})),
        teachers=tuple(_teachers(posts, roster)),
        links=tuple(_known_link(link, day) for link in links),
        posts=tuple(_known_post(post) for post in posts),
        elsewhere=elsewhere,
        decisions=_decisions(school),
    )


def pieces(values: Iterable[str], size: int = PIECE) -> Iterator[list[str]]:
    """Lists short enough for one query, in a fixed order."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def _files(school: School) -> QuerySet[PupilFile]:
    rows = PupilFile.objects.visible_to(HOUSE).filter(school=school)
    return rows.select_related("person").order_by("person")


def _classes(school: School, year: SchoolYear | None) -> Iterator[KnownClass]:
    for row in SchoolClass.objects.filter(school=school, archived_on=None).order_by("name", "pk"):
        current = year is not None and row.year_id == year.pk
        yield KnownClass(row.pk, row.name, tuple(row.levels), row.external_id, current)


def _not_ended(day: date) -> Q:
    return Q(ends=None) | Q(ends__gte=day)


def _pupils(files: list[PupilFile], school: School, day: date) -> Iterator[KnownPupil]:
    enrolments: dict[str, list[KnownEnrolment]] = defaultdict(list)
    rows = Enrolment.objects.visible_to(HOUSE).filter(
        _not_ended(day), school_class__school=school, school_class__archived_on=None
    )
    for row in rows.order_by("pk"):
        enrolments[row.pupil_id].append(KnownEnrolment(row.pk, row.school_class_id, row.level))
    for file in files:
        yield _known_pupil(file, tuple(enrolments[file.person_id]))


def _known_pupil(file: PupilFile, enrolments: tuple[KnownEnrolment, ...] = ()) -> KnownPupil:
    person = file.person
    return KnownPupil(
        person.pk,
        person.family_name,
        person.usage_name,
        person.given_name,
        file.birth_date,
        file.sex,
        file.ine,
        file.photo_consent,
        left=person.left_on is not None,
        enrolments=enrolments,
    )


def _of_other_schools(
    school: School, roster: Roster, files: list[PupilFile]
) -> tuple[frozenset[str], list[PupilFile]]:
    """(keys of pupils enrolled elsewhere in the city, files of those who have left elsewhere)."""
    here = {identity for file in files for identity in identities(_known_pupil(file))}
    new = [row for row in roster.pupils if pupil_identity(row) not in here]
    wanted = {identity for row in new for identity in identities(row)}
    wanted |= {f"ine:{row.ine}" for row in new if row.ine}
    rows = PupilFile.objects.visible_to(HOUSE).exclude(school=school).select_related("person")
    found: dict[str, PupilFile] = {}
    for days in pieces(row.birth_date.isoformat() for row in new if row.birth_date):
        found |= {file.pk: file for file in rows.filter(birth_date__in=days)}
    for ines in pieces(row.ine for row in new if row.ine):
        found |= {file.pk: file for file in rows.filter(ine__in=ines)}
    enrolled: set[str] = set()
    departed = []
    for file in found.values():
        pupil = _known_pupil(file)
        keys = {*identities(pupil), f"ine:{pupil.ine}"} & wanted
        if keys and pupil.left:
            departed.append(file)
        elif keys:
            enrolled |= keys
    return frozenset(enrolled), departed


def _links(pupils: Iterable[str]) -> Iterator[Guardianship]:
    rows = Guardianship.objects.visible_to(HOUSE).order_by("pk")
    for some in pieces(pupils):
        yield from rows.filter(pupil__in=some)


def _known_link(link: Guardianship, day: date) -> KnownLink:
    return KnownLink(
        link.pk,
        link.guardian_id,
        link.pupil_id,
        in_force=link.ends is None or link.ends >= day,
        from_roster=link.source == FROM_ROSTER,
        ended_by_roster=link.source == ENDED_BY_ROSTER,
    )


def _adults(people: Iterable[str], *, here: bool) -> Iterator[KnownAdult]:
    rows = Person.objects.visible_to(HOUSE).select_related("contact__home").order_by("pk")
    for some in pieces(people):
        for person in rows.filter(pk__in=some):
            yield known_adult(person, here=here)


def _guardians_of_city(roster: Roster, here: set[str]) -> Iterator[KnownAdult]:
    """Guardians in other schools who bear a name of the roster, as ONDE may spell it.

    Both names are compared before a row is read: a family name alone means half the city.
    """
    given: dict[str, set[str]] = defaultdict(set)
    for row in roster.guardians:
        for family in _spellings(row.family_name):
            given[family] |= _spellings(row.given_name)
    rows = Person.objects.visible_to(HOUSE).filter(wards__isnull=False)
    meant: set[str] = set()
    for some in pieces(given):
        names = rows.filter(family_name__in=some).values_list("pk", "family_name", "given_name")
        meant |= {pk for pk, family, first in names if first in given[family]}
    yield from _adults(meant - here, here=False)


def _spellings(name: str) -> set[str]:
    spelt = {name, name.replace("-", " "), name.replace(" ", "-")}
    return {f(one) for one in spelt for f in (str, str.upper, str.title)} - {""}


def known_adult(person: Person, *, here: bool = True) -> KnownAdult:
    contact = getattr(person, "contact", None)
    home = contact.home if contact else None
    return KnownAdult(
        person.pk,
        person.title,
        person.family_name,
        person.usage_name,
        person.given_name,
        Address(home.address, home.postcode, home.town, home.country) if home else NO_ADDRESS,
        contact.email if contact else "",
        contact.phone_home if contact else "",
        contact.phone_work if contact else "",
        contact.phone_mobile if contact else "",
        left=person.left_on is not None,
        here=here,
    )


def _posts(school: School, day: date) -> QuerySet[Post]:
    rows = Post.objects.visible_to(HOUSE).filter(
        _not_ended(day), school=school, role__in=[Role.TEACHER.value, Role.HEAD.value]
    )
    return rows.select_related("person__contact__home").order_by("pk")


def _known_post(post: Post) -> KnownPost:
    return KnownPost(
        post.pk, post.person_id, post.role == Role.HEAD.value, post.school_class_id or ""
    )


def _teachers(posts: list[Post], roster: Roster) -> Iterator[KnownAdult]:
    here = {post.person_id: post.person for post in posts}
    for person in here.values():
        yield known_adult(person)
    rows = Person.objects.visible_to(HOUSE).filter(posts__isnull=False).distinct()
    for some in pieces(row.email for row in roster.teachers if row.email):
        found = rows.filter(contact__email__in=some).select_related("contact__home")
        for person in found.order_by("pk"):
            if person.pk not in here:
                yield known_adult(person, here=False)


def _decisions(school: School) -> dict[str, bool]:
    rows = RosterDecision.objects.visible_to(HOUSE).filter(school=school)
    return {row.key: row.answer == RosterDecision.SAME for row in rows}
