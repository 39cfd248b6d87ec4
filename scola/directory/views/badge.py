"""The badge: read by the page's camera, or opened as a link by the tablet's own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from scola.directory.actions import pupil_keys
from scola.directory.views.pupil import enter, may_try
from scola.kernel.page import ActorRequest, page


@page(public=True, methods=("GET", "POST"))
@never_cache
def badge(request: ActorRequest) -> HttpResponse:
    """The camera reads the badge and posts its text."""
    if request.method == "POST":
        text = request.POST.get("badge", "").strip().rsplit("/", 1)[-1]
        pupil = pupil_keys.pupil_of_badge(text) if may_try(request) else None
        if pupil:
            return enter(request, pupil)
    context = {
        "pictures_url": reverse("directory:pupil"),
        "adult_url": reverse("directory:sign_in"),
        "wrong": request.method == "POST" or "unknown" in request.GET,
    }
    return render(request, "ui/sign_in/badge.html", context)


@page(public=True, methods=("GET", "POST"))
@never_cache
def badge_link(request: ActorRequest, badge: str) -> HttpResponse:
    """A face and one big button: a GET signs nobody in, robots open links too."""
    pupil = pupil_keys.pupil_of_badge(badge) if may_try(request) else None
    if pupil is None:
        return redirect(reverse("directory:badge") + "?unknown=1")
    if request.method == "POST":
        return enter(request, pupil)
    return render(request, "directory/badge_link.html", {"pupil": pupil})
