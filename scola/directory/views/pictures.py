"""Three pictures, and the teacher's tap when they do not come to mind."""

import random
import secrets
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from scola.directory import door, http, queries
from scola.directory.actions import pupil_keys
from scola.directory.models import Person
from scola.directory.views.pupil import doors, enter
from scola.kernel import rate
from scola.kernel.page import ActorRequest, page
from scola.kernel.ui.drawings import PICTOGRAMS


def _pupil_here(request: ActorRequest, pupil: str) -> Person:
    """The pupil, when this tablet may show the child's class; else 404, as if unknown."""
    row = Person.objects.trusted("sign-in by pictures").filter(pk=pupil, left_on=None).first()
    class_id = pupil_keys.class_of(row) if row else ""
    device = http.device_of(request)
    if row is None or not class_id or not door.shows(device, queries.class_row(class_id)):
        raise Http404
    return row


@page(public=True, methods=("GET", "POST"))
@never_cache
def pictures(request: ActorRequest, pupil: str) -> HttpResponse:
    """Three taps. Their order on the page changes with each try and is kept here, not there."""
    row = _pupil_here(request, pupil)
    if "help" in request.POST or pupil_keys.has_no_key(row):
        # Nothing the child could tap would open: straight to the teacher.
        return _call_teacher(request, row)
    attempt = request.session.get("pictures") or {}
    if attempt.get("pupil") != row.pk:
        attempt = _new_attempt(row)
    wrong = False
    if request.method == "POST":
        attempt["chosen"] = _chosen(request, attempt)
        if len(attempt["chosen"]) == 3:
            if not rate.allow(f"pictures:{row.pk}", limit=30, seconds=600):
                return _call_teacher(request, row)
            if pupil_keys.try_pictures(row, attempt["chosen"]):
                return enter(request, row)
            wrong, attempt = True, _new_attempt(row, misses=attempt["misses"] + 1)
            if attempt["misses"] >= pupil_keys.TRIES:
                return _call_teacher(request, row)
    request.session["pictures"] = attempt
    return _show(request, row, attempt, wrong=wrong)


def _chosen(request: ActorRequest, attempt: dict[str, Any]) -> list[str]:
    """What is chosen after this tap: unknown pictures and a fourth one are left out."""
    if "undo" in request.POST:
        return []
    tapped = [*attempt["chosen"], *request.POST.getlist("picture")]
    return [key for key in tapped if key in PICTOGRAMS][:3]


def _show(
    request: ActorRequest, row: Person, attempt: dict[str, Any], *, wrong: bool
) -> HttpResponse:
    context = {
        "pupil": {"name": row.given_name, "face": row.face},
        "pictures": attempt["order"],
        "filled": len(attempt["chosen"]),
        "wrong": wrong,
        "not_me_url": reverse("directory:pupil_class", args=[pupil_keys.class_of(row)]),
        **doors(),
    }
    return render(request, "ui/sign_in/pictures.html", context)


def _new_attempt(pupil: Person, misses: int = 0) -> dict[str, Any]:
    order = list(PICTOGRAMS)
    random.Random(secrets.token_bytes(16)).shuffle(order)  # noqa: S311 - seeded by the system
    return {"pupil": pupil.pk, "order": order, "chosen": [], "misses": misses}


def _call_teacher(request: ActorRequest, pupil: Person) -> HttpResponse:
    request.session.pop("pictures", None)
    pupil_keys.ask_for_help(pupil)
    request.session["waiting"] = pupil.pk
    return redirect("directory:pupil_wait", pupil=pupil.pk)


@page(public=True)
@never_cache
def wait(request: ActorRequest, pupil: str) -> HttpResponse:
    """ "Demande à la maîtresse." Looks again every few seconds, with or without script."""
    row = _pupil_here(request, pupil)
    if request.session.get("waiting") != row.pk:
        return redirect("directory:pupil_pictures", pupil=row.pk)
    if pupil_keys.take_let_in(row):
        return enter(request, row)
    teacher = door.teacher_of(pupil_keys.class_of(row))
    context = {
        "pupil": {"name": row.given_name, "face": row.face},
        "teacher": {
            "name": teacher.name if teacher else _("la maîtresse"),
            "face": teacher.face if teacher else "",
        },
        "teacher_says": _("Le maître") if teacher and teacher.is_master else _("La maîtresse"),
        "retry_url": reverse("directory:pupil_pictures", args=[row.pk]),
        "not_me_url": reverse("directory:pupil_class", args=[pupil_keys.class_of(row)]),
        "poll_url": reverse("directory:pupil_wait_status", args=[row.pk]),
        **doors(),
    }
    response = render(request, "ui/sign_in/wait.html", context)
    response.headers["Refresh"] = "5"
    return response


@page(public=True)
@never_cache
def wait_status(request: ActorRequest, pupil: str) -> JsonResponse:
    row = _pupil_here(request, pupil)
    opened = request.session.get("waiting") == row.pk and pupil_keys.may_enter(row)
    return JsonResponse({"open": opened, "to": reverse("directory:pupil_wait", args=[row.pk])})
