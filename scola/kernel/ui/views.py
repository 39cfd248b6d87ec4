"""The page of how one likes to read, and the living page of components."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from scola.kernel.page import ActorRequest, page
from scola.kernel.ui import display
from scola.kernel.ui.showcase import showcase


@page(public=True, methods=("POST",))
def choose_display(request: ActorRequest) -> HttpResponse:
    """Keeps theme, reading aids, language and data saver, then goes back to the page."""
    response = HttpResponseRedirect(_way_back(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = ""
    if request.POST.get("only") == "language":
        chosen = display.display_of(request)
        theme, reading = chosen.theme, " ".join(chosen.reading)
    else:
        theme = display.clean_theme(request.POST.get("theme", ""))
        reading = " ".join(display.clean_reading(" ".join(request.POST.getlist("reading"))))
        _keep_cookie(response, display.SAVER_COOKIE, request.POST.get("saver", ""))
    kept = display.keep_for(request.actor, theme, reading, language)
    # A shared tablet must not hand one child's choice to the next.
    _keep_cookie(response, display.THEME_COOKIE, "" if kept else theme)
    _keep_cookie(response, display.READING_COOKIE, "" if kept else reading.replace(" ", "+"))
    if language:
        _keep_cookie(response, settings.LANGUAGE_COOKIE_NAME, "" if kept else language)
    return response


def _keep_cookie(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(name, samesite="Lax")


def _way_back(request: ActorRequest) -> str:
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@page(public=True)
def components(request: ActorRequest) -> HttpResponse:
    """Every component on one page, for who builds screens; closed in a real city."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/composants.html", showcase())
