"""Every page, for each kind of reader, at their size: axe in the three themes, nothing outside.

The pages come from the access matrix: a new one is looked at without being named here.
"""

import json

import pytest

from tests.journey.doors import PAGES, size_of
from tests.journey.look import Look

pytestmark = pytest.mark.browser
LOOKS = [(name, reader) for name, readers in PAGES.items() for reader in readers]


@pytest.mark.parametrize(("name", "reader"), LOOKS)
def test_anybody_can_use_the_page(browser, doors, name, reader):
    address = doors.pages[name]
    with Look(browser, doors.town, doors.sessions[reader], size_of(reader, address)) as look:
        if not look.open(address):
            return
        wide = look.too_wide()
        found = look.complaints_of_axe()
        assert not found, json.dumps(found, indent=1, ensure_ascii=False)
        assert wide <= 0
        assert look.complaints == []
        assert look.outside == []


@pytest.mark.parametrize("reader", ["anonymous", "letizia", "ghjulia", "maria", "screen"])
def test_a_page_that_is_not_there_can_be_read_too(browser, doors, reader):
    address = "/lesson/aaaaaaaaaaaaaaaa/" if reader != "anonymous" else "/nowhere"
    with Look(browser, doors.town, doors.sessions[reader], size_of(reader, address)) as look:
        look.open(address, status=404)
        assert look.too_wide() <= 0
        assert look.complaints_of_axe() == {}
        assert look.page.locator("main a").count() > 0
        assert look.outside == []
