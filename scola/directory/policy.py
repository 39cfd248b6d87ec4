"""Who may see and do what in the directory. Pure: an actor in, a Q or a Verdict out."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from scola.directory.lessons import lessons
from scola.directory.models import (
    Contact,
    Device,
    Enrolment,
    Guardianship,
    Person,
    Post,
    SchoolClass,
    SignIn,
)
from scola.kernel import clock
from scola.kernel.actor import CITY_ROLES, SCHOOL_ROLES, Actor, Role
from scola.kernel.policy import ALLOWED, NOT_YOURS, NOTHING, Verdict, visible

STAFF_ROLES = [role.value for role in SCHOOL_ROLES | CITY_ROLES]


def in_force(day: date | None = None) -> Q:
    """Rows of an InForce model whose right holds on `day` (today by default)."""
    day = day or clock.today()
    return (Q(starts=None) | Q(starts__lte=day)) & (Q(ends=None) | Q(ends__gte=day))


def _pupils_of_classes(classes: frozenset[str]) -> Q:
    rows = Enrolment.objects.trusted("policy").filter(in_force(), school_class__in=classes)
    return Q(pk__in=rows.values("pupil"))


def _pupils_of_schools(schools: frozenset[str]) -> Q:
    rows = Enrolment.objects.trusted("policy").filter(in_force(), school_class__school__in=schools)
    return Q(pk__in=rows.values("pupil"))


def _guardians_of(pupils: Q) -> Q:
    people = Person.objects.trusted("policy").filter(pupils).values("pk")
    rows = Guardianship.objects.trusted("policy").filter(in_force(), pupil__in=people)
    return Q(pk__in=rows.values("guardian"))


def _staff(where: Q) -> Q:
    rows = Post.objects.trusted("policy").filter(in_force(), where, role__in=STAFF_ROLES)
    return Q(pk__in=rows.values("person"))


def classes_of_pupils(pupils: frozenset[str]) -> frozenset[str]:
    """Ids of the classes in which these pupils are enrolled today."""
    rows = Enrolment.objects.trusted("policy").filter(in_force(), pupil__in=pupils)
    return frozenset(rows.values_list("school_class", flat=True))


def _teachers_of(classes: frozenset[str]) -> Q:
    return _staff(Q(school_class__in=classes))


@visible("directory.Person")
def people(actor: Actor) -> Q:
    if actor.is_anonymous or actor.has(Role.SCREEN):
        return NOTHING
    q = Q(pk=actor.person)
    if mates := actor.classes(Role.PUPIL):
        q |= _pupils_of_classes(mates) | _teachers_of(mates)
    if wards := actor.pupils(Role.GUARDIAN):
        q |= Q(pk__in=wards) | _teachers_of(classes_of_pupils(wards))
    if taught := actor.classes(Role.TEACHER):
        pupils = _pupils_of_classes(taught)
        q |= pupils | _guardians_of(pupils)
    if helped := actor.classes(Role.SCHOOL_STAFF):
        q |= _pupils_of_classes(helped)
    if headed := actor.schools(Role.HEAD):
        pupils = _pupils_of_schools(headed)
        q |= pupils | _guardians_of(pupils)
    if colleagues := actor.schools(*SCHOOL_ROLES, Role.DIGITAL_REFERENT):
        q |= _staff(Q(school__in=colleagues))
    if actor.has(Role.TECHNICIAN, Role.CITY_ADMIN):
        q |= _staff(Q())
    return q


def _files_of(actor: Actor) -> Q:
    q = NOTHING
    if wards := actor.pupils(Role.GUARDIAN):
        q |= Q(person__in=wards)
    if taught := actor.classes(Role.TEACHER):
        q |= Q(
            person__in=Person.objects.trusted("policy")
            .filter(_pupils_of_classes(taught))
            .values("pk")
        )
    if headed := actor.schools(Role.HEAD):
        q |= Q(
            person__in=Person.objects.trusted("policy")
            .filter(_pupils_of_schools(headed))
            .values("pk")
        )
    return q


@visible("directory.PupilFile")
def pupil_files(actor: Actor) -> Q:
    return _files_of(actor)


@visible("directory.PupilKey")
def pupil_keys(actor: Actor) -> Q:
    """Adults who teach the child, never guardians: the key opens a tablet of the school."""
    q = NOTHING
    if taught := actor.classes(Role.TEACHER):
        q |= Q(
            pupil__in=Person.objects.trusted("policy")
            .filter(_pupils_of_classes(taught))
            .values("pk")
        )
    if headed := actor.schools(Role.HEAD):
        q |= Q(
            pupil__in=Person.objects.trusted("policy")
            .filter(_pupils_of_schools(headed))
            .values("pk")
        )
    return q


@visible("directory.Contact")
def contacts(actor: Actor) -> Q:
    """One's own; heads and class teachers their pupils' guardians'. Never the other home's."""
    q = Q(person=actor.person) if actor.person else NOTHING
    for pupils in _pupils_in_charge(actor):
        guardians = Person.objects.trusted("policy").filter(_guardians_of(pupils)).values("pk")
        q |= Q(person__in=guardians)
    return q


def _pupils_in_charge(actor: Actor) -> list[Q]:
    found = []
    if taught := actor.classes(Role.TEACHER):
        found.append(_pupils_of_classes(taught))
    if headed := actor.schools(Role.HEAD):
        found.append(_pupils_of_schools(headed))
    return found


@visible("directory.Home")
def homes(actor: Actor) -> Q:
    return Q(pk__in=Contact.objects.trusted("policy").filter(contacts(actor)).values("home"))


@visible("directory.Guardianship")
def guardianships(actor: Actor) -> Q:
    """A guardian sees their own link, never who else the child's guardians are."""
    q = Q(guardian=actor.person) if actor.person else NOTHING
    for pupils in _pupils_in_charge(actor):
        q |= Q(pupil__in=Person.objects.trusted("policy").filter(pupils).values("pk"))
    return q


@visible("directory.Enrolment")
def enrolments(actor: Actor) -> Q:
    q = Q(school_class__in=actor.classes(Role.TEACHER, Role.SCHOOL_STAFF, Role.PUPIL))
    q |= Q(pupil__in=actor.pupils(Role.GUARDIAN))
    return q | Q(school_class__school__in=actor.schools(Role.HEAD))


@visible("directory.Post")
def posts(actor: Actor) -> Q:
    """Who works where is known inside the school and at the city; families know their teachers."""
    if actor.has(*CITY_ROLES - {Role.ACADEMY_OBSERVER, Role.PROGRAMME_MANAGER}):
        return Q()
    q = Q(school__in=actor.schools(*SCHOOL_ROLES)) | Q(person=actor.person or "-")
    q |= Q(school_class__in=actor.classes(Role.PUPIL))
    if wards := actor.pupils(Role.GUARDIAN):
        q |= Q(school_class__in=classes_of_pupils(wards))
    return q


@visible("directory.Account")
def accounts(actor: Actor) -> Q:
    return Q(person=actor.person) if actor.person else NOTHING


@visible("directory.SignIn")
def sign_ins(actor: Actor) -> Q:
    return Q(person=actor.person) if actor.person else NOTHING


@visible("directory.ActivationCode")
@visible("directory.Pairing")
def codes(actor: Actor) -> Q:
    return NOTHING


@visible("directory.Device")
def devices(actor: Actor) -> Q:
    if actor.has(Role.TECHNICIAN, Role.CITY_ADMIN):
        return Q()
    return Q(school__in=actor.schools(Role.TEACHER, Role.HEAD))


@visible("directory.RosterRun")
@visible("directory.RosterDecision")
def roster_runs(actor: Actor) -> Q:
    if actor.has(Role.CITY_ADMIN):
        return Q()
    return Q(school__in=actor.schools(Role.HEAD))


def may_import_roster(actor: Actor, *, school: str = "", **_: object) -> Verdict:
    """Heads for their school, the city's administrator for every school."""
    if actor.has(Role.CITY_ADMIN) or (school and school in actor.schools(Role.HEAD)):
        return ALLOWED
    return NOT_YOURS


def may_run_class(actor: Actor, school_class: str, school: str = "") -> Verdict:
    """Print the sheets, see the pictograms, let a child in: the class's teachers and its head."""
    if school_class in actor.classes(Role.TEACHER) or school in actor.schools(Role.HEAD):
        return ALLOWED
    return NOT_YOURS


def may_run_city(actor: Actor, **_: object) -> Verdict:
    """Administrative verbs on schools and people: the city's administrator."""
    return ALLOWED if actor.has(Role.CITY_ADMIN) else NOT_YOURS


def may_add_device(actor: Actor, *, school: object, **_: object) -> Verdict:
    """A tablet becomes the school's by somebody who works there, or by the city's technician."""
    mine = actor.schools(Role.TEACHER, Role.HEAD, Role.SCHOOL_STAFF)
    if actor.has(Role.TECHNICIAN) or getattr(school, "pk", "") in mine:
        return ALLOWED
    return NOT_YOURS


def may_revoke_device(actor: Actor, *, device: Device, **_: object) -> Verdict:
    if actor.has(Role.TECHNICIAN, Role.CITY_ADMIN) or device.school_id in actor.schools(Role.HEAD):
        return ALLOWED
    return NOT_YOURS


def may_pair_screen(actor: Actor, *, lesson: str, **_: object) -> Verdict:
    """Only with the lesson under way in a class that the actor teaches."""
    live = lessons().live_lesson_of_class
    if lesson and any(live(one) == lesson for one in actor.classes(Role.TEACHER)):
        return ALLOWED
    return NOT_YOURS


def may_end_lesson(actor: Actor, **_: object) -> Verdict:
    """Teachers; the lesson domain has checked whose lesson it is."""
    return ALLOWED if actor.has(Role.TEACHER) else NOT_YOURS


def may_keep_display(actor: Actor, **_: object) -> Verdict:
    return ALLOWED if actor.person else NOT_YOURS


def may_end_sign_in(actor: Actor, *, sign_in: SignIn, **_: object) -> Verdict:
    return ALLOWED if sign_in.person_id and sign_in.person_id == actor.person else NOT_YOURS


def may_give_keys(actor: Actor, *, school_class: SchoolClass, **_: object) -> Verdict:
    return may_run_class(actor, school_class.pk, school_class.school_id)


def may_help_pupil(actor: Actor, *, pupil: Person, **_: object) -> Verdict:
    """The child's teachers and head."""
    in_charge = any(
        Person.objects.trusted("policy").filter(q, pk=pupil.pk).exists()
        for q in _pupils_in_charge(actor)
    )
    return ALLOWED if in_charge else NOT_YOURS


def colleagues_among(people: Iterable[str]) -> frozenset[str]:
    """Ids of those who hold a post today, in a school or at the city."""
    rows = Post.objects.trusted("policy").filter(in_force(), person__in=set(people))
    return frozenset(rows.filter(role__in=STAFF_ROLES).values_list("person", flat=True))


def may_issue_codes(actor: Actor, *, person: Person, **_: object) -> Verdict:
    """Activation sheets: for the guardians of one's own class or school, never for colleagues.

    A sheet opens the person's account anew: a parent who also holds a post would hand it over.
    """
    if colleagues_among([person.pk]):
        return NOT_YOURS
    guards = any(
        Person.objects.trusted("policy").filter(_guardians_of(q), pk=person.pk).exists()
        for q in _pupils_in_charge(actor)
    )
    return ALLOWED if guards else NOT_YOURS
