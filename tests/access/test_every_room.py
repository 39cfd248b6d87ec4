"""The same matrix for socket rooms: each kind, each column, read or draw or nothing."""

import tomllib
from pathlib import Path

import pytest

from scola.directory.grants import actor_of_sign_in
from scola.directory.http import SESSION_FIELD
from scola.directory.models import SignIn
from scola.kernel.live import grant, rooms
from tests.access.columns import COLUMNS, client_of
from tests.access.targets import make_targets

RIGHTS = tomllib.loads((Path(__file__).parent / "rooms.toml").read_text())


def actor_of(cast, column, lesson):
    client = client_of(cast, column, lesson)
    key = client.session.get(SESSION_FIELD)
    return actor_of_sign_in(SignIn.objects.trusted("test").filter(pk=key).first())


def test_every_kind_of_room_has_its_row():
    assert {room.kind for room in rooms()} == set(RIGHTS)


@pytest.mark.parametrize("kind", sorted(RIGHTS))
def test_who_joins_with_what_right(cast, kind):
    targets = make_targets(cast)
    lesson = targets.by_argument["lesson"]
    expected = {column: mode for mode, columns in RIGHTS[kind].items() for column in columns}
    for column in COLUMNS:
        granted = grant(actor_of(cast, column, lesson), f"{kind}:{targets.by_argument[kind]}")
        assert (granted[1] if granted else None) == expected.get(column), column


def test_nobody_joins_what_does_not_exist(cast):
    targets = make_targets(cast)
    for kind in RIGHTS:
        for column in COLUMNS:
            actor = actor_of(cast, column, targets.by_argument["lesson"])
            assert grant(actor, f"{kind}:{'a' * 16}") is None
            assert grant(actor, f"{kind}:../etc") is None
            assert grant(actor, "secret:" + "a" * 16) is None


def test_a_pupil_who_signed_in_for_another_lesson_joins_nothing(cast):
    targets = make_targets(cast)
    actor = actor_of(cast, "ghjulia", "z" * 16)
    assert grant(actor, f"lesson:{targets.by_argument['lesson']}") is None
    assert grant(actor, f"board:{targets.by_argument['board']}") is None
