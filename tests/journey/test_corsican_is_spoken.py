"""Pages of pupils and families in Corsican: no French is left on them, and they say their language."""

import re
import sys
from pathlib import Path

import pytest

from tests.journey.doors import PAGES, size_of
from tests.journey.look import Look

sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "i18n"))

from messages import sentences

pytestmark = pytest.mark.browser
# Those who read Corsican here, and the pages before anybody has signed in.
READERS = ("anonymous", "ghjulia", "maria")
LOOKS = [(n, one) for n, readers in PAGES.items() for one in readers if one in READERS]
# Pages that only the adults of a school or the city need, though anybody may open them.
STAFF_PAGES = {"kernel:showcase"}
# Words of French that Corsican does not have.
FRENCH = re.compile(
    r"\b(vous|votre|vos|les|des|du|une|est|avec|pour|dans|cette|ton|tes|aux)\b", re.I
)
# What people themselves have written stays as they wrote it.
WRITTEN = ("Nous avons écrit à Petru.", "Le secret du golfe", "École", "Scola")
LANGUAGE = "from scola.directory.models import Person; Person.objects.trusted('test')"


@pytest.fixture(scope="module")
def corsican(doors):
    """Ghjulia and Maria read Corsican from now on."""
    doors.town.run(
        "manage.py", "shell", "-c",
        f"{LANGUAGE}.filter(given_name__in=['Ghjulia', 'Maria']).update(language='co')",
    )  # fmt: skip
    yield doors
    doors.town.run("manage.py", "shell", "-c", f"{LANGUAGE}.update(language='fr')")


@pytest.fixture(scope="module")
def french():
    """The sentences of the interface without holes, as they are in French."""
    found = {one for m in sentences() for one in (m.id if isinstance(m.id, tuple) else (m.id,))}
    return {
        " ".join(one.split()) for one in found if " " in one and not re.search(r"%\(|\{|<", one)
    }


@pytest.mark.parametrize(("name", "reader"), [one for one in LOOKS if one[0] not in STAFF_PAGES])
def test_no_french_is_left(browser, corsican, french, name, reader):
    address = corsican.pages[name]
    cookies = {"scola_language": "co"} if reader == "anonymous" else {}
    session = corsican.sessions[reader]
    with Look(browser, corsican.town, session, size_of(reader, address), cookies.items()) as look:
        if not look.open(address):
            return
        look.unfold()
        assert look.page.evaluate("document.documentElement.lang") == "co"
        words = [one for one in look.words() if not any(part in one for part in WRITTEN)]
        assert [one for one in words if one in french or FRENCH.search(one)] == []
