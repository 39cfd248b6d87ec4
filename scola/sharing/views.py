"""The class journal: read by families on a phone, by children, and kept by the teacher."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page

from scola.directory import queries as directory
from scola.directory.facts import WardFact
from scola.kernel.actor import Actor, Role
from scola.kernel.page import ActorRequest, page
from scola.kernel.ui import shells
from scola.sharing import queries, reading
from scola.sharing.actions import journal
from scola.sharing.facts import SENTENCE_LENGTH

READERS = (Role.TEACHER, Role.HEAD, Role.GUARDIAN, Role.PUPIL)
PAGE_LENGTH = 20
# Ten years of a busy class; a number beyond is a typing error, not a page.
MOST_PAGES = 500


class SentenceForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("Une phrase pour les familles"),
        max_length=SENTENCE_LENGTH,
        error_messages={
            "required": gettext_lazy("Écrivez une phrase pour les familles, puis publiez."),
            "max_length": gettext_lazy("La phrase est trop longue : 500 signes au plus."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@page(*READERS)
def all_posts(request: ActorRequest) -> HttpResponse:
    """Every journal that the actor reads, together; who has one class stands in it at once."""
    taught = request.actor.classes(Role.TEACHER)
    if len(taught) == 1 and not request.actor.has(Role.HEAD, Role.GUARDIAN):
        return _class_page(request, next(iter(taught)), SentenceForm())
    return _listing(request, None, {})


@page(*READERS, methods=("GET", "POST"))
def class_posts(request: ActorRequest, school_class: str) -> HttpResponse:
    """A class's journal; its teacher writes here too. 404 when nothing of it is theirs."""
    if not queries.may_read_class(request.actor, school_class):
        raise Http404
    writes = school_class in request.actor.classes(Role.TEACHER)
    form = SentenceForm(request.POST or None) if writes else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            sentence = form.cleaned_data["sentence"]
            journal.publish_post(request.actor, school_class=school_class, sentence=sentence)
            messages.success(request, _("Publié. Les familles de la classe le voient."))
            return redirect("sharing:class_posts", school_class=school_class)
    return _class_page(request, school_class, form)


def _class_page(
    request: ActorRequest, school_class: str, form: SentenceForm | None
) -> HttpResponse:
    actor = request.actor
    keeps = queries.keeps_journal(actor, school_class)
    context: dict[str, Any] = {
        "school_class": school_class,
        "class_name": directory.class_row(school_class).name,
        "form": form,
        "keeps": keeps,
    }
    if keeps:
        context["pupils"] = directory.count_pupils(actor).get(school_class, 0)
        context["guardians"] = len(directory.guardians_of_class(school_class))
    return _listing(request, [school_class], context)


def _listing(
    request: ActorRequest, classes: list[str] | None, context: dict[str, Any]
) -> HttpResponse:
    actor, number = request.actor, _page_number(request.GET.get("page", ""))
    posts = queries.list_posts(
        actor,
        classes,
        limit=PAGE_LENGTH + 1,
        offset=(number - 1) * PAGE_LENGTH,
        withdrawn=bool(context.get("keeps")),
    )
    if number > 1 and not posts:
        return redirect(request.path)
    here = classes[0] if classes else ""
    shell = reading.shell_of(actor, here)
    wards = directory.list_wards(actor) if actor.has(Role.GUARDIAN) else []
    shown = reading.cards(actor, posts[:PAGE_LENGTH], wards)
    context |= {
        **_around(actor, shell, wards, here),
        "months": reading.by_month(shown),
        "one_class": bool(here),
        "newer": number - 1,
        "older": number + 1 if len(posts) > PAGE_LENGTH else 0,
    }
    return render(request, "sharing/journal.html", context)


def _around(actor: Actor, shell: str, wards: list[WardFact], here: str) -> dict[str, Any]:
    """What stands around the posts: the shell and the other journals one may turn to."""
    teams = shell == shells.ADULT
    return {
        "shell": shell,
        "kids": reading.kids_bar(wards, here) if shell == shells.FAMILY else None,
        "classes": directory.list_classes(actor) if teams else [],
        "wards": wards if teams else [],
        "place": "sharing:all_posts",
    }


def _page_number(raw: str) -> int:
    return min(max(int(raw), 1), MOST_PAGES) if raw.isdecimal() and len(raw) < 5 else 1


@page(*READERS)
def post(request: ActorRequest, post: str) -> HttpResponse:
    actor = request.actor
    fact = queries.get_post(actor, post)
    wards = directory.list_wards(actor) if actor.has(Role.GUARDIAN) else []
    shell = reading.shell_of(actor, fact.school_class)
    context = {
        **_around(actor, shell, wards, fact.school_class),
        "card": reading.cards(actor, [fact], wards)[0],
        "whole": True,
    }
    return render(request, "sharing/post.html", context)


@page(*READERS)
@gzip_page
def picture(request: ActorRequest, post: str) -> HttpResponse:
    """The picture of a post, as an image that can run nothing."""
    content = queries.picture_of(request.actor, post)
    # A post keeps its picture for life: its id says which one this is.
    tag = f'"{post}"'
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        content, content_type="image/svg+xml"
    )
    response.headers["ETag"] = tag
    # Asked again each time: a withdrawn picture is gone from the phone too.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return response


@page(Role.TEACHER, Role.HEAD, methods=("POST",))
def withdraw(request: ActorRequest, post: str) -> HttpResponse:
    fact = queries.get_post(request.actor, post)
    journal.withdraw_post(request.actor, post=fact)
    messages.success(request, _("Retiré : personne ne le voit plus. Vous pouvez le remettre."))
    return redirect("sharing:class_posts", school_class=fact.school_class)


@page(Role.TEACHER, Role.HEAD, methods=("POST",))
def restore(request: ActorRequest, post: str) -> HttpResponse:
    fact = queries.get_post(request.actor, post)
    journal.restore_post(request.actor, post=fact)
    messages.success(request, _("Remis dans le journal : les familles le voient de nouveau."))
    return redirect("sharing:class_posts", school_class=fact.school_class)
