"""The first view of the first page and of an overview: a conflict is read before anything moves."""

import pytest
from playwright.sync_api import Page

from tests.browser import looks
from tests.browser.addresses import PLACE

HOME = "/"
LIMITS = [(1440, 900, 500), (360, 800, 700)]
"""Width and height of a window, and where the first conflict ends in it, in pixels."""

FIRST_CONFLICT = "() => document.querySelector('.outline-conflict tbody tr')" \
    ".getBoundingClientRect().bottom + scrollY"  # fmt: skip

# Text for reading: paragraphs, answers, what stands in lists; no labels, flags, options or notes.
READING = """() => [...document.querySelectorAll(
    "main :is(p, dd, li > a, li > span, td, th, summary):not(.label, .crumbs *, .map-legend *)")]
    .filter(one => one.checkVisibility() && !one.closest(".figure, .tag, thead, .crumbs"))
    .filter(one => [...one.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .filter(one => !one.matches(".flag, .key, .label, .clause-label, .unseen"))
    .filter(one => parseFloat(getComputedStyle(one).fontSize) < 15)
    .map(one => one.outerHTML.slice(0, 120))"""

CUT = """() => [...document.querySelectorAll("main *")].filter(one => {
    const {textOverflow, webkitLineClamp} = getComputedStyle(one);
    return textOverflow === "ellipsis" || webkitLineClamp !== "none";
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("width", "height", "limit"), LIMITS)
@pytest.mark.parametrize("address", [HOME, PLACE, "/lake-2031/"])
def test_the_first_conflict_stands_in_the_first_view(
    page: Page, site: str, address: str, width: int, height: int, limit: int
):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site + address)
    assert page.evaluate(FIRST_CONFLICT) <= limit


@pytest.mark.parametrize("width", [320, 360, 640, 768, 1024, 1440, 1920])
@pytest.mark.parametrize("address", [HOME, PLACE, "/search/?q=ceasefire"])
def test_nothing_moves_sideways(page: Page, site: str, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + address)
    assert not looks.sideways(page)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", [HOME, PLACE, "/search/?q=ceasefire"])
def test_text_for_reading_is_large_enough_and_never_cut(
    page: Page, site: str, address: str, width: int
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + address)
    assert page.evaluate(READING) == []
    assert page.evaluate(CUT) == []
    assert "…" not in page.locator("main").inner_text()


def test_a_point_of_disagreement_opens_from_its_address(page: Page, site: str):
    page.goto(site + PLACE)
    key = page.locator(".disagreement .key").last.text_content()
    page.goto(f"{site}{PLACE}#{key}")
    assert page.locator(f"[id='{key}']").is_visible()


def test_a_phone_shows_the_field_of_the_search_before_anything_else(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site)
    assert page.locator("#site-words").bounding_box()["y"] < 60
