"""Making groups: at random, with the sizes one asked for. Pure; the caller brings the chance."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
# Name, colour class and picture: a group is never a colour alone.
GROUP_LOOKS = (
    ("Mer", "g1", "waves-fill"),
    ("Maquis", "g3", "tree-fill"),
    ("Soleil", "g4", "sun-fill"),
    ("Bateau", "g5", "boat-fill"),
    ("Clémentine", "g2", "orange-fill"),
    ("Étoile", "g6", "star-fill"),
)
MOST_GROUPS = len(GROUP_LOOKS)
ICONS = {colour: icon for _name, colour, icon in GROUP_LOOKS}


def sizes(people: int, groups: int) -> list[int]:
    """As even as possible, the larger ones first: 10 in 4 gives [3, 3, 2, 2]."""
    if groups < 1:
        return []
    each, left = divmod(people, groups)
    return [each + (1 if n < left else 0) for n in range(groups)]


def shuffle(people: Sequence[T], groups: int, chance: Random) -> list[list[T]]:
    """`people` in `groups` groups of even size, in an order that nobody chose."""
    order = list(people)
    chance.shuffle(order)
    drawn: list[list[T]] = []
    for size in sizes(len(order), groups):
        drawn.append(order[:size])
        order = order[size:]
    return drawn


def groups_of(people: int, size: int) -> int:
    """How many groups of about `size`, within what the design can name."""
    return max(1, min(MOST_GROUPS, round(people / max(1, size)))) if people else 0
