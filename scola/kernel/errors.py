"""The pages of what goes wrong: each one clear sentence, in the reader's language."""

import errno
import logging
import sqlite3
import sys
from collections.abc import Sequence

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from scola.kernel.ports.files import FileTooBig

logger = logging.getLogger(__name__)
# The store of live documents is SQLite without Django in between.
DATABASE_TROUBLE = (OperationalError, InterfaceError, sqlite3.OperationalError)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def answer(
    request: HttpRequest, template: str, status: int, sentence: str, **more: object
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    return render(request, template, {"sentence": sentence, **more}, status=status)


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    return answer(request, "ui/refused.html", 403, str(error))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = _("Cette page n’existe pas, ou elle n’est pas pour vous.")
    return answer(request, "ui/not_found.html", 404, sentence)


def too_big(request: HttpRequest, limit: int) -> HttpResponse:
    return answer(request, "ui/reload.html", 413, str(FileTooBig(limit)))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = _(
        "Votre navigateur a envoyé quelque chose d’illisible. Rechargez la page et recommencez."
    )
    return answer(request, "ui/reload.html", 400, sentence)


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Somebody opened the address of a button, from the history perhaps: there is no page."""
    response = not_found(request)
    response.status_code = 405
    response["Allow"] = ", ".join(allowed)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # What fails before a view, as the look at the session does, is told like what fails in one.
    error = sys.exc_info()[1]
    told = trouble(request, error) if isinstance(error, Exception) else None
    if told is not None:
        return told
    sentence = _(
        "Quelque chose ne marche pas de notre côté. Rien n’est perdu : réessayez dans une minute."
    )
    return answer(request, "ui/server_down.html", 500, sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("Cette page est restée ouverte trop longtemps. Rechargez-la et recommencez.")
    return answer(request, "ui/reload.html", 403, sentence)


def trouble(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page of what a request, a disk or a database may do to us; None for our own mistakes."""
    if isinstance(error, DataError):
        # NUL in a text, a number larger than any column: no form of ours sends that.
        return bad_request(request, error)
    return storage_trouble(request, error)


def storage_trouble(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """503 with a sentence when the disk is full, the database locked or away; else None."""
    text = str(error)
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "disk is full" in text:
        sentence = _(
            "Le disque du serveur est plein : rien n’a été enregistré. Prévenez l’assistance."
        )
    elif isinstance(error, DATABASE_TROUBLE) and "no such" not in text:
        sentence = _(
            "Le serveur est très occupé : rien n’a été enregistré. Réessayez dans un instant."
        )
    else:
        return None
    logger.error("storage trouble: %s", error)
    return answer(request, "ui/server_down.html", 503, sentence, sent=_sent(request))


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What the person had written, to be sent again: no files, and never beside a password."""
    if (
        request.method != "POST"
        or request.FILES
        or any("password" in name for name in request.POST)
    ):
        return []
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, str(value)) for name, value in fields if name != "csrfmiddlewaretoken"]
