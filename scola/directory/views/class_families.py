"""The sheets of a class's families: who has an account, who needs a sheet, and the printing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory import door, queries, sheets
from scola.directory.actions import activation
from scola.directory.facts import ClassFact
from scola.directory.models import Guardianship, Person
from scola.directory.policy import colleagues_among, in_force
from scola.directory.views.answers import pdf
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page

STAFF = (Role.TEACHER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Family:
    """One guardian of the class with their children in it."""

    person: Person
    kids: list[str]
    sheet: activation.Sheet
    # Also works at a school or at the city: that account is not the class's to open.
    is_colleague: bool

    @property
    def needs_sheet(self) -> bool:
        return not (self.sheet.has_account or self.is_colleague)


def _families(request: ActorRequest, one: ClassFact) -> list[Family]:
    pupils = [pupil.id for pupil in queries.list_pupils(request.actor, one.id)]
    links = (
        Guardianship.objects.visible_to(request.actor)
        .filter(in_force(), pupil__in=pupils, guardian__left_on=None)
        .select_related("guardian", "pupil")
        .order_by("pupil__given_name", "pupil__family_name", "guardian__given_name")
    )
    people: dict[str, Person] = {}
    kids: dict[str, list[str]] = {}
    for link in links:
        people[link.guardian_id] = link.guardian
        kids.setdefault(link.guardian_id, []).append(link.pupil.given_name)
    found = activation.sheets_of(people)
    staff = colleagues_among(people)
    return [Family(person, kids[key], found[key], key in staff) for key, person in people.items()]


@page(*STAFF)
def families(request: ActorRequest, school_class: str) -> HttpResponse:
    one = queries.get_class(request.actor, school_class)
    rows = _families(request, one)
    missing = sum(row.needs_sheet for row in rows)
    context = {"school_class": one, "families": rows, "missing": missing}
    return render(request, "directory/class_families.html", context)


@page(*STAFF, methods=("POST",))
def family_sheets(request: ActorRequest, school_class: str) -> HttpResponse:
    """A sheet per guardian without account, or for one `guardian`. A POST: older codes die."""
    one = queries.get_class(request.actor, school_class)
    rows = _families(request, one)
    if only := request.POST.get("guardian"):
        rows = [row for row in rows if row.person.pk == only and not row.is_colleague]
        if not rows:
            raise Http404
    else:
        rows = [row for row in rows if row.needs_sheet]
    if not rows:
        messages.info(request, _("Toutes les familles de la classe ont déjà un compte."))
        return redirect("directory:class_families", school_class=one.id)
    pages = [_page_of(request, row) for row in rows]
    return pdf(sheets.family_sheets(_letterhead(request, one), pages), f"familles-{one.name}")


def _page_of(request: ActorRequest, family: Family) -> sheets.FamilySheet:
    code = activation.issue_code(request.actor, person=family.person)
    address = request.build_absolute_uri("/directory/activate")
    person = family.person
    return sheets.FamilySheet(person.full_name, tuple(family.kids), code, address, person.language)


def _letterhead(request: ActorRequest, one: ClassFact) -> sheets.Letterhead:
    school = queries.school_row(one.school)
    teacher = door.teacher_of(one.id)
    return sheets.Letterhead(
        school=school.name,
        town=school.commune,
        school_class=one.name,
        teacher=teacher.name if teacher else "",
        day=clock.today(),
        signed=request.actor.name,
    )
