"""Boards: made with a first page, named, extended, published to the right families only."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from scola.board import documents, queries
from scola.board.actions.boards import add_page, make_board, rename_board
from scola.board.actions.publish import publish_page
from scola.board.policy import page_mode
from scola.kernel.policy import Refused
from scola.sharing import queries as journal
from tests.cast import sign_in_as

STRANGERS = [
    "mattei", "benali", "head", "aesh", "ghjulia", "anto", "maria", "erun", "technician",
    "programme_manager", "academy_observer", "city_admin",
]  # fmt: skip


@pytest.fixture
def board(cast):
    return make_board(cast.actor("letizia"), title="La laisse de mer", school_class=cast.ce1.pk)


def test_it_has_a_page_and_its_documents(cast, board):
    (page,) = documents.described_pages(board.id)
    assert page.background == "seyes"
    assert documents.page_content(page.id) is not None
    found = queries.get_board(cast.actor("letizia"), board.id)
    assert [one.id for one in found.pages] == [page.id]


def test_only_teachers_make_boards_and_only_for_their_class(cast):
    for name in STRANGERS:
        with pytest.raises(Refused):
            make_board(cast.actor(name), title="x", school_class=cast.ce1.pk)
    with pytest.raises(Refused):
        make_board(cast.actor("maria"), title="x")


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_else_finds_names_or_extends_it(cast, board, name):
    actor = cast.actor(name)
    with pytest.raises(Http404):
        queries.get_board(actor, board.id)
    assert queries.boards_by_id(actor, [board.id]) == {}
    for act in (
        lambda: rename_board(actor, board=board, title="x"),
        lambda: add_page(actor, board=board),
        lambda: publish_page(
            actor, board=board, page=board.pages[0].id, school_class=cast.ce1.pk, sentence="x"
        ),
    ):
        with pytest.raises(Refused):
            act()


def test_a_new_page_comes_last_until_it_is_placed(cast, board):
    page = add_page(cast.actor("letizia"), board=board)
    found = queries.get_board(cast.actor("letizia"), board.id)
    assert [one.id for one in found.pages] == [board.pages[0].id, page]


def test_a_published_page_reaches_its_families_and_nobody_else(cast, board):
    letizia = cast.actor("letizia")
    page = board.pages[0].id
    assert page_mode(cast.actor("maria"), page) is None
    publish_page(
        letizia, board=board, page=page, school_class=cast.ce1.pk, sentence="La laisse de mer."
    )
    for name in ("maria", "paulu", "amal"):
        assert page_mode(cast.actor(name), page) == "read"
        (post,) = journal.list_posts(cast.actor(name))
        assert post.document == f"page:{page}"
        assert b"<svg" in journal.picture_of(cast.actor(name), post.id)
    for name in ("sgio", "mattei", "benali", "aesh", "erun", "technician", "city_admin"):
        assert page_mode(cast.actor(name), page) is None


def test_the_picture_carries_what_was_drawn(cast):
    from django.conf import settings
    from pycrdt import Doc, Map

    from scola.board.ink import Sample, encode
    from scola.board.models import BoardPage
    from scola.board.pictures import draw
    from scola.realtime.store import seed_document

    row = make_board(cast.actor("letizia"), title="Un trait")
    page = BoardPage(board_id=row.id, created=row.updated)
    page.save(force_insert=True)
    doc = Doc()
    points = encode([Sample(100, 100, 0.5), Sample(400, 300, 0.5), Sample(700, 200, 0.5)])
    style = {"tool": "pen", "c": "#c8540a", "w": 8}
    doc["ob"] = Map({"a" * 16: {"k": "s", "u": "x", "t": 1, "s": style, "b": points}})
    seed_document(settings.DATA_DIR, f"page:{page.pk}", doc.get_update())
    found = queries.get_board(cast.actor("letizia"), row.id)
    drawn = draw(found.pages[1])
    assert b'fill="#c8540a"' in drawn


def test_the_family_opens_the_page_as_it_is_now(cast, board):
    page = board.pages[0].id
    publish_page(
        cast.actor("letizia"), board=board, page=page, school_class=cast.ce1.pk, sentence="Voilà."
    )
    for name, status in (("maria", 200), ("sgio", 404), ("technician", 404)):
        client = Client()
        sign_in_as(client, cast.people()[name])
        assert client.get(reverse("board:view", args=[page])).status_code == status
        assert client.get(reverse("board:view_picture", args=[page])).status_code == status


def test_publishing_by_the_page(cast, board):
    client = Client()
    sign_in_as(client, cast.letizia)
    address = reverse("board:publish", args=[board.id, board.pages[0].id])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"sentence": "", "school_class": cast.ce1.pk})
    assert answer.status_code == 200
    assert not journal.list_posts(cast.actor("maria"))
    client.post(address, {"sentence": "Nos bateaux.", "school_class": cast.ce1.pk})
    (post,) = journal.list_posts(cast.actor("maria"))
    assert post.sentence == "Nos bateaux."


def test_the_list_and_the_board_open(cast, board):
    client = Client()
    sign_in_as(client, cast.letizia)
    assert "La laisse de mer" in client.get(reverse("board:mine")).content.decode()
    assert client.get(reverse("board:open", args=[board.id])).status_code == 200
    picture = client.get(reverse("board:picture", args=[board.id, board.pages[0].id]))
    assert picture["Content-Type"] == "image/svg+xml"
    made = client.post(reverse("board:make"), {"title": "Nouveau", "background": "black"})
    assert made.status_code == 302
    assert client.post(reverse("board:make"), {"title": ""})["Location"] == reverse("board:mine")
