"""Says no to a giant request before it is read: reading it for its token would fill the disk."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from scola.kernel import errors


class BodyLimit:
    """Stands before the CSRF check. A view takes more than a form by `@page(largest=…)`, in bytes.

    A body without announced length is no danger: nothing of it is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: Any
    ) -> HttpResponse | None:
        rule = getattr(view, "page", None)
        limit = (rule.largest if rule else 0) or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) <= limit:
            return None
        return errors.too_big(request, limit)
