"""Guardians' children: rows name them by names and class; here they become pupils of the plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import RosterLink, RosterPupil
from scola.directory.roster.issues import Issues
from scola.directory.roster.plan import PupilChange, State
from scola.directory.roster.spelling import name_key
from scola.directory.roster.state import Known, KnownPupil

NOT_FOUND = _(
    "Cet enfant n’est pas dans les élèves de l’école : le lien n’est pas importé. "
    "Vérifiez l’orthographe dans ONDE."
)
SEVERAL = _(
    "Plusieurs élèves portent ce nom dans l’école : le lien n’est pas importé. "
    "Indiquez la classe de l’enfant."
)
OTHER_CLASS = _("Cet enfant est dans une autre classe d’après le fichier des élèves : lien gardé.")


@dataclass(frozen=True, slots=True)
class _Child:
    """A pupil that a link may mean, by its index in the plan's pupils."""

    pupil: int
    classes: frozenset[str]


class Children:
    """Finds pupils by family or usage name, given name and class; accents and case are equal."""

    def __init__(self, changes: Sequence[PupilChange], known: Known) -> None:
        self.by_name: dict[tuple[str, str], list[_Child]] = defaultdict(list)
        class_names = {one.id: name_key(one.name) for one in known.classes}
        for n, change in enumerate(changes):
            pupil = change.row or change.known
            if change.state is State.LEAVING or pupil is None:
                continue
            child = _Child(n, _classes(pupil, class_names))
            given = name_key(pupil.given_name)
            for family in {name_key(pupil.family_name), name_key(pupil.usage_name)} - {""}:
                self.by_name[family, given].append(child)

    def find(self, link: RosterLink, issues: Issues) -> int | None:
        """Index of the pupil in the plan; None, with a warning, when it is not one pupil."""
        given = name_key(link.given_name)
        found: dict[int, _Child] = {}
        for family in (link.family_name, link.usage_name):
            for child in self.by_name.get((name_key(family), given), ()) if family else ():
                found[child.pupil] = child
        school_class = name_key(link.class_name)
        same_class = [c for c in found.values() if not c.classes or _names(school_class, c.classes)]
        if len(same_class) == 1 or (len(found) == 1 and not school_class):
            return (same_class or list(found.values()))[0].pupil
        name = f"{link.given_name} {link.family_name}"
        place = link.place
        if not found:
            issues.warn(NOT_FOUND, place.file, place.line, value=name)
        elif len(found) > 1:
            issues.warn(SEVERAL, place.file, place.line, value=name)
        else:
            issues.warn(OTHER_CLASS, place.file, place.line, value=link.class_name)
            return next(iter(found))
        return None


def _names(written: str, classes: frozenset[str]) -> bool:
    """ "CE1, ULIS" names the class CE1 as well as the class ULIS."""
    return written in classes or any(f" {one} " in f" {written} " for one in classes)


def _classes(pupil: RosterPupil | KnownPupil, class_names: dict[str, str]) -> frozenset[str]:
    if isinstance(pupil, RosterPupil):
        return frozenset(name_key(one.name) for one in pupil.classes)
    found = (class_names.get(one.school_class, "") for one in pupil.enrolments)
    return frozenset(found) - {""}
