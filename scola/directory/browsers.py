"""Browsers on which somebody has signed in before.

Ten wrong passwords close an account's door for a while. A browser that its owner has used keeps a
door of its own, so that nobody locks a teacher out from elsewhere in the middle of a lesson.
"""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "scola_known"
SALT = "scola.directory.browsers"
LASTS = 400 * 24 * 60 * 60
KEPT = 5


def _mark(login: str) -> str:
    return hashlib.sha256(login.encode()).hexdigest()[:20]


def _read(request: HttpRequest) -> list[str]:
    """[this browser's own word, then the marks of the logins used here, newest last]."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS)
    return str(value).split(".") if value else []


def known_as(request: HttpRequest, login: str) -> str:
    """The word that names this browser when `login` has come in on it before; else ""."""
    word, *marks = _read(request) or [""]
    return word if _mark(login) in marks else ""


def remember(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """Notes that `login` came in on this browser. Nothing in the cookie names the person."""
    word, *marks = _read(request) or [secrets.token_hex(8)]
    marks = [*(mark for mark in marks if mark != _mark(login)), _mark(login)][-KEPT:]
    response.set_signed_cookie(
        COOKIE,
        ".".join([word, *marks]),
        salt=SALT,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
