"""The template tags of the house. They are builtins: no template loads them (see docs/ui.md)."""

import json
import logging
from datetime import date, datetime, time
from typing import Any

import segno
from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from scola.kernel.ui import dates, display, drawings, forms, islands, places, shells, typography
from scola.kernel.ui.assets import asset_url

logger = logging.getLogger(__name__)
register = template.Library()

_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class ShellNode(template.Node):
    """Remembers which public the page is for, so that every later tag can follow."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> str:
        context["public"] = self.nodes.render(context).strip() or "adult"
        context["display"] = display.display_of(context.get("request"))
        return ""


@register.tag
def shell(parser: Parser, token: Token) -> ShellNode:
    nodes = parser.parse(("endshell",))
    parser.delete_first_token()
    return ShellNode(nodes)


@register.simple_tag(takes_context=True)
def page_attributes(context: Context) -> SafeString:
    """Attributes of <html>: language, public, theme and reading aids, before the first paint."""
    chosen: display.Display = context["display"]
    pairs = [("lang", get_language() or "fr")]
    if context["public"] != "adult":
        pairs.append(("data-public", context["public"]))
    if chosen.theme:
        pairs.append(("data-theme", chosen.theme))
    if chosen.aids:
        pairs.append(("data-lecture", chosen.aids))
    if chosen.still:
        pairs.append(("data-mouvement", "reduit"))
    if chosen.saver:
        pairs.append(("data-saver", "on"))
    return format_html_join(" ", '{}="{}"', pairs)


@register.simple_tag
def asset(name: str) -> str:
    return asset_url(name)


@register.simple_tag
def css(name: str) -> SafeString:
    """A stylesheet link: {% css "board/board.css" %}."""
    return format_html('<link rel="stylesheet" href="{}">', asset_url(name))


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, weight: str = "", label: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers; `label` adds a text for them."""
    full = drawings.icon_name(f"{name}-{weight}" if weight else name)
    if context.get("public") == "famille":
        # A phone on a poor network: the few drawings of the page, not the whole sprite.
        box, body = drawings.icons()[full]
        drawing = format_html(
            '<svg class="icon" aria-hidden="true" viewBox="{}">{}</svg>', box, body
        )
    else:
        url = f"{asset_url('ui/icons.svg')}#{full}"
        drawing = format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', url)
    return drawing + format_html('<span class="sr">{}</span>', label) if label else drawing


@register.simple_tag
def face(key: str = "", size: str = "", alt: str = "") -> SafeString:
    """A person's face. The name is written beside it, so `alt` stays empty."""
    pixels = {"s": 28, "l": 64, "xl": 96}.get(size, 40)
    return format_html(
        '<img class="avatar{}" src="{}" alt="{}" width="{}" height="{}">',
        f" {size}" if size else "",
        drawings.face_url(str(key or "")),
        alt,
        pixels,
        pixels,
    )


@register.simple_tag
def face_src(key: str = "") -> str:
    """The address of a face, for drawings that place it themselves."""
    return drawings.face_url(str(key or ""))


@register.simple_tag
def picto(key: str) -> SafeString:
    """One of the sixteen pictures of the sign-in, with its name for screen readers."""
    return format_html(
        '<svg class="picto-img" viewBox="0 0 64 64" aria-hidden="true"><use href="{}#{}"/></svg>'
        '<span class="sr">{}</span>',
        asset_url("ui/pictogrammes.svg"),
        key,
        drawings.PICTOGRAMS[key],
    )


@register.simple_tag
def island(name: str, *, optional: bool = False) -> SafeString:
    """The script, styles and preloads of an island: {% island "board/board" %}.

    When the client is not built: a clear error in DEBUG, a log line otherwise. `optional` is for
    what only improves a page that already works.
    """
    try:
        script, styles, preloads = islands.island_files(name)
    except islands.ClientNotBuilt as error:
        if settings.DEBUG and not optional:
            raise
        logger.warning("island %s: %s", name, error)
        return SafeString("")
    lines = [format_html('<link rel="stylesheet" href="{}">', _built(file)) for file in styles]
    lines += [format_html('<link rel="modulepreload" href="{}">', _built(f)) for f in preloads]
    lines.append(format_html('<script type="module" src="{}"></script>', _built(script)))
    return SafeString("\n".join(lines))


def _built(file: str) -> str:
    return f"{settings.STATIC_URL}build/{file}"


@register.simple_tag
def json_data(element_id: str, value: Any) -> SafeString:
    """A value for a script, safely escaped: {% json_data "lesson" lesson %}."""
    text = json.dumps(value, default=str, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html(
        '<script type="application/json" id="{}">{}</script>', element_id, SafeString(text)
    )


@register.simple_tag
def texts(*pairs: str, element_id: str = "texts", **named: str) -> SafeString:
    """Texts for an island: {% texts "board.pen" _("Stylo") undo=_("Annuler") %}."""
    if len(pairs) % 2:
        raise template.TemplateSyntaxError("{% texts %} takes pairs: a key, then its text.")
    found = {str(k): str(v) for k, v in zip(pairs[::2], pairs[1::2], strict=True)}
    found |= {key: str(value) for key, value in named.items()}
    text = json.dumps(found, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html(
        '<script type="application/json" id="{}" data-texts>{}</script>',
        element_id,
        SafeString(text),
    )


@register.simple_tag
def qr(text: str, label: str = "", border: int = 4) -> SafeString:
    """A QR code as SVG, dark on white in every theme."""
    drawing = segno.make(str(text), error="m", micro=False).svg_inline(
        border=border, omitsize=True, dark="#062f3b", svgclass="qr"
    )
    attributes = (
        format_html('role="img" aria-label="{}" ', label)
        if label
        else SafeString('aria-hidden="true" ')
    )
    return SafeString(drawing.replace("<svg ", f"<svg {attributes}", 1))


@register.inclusion_tag("ui/parts/places.html", takes_context=True)
def places_bar(context: Context, current: str = "", tabs: bool = False) -> dict[str, Any]:
    request = context.get("request")
    shown = places.places_for(request, "main", current) if request else []
    return {
        "shown": shown[: places.MOST_TABS] if tabs else shown,
        "tabs": tabs,
        "public": context.get("public", "adult"),
    }


@register.simple_tag(takes_context=True)
def person_places(context: Context) -> list[places.ShownPlace]:
    request = context.get("request")
    return places.places_for(request, "person") if request else []


@register.simple_tag(takes_context=True)
def further_places(context: Context) -> list[places.ShownPlace]:
    """What the phone's bar of four leaves out; the person's menu shows it there."""
    request = context.get("request")
    return places.places_for(request)[places.MOST_TABS :] if request else []


@register.simple_tag(takes_context=True)
def where(context: Context) -> str:
    """The line under the brand: the context's `where_am_i`, else what the domains say."""
    said = context.get("where_am_i")
    request = context.get("request")
    return str(said) if said else (places.surroundings(request) if request else "")


register.inclusion_tag("ui/parts/field.html", takes_context=True, name="field")(forms.field)
register.inclusion_tag("ui/parts/form_errors.html", takes_context=True, name="form_errors")(
    forms.form_errors
)


@register.filter
def school_date(value: date | datetime | None, style: str = "") -> str:
    """Date in words. Styles: "" | "year" (always with the year) | "near" (aujourd’hui, hier…)."""
    if value is None:
        return ""
    if style == "near":
        return dates.day_in_words(value)
    return dates.date_in_words(value, year=True if style == "year" else None)


@register.filter
def school_time(value: datetime | time | None) -> str:
    return dates.hour_in_words(value) if value is not None else ""


@register.filter
def school_moment(value: datetime | None) -> str:
    return dates.moment_in_words(value) if value is not None else ""


@register.filter
def public_for(request: Any) -> str:
    """Which public this reader is (see shells)."""
    return shells.public_of(getattr(request, "actor", None))


@register.filter
def typeset(text: str) -> str:
    return typography.typeset(text)


@register.filter
def first_word(name: str) -> str:
    """The given name of "Letizia Colonna"."""
    return name.split(" ", 1)[0]
