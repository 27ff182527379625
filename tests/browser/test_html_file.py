"""The self-contained HTML file, opened from a disk: it asks nobody for anything, and reads well."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.looks import brightness, folded, sideways


@pytest.fixture
def kept(page: Page, site: str, tmp_path: Path) -> str:
    """The address of a file on this disk."""
    answer = page.context.request.get(f"{site}/lake-2031/export/comparison.html")
    assert "lake-2031_" in answer.headers["content-disposition"]
    place = tmp_path / "comparison.html"
    place.write_bytes(answer.body())
    return place.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_file_needs_nothing_and_reads_well(
    open_page: OpenPage, kept: str, width: int, scheme: Any
):
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(kept)
    assert asked == [kept]
    assert not sideways(page)
    assert folded(page, "th, td, p") == []
    assert (brightness(page, "backgroundColor") < 0.5) == (scheme == "dark")
    assert (brightness(page, "color") > 0.5) == (scheme == "dark")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    note = page.locator("a[href^='#note-']").first
    note.click()
    assert page.url.startswith(f"{kept}#note-")
