"""The pages of what goes wrong: each one clear sentence, in the reader's language."""

import errno
import logging

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def answer(request: HttpRequest, template: str, status: int, sentence: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    return render(request, template, {"sentence": sentence}, status=status)


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    return answer(request, "ui/refused.html", 403, str(error))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = _("Cette page n’existe pas, ou elle n’est pas pour vous.")
    return answer(request, "ui/not_found.html", 404, sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "Quelque chose ne marche pas de notre côté. Rien n’est perdu : réessayez dans une minute."
    )
    return answer(request, "ui/server_down.html", 500, sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("Cette page est restée ouverte trop longtemps. Rechargez-la et recommencez.")
    return answer(request, "ui/csrf.html", 403, sentence)


def storage_trouble(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """503 with a sentence when the disk is full or the database stays locked; else None."""
    text = str(error)
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "disk is full" in text:
        sentence = _(
            "Le disque du serveur est plein : rien n’a été enregistré. Prévenez l’assistance."
        )
    elif isinstance(error, OperationalError) and "locked" in text:
        sentence = _(
            "Le serveur est très occupé : rien n’a été enregistré. Réessayez dans un instant."
        )
    else:
        return None
    logger.error("storage trouble: %s", error)
    return answer(request, "ui/server_down.html", 503, sentence)
