"""The head of every page: the switch between light and dark, and its room on a phone."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser import looks
from tests.browser.addresses import COMPARE, PLACE

SWITCH = "[data-theme-switch]"
TOPS = """() => [
    ...document.querySelectorAll(".site-head > a, .site-head li a, .site-head > button")]
    .map(element => element.getBoundingClientRect())
    .map(box => Math.round((box.top + box.bottom) / 2))"""


def light(page: Page) -> bool:
    return looks.brightness(page, "backgroundColor") > 0.5


@pytest.mark.parametrize(
    ("scheme", "first", "then"), [("light", "Dark", "Light"), ("dark", "Light", "Dark")]
)
def test_the_switch_says_what_it_does_and_does_it(page: Page, site, scheme, first, then):
    page.emulate_media(color_scheme=scheme)
    page.goto(site)
    switch = page.locator(SWITCH)
    expect(switch).to_have_text(first, use_inner_text=True)
    switch.click()
    expect(switch).to_have_text(then, use_inner_text=True)
    assert light(page) == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_tells_screen_readers_whether_dark_is_on(page: Page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site)
    switch = page.get_by_role("button", name="Dark colours, not Light", exact=True)
    on = scheme == "dark"
    expect(switch).to_have_attribute("aria-pressed", str(on).lower())
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", str(not on).lower())


def test_the_switch_follows_the_system_until_it_is_used(page: Page, site):
    page.goto(site)
    for scheme, word in (("dark", "Light"), ("light", "Dark")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(SWITCH)).to_have_text(word, use_inner_text=True)
        expect(page.locator(SWITCH)).to_have_attribute(
            "aria-pressed", str(scheme == "dark").lower()
        )


def test_the_choice_is_kept_on_other_pages_and_other_windows(page: Page, site):
    page.emulate_media(color_scheme="light")
    page.goto(site)
    other = page.context.new_page()
    other.goto(site + "/method/")
    page.locator(SWITCH).click()
    expect(other.locator(SWITCH)).to_have_text("Light", use_inner_text=True)
    expect(other.locator(SWITCH)).to_have_attribute("aria-pressed", "true")
    page.goto(site + PLACE)
    assert not light(page)
    expect(page.locator(SWITCH)).to_have_attribute("aria-pressed", "true")


def test_the_choice_holds_after_a_step_back_and_can_be_taken_back(page: Page, site):
    page.emulate_media(color_scheme="light")
    page.goto(site + COMPARE)
    page.goto(site + PLACE)
    page.locator(SWITCH).click()
    page.go_back()
    switch = page.locator(SWITCH)
    expect(switch).to_have_text("Light", use_inner_text=True)
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_text("Dark", use_inner_text=True)
    assert light(page)


def test_without_scripts_there_is_no_switch(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto(site)
    expect(page.locator(SWITCH)).to_be_hidden()


@pytest.mark.parametrize(("width", "lines"), [(320, 2), (360, 1), (390, 1), (720, 1), (1440, 1)])
def test_the_switch_never_stands_alone_on_a_line(page: Page, site, width, lines):
    page.set_viewport_size({"width": width, "height": 800})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(site + PLACE)
        middles = page.evaluate(TOPS)
        switch = middles[-1]
        assert any(abs(middle - switch) < 8 for middle in middles[:-1]), scheme
        steps = sum(later - earlier > 8 for earlier, later in pairwise(sorted(middles)))
        assert steps + 1 == lines, scheme


@pytest.mark.parametrize(("width", "below"), [(320, True), (360, True), (768, True), (1024, False)])
def test_the_search_has_a_line_of_its_own_where_the_head_is_narrow(page: Page, site, width, below):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + PLACE)
    switch, field = (page.locator(one).bounding_box() for one in (SWITCH, "#site-words"))
    assert (field["y"] >= switch["y"] + switch["height"]) == below
    assert field["width"] >= 160
    assert page.locator(".site-head").bounding_box()["height"] <= (130 if width == 320 else 85)
    assert not looks.sideways(page)


def test_the_search_works_with_the_keyboard_and_without_scripts(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto(site + PLACE)
    field = page.get_by_role("search", name="Whole site").get_by_role("searchbox")
    field.fill("neutrality")
    field.press("Enter")
    expect(page).to_have_url(site + "/search/?q=neutrality")
    expect(page.locator(".result mark").first).to_be_visible()


@pytest.mark.parametrize(("address", "field"), [(COMPARE, "words"), (PLACE, "site-words")])
def test_a_stroke_leads_to_the_search_of_the_page_else_to_that_of_the_site(
    page: Page, site, address, field
):
    page.goto(site + address)
    page.keyboard.press("/")
    expect(page.locator(f"#{field}")).to_be_focused()
