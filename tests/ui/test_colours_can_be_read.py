"""Contrast of the tokens, computed in the three themes: text 4.5:1, edges and large shapes 3:1."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "scola/kernel/ui/static/ui/css/tokens.css").read_text()
THEMES = ("clair", "sombre", "contraste")
TEXTS = [
    ("text", "bg"),
    ("text", "surface"),
    ("text", "surface-raised"),
    ("text", "surface-sunk"),
    ("text", "surface-sand"),
    ("text-2", "bg"),
    ("text-2", "surface"),
    ("text-2", "surface-raised"),
    ("text-2", "surface-sand"),
    ("text-2", "surface-sunk"),
    ("link", "bg"),
    ("link", "surface"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("accent-text", "surface"),
    ("on-tint", "tint"),
    ("on-ok", "ok-bg"),
    ("on-wait", "wait-bg"),
    ("on-bad", "bad-bg"),
    ("on-info", "info-bg"),
    ("ok", "surface"),
    ("bad", "surface"),
    ("bad", "surface-raised"),
    ("on-bad-fill", "bad-fill"),
    ("nav-text", "nav-bg"),
    ("on-deep", "deep"),
    ("on-deep-2", "deep"),
    *[(f"on-g{n}", f"g{n}") for n in range(1, 7)],
]
EDGES = [
    ("line-strong", "bg"),
    ("line-strong", "surface"),
    ("line-strong", "surface-raised"),
    ("horizon", "bg"),
    ("horizon", "nav-bg"),
    ("focus", "bg"),
    ("focus", "surface"),
    ("action", "surface"),
    ("ok-fill", "surface"),
]


def block(selector: str) -> dict[str, str]:
    body = re.search(re.escape(selector) + r"\s*\{([^{}]*)\}", TOKENS)
    assert body, selector
    return dict(re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", body[1]))


def tokens(theme: str) -> dict[str, str]:
    found = block(":root")
    return found if theme == "clair" else found | block(f'[data-theme="{theme}"]')


def rgb(name: str, known: dict[str, str]) -> tuple[float, float, float]:
    value = known[f"--{name}"].strip()
    while value.startswith("var("):
        value = known[value[4:-1]].strip()
    assert value.startswith("#"), f"--{name} is {value}"
    digits = value[1:] if len(value) == 7 else "".join(c * 2 for c in value[1:])
    return tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))


def luminance(colour: tuple[float, float, float]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, two: str, theme: str) -> float:
    known = tokens(theme)
    light, dark = sorted((luminance(rgb(name, known)) for name in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_from_its_ground(theme):
    weak = {pair: round(c, 2) for pair in TEXTS if (c := contrast(*pair, theme)) < 4.5}
    assert not weak


@pytest.mark.parametrize("theme", THEMES)
def test_every_edge_that_means_something_is_seen(theme):
    weak = {pair: round(c, 2) for pair in EDGES if (c := contrast(*pair, theme)) < 3}
    assert not weak


def test_the_system_preference_and_the_explicit_choice_are_the_same_dark():
    dark = re.findall(r"color-scheme: dark;([^{}]*)\}", TOKENS)
    first, second = (dict(re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", body)) for body in dark)
    assert first == second
