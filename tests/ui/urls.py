"""A small site made of samples: `/sample/<name>?as=teacher&theme=sombre`."""

from dataclasses import replace
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from tests.ui.samples import READERS, SAMPLES


def sample(request: HttpRequest, name: str) -> HttpResponse:
    template, reader, context = SAMPLES[name]
    request.actor = replace(
        READERS[request.GET.get("as", reader)],
        theme=request.GET.get("theme", ""),
        reading=request.GET.get("reading", ""),
    )
    if template.startswith("ui_samples/"):
        file = Path(__file__).parent / "templates" / template
        source = engines["django"].from_string(file.read_text(encoding="utf-8"))
        return HttpResponse(source.render(dict(context), request))
    return render(request, template, dict(context))


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


directory = (
    [
        path("out", nothing, name="sign_out"),
        path("ins", nothing, name="sign_ins"),
        *[
            path(name, nothing, name=name)
            for name in ("home", "class", "boards", "carts", "families", "agenda", "help")
        ],
    ],
    "directory",
)
urlpatterns = [
    path("", nothing),
    path("sample/<name>", sample),
    path("ui/", include("scola.kernel.ui.urls")),
    path("directory/", include(directory)),
]
