"""Which school a roster is about: ONDE's files do not say."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from scola.directory.actions.schools import open_school, uai_is_valid
from scola.directory.models import RosterRun, School
from scola.directory.roster.existing import HOUSE
from scola.directory.roster.issues import Issues
from scola.directory.roster.spelling import name_key

BAD_UAI = _("« %(uai)s » n’est pas un UAI : il faut sept chiffres et une lettre, comme 6200395K.")
ODD_LETTER = _("La lettre de l’UAI « %(uai)s » ne correspond pas à ses chiffres : vérifiez-la.")
NEW_UAI = _("Aucune école n’a encore l’UAI « %(uai)s » : elle est créée, à compléter.")
WHICH_SCHOOL = _(
    "Ces fichiers ne disent pas de quelle école ils parlent, et le dossier « %(folder)s » "
    "n’en rappelle aucune : ajoutez --school suivi de l’UAI de l’école."
)
SEVERAL = _(
    "Plusieurs écoles s’appellent comme le dossier « %(folder)s » : "
    "ajoutez --school suivi de l’UAI de l’école."
)
_UAI = re.compile(r"\d{7}[A-Z]")
# Words that say what the folder is, not which school it is about.
_NOT_A_NAME = {
    "onde",
    "export",
    "exports",
    "extraction",
    "extractions",
    "annuaire",
    "csv",
    "roster",
}
_KIND = {"ecole", "maternelle", "elementaire", "primaire", "publique", "bilingue", "de", "du", "la"}
NAME = 120


@dataclass(frozen=True, slots=True)
class Target:
    """The school to import into, or the name (and UAI) of one to open. Neither: refused."""

    school: School | None = None
    name: str = ""
    uai: str | None = None

    def open(self) -> School:
        """The school; one that the files made is marked to be completed."""
        if self.school is not None:
            return self.school
        return open_school(HOUSE, name=self.name, uai=self.uai, to_complete=True)


def find_school(path: Path, uai: str, issues: Issues) -> Target:
    """Says in `issues` why there is none, or what is doubtful about it."""
    folder = folder_of(path)
    if uai:
        return _by_uai(uai.strip().upper(), folder, issues)
    if not School.objects.exists():
        return Target(name=school_name(folder))
    found = _by_folder(folder)
    if len(found) != 1:
        issues.error(SEVERAL if found else WHICH_SCHOOL, folder=folder)
        return Target()
    return Target(found[0])


def _by_uai(uai: str, folder: str, issues: Issues) -> Target:
    if not _UAI.fullmatch(uai):
        issues.error(BAD_UAI, uai=uai)
        return Target()
    school = School.objects.filter(uai=uai).first()
    if school is not None:
        return Target(school)
    if not uai_is_valid(uai):
        issues.warn(ODD_LETTER, uai=uai)
    issues.warn(NEW_UAI, uai=uai)
    return Target(name=school_name(folder), uai=uai)


def _by_folder(folder: str) -> list[School]:
    """Schools that bear the folder's name, else those it was imported into before."""
    words = _words(folder)
    schools = School.objects.filter(closed_on=None).order_by("name", "pk")
    found = [school for school in schools if words and _words(school.name) == words]
    if found:
        return found
    runs = RosterRun.objects.visible_to(HOUSE).filter(
        state=RosterRun.APPLIED, summary__folder=folder
    )
    ids = set(runs.values_list("school", flat=True))
    return [school for school in schools if school.pk in ids]


def _words(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split()) - _NOT_A_NAME - _KIND


def folder_of(path: Path) -> str:
    """The folder's own name, also for a file in it and for "."."""
    whole = path.resolve()
    return (whole if whole.is_dir() else whole.parent).name


def school_name(folder: str) -> str:
    """ "onde-emile-zola" gives "Emile Zola"."""
    words = [word for word in re.split(r"[\s_-]+", folder) if word]
    named = [word for word in words if name_key(word) not in _NOT_A_NAME] or words
    shown = (word if any(c.isupper() for c in word) else word.capitalize() for word in named)
    return " ".join(shown)[:NAME] or str(_("École à compléter"))
