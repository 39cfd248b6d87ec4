"""Who may see, draw on and publish a board."""

from django.db.models import Q

from scola.board.facts import BoardFact
from scola.board.models import Board, BoardPage
from scola.kernel.actor import Actor, Role
from scola.kernel.live import Mode
from scola.kernel.policy import ALLOWED, NOT_YOURS, Verdict, visible
from scola.lesson import queries as lessons
from scola.sharing import queries as sharing


@visible("board.Board")
def boards(actor: Actor) -> Q:
    """The owner while teaching in that school; the teachers of the class whose board it is, or
    whose lessons use it; a paired screen what its live lesson uses."""
    taught = actor.classes(Role.TEACHER)
    q = Q(school_class__in=taught)
    q |= Q(owner=actor.person, school__in=actor.schools(Role.TEACHER))
    if taught:
        q |= Q(pk__in=lessons.activities_of_classes(taught))
    if actor.has(Role.SCREEN):
        q |= Q(pk__in=lessons.screen_activities(actor))
    return q


@visible("board.BoardPage")
def pages(actor: Actor) -> Q:
    return Q(board__in=Board.objects.trusted("policy").filter(boards(actor)).values("pk"))


def board_mode(actor: Actor, board: str) -> Mode | None:
    """Mode in the room `board:<id>`: order and ruling of the pages. Pupils only read it."""
    if Board.objects.visible_to(actor).filter(pk=board).exists():
        return "draw"
    return lessons.bound_mode(actor, board)


def page_mode(actor: Actor, page: str) -> Mode | None:
    """Mode in the room `page:<id>`.

    Teachers draw on their boards and the screen on its lesson's; a tablet on what it was given,
    unless frozen; a family reads what was published to it.
    """
    rows = BoardPage.objects.trusted("policy").filter(pk=page)
    board = rows.values_list("board", flat=True).first()
    if board is None:
        return None
    if Board.objects.visible_to(actor).filter(pk=board).exists():
        return "draw"
    bound = lessons.bound_mode(actor, board, page)
    if bound:
        return bound
    return "read" if sharing.may_read_document(actor, f"page:{page}") else None


def may_make(actor: Actor, *, school_class: str = "", **_: object) -> Verdict:
    """Teachers, for a class they teach ("" = for themselves)."""
    taught = actor.classes(Role.TEACHER)
    return ALLOWED if taught and (not school_class or school_class in taught) else NOT_YOURS


def may_use(actor: Actor, *, board: BoardFact, **_: object) -> Verdict:
    """Whoever sees the board as a teacher or as the screen of its lesson may add pages."""
    seen = Board.objects.visible_to(actor).filter(pk=board.id).exists()
    return ALLOWED if seen else NOT_YOURS


def may_keep(actor: Actor, *, board: BoardFact, **_: object) -> Verdict:
    """Renaming and copying: teachers, not the screen on the wall."""
    return may_use(actor, board=board) if actor.has(Role.TEACHER) else NOT_YOURS


def may_publish(actor: Actor, *, board: BoardFact, school_class: str, **_: object) -> Verdict:
    """A board one holds, into the journal of a class one teaches."""
    if school_class not in actor.classes(Role.TEACHER):
        return NOT_YOURS
    return may_keep(actor, board=board)
