"""What the children of a class are called."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol


class Named(Protocol):
    @property
    def pk(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...


def names_in_class(people: Sequence[Named]) -> dict[str, str]:
    """The given name, by id; two of one name are told apart by as few letters as it takes."""
    alike: dict[str, list[Named]] = defaultdict(list)
    for person in people:
        alike[person.given_name].append(person)
    return {
        person.pk: f"{given} {_beginning(person, others)}".strip() if len(others) > 1 else given
        for given, others in alike.items()
        for person in others
    }


def _beginning(person: Named, others: Sequence[Named]) -> str:
    """ "M." when no other begins with M, else "Ma.", "Mar."… up to the whole last name."""
    rest = [other.last_name for other in others if other is not person]
    for length in range(1, len(person.last_name)):
        beginning = person.last_name[:length]
        if not any(name.startswith(beginning) for name in rest):
            return f"{beginning}."
    return person.last_name
