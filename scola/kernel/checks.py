"""System checks: sealed models have a policy, every URL says who may open it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from scola.kernel.policy import has_rule
from scola.kernel.seal import OpenModel, SealedModel


@register()
def models_are_sealed(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    for model in apps.get_models():
        if not model.__module__.startswith("scola."):
            continue
        if issubclass(model, OpenModel):
            continue
        if not issubclass(model, SealedModel):
            problems.append(
                Error(f"{model._meta.label} is neither sealed nor open.", id="scola.E001")
            )
        elif not has_rule(model):
            problems.append(Error(f"{model._meta.label} has no visible() rule.", id="scola.E002"))
    return problems


def every_pattern(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """(full name, pattern) of each URL of the project, e.g. ("lesson:start", …)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from every_pattern(entry, prefix + space)
        else:
            yield f"{prefix}{entry.name}", entry


@register()
def urls_say_who(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"URL {name} does not say who may open it: decorate its view with @page.",
            id="scola.E003",
        )
        for name, pattern in every_pattern()
        if not hasattr(pattern.callback, "page")
    ]
