"""What a teacher prints and does for the doors of the class: badges, pictures, letting in."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from scola.directory import queries, sheets
from scola.directory.actions import pupil_keys
from scola.directory.facts import ClassFact
from scola.directory.models import Person, PupilKey
from scola.directory.names import names_in_class
from scola.directory.views.answers import pdf
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.kernel.ui.drawings import PICTOGRAMS

STAFF = (Role.TEACHER, Role.HEAD)
# Who waited longer has gone to play.
WAITS = timedelta(hours=1)


def _keys(request: ActorRequest, one: ClassFact) -> list[PupilKey]:
    """The class's keys, by given name; children who have none get theirs now."""
    pupil_keys.complete_keys(request.actor, school_class=one.id)
    pupils = [pupil.id for pupil in queries.list_pupils(request.actor, one.id)]
    rows = PupilKey.objects.visible_to(request.actor).filter(pupil__in=pupils)
    return list(rows.select_related("pupil").order_by("pupil__given_name", "pupil__family_name"))


@page(*STAFF)
def keys(request: ActorRequest, school_class: str) -> HttpResponse:
    one = queries.get_class(request.actor, school_class)
    since = clock.now() - WAITS
    rows = [
        (
            key,
            ", ".join(str(PICTOGRAMS[one]) for one in key.pictures),
            bool(key.asked_help_at and key.asked_help_at > since),
        )
        for key in _keys(request, one)
    ]
    context = {"school_class": one, "keys": rows}
    return render(request, "directory/class_keys.html", context)


@page(*STAFF)
def badges(request: ActorRequest, school_class: str) -> HttpResponse:
    """The whole class, or one child's new badge (`?pupil=`)."""
    one = queries.get_class(request.actor, school_class)
    rows = _keys(request, one)
    names = names_in_class([key.pupil for key in rows])
    only = request.GET.get("pupil", "")
    cards = [_badge(request, key, names[key.pk]) for key in rows if only in ("", key.pk)]
    if not cards:
        raise Http404
    head = sheets.Letterhead(one.school_name, "", one.name, "", clock.today(), "")
    return pdf(sheets.badge_sheet(head, cards), f"badges-{one.name}")


def _badge(request: ActorRequest, key: PupilKey, name: str) -> sheets.Badge:
    text = pupil_keys.badge_of(key.pk, key.badge_version)
    link = request.build_absolute_uri(reverse("directory:badge_link", args=[text]))
    return sheets.Badge(name, key.pupil.face, tuple(key.pictures), link)


@page(*STAFF, methods=("POST",))
def renew(request: ActorRequest, pupil: str) -> HttpResponse:
    row = _pupil(request, pupil)
    pupil_keys.renew_key(request.actor, pupil=row)
    messages.success(
        request,
        _("Nouvelles images et nouveau badge pour %(name)s : imprimez-le. L’ancien ne sert plus.")
        % {"name": row.given_name},
    )
    return redirect("directory:class_keys", school_class=pupil_keys.class_of(row))


@page(*STAFF, methods=("POST",))
def let_in(request: ActorRequest, pupil: str) -> HttpResponse:
    row = _pupil(request, pupil)
    pupil_keys.let_pupil_in(request.actor, pupil=row)
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    messages.success(request, _("La tablette s’ouvre pour %(name)s.") % {"name": row.given_name})
    return redirect("directory:class_keys", school_class=pupil_keys.class_of(row))


def _pupil(request: ActorRequest, pupil: str) -> Person:
    row = Person.objects.visible_to(request.actor).filter(pk=pupil).first()
    if row is None or not pupil_keys.class_of(row):
        raise Http404
    return row
