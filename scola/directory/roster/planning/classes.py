"""Classes: made from the pupils' and teachers' rows; known ones keep their identifier."""

from collections.abc import Iterable, Sequence

from scola.directory.roster.facts import LEVELS, ClassName, RosterPupil
from scola.directory.roster.plan import ClassChange, State
from scola.directory.roster.spelling import name_key
from scola.directory.roster.state import KnownClass


def class_key(one: ClassName) -> str:
    """The identifier when the layout has one, else the name."""
    return f"id:{one.external_id}" if one.external_id else f"name:{name_key(one.name)}"


class Classes:
    """Every class of the plan, found by identifier or by name."""

    def __init__(self, pupils: Sequence[RosterPupil], known: Iterable[KnownClass]) -> None:
        self.known = tuple(known)
        self.names: dict[str, ClassName] = {}
        self.levels: dict[str, set[str]] = {}
        self.by_name: dict[str, str] = {}
        for pupil in pupils:
            for n, one in enumerate(pupil.classes):
                key = class_key(one)
                self.names.setdefault(key, one)
                self.by_name.setdefault(name_key(one.name), key)
                levels = self.levels.setdefault(key, set())
                # The level goes with the first class: a second one is a device such as ULIS.
                if pupil.level and n == 0:
                    levels.add(pupil.level)
        self.known_of = self._match()

    def _match(self) -> dict[str, KnownClass]:
        current = [one for one in self.known if one.current]
        by_id = {one.external_id: one for one in current if one.external_id}
        by_name = {name_key(one.name): one for one in current}
        found: dict[str, KnownClass] = {}
        taken: set[str] = set()
        for key, one in self.names.items():
            match = by_id.get(one.external_id) if one.external_id else None
            match = match or by_name.get(name_key(one.name))
            if match and match.id not in taken:
                found[key] = match
                taken.add(match.id)
        return found

    def key_of(self, one: ClassName) -> str | None:
        """The key of a class that the pupils' rows name; None for any other."""
        key = class_key(one)
        return key if key in self.names else self.by_name.get(name_key(one.name))

    def known_key(self, one: ClassName) -> str | None:
        """The key of a class already known, when the files bring no pupils."""
        name = name_key(one.name)
        match = next((c for c in self.known if c.current and name_key(c.name) == name), None)
        return f"known:{match.id}" if match else None

    def changes(self, *, leave: bool) -> tuple[ClassChange, ...]:
        found = [self._change(key, one) for key, one in self.names.items()]
        found.sort(key=lambda change: _order(change.levels, change.name))
        named = {known.id for known in self.known_of.values()}
        for known in self.known:
            if known.id not in named:
                state = State.LEAVING if leave else State.UNCHANGED
                key = f"known:{known.id}"
                found.append(ClassChange(state, key, known.name, known.levels, known=known))
        return tuple(found)

    def _change(self, key: str, one: ClassName) -> ClassChange:
        levels = tuple(sorted(self.levels[key], key=_rank))
        known = self.known_of.get(key)
        if known is None:
            return ClassChange(State.CREATED, key, one.name, levels, one.external_id)
        fields: dict[str, object] = {}
        if one.external_id and one.external_id != known.external_id:
            fields["external_id"] = one.external_id
        if one.external_id and one.external_id == known.external_id and one.name != known.name:
            fields["name"] = one.name
        if levels and levels != tuple(known.levels):
            fields["levels"] = list(levels)
        state = State.CHANGED if fields else State.UNCHANGED
        return ClassChange(state, key, one.name, levels, one.external_id, known, fields)


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _order(levels: tuple[str, ...], name: str) -> tuple[int, str]:
    return (_rank(levels[0]) if levels else len(LEVELS), name_key(name))
