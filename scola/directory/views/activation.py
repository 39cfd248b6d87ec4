"""A family's first sign-in, with the code on the school's sheet."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from scola.directory import http
from scola.directory.actions.activation import activate, open_code
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
    if not request.session.session_key:
        request.session.create()
    return not rate.allow(f"activate:{request.session.session_key}", limit=20, seconds=3600)


@page(public=True, methods=("GET", "POST"))
def activation(request: ActorRequest) -> HttpResponse:
    """Step one: the code, typed. A scanned one comes as ?code=… and is only filled in."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
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
def account(request: ActorRequest) -> HttpResponse:
    """Step two: choose a login and a password."""
    rows = ActivationCode.objects.trusted("activation").select_related("person")
    code = rows.filter(pk=request.session.get("activation"), used_at=None).first()
    if code is None:
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
