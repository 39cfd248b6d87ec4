"""The class journal: read by families on a phone, by children, and kept by the teacher."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scola.directory.queries import class_row
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.sharing import queries
from scola.sharing.actions import journal
from scola.sharing.documents import url_name_of
from scola.sharing.facts import SENTENCE_LENGTH, PostFact

READERS = (Role.TEACHER, Role.HEAD, Role.GUARDIAN, Role.PUPIL)
PAGE_LENGTH = 20
SHELLS = {"adult": "ui/adult.html", "famille": "ui/famille.html", "enfant": "ui/enfant.html"}


class SentenceForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("Une phrase pour les familles"),
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def shell_of(request: ActorRequest, school_class: str = "") -> str:
    """Teams keep theirs for classes they keep; the same person reads as a guardian elsewhere."""
    actor = request.actor
    if actor.has(Role.PUPIL):
        return SHELLS["enfant"]
    keeps = school_class in actor.classes(Role.TEACHER) or actor.has(Role.HEAD)
    if keeps or not actor.has(Role.GUARDIAN):
        return SHELLS["adult"]
    return SHELLS["famille"]


def document_url(post: PostFact) -> str:
    found = url_name_of(post.document)
    return reverse(found[0], args=[found[1]]) if found else ""


@page(*READERS)
def all_posts(request: ActorRequest) -> HttpResponse:
    return _listing(request, None, "")


@page(*READERS, methods=("GET", "POST"))
def class_posts(request: ActorRequest, school_class: str) -> HttpResponse:
    """A class's journal; its teacher writes here too. 404 when nothing of it is theirs."""
    keeps = school_class in request.actor.classes(Role.TEACHER)
    if not queries.may_read_class(request.actor, school_class):
        raise Http404
    form = SentenceForm(request.POST or None) if keeps else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            journal.publish_post(
                request.actor, school_class=school_class, sentence=form.cleaned_data["sentence"]
            )
            messages.success(request, _("Publié. Les familles de la classe le voient."))
            return redirect("sharing:class_posts", school_class=school_class)
    return _listing(request, [school_class], class_row(school_class).name, form)


def _listing(
    request: ActorRequest,
    classes: list[str] | None,
    name: str,
    form: SentenceForm | None = None,
) -> HttpResponse:
    number = max(1, int(raw)) if (raw := request.GET.get("page", "1")).isdigit() else 1
    posts = queries.list_posts(
        request.actor,
        classes,
        limit=PAGE_LENGTH + 1,
        offset=(number - 1) * PAGE_LENGTH,
        withdrawn=form is not None,
    )
    shown = [(post, document_url(post)) for post in posts[:PAGE_LENGTH]]
    months = [
        (list(group))
        for _month, group in groupby(shown, lambda p: (p[0].published.year, p[0].published.month))
    ]
    context = {
        "shell": shell_of(request, classes[0] if classes else ""),
        "class_name": name,
        "months": months,
        "form": form,
        "keeps": form is not None,
        "newer": number - 1,
        "older": number + 1 if len(posts) > PAGE_LENGTH else 0,
    }
    return render(request, "sharing/journal.html", context)


@page(*READERS)
def post(request: ActorRequest, post: str) -> HttpResponse:
    fact = queries.get_post(request.actor, post)
    context = {
        "shell": shell_of(request, fact.school_class),
        "post": fact,
        "document_url": document_url(fact),
        "keeps": fact.school_class in request.actor.classes(Role.TEACHER),
    }
    return render(request, "sharing/post.html", context)


@page(*READERS)
def picture(request: ActorRequest, post: str) -> HttpResponse:
    """The picture of a post, as an image that can run nothing."""
    content = queries.picture_of(request.actor, post)
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
    journal.withdraw_post(request.actor, post=fact, school=class_row(fact.school_class).school_id)
    messages.success(request, _("Retiré : personne ne le voit plus. Vous pouvez le remettre."))
    return redirect("sharing:class_posts", school_class=fact.school_class)


@page(Role.TEACHER, Role.HEAD, methods=("POST",))
def restore(request: ActorRequest, post: str) -> HttpResponse:
    fact = queries.get_post(request.actor, post)
    journal.restore_post(request.actor, post=fact, school=class_row(fact.school_class).school_id)
    messages.success(request, _("Remis dans le journal."))
    return redirect("sharing:class_posts", school_class=fact.school_class)
