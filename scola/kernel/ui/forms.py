"""Rendering of forms: every error is linked to its field, every field has its label."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.widgets import Input
from django.template.context import Context

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (Input, "input"),
)
# RadioSelect and CheckboxSelectMultiple are Selects for Python, groups of options for people.
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class DayInput(forms.DateInput):
    """A day chosen in the browser's own calendar, whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def field(context: Context, bound: BoundField, hint: str = "") -> dict[str, Any]:
    """Context of ui/parts/field.html for `bound`; `hint` replaces the field's help text."""
    widget = bound.field.widget
    advice = hint or str(bound.help_text or "")
    base = bound.auto_id or bound.html_name
    notes = [f"{base}-hint"] if advice else []
    notes += [f"{base}-error"] if bound.errors else []
    attributes: dict[str, Any] = {}
    if notes:
        attributes["aria-describedby"] = " ".join(notes)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = _kind(widget)
    if kind == "line":
        attributes["class"] = " ".join(filter(None, [widget.attrs.get("class"), _class_of(widget)]))
    if kind == "switch":
        attributes["role"] = "switch"
    return {
        "bound": bound,
        "kind": kind,
        "base": base,
        "hint": advice,
        "notes": " ".join(notes),
        "control": bound.as_widget(attrs=attributes) if kind != "group" else "",
        "many": isinstance(widget, forms.CheckboxSelectMultiple),
        "public": context.get("public", "adult"),
    }


def form_errors(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    """Context of ui/parts/form_errors.html: how many answers to look at again, and links."""
    wrong = [bound for bound in form if bound.errors]
    return {
        "form": form,
        "wrong": wrong,
        "public": context.get("public", "adult"),
    }


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    if isinstance(widget, _GROUPS):
        return "group"
    return "switch" if isinstance(widget, forms.CheckboxInput) else "line"


def _class_of(widget: forms.Widget) -> str:
    return next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
