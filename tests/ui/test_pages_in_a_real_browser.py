"""Every sample in Chromium: axe finds nothing, nothing comes from outside, nothing overflows."""

from pathlib import Path

import pytest

from tests.ui.samples import SAMPLES

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "adult": (1280, 800), "eni": (1920, 1080)}
THEMES = ("clair", "sombre", "contraste")


def size_of(name: str) -> str:
    template = SAMPLES[name][0]
    if "eni/" in template:
        return "eni"
    if (
        SAMPLES[name][1] == "pupil"
        or "choose" in template
        or name.split("_", maxsplit=1)[0] in {"pictures", "wait", "badge"}
    ):
        return "tablet"
    return "adult" if SAMPLES[name][1] == "teacher" else "phone"


@pytest.fixture(scope="module")
def window(chromium, site):
    """Opens a sample; gives the page and the complaints of the console."""
    context = chromium.new_context(locale="fr-FR")
    context.route(
        "**/*",
        lambda route: (
            route.continue_()
            if route.request.url.startswith((site, "data:", "blob:"))
            else route.abort()
        ),
    )

    def open_(name, query="", size=None):
        page = context.new_page()
        complaints, outside = [], []
        page.on(
            "console",
            lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((site, "data:", "blob:")) else outside.append(r.url),
        )
        width, height = SIZES[size or size_of(name)]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{site}/sample/{name}?{query}")
        page.wait_for_load_state("networkidle")
        return page, complaints, outside

    yield open_
    context.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SAMPLES)
def test_axe_finds_nothing(window, name, theme):
    page, complaints, outside = window(name, f"theme={theme}")
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).slice(0, 4)]))"
    )
    page.close()
    assert found == []
    assert complaints == []
    assert outside == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_scrolls_sideways_at_320_px(window, name):
    page, _, _ = window(name, size="phone")
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert wide <= 0


@pytest.mark.parametrize("name", [n for n in SAMPLES if size_of(n) in {"tablet", "eni"}])
def test_what_a_child_presses_is_64_px(window, name):
    page, _, _ = window(name)
    small = page.evaluate("""() => [...document.querySelectorAll('main a, main button, header a, header button')]
      .filter(e => e.offsetParent && !e.closest('[hidden]') && !e.matches('.brand, .skip'))
      .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect().width, e.getBoundingClientRect().height])
      .filter(([, w, h]) => w < 64 || h < 64)""")
    page.close()
    assert small == []


def test_the_keyboard_meets_the_skip_link_first(window):
    page, _, _ = window("teacher_home")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    page.close()


def test_a_reading_aid_applies_at_once_and_stays(window):
    page, _, _ = window("sign_in")
    page.click(".aids summary")
    with page.expect_request("**/ui/display"):
        page.click("text=Texte plus grand")
    page.wait_for_selector('html[data-lecture="grand"]')
    assert page.locator(".aids[open]").count() == 1
    page.reload()
    page.wait_for_selector('html[data-lecture="grand"]')
    page.context.clear_cookies()
    page.close()


def test_corsican_is_one_tap_away(window):
    page, _, _ = window("sign_in")
    page.click('.language button[lang="co"]')
    page.wait_for_load_state()
    chosen = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    page.context.clear_cookies()
    assert chosen["scola_language"] == "co"
    page.close()


def test_three_taps_on_pictures_send_three_keys_in_order(window, site):
    page, _, _ = window("pictures_wrong")
    sent = []
    page.on("request", lambda r: sent.append(r.post_data) if r.method == "POST" else None)
    for key in ("chat", "soleil"):
        page.click(f'button[value="{key}"]')
    assert page.locator(".slots .full").count() == 2
    page.click("text=Effacer")
    assert page.locator(".slots .full").count() == 1
    page.click('button[value="lune"]')
    page.click('button[value="cle"]')
    page.wait_for_load_state()
    keys = [part.split("=")[1] for part in sent[0].split("&") if part.startswith("picture=")]
    assert keys == ["chat", "lune", "cle"]
    page.close()


def test_a_family_page_weighs_less_than_60_kb(chromium, site):
    """HTML, CSS and JavaScript, not compressed; what a phone really receives is smaller."""
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    weights = {}
    page.on(
        "response",
        lambda r: (
            weights.setdefault(r.url, (r.headers.get("content-type", ""), len(r.body())))
            if r.ok
            else None
        ),
    )
    page.goto(f"{site}/sample/family")
    page.wait_for_load_state("networkidle")
    counted = sum(
        size
        for kind, size in weights.values()
        if any(word in kind for word in ("html", "css", "javascript"))
    )
    context.close()
    assert counted < 60_000, sorted(
        ((s, u.rsplit("/", 1)[-1]) for u, (k, s) in weights.items()), reverse=True
    )


def test_who_saves_data_loads_no_font(chromium, site):
    context = chromium.new_context(locale="fr-FR", extra_http_headers={"Save-Data": "on"})
    page = context.new_page()
    asked = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(f"{site}/sample/family")
    page.wait_for_load_state("networkidle")
    context.close()
    assert not [url for url in asked if "woff2" in url]


def test_a_photo_of_a_badge_is_read_in_the_browser(window, tmp_path):
    """No camera here, as on a tablet without HTTPS: the photo does it, with our own reader."""
    import segno

    photo = tmp_path / "badge.png"
    segno.make("badge:ghjulia:42", error="m").save(str(photo), scale=9, border=4)
    page, complaints, outside = window("badge")
    sent = []
    page.on("request", lambda r: sent.append(r.post_data) if r.method == "POST" else None)
    page.set_input_files('input[type="file"]', str(photo))
    page.wait_for_event("framenavigated", timeout=15_000)
    page.close()
    assert "badge=badge%3Aghjulia%3A42" in sent[0]
    assert (complaints, outside) == ([], [])
