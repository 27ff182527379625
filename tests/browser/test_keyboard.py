"""With a keyboard alone: from the top of the comparison to a source, and always in sight."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import COMPARE, TWO
from tests.browser.looks import focused

SHORT = TWO + "&topic=contact-line"
MOST_STEPS = 150


@pytest.fixture
def page(open_page) -> Page:
    """A page that jumps to what has the focus, so that it can be looked at once it is there."""
    return open_page(reduced_motion="reduce")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus; every stop must be drawn and uncovered."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "body":
            continue
        assert stop["drawn"], f"no visible focus on {stop['html']}"
        assert stop["seen"], f"covered while it has the focus: {stop['html']}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {MOST_STEPS} steps")


def test_a_source_is_reached_from_the_top_with_the_keyboard_alone(page: Page, site: str):
    page.goto(site + SHORT)
    tab_to(page, "details.sources > summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.sources[open] .evidence").first).to_be_visible()
    tab_to(page, ".evidence-links a[rel~='external']")
    assert page.evaluate("document.activeElement.href").startswith("http")


def test_the_first_stop_skips_to_the_content(page: Page, site: str):
    page.goto(site + COMPARE)
    page.keyboard.press("Tab")
    assert focused(page)["drawn"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_goes_back_the_way_it_came(page: Page, site: str):
    page.goto(site + SHORT)
    tab_to(page, "#words")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#selection') !== null")


def test_a_page_with_the_keyboard_on_a_narrow_screen_covers_nothing(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site + SHORT)
    tab_to(page, "details.sources > summary")
