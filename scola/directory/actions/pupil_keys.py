"""Pupils' pictures and badges: what a child who does not read uses to come in."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from itertools import permutations

from django.conf import settings

from scola.directory.lessons import lessons
from scola.directory.models import Enrolment, Person, PupilKey, SchoolClass
from scola.directory.policy import in_force, may_give_keys, may_help_pupil
from scola.kernel import clock
from scola.kernel.action import action
from scola.kernel.actor import Actor
from scola.kernel.ids import LENGTH, PATTERN
from scola.kernel.ui.drawings import PICTOGRAMS

TRIES = 3
LET_IN_FOR = timedelta(minutes=5)
TRIPLES = tuple(permutations(PICTOGRAMS, 3))


@action("directory.give_keys", may=may_give_keys)
def give_keys(actor: Actor, *, school_class: SchoolClass) -> int:
    """Gives a key to each pupil of the class who has none; no two of a class share pictures."""
    rows = Enrolment.objects.trusted("giving keys").filter(in_force(), school_class=school_class)
    pupils = set(rows.values_list("pupil", flat=True))
    have = PupilKey.objects.trusted("giving keys").filter(pupil__in=pupils)
    taken = {tuple(key.pictures) for key in have}
    missing = sorted(pupils - {key.pk for key in have})
    free = [triple for triple in TRIPLES if triple not in taken]
    chosen = secrets.SystemRandom().sample(free, len(missing))
    PupilKey.objects.bulk_create(
        PupilKey(pupil_id=pupil, pictures=list(triple))
        for pupil, triple in zip(missing, chosen, strict=True)
    )
    return len(missing)


@action("directory.renew_key", may=may_help_pupil)
def renew_key(actor: Actor, *, pupil: Person) -> PupilKey:
    """New pictures and a new badge; the lost one is worthless from now on."""
    rows = PupilKey.objects.trusted("renewing a key")
    key = rows.filter(pupil=pupil).first() or PupilKey(pupil=pupil, badge_version=0)
    key.pictures = list(secrets.choice(TRIPLES))
    key.badge_version += 1
    key.failures = 0
    key.save()
    return key


@action("directory.let_pupil_in", may=may_help_pupil)
def let_pupil_in(actor: Actor, *, pupil: Person) -> None:
    """The waiting tablet may enter, once, within five minutes."""
    PupilKey.objects.trusted("letting in").filter(pupil=pupil).update(
        let_in_until=clock.now() + LET_IN_FOR
    )
    _tell_teacher(pupil, wanted=False)


def try_pictures(pupil: Person, pictures: list[str]) -> bool:
    """Whether these are the pupil's pictures, in order; the third miss calls the teacher."""
    rows = PupilKey.objects.trusted("sign-in by pictures").filter(pupil=pupil)
    key = rows.first()
    if key is None:
        ask_for_help(pupil)
        return False
    if key.pictures == pictures:
        _tell_teacher(pupil, wanted=False)
        rows.update(failures=0, asked_help_at=None, let_in_until=None)
        return True
    rows.update(failures=key.failures + 1)
    if key.failures + 1 >= TRIES:
        ask_for_help(pupil)
    return False


def has_no_key(pupil: Person) -> bool:
    rows = PupilKey.objects.trusted("sign-in by pictures")
    return not rows.filter(pupil=pupil).exclude(pictures=[]).exists()


def ask_for_help(pupil: Person) -> None:
    """Puts the child on the teacher's screen. Never a lock: any other door still opens."""
    PupilKey.objects.bulk_create([PupilKey(pupil=pupil)], ignore_conflicts=True)
    PupilKey.objects.trusted("asking for help").filter(pupil=pupil).update(
        asked_help_at=clock.now(), failures=0
    )
    _tell_teacher(pupil, wanted=True)


def take_let_in(pupil: Person) -> bool:
    """Uses up the teacher's tap; True when there was one."""
    rows = PupilKey.objects.trusted("letting in")
    used = rows.filter(pupil=pupil, let_in_until__gt=clock.now()).update(
        let_in_until=None, failures=0, asked_help_at=None
    )
    return bool(used)


def may_enter(pupil: Person) -> bool:
    """Whether the teacher has tapped and nobody entered yet."""
    rows = PupilKey.objects.trusted("letting in")
    return rows.filter(pupil=pupil, let_in_until__gt=clock.now()).exists()


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
    rows = PupilKey.objects.trusted("sign-in by badge").select_related("pupil")
    key = rows.filter(pupil=pupil_id, pupil__left_on=None).first()
    if key is None or not hmac.compare_digest(badge_of(pupil_id, key.badge_version), badge):
        return None
    return key.pupil
