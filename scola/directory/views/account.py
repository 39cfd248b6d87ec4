"""My browsers, and help at the door."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from scola.directory.actions.sign_in import end_sign_in
from scola.directory.models import Account, SignIn
from scola.kernel import clock
from scola.kernel.actor import ADULT_ROLES
from scola.kernel.page import ActorRequest, page
from scola.kernel.ui.shells import shell_of


@page(*ADULT_ROLES)
def sign_ins(request: ActorRequest) -> HttpResponse:
    alive = clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = SignIn.objects.visible_to(request.actor).filter(ended=None, last_seen__gt=alive)
    rows = rows.order_by("-last_seen")[:50]
    account = Account.objects.visible_to(request.actor).first()
    context = {
        "rows": rows,
        "mine": request.actor.sign_in,
        "account": account,
        "shell": shell_of(request.actor),
    }
    return render(request, "directory/sign_ins.html", context)


@page(*ADULT_ROLES, methods=("POST",))
def end_one(request: ActorRequest, sign_in: str) -> HttpResponse:
    row = SignIn.objects.visible_to(request.actor).filter(pk=sign_in, ended=None).first()
    if row is None:
        raise Http404
    end_sign_in(request.actor, sign_in=row)
    messages.success(request, _("Cet appareil est sorti."))
    return redirect("directory:sign_ins")


@page(*ADULT_ROLES, methods=("POST",))
def end_others(request: ActorRequest) -> HttpResponse:
    rows = SignIn.objects.visible_to(request.actor).filter(ended=None)
    for row in rows.exclude(pk=request.actor.sign_in):
        end_sign_in(request.actor, sign_in=row)
    messages.success(request, _("Vos autres appareils sont sortis."))
    return redirect("directory:sign_ins")


@page(public=True)
def help_page(request: ActorRequest) -> HttpResponse:
    return render(request, "ui/sign_in/help.html", {"back_url": reverse("directory:sign_in")})
