"""Filters and columns by htmx: whatever a reader chooses, every part of the page agrees."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.addresses import COMPARE, FIVE, TWO
from tests.browser.reading import agrees, asked, settled, state, tree

KNOWN = ["theme", "topic", "verdict", "q"]
NAMES = """() => [...new Set([...document.querySelectorAll("#selection [name]")]
    .map(control => control.name))]"""


def unfold(page: Page) -> None:
    """Unfold every filter and wait until those on demand are there."""
    page.locator(".subject-filter > summary").click()
    expect(page.locator("#outlet-choices input").first).to_be_visible()
    settled(page)


def choose(page: Page, name: str) -> str:
    """Use the first control of a filter that leads to rows; return the value chosen."""
    control = page.locator(f"#selection [name={name}]:not(:checked)").first
    if control.evaluate("one => one.localName") == "select":
        value = control.locator("option:not([value='']):not(:checked)").first.get_attribute("value")
        control.select_option(value)
    elif control.get_attribute("type") in ("checkbox", "radio"):
        control = usable(page, name)
        value = control.get_attribute("value")
        control.check()
    else:
        value = "ceasefire"
        control.fill(value)
    return value


def usable(page: Page, name: str) -> Locator:
    """The first box with rows behind it."""
    for box in page.locator(f"#selection [name={name}]:not(:checked)").all():
        words = page.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
        if not re.search(r"\b0$", words):
            return box
    raise AssertionError(f"no box of {name} leads to rows")


@pytest.mark.parametrize("name", KNOWN)
def test_a_filter_makes_every_part_agree_and_a_reload_gives_the_same(
    page: Page, site: str, name: str
):
    page.goto(site + TWO)
    unfold(page)
    page.evaluate("window.sameDocument = true")
    asked(page, name, choose(page, name))
    found = state(page)
    agrees(found)
    assert found.rows
    assert page.evaluate("window.sameDocument")
    swapped = tree(page)
    page.reload()
    assert tree(page) == swapped


def test_filters_that_this_list_does_not_name_agree_too(page: Page, site: str):
    page.goto(site + TWO)
    unfold(page)
    others = [
        name for name in page.evaluate(NAMES) if name not in {"d", "more", "add", "open", *KNOWN}
    ]
    assert others
    for name in others:
        page.goto(site + TWO)
        unfold(page)
        asked(page, name, choose(page, name))
        agrees(state(page))


def test_the_number_on_a_box_is_the_number_of_rows_behind_it(page: Page, site: str):
    page.goto(site + TWO)
    assert page.locator("#verdict-choices label").count() >= 3
    for box in page.locator("#verdict-choices label").all()[:3]:
        page.goto(site + TWO)
        number = int(box.locator(".count").inner_text())
        value = box.locator("input").get_attribute("value")
        box.locator("input").check()
        asked(page, "verdict", value)
        assert len(state(page).rows) == number


def test_two_filters_hold_at_once_and_their_chips_take_them_away(page: Page, site: str):
    page.goto(site + TWO + "&verdict=conflict&q=nato")
    both = state(page)
    agrees(both)
    page.locator(".chips a").filter(has_text="nato").click()
    expect(page).not_to_have_url(re.compile("q=nato"))
    one = state(page)
    agrees(one)
    assert set(both.rows) < set(one.rows)
    page.get_by_role("link", name="Show every question").click()
    expect(page).not_to_have_url(re.compile("verdict="))
    agrees(state(page))


def test_a_search_without_rows_says_so_and_leads_back(page: Page, site: str):
    page.goto(site + TWO)
    everything = state(page).rows
    page.locator("#words").fill("nosuchword")
    asked(page, "q", "nosuchword")
    expect(page.locator(".empty")).to_contain_text("nosuchword")
    page.locator(".empty a").first.click()
    expect(page.locator("[id^='q-']")).to_have_count(len(everything))
    expect(page.locator("#words")).to_have_value("")


def test_a_box_keeps_the_focus_through_the_swap(page: Page, site: str):
    page.goto(site + TWO)
    page.locator("#verdict-conflict").focus()
    page.keyboard.press("Space")
    asked(page, "verdict", "conflict")
    expect(page.locator("#verdict-conflict")).to_be_focused()


def test_columns_are_swapped(page: Page, site: str):
    page.goto(site + TWO)
    before = state(page)
    page.locator("#earlier-2").click()
    expect(page).to_have_url(
        re.compile("d=russia-memorandum.published&d=ukraine-memorandum.published")
    )
    after = state(page)
    agrees(after)
    assert after.heads == before.heads[::-1]
    # what one side alone raises follows the order of the columns
    assert sorted(after.rows) == sorted(before.rows)


def test_columns_are_added_moved_and_removed(page: Page, site: str):
    page.goto(site + TWO)
    page.locator("#d-more").select_option("agreed-outcomes.talks")
    page.get_by_role("button", name="Add", exact=True).click()
    asked(page, "d", "agreed-outcomes.talks")
    agrees(state(page))
    page.locator("#earlier-3").click()
    expect(page.locator("#d-2")).to_have_value("agreed-outcomes.talks")
    agrees(state(page))
    page.locator("#without-1").click()
    expect(page.locator("#d-1")).to_have_value("agreed-outcomes.talks")
    left = state(page)
    agrees(left)
    assert len(left.heads) == 2


def test_arrowing_through_the_documents_to_add_adds_none(page: Page, site: str):
    page.goto(site + TWO)
    page.locator("#d-more").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    settled(page)
    assert page.locator("#d-more").input_value()
    assert len(state(page).heads) == 2
    page.locator("#verdict-conflict").check()
    asked(page, "verdict", "conflict")
    assert len(state(page).heads) == 2


def test_a_column_is_given_another_document(page: Page, site: str):
    page.goto(site + TWO)
    page.locator("#d-2").select_option("russia-statements.talks")
    asked(page, "d", "russia-statements.talks")
    agrees(state(page))


def test_five_columns_agree_and_no_sixth_is_offered(page: Page, site: str):
    page.goto(site + FIVE)
    found = state(page)
    agrees(found)
    assert len(found.heads) == 5
    expect(page.locator("#d-more")).to_have_count(0)


def test_sources_unfold_in_their_cell_and_the_address_stays(page: Page, site: str):
    page.goto(site + COMPARE + "?topic=contact-line")
    before = page.url
    cell = page.locator("details.sources").first
    cell.locator("summary").click()
    expect(cell.locator(".evidence").first).to_be_visible()
    settled(page)
    assert page.url == before


def test_a_row_can_be_linked_to(page: Page, site: str):
    page.goto(site + COMPARE)
    row = page.locator("tr.row").nth(20)
    row.locator(".row-menu > summary").click()
    row.locator(".anchor").click()
    expect(page).to_have_url(re.compile("#" + re.escape(row.get_attribute("id"))))
    expect(row).to_be_in_viewport()


def test_a_narrow_card_names_whose_answer_is_whose(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + TWO + "&theme=ceasefire")
    names = page.locator("tr.row").first.locator(".who")
    expect(names).to_have_count(2)
    for name in names.all():
        expect(name).to_be_visible()


def test_the_heads_stay_in_sight_on_a_wide_screen(page: Page, site: str):
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(site + COMPARE)
    table = page.locator("table.matrix").first
    table.locator("tr.row").last.scroll_into_view_if_needed()
    expect(table.locator("thead th").nth(2)).to_be_in_viewport()
