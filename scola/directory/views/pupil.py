"""Children choose their class and their face. Every step works without script."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from scola.directory import door, http, queries
from scola.directory.actions import devices, pupil_keys
from scola.directory.lessons import lessons
from scola.directory.models import Device, Person, SchoolClass, SignIn
from scola.kernel import rate
from scola.kernel.actor import Actor
from scola.kernel.page import ActorRequest, page

HOUSE = Actor.system("a tablet joins a live lesson")
GROUPS = ("g1", "g4", "g3", "g2", "g6", "g5")
SYMBOLS = ("fish-fill", "sun-fill", "tree-fill", "boat-fill", "bird-fill", "orange-fill")
# Wrong codes from browsers that no school knows, from one address: a class mistypes, a robot tries.
STRANGERS = 120


@page(public=True, methods=("GET", "POST"))
@never_cache
def start(request: ActorRequest) -> HttpResponse:
    """A tablet of the school shows its classes; any other asks for the code on the board."""
    if request.method == "POST":
        return _join(request, "".join(c for c in request.POST.get("code", "") if c.isdigit()))
    device = http.device_of(request)
    if device is None or "code" in request.GET:
        return _ask_code(request)
    if device.school_class_id and lessons().live_lesson_of_class(device.school_class_id):
        return redirect("directory:pupil_class", school_class=device.school_class_id)
    if device.is_guest:
        return _ask_code(request)
    return render(request, "ui/sign_in/choose_class.html", _classes(device, None))


@page(public=True, methods=("GET", "POST"))
@never_cache
def join(request: ActorRequest, code: str) -> HttpResponse:
    """What the code on the board opens. A GET only shows the button: robots open links too."""
    if request.method == "GET":
        found, _slow = _look_up(request, code)
        return render(request, "directory/join.html", {"known": found is not None, "code": code})
    return _join(request, code)


def may_try(request: ActorRequest) -> bool:
    """Counts one try of a code or badge by this browser."""
    return rate.allow(f"join:{http.browser_key(request)}", limit=20, seconds=600)


def _look_up(request: ActorRequest, code: str) -> tuple[tuple[str, str] | None, bool]:
    """(class and lesson of a code, whether too many were tried). Looking counts like typing."""
    strangers = f"join-from:{http.client_address(request)}"
    is_stranger = http.device_of(request) is None
    if not may_try(request):
        return None, True
    if is_stranger and rate.tries(strangers, seconds=600) > STRANGERS:
        return None, True
    found = lessons().class_of_join_code(code)
    if found is None:
        rate.allow(strangers, limit=STRANGERS, seconds=600)
    return found, False


def _join(request: ActorRequest, code: str) -> HttpResponse:
    device = http.device_of(request)
    found, slow = _look_up(request, code)
    if found is None:
        return _ask_code(request, wrong=not slow, slow=slow)
    row = queries.class_row(found[0])
    response = redirect("directory:pupil_class", school_class=row.pk)
    if not door.shows(device, row):
        _device, token = devices.add_device(HOUSE, school=row.school, school_class=row)
        http.remember_device(response, token)
    return response


def _ask_code(request: ActorRequest, *, wrong: bool = False, slow: bool = False) -> HttpResponse:
    return render(request, "directory/pupil_code.html", {"wrong": wrong, "slow": slow, **doors()})


@page(public=True)
@never_cache
def school_class(request: ActorRequest, school_class: str) -> HttpResponse:
    """The faces of a class, only on a tablet that may show them."""
    device = http.device_of(request)
    row = SchoolClass.objects.filter(pk=school_class, archived_on=None).first()
    if row is None:
        raise Http404
    if device is None or not door.shows(device, row):
        return redirect("directory:pupil")
    return render(request, "ui/sign_in/choose_class.html", _classes(device, row))


def _classes(device: Device, chosen: SchoolClass | None) -> dict[str, object]:
    classes = [
        {
            "name": one.name,
            "teacher": one.teacher,
            "url": reverse("directory:pupil_class", args=[one.school_class]),
            "current": chosen is not None and one.school_class == chosen.pk,
            "group": GROUPS[n % len(GROUPS)],
            "icon": SYMBOLS[n % len(SYMBOLS)],
        }
        for n, one in enumerate(door.doors_of(device))
    ]
    pupils = [
        {
            "name": one.name,
            "face": one.face,
            "url": reverse("directory:pupil_pictures", args=[one.pupil]),
        }
        for one in (door.faces_of(chosen.pk) if chosen else [])
    ]
    return {"classes": classes, "pupils": pupils, "school_name": device.school.name, **doors()}


def doors() -> dict[str, str]:
    """The other ways in, on every page of the children's sign-in."""
    return {"badge_url": reverse("directory:badge"), "adult_url": reverse("directory:sign_in")}


def enter(request: ActorRequest, pupil: Person) -> HttpResponse:
    """Signs the child in on this tablet, for the lesson under way; whoever was there is out."""
    pupil_keys.note_entry(pupil)
    lesson = lessons().live_lesson_of_class(pupil_keys.class_of(pupil)) or ""
    http.begin(request, pupil, SignIn.PUPIL, lesson)
    return redirect(lessons().after_pupil_sign_in if lesson else "/")
