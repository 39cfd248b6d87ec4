"""What a teacher prints and does for the doors of the class: badges, pictures, family sheets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory import queries, sheets
from scola.directory.actions import devices, pupil_keys
from scola.directory.actions.activation import issue_code
from scola.directory.facts import ClassFact
from scola.directory.http import remember_device
from scola.directory.models import Guardianship, Person, PupilKey
from scola.directory.policy import in_force, may_issue_codes
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page

STAFF = (Role.TEACHER, Role.HEAD)


def _keys(request: ActorRequest, one: ClassFact) -> list[PupilKey]:
    """The class's keys, by given name; children who have none get theirs now."""
    pupil_keys.give_keys(request.actor, school_class=queries.class_row(one.id))
    pupils = [pupil.id for pupil in queries.list_pupils(request.actor, one.id)]
    rows = PupilKey.objects.visible_to(request.actor).filter(pupil__in=pupils)
    return list(rows.select_related("pupil").order_by("pupil__given_name", "pupil__family_name"))


@page(*STAFF)
def keys(request: ActorRequest, school_class: str) -> HttpResponse:
    one = queries.get_class(request.actor, school_class)
    context = {"school_class": one, "keys": _keys(request, one)}
    return render(request, "directory/class_keys.html", context)


@page(*STAFF)
def badges(request: ActorRequest, school_class: str) -> HttpResponse:
    one = queries.get_class(request.actor, school_class)
    cards = [
        sheets.Badge(
            key.pupil.given_name,
            key.pupil.face,
            tuple(key.pictures),
            request.build_absolute_uri(
                f"/directory/badge/{pupil_keys.badge_of(key.pk, key.badge_version)}"
            ),
        )
        for key in _keys(request, one)
    ]
    return _pdf(sheets.badge_sheet(one, cards), f"badges-{one.name}")


@page(*STAFF, methods=("POST",))
def family_sheets(request: ActorRequest, school_class: str) -> HttpResponse:
    """One sheet per guardian of the class, each with a fresh code. A POST: older codes die."""
    one = queries.get_class(request.actor, school_class)
    pupils = [pupil.id for pupil in queries.list_pupils(request.actor, one.id)]
    links = (
        Guardianship.objects.visible_to(request.actor)
        .filter(in_force(), pupil__in=pupils)
        .select_related("guardian", "pupil")
        .order_by("pupil__given_name")
    )
    only = request.POST.get("guardian")
    wards: dict[str, list[str]] = {}
    people: dict[str, Person] = {}
    for link in links:
        if only and link.guardian_id != only:
            continue
        if not may_issue_codes(request.actor, person=link.guardian):
            continue
        people[link.guardian_id] = link.guardian
        wards.setdefault(link.guardian_id, []).append(link.pupil.given_name)
    if not people:
        raise Http404
    pages = [_family_page(request, person, wards[key]) for key, person in people.items()]
    return _pdf(sheets.family_sheets(one, pages), f"familles-{one.name}")


def _family_page(request: ActorRequest, person: Person, kids: list[str]) -> sheets.FamilySheet:
    code = issue_code(request.actor, person=person)
    address = request.build_absolute_uri("/directory/activate")
    return sheets.FamilySheet(person.full_name, tuple(kids), code, address, person.language)


@page(*STAFF, methods=("POST",))
def renew(request: ActorRequest, pupil: str) -> HttpResponse:
    row = _pupil(request, pupil)
    pupil_keys.renew_key(request.actor, pupil=row)
    messages.success(request, _("Nouvelles images et nouveau badge : imprimez-les."))
    return redirect("directory:class_keys", school_class=pupil_keys.class_of(row))


@page(*STAFF, methods=("POST",))
def let_in(request: ActorRequest, pupil: str) -> HttpResponse:
    row = _pupil(request, pupil)
    pupil_keys.let_pupil_in(request.actor, pupil=row)
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    messages.success(request, _("La tablette s’ouvre pour cet élève."))
    return redirect("directory:class_keys", school_class=pupil_keys.class_of(row))


@page(*STAFF, Role.SCHOOL_STAFF, methods=("POST",))
def add_tablet(request: ActorRequest) -> HttpResponse:
    """This very browser becomes a tablet of the school; the adult is signed out of it."""
    mine = sorted(request.actor.schools(*STAFF, Role.SCHOOL_STAFF))
    if not mine:
        raise Http404
    _device, token = devices.add_device(request.actor, school=queries.school_row(mine[0]))
    request.session.flush()
    response = redirect("directory:pupil")
    remember_device(response, token)
    return response


def _pupil(request: ActorRequest, pupil: str) -> Person:
    row = Person.objects.visible_to(request.actor).filter(pk=pupil).first()
    if row is None or not pupil_keys.class_of(row):
        raise Http404
    return row


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    safe = "".join(c if c.isalnum() or c == "-" else "-" for c in name)
    response.headers["Content-Disposition"] = f'inline; filename="{safe}.pdf"'
    return response
