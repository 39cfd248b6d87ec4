"""Answers that are not pages."""

from django.http import HttpResponse


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows, named for who saves it."""
    response = HttpResponse(content, content_type="application/pdf")
    safe = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in name)
    response.headers["Content-Disposition"] = f'inline; filename="{safe}.pdf"'
    return response
