"""The tablets that a school knows: added by hand on the tablet itself, taken back from a list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory import http, queries
from scola.directory.actions import devices
from scola.directory.http import device_label, remember_device
from scola.directory.models import Device
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page

STAFF = (Role.TEACHER, Role.HEAD, Role.SCHOOL_STAFF)
KEEPERS = (Role.HEAD, Role.TECHNICIAN, Role.CITY_ADMIN)


@page(Role.TEACHER, *KEEPERS)
def tablets(request: ActorRequest) -> HttpResponse:
    """Newest first. Those that came in with a lesson's code are said to be guests."""
    rows = Device.objects.visible_to(request.actor).filter(revoked_at=None)
    rows = rows.select_related("school", "school_class").order_by("-added_at")[:300]
    may = request.actor.has(*KEEPERS)
    context = {"tablets": rows, "may_revoke": may, "schools": _schools(request)}
    return render(request, "directory/tablets.html", context)


def _schools(request: ActorRequest) -> list[tuple[str, str]]:
    ids = request.actor.schools(*STAFF)
    return sorted((queries.school_name(one), one) for one in ids)


@page(*STAFF, methods=("POST",))
def add_tablet(request: ActorRequest) -> HttpResponse:
    """This very browser becomes a tablet of the school; the adult is signed out of it."""
    mine = [one for _name, one in _schools(request)]
    wanted = request.POST.get("school", mine[0] if mine else "")
    if wanted not in mine:
        raise Http404
    name = device_label(request.headers.get("User-Agent", ""))
    _device, token = devices.add_device(request.actor, school=queries.school_row(wanted), name=name)
    http.end(request)
    response = redirect("directory:pupil")
    remember_device(response, token)
    return response


@page(*KEEPERS, methods=("POST",))
def revoke(request: ActorRequest, device: str) -> HttpResponse:
    row = Device.objects.visible_to(request.actor).filter(pk=device, revoked_at=None).first()
    if row is None:
        raise Http404
    devices.revoke_device(request.actor, device=row)
    messages.success(request, _("Cette tablette ne montre plus personne."))
    return redirect("directory:tablets")
