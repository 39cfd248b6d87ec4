"""One reader's browser on one page, with all that it asked for and complained about."""

from pathlib import Path

SIZES = {"eni": (1920, 1080), "tablet": (1024, 768), "pc": (1280, 800), "phone": (390, 844)}
AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RUN_AXE = """rules => axe.run({resultTypes: ['violations'], ...(rules && {runOnly: rules})}).then(
    found => found.violations.map(
        one => [one.id, one.nodes.slice(0, 4).map(node => node.html.slice(0, 200))]))"""
UNFOLD = """() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
    for (const one of document.querySelectorAll('[popover]')) one.showPopover();
}"""
THEMES = ("sombre", "contraste", "clair")
# What a theme can change.
COLOURS = ["color-contrast", "link-in-text-block"]
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
SETTLED = """() => Promise.all(document.getAnimations().filter(
    one => one.effect.getComputedTiming().iterations !== Infinity).map(one => one.finished))"""
WORDS = """() => {
    const hidden = one => !one.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const box = walk.currentNode.parentElement;
        if (box.closest('script, style, [lang]:not(html)') || (hidden(box) && !box.closest('.sr'))) continue;
        found.push(walk.currentNode.textContent);
    }
    for (const one of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
        for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
            if (!one.closest('[lang]:not(html)')) found.push(one.getAttribute(name) ?? '');
    return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


class Look:
    def __init__(self, browser, town, session, size, cookies=()):
        width, height = SIZES[size]
        self.town, self.complaints, self.outside = town, [], []
        self.context = browser.new_context(
            base_url=town.url,
            viewport={"width": width, "height": height},
            has_touch=size != "pc",
            locale="fr-FR",
            reduced_motion="reduce",
        )
        kept = {"scola_session": session, **dict(cookies)}
        self.context.add_cookies(
            [{"name": n, "value": v, "url": town.url} for n, v in kept.items() if v]
        )
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def open(self, address, status=200):
        """False when there is no page to look at: a picture, a document, a download."""
        first = self.context.request.get(address, max_redirects=0)
        assert first.status == status
        if not first.headers["content-type"].startswith("text/html"):
            return False
        assert self.page.goto(address).url == f"{self.town.url}{address}"
        self.page.locator(".board-wait:not([hidden])").wait_for(state="detached")
        return True

    def complaints_of_axe(self):
        """By state: as the page opens, with every menu open, in each theme."""
        found = {"as it opens": self._axe()}
        self.unfold()
        found["unfolded"] = self._axe()
        for theme in THEMES:
            self._wear(theme)
            found[theme] = self._axe(COLOURS)
        return {state: one for state, one in found.items() if one}

    def _axe(self, rules=None):
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        return self.page.evaluate(RUN_AXE, rules)

    def unfold(self):
        """Opens every menu of the page."""
        self.page.evaluate(UNFOLD)

    def _wear(self, theme):
        self.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        self.page.evaluate(NEXT_FRAME)
        self.page.evaluate(SETTLED)

    def too_wide(self):
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def words(self):
        """Every text that is seen or read aloud, but those marked as being in another language."""
        return self.page.evaluate(WORDS)

    def _console(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _request(self, request):
        ours = (self.town.url, f"ws://127.0.0.1:{self.town.rt_port}", "data:", "blob:")
        if not request.url.startswith(ours):
            self.outside.append(request.url)
