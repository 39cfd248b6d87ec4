"""A browser without pictures: cookies, forms, nothing else."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar


@dataclass
class Answer:
    status: int
    address: str
    text: str

    @property
    def sentence(self) -> str:
        """The title of the page, which is where a page of trouble says its sentence."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>(?:<p>(.*?)</p>)?", self.text, re.DOTALL)
        return unescape(" ".join(part for part in found.groups() if part)) if found else ""

    def hidden_fields(self) -> dict[str, str]:
        """What the page's button would send."""
        found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', self.text)
        return {unescape(name): unescape(value) for name, value in found}


@dataclass
class Visitor:
    url: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str) -> Answer:
        return self._open(urllib.request.Request(self.url + path))

    def post(self, path: str, *, form_on: str = "", **fields: str) -> Answer:
        """Sends `fields` with the token of the form on `form_on` (by default the page itself)."""
        form = urllib.parse.urlencode(
            {**fields, "csrfmiddlewaretoken": self.token(form_on or path)}
        )
        return self._open(urllib.request.Request(self.url + path, form.encode()))

    def token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return found[1]

    def sign_in(self, login: str, password: str) -> "Visitor":
        answer = self.post("/directory/sign-in", login=login, password=password)
        assert "sign-in" not in answer.address, answer.sentence
        return self

    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def _open(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.url, refusal.read().decode())
