"""A reader presses "PDF" in a browser, waits on the page, and is given the file."""

import io
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.addresses import PLACE
from tests.browser.sites import Served, drawing

pytestmark = pytest.mark.pango

TOPIC = PLACE + "export/?topic="
DRAWN_MS = 180_000
"""However busy the machine is: a drawing takes seconds on a quiet one."""


@pytest.fixture(scope="module")
def drawer(served: Served) -> Iterator[None]:
    """A process that draws beside the site, and has given its first sign."""
    file = served.database.removeprefix("sqlite:///")
    with drawing(served):
        deadline = time.monotonic() + DRAWN_MS / 1000
        while not _signs(file):
            assert time.monotonic() < deadline, "nothing draws"
            time.sleep(0.2)
        yield


def _signs(file: str) -> int:
    with closing(sqlite3.connect(file, timeout=60)) as database:
        ((count,),) = database.execute("SELECT COUNT(*) FROM proposals_pdfdrawer").fetchall()
        return int(count)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usefixtures("drawer")
def test_who_presses_pdf_sees_that_it_is_made_and_is_given_the_file(open_page, site, scripts: bool):
    page: Page = open_page(java_script_enabled=scripts)
    # Two selections: the second asks for a file that is not there yet either.
    page.goto(site + TOPIC + ("ceasefire-conditions" if scripts else "ceasefire-duration"))
    with page.expect_download(timeout=DRAWN_MS) as coming:
        page.get_by_role("link", name="PDF", exact=True).click()
        expect(page.locator("h1")).to_have_text("PDF file")
    file = coming.value
    assert file.suggested_filename.startswith("istanbul-2025_")
    content = file.path().read_bytes()
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 0
    expect(page.locator("#pdf-progress")).to_contain_text("The file is ready")
    expect(page.locator("#pdf-progress a")).to_have_attribute("href", file.url.removeprefix(site))
    if scripts:
        assert faults(page) == ""
