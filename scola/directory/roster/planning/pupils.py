"""Pupils: by INE, else by name and birth date."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import RosterPupil
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import pupil_identity
from scola.directory.roster.plan import PupilChange, State
from scola.directory.roster.planning.classes import Classes
from scola.directory.roster.spelling import name_key, says_more
from scola.directory.roster.state import Known, KnownPupil

TWICE = _("Cet élève est deux fois dans les fichiers (déjà ligne %(first)s) : il compte une fois.")
TWO_DATES = _(
    "Le même INE désigne ici un autre élève que ligne %(first)s : corrigez l’INE dans ONDE."
)
ELSEWHERE = _(
    "Cet élève est encore inscrit dans une autre école de la ville : il est ajouté ici sans "
    "toucher à l’autre inscription. Prévenez l’administrateur."
)


def one_row_each(pupils: Sequence[RosterPupil], issues: Issues) -> list[RosterPupil]:
    """A pupil of two classes has two rows: they become one. A plain repeat is said."""
    found: dict[str, RosterPupil] = {}
    by_ine: dict[str, str] = {}
    for row in pupils:
        identity = pupil_identity(row)
        first = by_ine.get(row.ine) if row.ine else None
        if first is not None and first != identity:
            other = found[first]
            issues.error(
                TWO_DATES, row.place.file, row.place.line, "INE", row.ine, first=other.place.line
            )
            continue
        before = found.get(identity)
        if before is None:
            found[identity] = row
        else:
            classes = tuple(one for one in row.classes if one not in before.classes)
            if not classes:
                issues.warn(
                    TWICE, row.place.file, row.place.line,
                    value=f"{row.given_name} {row.family_name}", first=before.place.line,
                )  # fmt: skip
            found[identity] = replace(before, classes=before.classes + classes)
        if row.ine:
            by_ine[row.ine] = identity
    return list(found.values())


class KnownPupils:
    """Finds the known pupil of a row; each is found once."""

    def __init__(self, pupils: Iterable[KnownPupil]) -> None:
        # Who is here comes before who has left.
        self.pupils = sorted(pupils, key=lambda one: (one.left, one.id))
        self.by_ine: dict[str, KnownPupil] = {}
        self.by_identity: dict[str, KnownPupil] = {}
        for one in self.pupils:
            if one.ine:
                self.by_ine.setdefault(one.ine, one)
            for identity in identities(one):
                self.by_identity.setdefault(identity, one)
        # Entered by hand without a birth date: the name says who, when only one bears it.
        undated = [one for one in self.pupils if one.birth_date is None and not one.left]
        names = Counter(names_of(one)[0] for one in undated)
        self.by_name = {n: one for one in undated for n in names_of(one) if names[n] <= 1}
        self.taken: set[str] = set()

    def take(self, row: RosterPupil) -> KnownPupil | None:
        found = self.by_ine.get(row.ine) if row.ine else None
        for identity in identities(row):
            found = found or self.by_identity.get(identity)
        if found is None:
            found = next((self.by_name[n] for n in names_of(row) if n in self.by_name), None)
        if found is None or found.id in self.taken:
            return None
        self.taken.add(found.id)
        return found

    def rest(self) -> list[KnownPupil]:
        return [one for one in self.pupils if one.id not in self.taken]


def names_of(one: RosterPupil | KnownPupil) -> list[str]:
    given = name_key(one.given_name)
    families = dict.fromkeys((one.family_name, one.usage_name))
    return [f"{name_key(family)}|{given}" for family in families if family]


def identities(one: RosterPupil | KnownPupil) -> tuple[str, ...]:
    """A pupil is also known under the usage name."""
    first = pupil_identity(one)
    if not one.usage_name or not one.family_name:
        return (first,)
    return first, f"{name_key(one.usage_name)}|{name_key(one.given_name)}|{one.birth_date}"


def pupil_changes(
    rows: Sequence[RosterPupil], known: Known, classes: Classes, issues: Issues, *, leave: bool
) -> tuple[PupilChange, ...]:
    """One change per row, in the order of the rows, then who leaves."""
    pupils = KnownPupils(known.pupils)
    changes = []
    for row in rows:
        match = pupils.take(row)
        if match is None and known.elsewhere.intersection(
            [f"ine:{row.ine}" if row.ine else "", *identities(row)]
        ):
            issues.warn(ELSEWHERE, row.place.file, row.place.line)
        changes.append(_change(row, match, classes))
    for one in pupils.rest() if leave else ():
        if not one.left:
            end = tuple(enrolment.id for enrolment in one.enrolments)
            changes.append(PupilChange(State.LEAVING, known=one, end=end))
    return tuple(changes)


def _change(row: RosterPupil, known: KnownPupil | None, classes: Classes) -> PupilChange:
    wanted = [key for one in row.classes if (key := classes.key_of(one))]
    if known is None:
        return PupilChange(State.CREATED, row, enrol=tuple(dict.fromkeys(wanted)))
    ids = {classes.known_of[key].id: key for key in wanted if key in classes.known_of}
    kept = [one for one in known.enrolments if one.school_class in ids]
    enrolled = {ids[one.school_class] for one in kept}
    enrol = tuple(key for key in dict.fromkeys(wanted) if key not in enrolled)
    end = tuple(one.id for one in known.enrolments if one.school_class not in ids)
    levels = tuple((one.id, row.level) for one in kept if row.level and one.level != row.level)
    # A row without a class says nothing of the classes a pupil has.
    end = end if wanted else ()
    fields = pupil_fields(row, known)
    state = State.CHANGED if fields or enrol or end or levels else State.UNCHANGED
    return PupilChange(state, row, known, fields, enrol, end, levels)


def pupil_fields(row: RosterPupil, known: KnownPupil) -> dict[str, object]:
    """What the row changes. An empty cell erases nothing; a refused photograph stays refused."""
    fields: dict[str, object] = {
        name: value
        for name in ("family_name", "usage_name", "given_name")
        if says_more(value := getattr(row, name), getattr(known, name))
    }
    for name in ("birth_date", "sex", "ine"):
        value = getattr(row, name)
        if value and value != getattr(known, name):
            fields[name] = value
    consent = row.photo_consent
    if consent is False and known.photo_consent is not False:
        fields["photo_consent"] = False
    elif consent is True and known.photo_consent is None:
        fields["photo_consent"] = True
    if known.left:
        fields["left_on"] = None
    return fields
