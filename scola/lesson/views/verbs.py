"""The verbs of a lesson: each parses a small form, calls one action and answers."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from scola.kernel.actor import Role
from scola.kernel.errors import wants_json
from scola.kernel.page import ActorRequest, page
from scola.kernel.policy import Refused
from scola.lesson import queries
from scola.lesson.actions import groups, prepare, run
from scola.lesson.facts import EVERYBODY, LessonFact
from scola.lesson.forms import NEW, target_of
from scola.lesson.views.answers import done


def _lesson(request: ActorRequest, lesson: str) -> LessonFact:
    return queries.get_lesson(request.actor, lesson)


@page(Role.TEACHER, methods=("POST",))
def start(request: ActorRequest, lesson: str) -> HttpResponse:
    """Starts; `code` pairs a screen in the same go, `here` opens the board on this computer."""
    fact = run.start_lesson(request.actor, lesson=_lesson(request, lesson))
    code = request.POST.get("code", "").replace(" ", "")
    if code:
        _pair(request, fact, code)
    return redirect("lesson:desk" if request.POST.get("here") else "lesson:cockpit", fact.id)


def _pair(request: ActorRequest, lesson: LessonFact, code: str) -> None:
    """The lesson has begun: a wrong code is said on its page, not instead of it."""
    try:
        run.pair(request.actor, lesson=lesson, code=code)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("L’écran est relié."))


@page(Role.TEACHER, methods=("POST",))
def pair(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    code = request.POST.get("code", "").replace(" ", "")
    if wants_json(request):
        run.pair(request.actor, lesson=fact, code=code)
        return JsonResponse({"ok": True, "say": _("L’écran est relié.")})
    _pair(request, fact, code)
    return done(request, fact, "ecran")


@page(Role.TEACHER, methods=("POST",))
def release(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    run.release(request.actor, lesson=fact)
    return done(request, fact, "ecran")


@page(Role.TEACHER, methods=("POST",))
def eyes(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    run.set_eyes(request.actor, lesson=fact, on=request.POST.get("on") == "1")
    return done(request, fact)


@page(Role.TEACHER, methods=("POST",))
def freeze(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    run.set_frozen(request.actor, lesson=fact, on=request.POST.get("on") == "1")
    return done(request, fact)


@page(Role.TEACHER, methods=("POST",))
def push(request: ActorRequest, lesson: str) -> HttpResponse:
    """Form: `target` "board:page" (or "board:" for the whole board), `to` "*", "g:…" or "p:…"."""
    fact = _lesson(request, lesson)
    target = target_of(request.POST.get("target", ""))
    run.push(request.actor, lesson=fact, to=request.POST.get("to", EVERYBODY), target=target)
    return done(request, fact, "pages")


@page(Role.TEACHER, methods=("POST",))
def add_board(request: ActorRequest, lesson: str) -> HttpResponse:
    """Form: `board` an id, or "new:<ruling>" for an empty one."""
    fact = _lesson(request, lesson)
    board = request.POST.get("board", "")
    if board.startswith(NEW):
        prepare.add_board(request.actor, lesson=fact, background=board.removeprefix(NEW))
    else:
        prepare.add_board(request.actor, lesson=fact, board=board[:16])
    return done(request, fact, "pages")


@page(Role.TEACHER, methods=("POST",))
def take_back(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    run.take_back(request.actor, lesson=fact, to=request.POST.get("to", EVERYBODY))
    return done(request, fact, "pages")


@page(Role.TEACHER, methods=("POST",))
def show(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    target = target_of(request.POST.get("target", ""))
    run.show_on_eni(request.actor, lesson=fact, target=target)
    return done(request, fact, "pages")


@page(Role.TEACHER, methods=("POST",))
def give_boards(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    target = target_of(request.POST.get("target", ""))
    groups.give_boards(request.actor, lesson=fact, activity=target.activity, page=target.page)
    return done(request, fact, "groupes")


@page(Role.TEACHER, methods=("POST",))
def finish(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = run.end_lesson(request.actor, lesson=_lesson(request, lesson))
    return redirect("lesson:record", fact.id)


@page(Role.TEACHER, methods=("POST",))
def place(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    person, group = request.POST.get("person", "")[:16], request.POST.get("group", "")[:16]
    groups.place(request.actor, lesson=fact, person=person, group=group)
    return done(request, fact, "groupes")


@page(Role.TEACHER, methods=("POST",))
def shuffle(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    count = request.POST.get("count", "")
    number = int(count) if count.isdecimal() else 4
    groups.shuffle_groups(request.actor, lesson=fact, count=number)
    return done(request, fact, "groupes")


@page(Role.TEACHER, methods=("POST",))
def keep(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    groups.keep_groups(request.actor, lesson=fact)
    return done(request, fact, "groupes")


@page(Role.TEACHER, methods=("POST",))
def add_group(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    groups.add_group(request.actor, lesson=fact)
    return done(request, fact, "groupes")


@page(Role.TEACHER, methods=("POST",))
def remove_group(request: ActorRequest, lesson: str) -> HttpResponse:
    fact = _lesson(request, lesson)
    groups.remove_group(request.actor, lesson=fact, group=request.POST.get("group", "")[:16])
    return done(request, fact, "groupes")
