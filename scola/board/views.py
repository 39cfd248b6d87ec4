"""Pages of boards: my boards, one board, its small pictures, publishing a page."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scola.board import queries
from scola.board.actions import boards as actions
from scola.board.actions.publish import publish_page
from scola.board.facts import BACKGROUNDS, BoardFact
from scola.board.pictures import draw, picture_of
from scola.board.texts import board_texts
from scola.directory.queries import list_classes
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.csp import socket_url
from scola.kernel.page import ActorRequest, page


class MakeForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titre du tableau"), max_length=120)
    background = forms.ChoiceField(
        choices=[(kind, kind) for kind in BACKGROUNDS], required=False, initial="seyes"
    )


class PublishForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("Une phrase pour les familles"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    alt = forms.CharField(
        label=gettext_lazy("Ce que montre la page"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Pour qui ne voit pas l’image. Ne nommez pas d’enfant."),
    )


@page(Role.TEACHER)
def mine(request: ActorRequest) -> HttpResponse:
    found = queries.list_boards(request.actor)
    with_pages = queries.boards_by_id(request.actor, [board.id for board in found[:24]])
    shown = [(board, first_picture(with_pages.get(board.id))) for board in found]
    return render(request, "board/mine.html", {"boards": shown, "form": MakeForm()})


def first_picture(board: BoardFact | None) -> str:
    if board is None or not board.pages:
        return ""
    return reverse("board:picture", args=[board.id, board.pages[0].id])


@page(Role.TEACHER, methods=("POST",))
def make(request: ActorRequest) -> HttpResponse:
    form = MakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Écrivez un titre. Par exemple : Le secret du golfe."))
        return redirect("board:mine")
    made = actions.make_board(
        request.actor,
        title=form.cleaned_data["title"],
        background=form.cleaned_data["background"] or "seyes",
    )
    return redirect("board:open", made.id)


@page(Role.TEACHER)
def open_board(request: ActorRequest, board: str) -> HttpResponse:
    """The board on this computer, outside of any lesson."""
    fact = queries.get_board(request.actor, board)
    wanted = request.GET.get("page", "")
    known = [one.id for one in fact.pages]
    data = {
        "board": fact.id,
        "page": wanted if wanted in known else next(iter(known), ""),
        "person": request.actor.person,
        "url": socket_url(request),
        "csrf": get_token(request),
        "capability": reverse("capability"),
        "addPage": reverse("board:add_page", args=[fact.id]),
        "base": reverse("board:open", args=[fact.id]),
        "name": request.actor.name,
        "texts": board_texts(),
    }
    return render(request, "board/open.html", {"board": fact, "data": data})


@page(Role.TEACHER, methods=("POST",))
def rename(request: ActorRequest, board: str) -> HttpResponse:
    fact = queries.get_board(request.actor, board)
    title = request.POST.get("title", "").strip()[:120]
    if title:
        actions.rename_board(request.actor, board=fact, title=title)
    return redirect("board:open", fact.id)


@page(Role.TEACHER, Role.SCREEN, methods=("POST",))
def add_page(request: ActorRequest, board: str) -> HttpResponse:
    """{"page": id}: a new page, that the caller then places in the board's document."""
    fact = queries.get_board(request.actor, board)
    return JsonResponse({"page": actions.add_page(request.actor, board=fact)})


@page(Role.TEACHER, Role.SCREEN)
def picture(request: ActorRequest, board: str, page: str) -> HttpResponse:
    """The page as a small SVG picture, as it is now."""
    fact = queries.get_board(request.actor, board)
    drawn = picture_of(fact, page)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


@page()
def view(request: ActorRequest, page: str) -> HttpResponse:
    """A published page as it is now, for whom the post reached; needs no script."""
    described, title = queries.readable_page(request.actor, page)
    shown = {"page": described, "title": title, "now": clock.now()}
    return render(request, "board/view.html", shown)


@page()
def view_picture(request: ActorRequest, page: str) -> HttpResponse:
    described, _title = queries.readable_page(request.actor, page)
    return HttpResponse(draw(described), content_type="image/svg+xml")


@page(Role.TEACHER, methods=("GET", "POST"))
def publish(request: ActorRequest, board: str, page: str) -> HttpResponse:
    """The page with one sentence, into the journal of a class."""
    fact = queries.get_board(request.actor, board)
    if page not in {one.id for one in fact.pages}:
        raise Http404
    taught = request.actor.classes(Role.TEACHER)
    classes = [one for one in list_classes(request.actor) if one.id in taught]
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _published(request, fact, page, form)
    shown = {"board": fact, "page": page, "form": form, "classes": classes}
    return render(request, "board/publish.html", shown)


def _published(
    request: ActorRequest, board: BoardFact, page: str, form: PublishForm
) -> HttpResponse:
    publish_page(
        request.actor,
        board=board,
        page=page,
        school_class=request.POST.get("school_class", "") or board.school_class,
        sentence=form.cleaned_data["sentence"],
        alt=form.cleaned_data["alt"],
    )
    messages.success(request, _("Publié dans le cahier de la classe."))
    return redirect("board:open", board.id)
