"""The city's own pages: its schools and its calendar."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory import calendar
from scola.directory.actions import schools
from scola.directory.forms.city import DaysOffForm, SchoolForm
from scola.directory.models import CalendarPeriod, School
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page


@page(Role.CITY_ADMIN, methods=("GET", "POST"))
def calendar_page(request: ActorRequest) -> HttpResponse:
    year = calendar.year_of()
    form = DaysOffForm(request.POST or None)
    if year and request.method == "POST" and form.is_valid():
        schools.add_days_off(request.actor, year=year, source="saisie", **form.cleaned_data)
        messages.success(request, _("C’est noté dans le calendrier."))
        return redirect("directory:calendar")
    periods = CalendarPeriod.objects.filter(year=year)
    context = {"year": year, "form": form, "periods": periods, "alerts": calendar.alerts()}
    return render(request, "directory/calendar.html", context)


@page(Role.CITY_ADMIN, methods=("POST",))
def remove_days_off(request: ActorRequest, period: str) -> HttpResponse:
    row = CalendarPeriod.objects.filter(pk=period).first()
    if row is None:
        raise Http404
    schools.remove_days_off(request.actor, period=row)
    messages.success(request, _("Ce jour est de nouveau un jour de classe."))
    return redirect("directory:calendar")


@page(Role.CITY_ADMIN)
def schools_page(request: ActorRequest) -> HttpResponse:
    rows = School.objects.order_by("-to_complete", "name")
    return render(request, "directory/schools.html", {"schools": rows})


@page(Role.CITY_ADMIN, methods=("GET", "POST"))
def school_page(request: ActorRequest, school: str) -> HttpResponse:
    row = School.objects.filter(pk=school).first()
    if row is None:
        raise Http404
    known = {"name": row.name, "uai": row.uai, "commune": row.commune}
    form = SchoolForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        taken = School.objects.filter(uai=form.cleaned_data["uai"]).exclude(pk=row.pk)
        if form.cleaned_data["uai"] and taken.exists():
            form.add_error("uai", _("Une autre école porte déjà cet UAI."))
        else:
            schools.describe_school(request.actor, school=row, **form.cleaned_data)
            messages.success(request, _("L’école est à jour."))
            return redirect("directory:schools")
    return render(request, "directory/school.html", {"school": row, "form": form})
