"""The Content-Security-Policy of every page: nothing from outside, nothing inline."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def socket_url(request: HttpRequest) -> str:
    """Where the browser that made this request finds the real-time server."""
    if settings.RT_URL:
        return str(settings.RT_URL)
    scheme = "wss" if request.is_secure() else "ws"
    host = (
        request.get_host().rsplit(":", 1)[0]
        if not request.get_host().endswith("]")
        else request.get_host()
    )
    return f"{scheme}://{host}:{settings.RT_PORT}/"


class ContentSecurityPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = (
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
            "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
            f"connect-src 'self' {socket_url(request)}; worker-src 'self' blob:; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(), microphone=(), camera=(self)"
        )
        return response
