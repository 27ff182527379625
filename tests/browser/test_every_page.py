"""Every public page, in every form in which a reader may meet it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import addresses, looks
from tests.browser.accessibility import WIDE, faults, faults_in_every_form

# 720 pixels are a window of 1440 at twice its size.
WIDTHS = (320, 360, 720, 768, 1440)
ALL = addresses.pages()
MAIN = [name for name in ALL if name not in addresses.FURTHER] + ["compare five"]
FEW = ["proposals:home", "proposals:compare", "sources:article"]
# On paper the last of the crumbs, without the way to it, tells whose page it is.
CONTROLS = """main :is(form, input, button, select), nav:not(.crumbs), .crumbs > :not(:last-child),
    .skip, #problem"""
# The rows of a fold may be named above the table instead: `looks.unnamed` finds those that are not.
FOLDED = (
    "main details:not(.cite, .subject-filter, .rows-fold) > :not(summary, .load, form, fieldset)"
)
BOTH_SPEAK = "tr.row:not(.ink-one_side, .ink-not_compared)"
COMPARISONS = {
    **{name: addresses.where(name) for name in ("proposals:compare", "compare five")},
    "in the order of the codebook": addresses.TWO + "&order=document",
    "one side only": addresses.TWO + "&verdict=one_side",
}
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true; })"


@pytest.mark.parametrize("name", ALL)
def test_a_page_opens_without_a_complaint_and_fits_every_width(page: Page, site: str, name: str):
    assert page.goto(site + addresses.where(name)).status == 200
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not looks.sideways(page), f"wider than {width} pixels"


@pytest.mark.parametrize("name", ALL)
def test_axe_finds_nothing_on_a_page_in_either_scheme(page: Page, site: str, name: str):
    page.set_viewport_size(WIDE)
    page.goto(site + (addresses.SHORTER.get(name) or addresses.where(name)))
    assert faults_in_every_form(page) == ""


@pytest.mark.parametrize("name", addresses.LONG)
def test_axe_finds_nothing_on_a_long_page_as_a_whole(page: Page, site: str, name: str):
    page.set_viewport_size(WIDE)
    page.goto(site + addresses.where(name))
    assert faults_in_every_form(page, whole=False) == ""


@pytest.mark.parametrize("name", addresses.MISSING)
def test_axe_finds_nothing_where_there_is_no_page(page: Page, site: str, name: str, complaints):
    assert page.goto(site + addresses.where(name)).status == 404
    assert faults(page) == ""
    complaints.clear()  # the console names the missing page


def test_axe_finds_nothing_with_everything_unfolded(page: Page, site: str):
    page.set_viewport_size(WIDE)
    page.goto(site + addresses.TWO + "&topic=contact-line")
    page.evaluate(UNFOLD)
    expect(page.locator("main details :is(.load > a:only-child, a.load)")).to_have_count(0)
    assert page.locator(".evidence").count()
    assert faults_in_every_form(page) == ""


@pytest.mark.parametrize("name", MAIN)
def test_a_page_is_whole_without_scripts(open_page, site: str, name: str):
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 800})
    assert page.goto(site + addresses.where(name)).status == 200
    assert page.get_by_role("heading", level=1).inner_text().strip()
    assert not looks.sideways(page)


@pytest.mark.parametrize("name", FEW)
def test_nothing_moves_for_a_reader_who_asks_for_stillness(open_page, site: str, name: str):
    page = open_page(reduced_motion="reduce")
    page.goto(site + addresses.where(name))
    assert looks.moving(page) == []


@pytest.mark.parametrize("name", FEW)
def test_a_dark_page_is_dark_and_a_light_one_light(page: Page, site: str, name: str):
    page.goto(site + addresses.where(name))
    for scheme, light in (("light", True), ("dark", False)):
        page.emulate_media(color_scheme=scheme)
        assert (looks.brightness(page, "backgroundColor") > 0.5) == light, scheme
        assert (looks.brightness(page, "color") < 0.5) == light, scheme


@pytest.mark.parametrize("name", MAIN)
def test_paper_shows_what_was_folded_and_no_controls(page: Page, site: str, name: str):
    page.goto(site + addresses.where(name))
    page.emulate_media(media="print")
    assert looks.folded(page, FOLDED) == []
    assert looks.unnamed(page) == []
    assert looks.seen(page, CONTROLS) == []
    assert looks.brightness(page, "backgroundColor") > 0.99


@pytest.mark.parametrize("address", COMPARISONS.values(), ids=COMPARISONS)
def test_a_printed_comparison_holds_what_its_brief_holds(page: Page, site: str, address: str):
    page.goto(site + address)
    assert bool(page.locator(BOTH_SPEAK).count()) == ("verdict=one_side" not in address)
    page.emulate_media(media="print")
    assert looks.folded(page, BOTH_SPEAK) == []
    assert looks.folded(page, ".on-paper-only, .on-paper-only *") == []
    assert looks.unnamed(page) == []
    assert looks.seen(page, CONTROLS) == []
    text = page.locator(".on-paper-only").inner_text()
    assert "Before you use this" in text
    assert page.locator(".on-paper-only dt").count() == 5
    assert site + addresses.TWO in text
    expect(page.locator(".on-paper-only img")).to_be_visible()


def test_a_page_at_twice_its_size_leaves_room_below_its_heads(open_page, site: str):
    page = open_page(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    page.goto(site + addresses.COMPARE)
    page.locator("tr.row").nth(5).scroll_into_view_if_needed()
    assert looks.stuck(page) < 450 / 3
