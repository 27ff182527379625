"""The switch of languages: names where there is room, a button that opens them where not."""

import pytest
from playwright.sync_api import Page, expect

from proposals.seeding import load
from tests.browser import looks
from tests.language.made_up import MadeUp
from tests.support.folders import LAKE
from tests.support.languages import site_in

COMPARE = "/uk/lake-2031/compare/?d=limnaia-memorandum.handed-over&d=wadi-plan.second"
BUTTON = ".languages-button"
NAMES = ".languages a"


class Ukrainian(MadeUp):
    """The made-up language under a name as long as a real one."""

    code = "uk"
    name = "Українська"


class Russian(MadeUp):
    """The same."""

    code = "ru"
    name = "Русский"


@pytest.fixture
def home(own_site):
    """A site in three languages; its address without a slash at the end."""
    load([LAKE])
    with site_in(Ukrainian(), Russian()):
        yield own_site.url


@pytest.mark.parametrize("address", ["/", "/uk/lake-2031/"])
@pytest.mark.parametrize("width", [320, 360, 768, 800, 1024])
def test_a_narrow_head_is_as_high_as_before_and_a_button_opens_the_names(
    page: Page, home, width, address
):
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(home + address)
    head = page.locator(".site-head").bounding_box()
    assert head["height"] <= (130 if width == 320 else 85)
    names = page.locator(NAMES)
    assert page.locator("#site-words").bounding_box()["width"] >= 160
    expect(names.first).to_be_hidden()
    page.locator(BUTTON).click()
    expect(names).to_have_text(["English", "Українська", "Русский"])
    for place in range(3):
        box = names.nth(place).bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert box["y"] >= page.locator(BUTTON).bounding_box()["y"]
        assert box["height"] >= 24
    assert not looks.sideways(page)
    page.keyboard.press("Escape")
    expect(names.first).to_be_hidden()
    page.locator(BUTTON).press("Enter")
    names.nth(2).click()
    page.wait_for_url(f"{home}/ru{address.removeprefix('/uk')}")


def test_a_wide_head_has_the_names_in_one_line_with_everything_else(page: Page, home):
    page.set_viewport_size({"width": 1440, "height": 600})
    page.goto(f"{home}/uk/")
    expect(page.locator(BUTTON)).to_be_hidden()
    expect(page.locator(NAMES)).to_have_text(["English", "Українська", "Русский"])
    expect(page.locator(f"{NAMES}[aria-current]")).to_have_text("Українська")
    assert page.locator(".site-head").bounding_box()["height"] <= 85


def test_the_switch_needs_no_script(open_page, home):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 600})
    page.goto(home + COMPARE)
    page.locator(BUTTON).click()
    page.locator(NAMES).first.click()
    expect(page).to_have_url(home + COMPARE.removeprefix("/uk"))


def test_the_switch_hands_on_what_was_chosen_since_the_page_came(page: Page, home):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(home + COMPARE)
    page.locator("#verdict-choices label").first.click()
    page.wait_for_url("**verdict=**")
    page.evaluate("location.hash = 'q-share-of-limnaia'")
    chosen = page.url.partition("/compare/")[2]
    page.locator(f"{NAMES}[hreflang=ru]").click()
    page.wait_for_url(f"{home}/ru/lake-2031/compare/{chosen}")
    assert page.evaluate("document.documentElement.lang") == "ru"
    page.locator(f"{NAMES}[hreflang=en]").press("Enter")
    page.wait_for_url(f"{home}/lake-2031/compare/{chosen}")


def test_the_bar_above_a_printed_sheet_has_the_names(page: Page, home):
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 600})
        page.goto(f"{home}/uk/lake-2031/print/")
        expect(page.locator(NAMES)).to_have_text(["English", "Українська", "Русский"])
        expect(page.locator(NAMES).first).to_be_visible()
        expect(page.locator(BUTTON)).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(NAMES).first).to_be_hidden()
        page.emulate_media(media="screen")
