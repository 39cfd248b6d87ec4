"""Children come in: badge, or class, face and three pictures. Every step works without script."""

import random
import secrets

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from scola.directory import http, queries
from scola.directory.actions import devices, pupil_keys
from scola.directory.lessons import lessons
from scola.directory.models import Device, Enrolment, Person, Post, SchoolClass, SignIn
from scola.directory.policy import in_force
from scola.kernel import rate
from scola.kernel.actor import Actor, Role
from scola.kernel.page import ActorRequest, page
from scola.kernel.ui.drawings import PICTOGRAMS

HOUSE = Actor.system("a tablet joins a live lesson")
GROUPS = ("g1", "g4", "g3", "g2", "g6", "g5")
SYMBOLS = ("fish-fill", "sun-fill", "tree-fill", "boat-fill", "bird-fill", "orange-fill")


@page(public=True, methods=("GET", "POST"))
def start(request: ActorRequest) -> HttpResponse:
    """A tablet of the school shows its classes; any other asks for the code on the board."""
    device = http.device_of(request)
    if device and request.method == "GET" and "code" not in request.GET:
        if device.school_class_id and lessons().live_lesson_of_class(device.school_class_id):
            return redirect("directory:pupil_class", school_class=device.school_class_id)
        return render(request, "ui/sign_in/choose_class.html", _classes(device, None))
    code = "".join(c for c in request.POST.get("code", "") if c.isdigit())
    if request.method == "POST" and _may_try(request):
        return _join(request, code)
    return _ask_code(request, wrong=request.method == "POST")


@page(public=True, methods=("GET", "POST"))
def join(request: ActorRequest, code: str) -> HttpResponse:
    """What the code on the board opens. A GET only shows the button: robots open links too."""
    if request.method == "GET":
        known = lessons().class_of_join_code(code) is not None
        return render(request, "directory/join.html", {"known": known, "code": code})
    return _join(request, code) if _may_try(request) else _ask_code(request, wrong=True)


def _may_try(request: ActorRequest) -> bool:
    if not request.session.session_key:
        request.session.create()
    return rate.allow(f"join:{request.session.session_key}", limit=20, seconds=600)


def _join(request: ActorRequest, code: str) -> HttpResponse:
    found = lessons().class_of_join_code(code)
    if found is None:
        return _ask_code(request, wrong=True)
    row = queries.class_row(found[0])
    response = redirect("directory:pupil_class", school_class=row.pk)
    device = http.device_of(request)
    if device is None or device.school_id != row.school_id:
        _device, token = devices.add_device(HOUSE, school=row.school, school_class=row)
        http.remember_device(response, token)
    return response


def _ask_code(request: ActorRequest, *, wrong: bool) -> HttpResponse:
    context = {"wrong": wrong, **_doors()}
    return render(request, "directory/pupil_code.html", context)


@page(public=True)
def school_class(request: ActorRequest, school_class: str) -> HttpResponse:
    """The faces of a class, only on a tablet of that school."""
    device = http.device_of(request)
    row = SchoolClass.objects.filter(pk=school_class, archived_on=None).first()
    if row is None:
        raise Http404
    if device is None or device.school_id != row.school_id:
        return redirect("directory:pupil")
    return render(request, "ui/sign_in/choose_class.html", _classes(device, row))


def _classes(device: Device, chosen: SchoolClass | None) -> dict[str, object]:
    rows = list(SchoolClass.objects.filter(school=device.school_id, archived_on=None))
    teachers = Post.objects.trusted("the door of a class").filter(
        in_force(), role=Role.TEACHER, school_class__in=rows
    )
    named = {
        post.school_class_id: post.person.full_name for post in teachers.select_related("person")
    }
    pupils: list[dict[str, str]] = []
    if chosen:
        enrolled = Enrolment.objects.trusted("the door of a class").filter(
            in_force(), school_class=chosen
        )
        people = sorted(
            (e.pupil for e in enrolled.select_related("pupil")), key=lambda p: p.given_name
        )
        names = [p.given_name for p in people]
        pupils = [
            {
                # Two children of one name: the initial tells them apart.
                "name": p.given_name
                if names.count(p.given_name) == 1
                else f"{p.given_name} {p.last_name[0]}.",
                "face": p.face,
                "url": reverse("directory:pupil_pictures", args=[p.pk]),
            }
            for p in people
        ]
    classes = [
        {
            "name": row.name,
            "teacher": named.get(row.pk, ""),
            "url": reverse("directory:pupil_class", args=[row.pk]),
            "current": chosen is not None and row.pk == chosen.pk,
            "group": GROUPS[n % len(GROUPS)],
            "icon": SYMBOLS[n % len(SYMBOLS)],
        }
        for n, row in enumerate(rows)
    ]
    return {"classes": classes, "pupils": pupils, "school_name": device.school.name, **_doors()}


def _doors() -> dict[str, str]:
    return {"badge_url": reverse("directory:badge"), "adult_url": reverse("directory:sign_in")}


def _pupil_here(request: ActorRequest, pupil: str) -> Person:
    """The pupil, when this tablet belongs to the child's school; else 404, as if unknown."""
    device = http.device_of(request)
    row = Person.objects.trusted("sign-in by pictures").filter(pk=pupil, left_on=None).first()
    class_id = pupil_keys.class_of(row) if row else ""
    if device is None or row is None or not class_id:
        raise Http404
    if queries.class_row(class_id).school_id != device.school_id:
        raise Http404
    return row


@page(public=True, methods=("GET", "POST"))
def pictures(request: ActorRequest, pupil: str) -> HttpResponse:
    """Three taps. Their order on the page changes with each try and is kept here, not there."""
    row = _pupil_here(request, pupil)
    if pupil_keys.has_no_key(row):
        # Nothing the child could tap would open: straight to the teacher.
        return _wait(request, row)
    attempt = request.session.get("pictures") or {}
    if attempt.get("pupil") != row.pk:
        attempt = _new_attempt(row)
    wrong = False
    if request.method == "POST":
        chosen = [*attempt["chosen"], *request.POST.getlist("picture")]
        chosen = [] if "undo" in request.POST else [c for c in chosen if c in PICTOGRAMS][:3]
        attempt["chosen"] = chosen
        if len(chosen) == 3:
            if not rate.allow(f"pictures:{row.pk}", limit=30, seconds=600):
                pupil_keys.ask_for_help(row)
                return _wait(request, row)
            if pupil_keys.try_pictures(row, chosen):
                return _enter(request, row)
            wrong, attempt = True, {**_new_attempt(row), "misses": attempt.get("misses", 0) + 1}
            if attempt["misses"] >= pupil_keys.TRIES:
                request.session.pop("pictures", None)
                return _wait(request, row)
    request.session["pictures"] = attempt
    context = {
        "pupil": {"name": row.given_name, "face": row.face},
        "pictures": attempt["order"],
        "filled": len(attempt["chosen"]),
        "wrong": wrong,
        "not_me_url": reverse("directory:pupil_class", args=[pupil_keys.class_of(row)]),
        **_doors(),
    }
    return render(request, "ui/sign_in/pictures.html", context)


def _new_attempt(pupil: Person) -> dict[str, object]:
    order = list(PICTOGRAMS)
    random.Random(secrets.token_bytes(16)).shuffle(order)  # noqa: S311 - seeded by the system
    return {"pupil": pupil.pk, "order": order, "chosen": [], "misses": 0}


def _enter(request: ActorRequest, pupil: Person) -> HttpResponse:
    lesson = lessons().live_lesson_of_class(pupil_keys.class_of(pupil)) or ""
    http.begin(request, pupil, SignIn.PUPIL, lesson)
    return redirect(lessons().after_pupil_sign_in if lesson else "/")


def _wait(request: ActorRequest, pupil: Person) -> HttpResponse:
    pupil_keys.ask_for_help(pupil)
    request.session["waiting"] = pupil.pk
    return redirect("directory:pupil_wait", pupil=pupil.pk)


@page(public=True)
def wait(request: ActorRequest, pupil: str) -> HttpResponse:
    """ "Demande à la maîtresse." Looks again every few seconds, with or without script."""
    row = _pupil_here(request, pupil)
    if request.session.get("waiting") != row.pk:
        return redirect("directory:pupil_pictures", pupil=row.pk)
    if pupil_keys.take_let_in(row):
        return _enter(request, row)
    post = (
        Post.objects.trusted("whom the child waits for")
        .filter(in_force(), role=Role.TEACHER, school_class=pupil_keys.class_of(row))
        .select_related("person")
        .first()
    )
    teacher = post.person if post else None
    context = {
        "pupil": {"name": row.given_name, "face": row.face},
        "teacher": {
            "name": teacher.full_name if teacher else _("la maîtresse"),
            "face": teacher.face if teacher else "",
        },
        "teacher_says": _("Le maître") if teacher and teacher.title == "M." else _("La maîtresse"),
        "retry_url": reverse("directory:pupil_pictures", args=[row.pk]),
        "not_me_url": reverse("directory:pupil_class", args=[pupil_keys.class_of(row)]),
        "poll_url": reverse("directory:pupil_wait_status", args=[row.pk]),
        **_doors(),
    }
    response = render(request, "ui/sign_in/wait.html", context)
    response.headers["Refresh"] = "5"
    return response


@page(public=True)
def wait_status(request: ActorRequest, pupil: str) -> JsonResponse:
    row = _pupil_here(request, pupil)
    opened = request.session.get("waiting") == row.pk and pupil_keys.may_enter(row)
    return JsonResponse({"open": opened, "to": reverse("directory:pupil_wait", args=[row.pk])})


@page(public=True, methods=("GET", "POST"))
def badge(request: ActorRequest) -> HttpResponse:
    """The camera reads the badge and posts its text."""
    if request.method == "POST":
        text = request.POST.get("badge", "").strip().rsplit("/", 1)[-1]
        pupil = pupil_keys.pupil_of_badge(text) if _may_try(request) else None
        if pupil:
            return _enter(request, pupil)
    context = {
        "pictures_url": reverse("directory:pupil"),
        "wrong": request.method == "POST",
        "adult_url": reverse("directory:sign_in"),
    }
    return render(request, "ui/sign_in/badge.html", context)


@page(public=True, methods=("GET", "POST"))
def badge_link(request: ActorRequest, badge: str) -> HttpResponse:
    """A badge read by the tablet's own camera app: a face and one big button."""
    pupil = pupil_keys.pupil_of_badge(badge) if _may_try(request) else None
    if pupil is None:
        context = {"wrong": True, "pictures_url": reverse("directory:pupil")}
        return render(request, "ui/sign_in/badge.html", context, status=404)
    if request.method == "POST":
        return _enter(request, pupil)
    return render(request, "directory/badge_link.html", {"pupil": pupil})
