"""What a pupil's tablet may open, and in which mode. Pure; mirrored in client/showing.ts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scola.lesson.activities import Mode
from scola.lesson.facts import EVERYBODY, GroupFact, LessonFact, Target

Push = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything a pupil may open now. `frozen` turns drawing into reading."""

    targets: tuple[Target, ...]
    frozen: bool

    def mode(self, activity: str, page: str = "") -> Mode | None:
        """Mode of a page; without page, of the activity's own document, which nobody here writes.

        A target without page opens all pages of its activity, one with a page only that page.
        """
        found = [target for target in self.targets if target.activity == activity]
        if not found:
            return None
        if not page:
            return "read"
        if any(target.page in ("", page) for target in found):
            return "read" if self.frozen else "draw"
        return None


def group_of(groups: Iterable[GroupFact], person: str) -> GroupFact | None:
    return next((group for group in groups if person in group.members), None)


def shown(push: Push, groups: Iterable[GroupFact], person: str) -> Target | None:
    """What the tablet of `person` shows: the person's own page, else the group's, else all's."""
    group = group_of(groups, person)
    keys = [f"p:{person}", f"g:{group.id}" if group else "", EVERYBODY]
    targets = (Target.read(push.get(key)) for key in keys if key)
    return next((target for target in targets if target), None)


def reach(lesson: LessonFact, groups: Iterable[GroupFact], person: str) -> Reach:
    """What everybody received since the lesson began, what the group and the person have now.

    A page given to everybody stays open until the end: the next page must not strand the strokes
    of a tablet that was out of reach meanwhile. A group's page closes when one leaves the group.
    """
    group = group_of(groups, person)
    keys = [EVERYBODY, f"p:{person}", *([f"g:{group.id}"] if group else [])]
    targets = [target for key in keys if (target := Target.read(lesson.push.get(key)))]
    if group and group.activity:
        targets.append(Target(group.activity))
    return Reach(tuple(dict.fromkeys((*targets, *lesson.given))), lesson.frozen)
