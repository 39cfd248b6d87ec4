"""What every page must be: compiled, without anything inline, without anything from outside."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from scola.kernel.ui import drawings

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "scola").glob("**/templates/**/*.html"))
OURS = sorted((ROOT / "scola/kernel/ui/templates").rglob("*.html"))
STYLES = sorted((ROOT / "scola").glob("*/**/static/**/*.css"))
DRAWINGS = sorted((ROOT / "scola/kernel/ui/static/ui").rglob("*.svg"))
ICON = re.compile(r'{% icon "([a-z-]+)"(?: "(bold|fill)")?')


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_it_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_it_carries_no_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r'\sstyle="', text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r'\son[a-z]+="', text)
    assert not re.search(r"<script(?![^>]*(?:application/json|src=))", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_it_shows_is_in_the_sprite(path):
    for name, weight in ICON.findall(path.read_text()):
        drawings.icon_name(f"{name}-{weight}" if weight else name)


@pytest.mark.parametrize("path", [*STYLES, *DRAWINGS], ids=lambda path: path.name)
def test_no_file_names_an_outside_address(path):
    found = re.findall(r"""(?:url\(["']?|href=["'])(https?:)?//""", path.read_text())
    assert not found
    assert "@import" not in path.read_text()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_its_braces_close_and_its_tokens_exist(path):
    text = path.read_text()
    assert text.count("{") == text.count("}")
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(p.read_text() for p in STYLES)))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))
    assert used <= known, f"Tokens that nobody defines: {used - known}"


def test_the_sprite_matches_its_list():
    names = (ROOT / "tools/icons.txt").read_text().split()
    assert sorted(drawings.icons()) == sorted(names), "Run node tools/icons.mjs."


def test_every_pictogram_is_drawn_once():
    sprite = (drawings.STATIC / "pictogrammes.svg").read_text()
    assert sorted(re.findall(r'symbol id="([^"]+)"', sprite)) == sorted(drawings.PICTOGRAMS)
