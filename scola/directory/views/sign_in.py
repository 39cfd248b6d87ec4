"""Adults come in, go out, and get a new password."""

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import (
    url_has_allowed_host_and_scheme,
    urlsafe_base64_decode,
)
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from scola.directory import browsers, http
from scola.directory.actions.passwords import set_password
from scola.directory.forms.sign_in import ChangePassword, NewPassword, ResetForm, SignInForm
from scola.directory.mail import send_reset
from scola.directory.models import Account, SignIn
from scola.kernel import rate
from scola.kernel.ids import PATTERN
from scola.kernel.page import ActorRequest, page

GET_POST = ("GET", "POST")


def safe_next(request: ActorRequest, target: str) -> str:
    """Where to go after signing in: an address of this site, else home."""
    allowed = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if target and allowed else resolve_url("/")


@page(public=True, methods=GET_POST)
def sign_in(request: ActorRequest) -> HttpResponse:
    if request.method == "GET" and request.actor.person:
        return redirect("/")
    initial = {"next": request.GET.get("next", "")}
    form = SignInForm(request.POST or None, request=request, initial=initial)
    if request.method == "POST" and form.is_valid() and form.account:
        http.begin(request, form.account.person, SignIn.ADULT)
        response = redirect(safe_next(request, form.cleaned_data["next"]))
        browsers.remember(request, response, form.typed)
        return response
    context = {
        "form": form,
        "pupils_url": reverse("directory:pupil"),
        "activation_url": reverse("directory:activate"),
        "screen_url": reverse("directory:screen"),
        "help_url": reverse("directory:forgotten"),
    }
    return render(request, "ui/sign_in/adult.html", context)


@page(public=True, methods=("POST",))
def sign_out(request: ActorRequest) -> HttpResponse:
    """Signs this browser out. Its copy of unsent work is the island's to forget, once stored."""
    http.end(request)
    return redirect("/")


@page(public=True, methods=GET_POST)
def forgotten(request: ActorRequest) -> HttpResponse:
    """A link by mail to choose a new password. Same answer whether the account exists or not."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"].strip().lower()
        if rate.allow(f"reset:{login[:80]}", limit=3, seconds=3600):
            send_reset.enqueue(login, request.build_absolute_uri("/")[:-1])
        messages.success(
            request, _("Si ce compte existe, un message vient de partir vers son adresse.")
        )
        return redirect("directory:sign_in")
    return render(request, "directory/forgotten.html", {"form": form})


@sensitive_post_parameters()
@page(public=True, methods=GET_POST)
def reset(request: ActorRequest, account: str, token: str) -> HttpResponse:
    row = _account_of(account)
    if row is None or not default_token_generator.check_token(row, token):
        return render(request, "directory/reset_expired.html", status=410)
    form = NewPassword(request.POST or None, account=row)
    if request.method == "POST" and form.is_valid():
        set_password(row, form.cleaned_data["password"])
        http.begin(request, row.person, SignIn.ADULT)
        messages.success(request, _("Votre mot de passe est changé."))
        return redirect("/")
    return render(request, "directory/new_password.html", {"form": form})


def _account_of(encoded: str) -> Account | None:
    try:
        key = urlsafe_base64_decode(encoded).decode()
    except ValueError as error:
        raise Http404 from error
    if not PATTERN.match(key):
        raise Http404
    rows = Account.objects.trusted("password reset").select_related("person")
    return rows.filter(pk=key, is_active=True).first()


@sensitive_post_parameters()
@page(methods=GET_POST)
def change_password(request: ActorRequest) -> HttpResponse:
    row = Account.objects.visible_to(request.actor).select_related("person").first()
    if row is None:
        raise Http404
    form = ChangePassword(request.POST or None, account=row)
    if request.method == "POST" and form.is_valid():
        set_password(row, form.cleaned_data["password"], keep=request.actor.sign_in)
        request.session.cycle_key()
        messages.success(
            request, _("Votre mot de passe est changé. Vos autres appareils sont sortis.")
        )
        return redirect("directory:sign_ins")
    return render(request, "directory/new_password.html", {"form": form})
