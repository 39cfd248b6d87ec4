"""Pupils' pictures and badges: what a child who does not read uses to come in."""

import hashlib
import hmac
import secrets
from collections import Counter
from datetime import timedelta
from itertools import permutations

from django.conf import settings
from django.db.models import F, QuerySet

from scola.directory.lessons import lessons
from scola.directory.models import Enrolment, Person, PupilKey, SchoolClass
from scola.directory.policy import in_force, may_give_keys, may_help_pupil
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.ids import LENGTH, PATTERN
from scola.kernel.seal import SealedQuerySet
from scola.kernel.ui.drawings import PICTOGRAMS, child_faces

TRIES = 3
LET_IN_FOR = timedelta(minutes=5)
TRIPLES = tuple(permutations(PICTOGRAMS, 3))


@action("directory.give_keys", may=may_give_keys)
def give_keys(actor: Actor, *, school_class: SchoolClass) -> int:
    """Gives pictures and a face to each pupil of the class who has none; gives how many got some.

    No two of a class share pictures.
    """
    pupils = set(_enrolled(school_class.pk))
    have = _keys().filter(pupil__in=pupils).exclude(pictures=[])
    taken = {tuple(key.pictures) for key in have}
    missing = sorted(pupils - {key.pk for key in have})
    free = [triple for triple in TRIPLES if triple not in taken]
    chosen = secrets.SystemRandom().sample(free, len(missing))
    for pupil, triple in zip(missing, chosen, strict=True):
        # A child who asked for help before any key was given has a row without pictures.
        _keys().update_or_create(pupil_id=pupil, defaults={"pictures": list(triple)})
    _give_faces(pupils)
    return len(missing)


def _give_faces(pupils: set[str]) -> None:
    """A drawn face to who has none: the one that fewest of the class have."""
    rows = Person.objects.trusted("the door of pupils").filter(pk__in=pupils)
    worn = Counter(rows.exclude(face="").values_list("face", flat=True))
    faceless = rows.filter(face="").select_related("pupil_file")
    given = list(faceless.order_by("given_name", "family_name", "pk"))
    for pupil in given:
        faces = child_faces(pupil.pupil_file.sex)
        pupil.face = min(faces, key=lambda face: (worn[face], face))
        worn[pupil.face] += 1
    rows.bulk_update(given, ["face"])


def complete_keys(actor: Actor, *, school_class: str) -> None:
    """Before the doors of a class are used: a child who came since the last time gets a key."""
    pupils = set(_enrolled(school_class))
    if _keys().filter(pupil__in=pupils).exclude(pictures=[]).count() < len(pupils):
        give_keys(actor, school_class=SchoolClass.objects.get(pk=school_class))


@action("directory.renew_key", may=may_help_pupil)
def renew_key(actor: Actor, *, pupil: Person) -> PupilKey:
    """New pictures, no classmate's, and a new badge; the lost one is worthless from now on."""
    key = _keys().filter(pupil=pupil).first() or PupilKey(pupil=pupil, badge_version=0)
    classmates = _keys().filter(pupil__in=_enrolled(class_of(pupil)))
    taken = {tuple(one.pictures) for one in classmates} | {tuple(key.pictures)}
    key.pictures = list(secrets.choice([one for one in TRIPLES if one not in taken]))
    key.badge_version += 1
    key.failures = 0
    key.save()
    return key


def _keys() -> SealedQuerySet[PupilKey]:
    return PupilKey.objects.trusted("the door of pupils")


def _enrolled(school_class: str) -> QuerySet[Enrolment, str]:
    rows = Enrolment.objects.trusted("the door of pupils").filter(
        in_force(), school_class=school_class, pupil__left_on=None
    )
    return rows.values_list("pupil", flat=True)


@action("directory.let_pupil_in", may=may_help_pupil)
def let_pupil_in(actor: Actor, *, pupil: Person) -> None:
    """The waiting tablet may enter, once, within five minutes."""
    _keys().filter(pupil=pupil).update(let_in_until=clock.now() + LET_IN_FOR)
    _tell_teacher(pupil, wanted=False)


def try_pictures(pupil: Person, pictures: list[str]) -> bool:
    """Whether these are the pupil's pictures, in order; the third miss calls the teacher."""
    rows = _keys().filter(pupil=pupil)
    if rows.filter(pictures=pictures).exclude(pictures=[]).exists():
        return True
    rows.update(failures=F("failures") + 1)
    if not rows.filter(failures__lt=TRIES).exists():
        ask_for_help(pupil)
    return False


def has_no_key(pupil: Person) -> bool:
    return not _keys().filter(pupil=pupil).exclude(pictures=[]).exists()


def ask_for_help(pupil: Person) -> None:
    """Puts the child on the teacher's screen. Never a lock: any other door still opens."""
    PupilKey.objects.bulk_create([PupilKey(pupil=pupil)], ignore_conflicts=True)
    _keys().filter(pupil=pupil).update(asked_help_at=clock.now(), failures=0)
    _tell_teacher(pupil, wanted=True)


def note_entry(pupil: Person) -> None:
    """The child is in, by whichever door: the teacher waits for nobody any more."""
    waiting = _keys().filter(pupil=pupil).exclude(asked_help_at=None, failures=0)
    if waiting.update(failures=0, asked_help_at=None, let_in_until=None):
        _tell_teacher(pupil, wanted=False)


def take_let_in(pupil: Person) -> bool:
    """Uses up the teacher's tap; True when there was one."""
    opened = _keys().filter(pupil=pupil, let_in_until__gt=clock.now())
    return bool(opened.update(let_in_until=None, asked_help_at=None))


def may_enter(pupil: Person) -> bool:
    """Whether the teacher has tapped and nobody entered yet."""
    return _keys().filter(pupil=pupil, let_in_until__gt=clock.now()).exists()


def class_of(pupil: Person) -> str:
    """Id of the class in which the pupil is enrolled today, or ""."""
    rows = Enrolment.objects.trusted("sign-in of a pupil").filter(in_force(), pupil=pupil)
    return rows.values_list("school_class", flat=True).first() or ""


def _tell_teacher(pupil: Person, *, wanted: bool) -> None:
    school_class = class_of(pupil)
    if school_class:
        lessons().help_wanted(school_class, pupil.pk, wanted)


def badge_of(pupil_id: str, version: int) -> str:
    """The text of a badge's code: the pupil's id and 128 bits that only this installation makes."""
    message = f"badge:{pupil_id}:{version}".encode()
    seal = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:32]
    return f"{pupil_id}{seal}"


def pupil_of_badge(badge: str) -> Person | None:
    """The pupil whose present badge this is. A renewed, forged or foreign badge gives None."""
    pupil_id = badge[:LENGTH]
    if not PATTERN.match(pupil_id):
        return None
    rows = _keys().filter(pupil=pupil_id, pupil__left_on=None).select_related("pupil")
    key = rows.first()
    if key is None or not badge.isascii():
        return None
    if not hmac.compare_digest(badge_of(pupil_id, key.badge_version), badge):
        return None
    return key.pupil if class_of(key.pupil) else None
