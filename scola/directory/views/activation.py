"""A family's first sign-in, with the code on the school's sheet."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from scola.directory import http
from scola.directory.actions.activation import (
    LENGTH,
    activate,
    code_in_hand,
    normal,
    open_code,
    shown,
)
from scola.directory.forms.sign_in import ActivateForm, CodeForm
from scola.directory.models import ActivationCode, Guardianship, SignIn
from scola.directory.policy import in_force
from scola.kernel import rate
from scola.kernel.actor import Actor
from scola.kernel.page import ActorRequest, page
from scola.kernel.policy import Refused

HOUSE = Actor.system("activation with a live code")
TEMPLATE = "ui/sign_in/activation.html"


def _too_many(request: ActorRequest) -> bool:
    """Twenty tries an hour from one browser; ten codes of 48 bits a minute guess nothing."""
    return not rate.allow(f"activate:{http.browser_key(request)}", limit=20, seconds=3600)


@page(public=True, methods=("GET", "POST"))
@never_cache
def activation(request: ActorRequest, code: str = "") -> HttpResponse:
    """Step one: the code, typed. A scanned one comes in the address and is only filled in."""
    form = CodeForm(request.POST or None, initial={"code": shown(normal(code)[:LENGTH])})
    if request.method == "POST" and form.is_valid():
        try:
            if _too_many(request):
                form.add_error(None, _("Trop d’essais : attendez une heure, ou appelez l’école."))
            else:
                request.session["activation"] = open_code(form.cleaned_data["code"]).pk
                return redirect("directory:activate_account")
        except Refused as error:
            form.add_error("code", str(error))
    context = {"form": form, "step": "code", "help_url": reverse("directory:help")}
    return render(request, TEMPLATE, context)


@page(public=True, methods=("GET", "POST"))
@never_cache
@sensitive_post_parameters()
def account(request: ActorRequest) -> HttpResponse:
    """Step two: choose a login and a password."""
    try:
        code = code_in_hand(request.session.get("activation", ""))
    except Refused:
        # It served, died or was replaced meanwhile: step one says which.
        return redirect("directory:activate")
    form = ActivateForm(request.POST or None, initial={"login": _known_email(code)})
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            opened = activate(HOUSE, code=code, login=data["login"], password=data["password"])
            http.begin(request, opened.person, SignIn.ADULT)
            return redirect("/")
        except Refused as error:
            form.add_error("login", str(error))
        except ValidationError as error:
            form.add_error("password", error)
    context = {
        "form": form,
        "step": "account",
        "guardian_name": code.person.full_name,
        "kids_named": _kids(code),
    }
    return render(request, TEMPLATE, context)


def _known_email(code: ActivationCode) -> str:
    contact = getattr(code.person, "contact", None)
    return contact.email if contact else ""


def _kids(code: ActivationCode) -> list[str]:
    rows = Guardianship.objects.trusted("activation").filter(in_force(), guardian=code.person)
    return list(rows.values_list("pupil__given_name", flat=True))
