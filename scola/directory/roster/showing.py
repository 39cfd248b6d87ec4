"""What the preview page shows: totals, and the two sides of each question."""

import csv
import hashlib
import io
import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import RosterGuardian
from scola.directory.roster.issues import Issues
from scola.directory.roster.matching import Question
from scola.directory.roster.plan import ClassLine, Counts, Plan, State
from scola.directory.roster.run import Preview
from scola.directory.roster.state import KnownAdult

DASH = "—"
Facts = tuple[tuple[str | Promise, str, bool], ...]
# A spreadsheet runs a cell that begins with one of these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records. `facts`: (label, value, differs from the other side)."""

    known: bool
    line: int
    name: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Card:
    key: str
    left: Side
    right: Side


def cards_of(read: Preview, *, show_known: bool) -> list[Card]:
    """The questions as the person reads them. Without `show_known`, those about somebody whom
    only the directory knows are left to the school's head."""
    children = _children(read.plan)
    found = []
    for question in read.plan.questions:
        if show_known or question.known is None:
            found.append(_card(read.plan, question, children))
    return found


def _card(plan: Plan, question: Question, children: dict[int, list[str]]) -> Card:
    left = plan.guardians[question.left]
    right = plan.guardians[question.right] if question.known is None else None
    one = left.row
    other = right.row if right else question.known
    assert one is not None  # noqa: S101 - a question is about a row
    assert other is not None  # noqa: S101 - and about another row, or somebody known
    pairs = list(
        zip(
            _facts(one, children.get(question.left, [])),
            _facts(other, _children_of(plan, question, children)),
            strict=True,
        )
    )
    return Card(
        question.key,
        _side(one, left.known is not None, tuple((n, v, v != w) for (n, v), (_n, w) in pairs)),
        _side(
            other,
            right is None or right.known is not None,
            tuple((n, w, v != w) for (n, v), (_n, w) in pairs),
        ),
    )


def _side(
    one: RosterGuardian | KnownAdult,
    known: bool,
    facts: tuple[tuple[str | Promise, str, bool], ...],
) -> Side:
    line = one.place.line if isinstance(one, RosterGuardian) else 0
    return Side(known, line, f"{one.given_name} {one.usage_name or one.family_name}", facts)


def _facts(
    one: RosterGuardian | KnownAdult, children: list[str]
) -> list[tuple[str | Promise, str]]:
    address = " ".join(
        part for part in (one.address.street, one.address.postcode, one.address.town) if part
    )
    phones = " · ".join(p for p in (one.phone_mobile, one.phone_home, one.phone_work) if p)
    return [
        (_("Adresse"), address or DASH),
        (_("Téléphone"), phones or DASH),
        (_("Courriel"), one.email or DASH),
        (_("Enfants"), ", ".join(children) or DASH),
    ]


def _children_of(plan: Plan, question: Question, children: dict[int, list[str]]) -> list[str]:
    """Names of the children of the question's right side."""
    if question.known is None:
        return children.get(question.right, [])
    wards = {
        link.known.pupil
        for link in plan.links
        if link.known and link.known.guardian == question.known.id
    }
    pupils = (change.known for change in plan.pupils if change.known)
    return [f"{one.given_name} {one.family_name}" for one in pupils if one.id in wards]


def _children(plan: Plan) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    asked = {n for question in plan.questions for n in (question.left, question.right)}
    for link in plan.links:
        if link.guardian in asked and link.pupil >= 0:
            pupil = plan.pupils[link.pupil].row or plan.pupils[link.pupil].known
            if pupil:
                name = f"{pupil.given_name} {pupil.usage_name or pupil.family_name}"
                found.setdefault(link.guardian, []).append(name)
    return found


def total_of(lines: tuple[ClassLine, ...]) -> ClassLine:
    counts = [line.pupils for line in lines]
    total = Counts(*(sum(getattr(c, state.value) for c in counts) for state in State))
    return ClassLine("", (), total, sum(line.doubtful for line in lines))


def seal_of(plan: Plan) -> str:
    """Changes when the plan does: what is applied must be what was read."""
    text = json.dumps([plan.as_json("", Issues()), [q.key for q in plan.questions]])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def issues_as_csv(issues: Issues) -> bytes:
    """The errors and warnings as a table for a spreadsheet, in which nothing can run."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    titles = (_("Gravité"), _("Fichier"), _("Ligne"), _("Colonne"), _("Valeur"), _("Que faire"))
    writer.writerow([str(title) for title in titles])
    for severity, label in (("error", _("Erreur")), ("warning", _("Remarque"))):
        for one in issues.listed("error" if severity == "error" else "warning"):
            cells = (str(label), one.file, one.line or "", one.column, one.value, one.message)
            writer.writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
