"""Teachers and heads: the person by name in the school or by e-mail, then their posts."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from scola.directory.roster.facts import RosterTeacher
from scola.directory.roster.issues import Issues
from scola.directory.roster.plan import State, TeacherChange
from scola.directory.roster.planning.classes import Classes
from scola.directory.roster.planning.guardians import adult_fields
from scola.directory.roster.spelling import name_key
from scola.directory.roster.state import Known, KnownAdult, KnownPost

UNKNOWN_CLASS = _(
    "Aucun élève n’est dans cette classe : le poste est donné sans classe. "
    "Vérifiez le nom de la classe."
)


def one_row_each(teachers: Sequence[RosterTeacher]) -> list[RosterTeacher]:
    """A teacher of several classes may have several rows: they become one."""
    found: dict[tuple[str, str, str], RosterTeacher] = {}
    for row in teachers:
        key = (*_name(row), row.email)
        before = found.get(key)
        if before is None:
            found[key] = row
            continue
        classes = tuple(dict.fromkeys((*before.classes, *row.classes)))
        found[key] = replace(before, classes=classes, head=before.head or row.head)
    return list(found.values())


def _name(one: RosterTeacher | KnownAdult) -> tuple[str, str]:
    return name_key(one.family_name or one.usage_name), name_key(one.given_name)


def teacher_changes(
    rows: Sequence[RosterTeacher], known: Known, classes: Classes, issues: Issues, *, leave: bool
) -> tuple[TeacherChange, ...]:
    posts: dict[str, list[KnownPost]] = {}
    for post in known.posts:
        posts.setdefault(post.person, []).append(post)
    by_email = {one.email: one for one in known.teachers if one.email}
    by_name = {_name(one): one for one in known.teachers if one.here}
    taken: set[str] = set()
    changes = []
    for row in one_row_each(rows):
        match = by_email.get(row.email) if row.email else None
        match = match or by_name.get(_name(row))
        if match is not None and match.id in taken:
            match = None
        if match is not None:
            taken.add(match.id)
        changes.append(
            _change(row, match, posts.get(match.id, []) if match else [], classes, issues)
        )
    for one in known.teachers if leave else ():
        change = _leaving(one, posts.get(one.id, []))
        if change and one.id not in taken:
            changes.append(change)
    return tuple(changes)


def _change(
    row: RosterTeacher, known: KnownAdult | None, posts: list[KnownPost], classes: Classes,
    issues: Issues,
) -> TeacherChange:  # fmt: skip
    wanted: list[str] = []
    for one in row.classes:
        key = classes.key_of(one) or classes.known_key(one)
        if key is None:
            issues.warn(UNKNOWN_CLASS, row.place.file, row.place.line, value=one.name)
        else:
            wanted.append(key)
    # A head without a class needs no other post; a teacher without one still works here.
    if not wanted and not row.head:
        wanted.append("")
    ids = {_class_id(key, classes): key for key in wanted}
    teaching = [post for post in posts if not post.head]
    have = {ids[post.school_class] for post in teaching if post.school_class in ids}
    give = tuple(key for key in dict.fromkeys(wanted) if key not in have)
    end = tuple(post.id for post in teaching if post.school_class not in ids)
    give_head = row.head and not any(post.head for post in posts)
    if known is None:
        return TeacherChange(State.CREATED, row, give=give, give_head=give_head)
    fields = adult_fields(row, known)
    changed = fields or give or end or give_head
    state = State.CHANGED if changed else State.UNCHANGED
    return TeacherChange(state, row, known, fields, give, give_head, end)


def _class_id(key: str, classes: Classes) -> str:
    """Id of the known class of a key; the key itself for a class that does not exist yet."""
    if key.startswith("known:"):
        return key.removeprefix("known:")
    known = classes.known_of.get(key)
    return known.id if known else key


def _leaving(one: KnownAdult, posts: list[KnownPost]) -> TeacherChange | None:
    """The posts of who is not named any more end. A headship never ends by a file: the file is
    made by hand, and the school would lose the person who could mend it."""
    end = tuple(post.id for post in posts if not post.head)
    if not end:
        return None
    return TeacherChange(State.LEAVING, known=one, end=end)
