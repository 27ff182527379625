"""How much of a comparison a window shows: questions at a glance, nothing cut, nothing lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import COMPARE, FIVE, TWO
from tests.browser.looks import sideways

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 900}
ENOUGH = 6
"""Whole lines in a window that begins at the head of a theme: rows, and folds of rows, each once.

A shorter theme is in the window as a whole; on average every window has as many.
"""
FIRST_CONFLICT = {1440: 500, 360: 700}
"""The pixels above the first conflict, by the width of the window."""
TALLEST = 9_000
"""The pixels of the whole comparison of two documents on a phone."""
SMALLEST_TEXT = 15
LINES_OF_ROWS = "tr.row, .rows-fold > summary"

# For a window that begins at each of these elements: its lines as (is it whole, how tall).
WINDOWS = """([selector, lines, height]) => [...document.querySelectorAll(selector)].map(head => {
    const top = head.getBoundingClientRect().top;
    return [...document.querySelectorAll(lines)]
        .map(line => line.getBoundingClientRect())
        .filter(box => box.height && box.top >= top && box.top < top + height)
        .map(box => [box.bottom <= top + height, Math.round(box.height)]);
})"""

# Questions whose menu stands on another line than the last letter before it, with room beside it.
ALONE = """() => [...document.querySelectorAll("tr.row .row-menu > summary")].filter(menu => {
    const words = menu.parentElement.previousElementSibling;
    const range = document.createRange();
    range.selectNodeContents(words);
    const line = [...range.getClientRects()].at(-1);
    const room = words.closest("th").getBoundingClientRect().right - line.right;
    const box = menu.getBoundingClientRect();
    return box.top > line.bottom && room > box.width + 24;
}).map(menu => menu.closest("tr").id)"""

# The size of the letters of everything that is read, where it is smaller than it should be.
TINY = """(smallest) => [...document.querySelectorAll(
    ".says, .sentence, .sentence-more, .qualifiers, .asymmetry, .absence, .row-note, .question,"
    + ".rows-fold > summary, .short, .outline-side, .outline-name, .outline-option"
)].map(one => [one.className, parseFloat(getComputedStyle(one).fontSize)])
    .filter(([name, size]) => size < smallest)"""

CLAMPED = """() => [...document.querySelectorAll("main *")].filter(one => {
    const style = getComputedStyle(one);
    return style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis";
}).map(one => one.outerHTML.slice(0, 100))"""

# Lists to choose from that are too narrow for what is chosen.
CUT = """() => [...document.querySelectorAll("#picker select")].filter(select => {
    const style = getComputedStyle(select);
    const brush = document.createElement("canvas").getContext("2d");
    brush.font = style.font;
    const words = brush.measureText(select.selectedOptions[0].textContent).width;
    const inside = select.clientWidth - parseFloat(style.paddingLeft);
    return words > inside - parseFloat(style.paddingRight);
}).map(select => select.id)"""

# Fonts differ in how high they make the box of a word: as high as its letters' size, as in most,
# and as in fonts for scripts with marks above and below.
LINES = {
    "low": {"ascent": "78%", "descent": "22%", "line": 100},
    "usual": {"ascent": "91%", "descent": "21%", "line": 112},
    "high": {"ascent": "107%", "descent": "29%", "line": 136},
}
SET_IN = """async ({ascent, descent}) => {
    const options = {ascentOverride: ascent, descentOverride: descent, lineGapOverride: "0%"};
    const face = new FontFace("Measured", "local('Parley Measure')", options);
    document.fonts.add(await face.load());
    const root = document.documentElement.style;
    for (const name of ["--reading", "--working"]) root.setProperty(name, "Measured");
    const probe = document.body.appendChild(document.createElement("div"));
    probe.append("x");
    probe.style.cssText = "font: 100px / normal Measured";
    const {height} = probe.getBoundingClientRect();
    probe.remove();
    return height;
}"""

SMALL = """() => [...document.querySelectorAll(
    "main :is(summary, .strip a, .box, .slot-link, .preset, .way, .controls-switch, button)"
)].filter(one => one.checkVisibility())
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 23.5))
    .map(([one]) => one.outerHTML.slice(0, 100))"""


@pytest.fixture
def page(open_page) -> Page:
    """A page on a laptop that jumps to its places at once."""
    return open_page(viewport=LAPTOP, reduced_motion="reduce")


def windows(page: Page, selector: str) -> list[list[tuple[bool, int]]]:
    return page.evaluate(WINDOWS, [selector, LINES_OF_ROWS, page.viewport_size["height"]])


@pytest.mark.parametrize("width", FIRST_CONFLICT)
@pytest.mark.parametrize("address", [TWO, FIVE], ids=["two", "five"])
def test_the_first_conflict_is_seen_at_once(page: Page, site: str, width: int, address: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + address)
    line = page.locator(".outline tr.ink-conflict, .row.ink-conflict").first.bounding_box()
    assert line["y"] + line["height"] < FIRST_CONFLICT[width]


def test_a_window_at_the_head_of_a_theme_shows_six_whole_lines_or_the_theme(page: Page, site: str):
    page.goto(site + COMPARE)
    found = windows(page, "table.matrix")
    assert len(found) == 8
    for number, rows in enumerate(found[:-1]):
        whole = sum(one for one, _height in rows)
        theme = page.locator(".scroller").nth(number).locator(LINES_OF_ROWS).count()
        assert whole >= min(ENOUGH, theme), f"theme {number}: {rows}"
    assert sum(sum(one for one, _ in rows) for rows in found) / len(found) >= ENOUGH


def test_a_comparison_is_short_on_a_phone_and_holds_every_question(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + COMPARE)
    assert page.evaluate("document.documentElement.scrollHeight") < TALLEST
    assert page.locator("[id^='q-']").count() >= 55
    card = page.locator("tr.row").first
    parts = [card.locator(one) for one in (".question", "td.answer >> nth=0", ".verdict")]
    tops = [part.bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    assert card.locator("td.answer").nth(1).bounding_box()["y"] < tops[-1]


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", [TWO, FIVE], ids=["two", "five"])
def test_what_is_read_is_large_enough_and_nothing_is_cut(
    page: Page, site: str, width: int, address: str
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + address)
    assert page.evaluate(TINY, SMALLEST_TEXT) == []
    assert page.evaluate(CLAMPED) == []


def test_the_menu_of_a_row_stays_beside_its_question(page: Page, site: str):
    page.goto(site + COMPARE)
    assert page.evaluate(ALONE) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_row_is_one_menu_away(open_page, site: str, scripts: bool):
    page = open_page(viewport=LAPTOP, java_script_enabled=scripts)
    page.goto(site + TWO)
    row = page.locator("#q-ceasefire-length")
    row.locator(".row-menu > summary").press("Enter")
    row.get_by_role("link", name="In full").press("Enter")
    expect(row.locator(".evidence").first).to_be_visible()
    expect(row.locator(".verdict")).to_contain_text("Both admit exactly 30 days")
    expect(page).to_have_url(re.compile("open=ceasefire-length"))
    row.get_by_role("link", name="In short").press("Enter")
    expect(row.locator(".evidence")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("open="))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("fragment", ["#q-language-status", "#t-language"])
def test_a_deep_link_opens_the_fold_that_holds_it(
    open_page, site: str, scripts: bool, fragment: str
):
    page = open_page(viewport=LAPTOP, java_script_enabled=scripts)
    page.goto(site + TWO + fragment)
    expect(page.locator(fragment)).to_be_in_viewport()
    expect(page.locator("#q-language-status")).to_be_visible()
    expect(page.locator("#q-european-union")).to_be_hidden()


def test_what_is_unfolded_stands_in_the_address(page: Page, site: str):
    page.goto(site + TWO)
    fold = page.locator(".rows-fold").first
    key = fold.get_attribute("data-open")
    fold.locator("summary").click()
    expect(page).to_have_url(re.compile("open=" + re.escape(key)))
    page.reload()
    expect(page.locator(f".rows-fold[data-open='{key}'] li").first).to_be_visible()
    page.locator("#verdict-conflict").check()
    expect(page).to_have_url(re.compile("verdict=conflict"))
    assert f"open={key}" in page.url
    page.go_back()
    expect(page.locator(f".rows-fold[data-open='{key}'] li").first).to_be_visible()
    page.locator(f".rows-fold[data-open='{key}'] > summary").click()
    expect(page).not_to_have_url(re.compile("open="))


def test_paper_has_what_is_folded_or_names_it_where_one_side_alone_speaks(page: Page, site: str):
    page.goto(site + TWO)
    row = page.locator(".rows-fold li").first
    name = page.locator(f".outline-alone a[href='#{row.get_attribute('id')}']")
    difference = page.locator(".outline-differs tbody tr").first
    other_options = page.locator(".verdict .best > .sentence").first
    for folded in (row, name, difference, other_options):
        expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    for printed in (name, difference, other_options):
        expect(printed).to_be_visible()


def test_a_copied_row_keeps_its_sources_readable(page: Page, site: str):
    page.goto(site + TWO)
    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.getElementById("q-ceasefire-length"));
        return getSelection().toString();
    }""")
    assert re.search(r"at least 30 days\s+III\.1\s", copied), copied
    assert "ClauseIII" not in copied


def test_a_row_that_is_linked_to_stands_right_below_the_heads_at_once(open_page, site: str):
    page = open_page(viewport=LAPTOP)
    page.goto(site + TWO + "#q-nato-membership")
    row = page.locator("#q-nato-membership")
    assert 40 <= row.bounding_box()["y"] <= 90
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_phone_shows_the_controls_on_demand(open_page, site: str):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(site + COMPARE)
    expect(page.locator("#selection")).to_be_hidden()
    page.get_by_text("Documents and filters").click()
    expect(page.locator("#selection")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("address", [TWO, FIVE], ids=["two", "five"])
def test_no_chosen_document_is_cut(page: Page, site: str, width: int, address: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + address + "&topic=contact-line")
    if width < 700:
        page.locator(".controls-switch").click()
    assert page.locator("#picker select").count()
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_whatever_can_be_pressed_is_large_enough(page: Page, site: str, size: dict, lines: str):
    page.set_viewport_size(size)
    page.goto(site + TWO + "&theme=ceasefire")
    assert page.evaluate(SET_IN, LINES[lines]) == LINES[lines]["line"]
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_five_columns_fit_without_moving_sideways(page: Page, site: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + FIVE)
    assert not sideways(page)
    cells = page.locator("tr.row").first.locator("> *")
    tops = {round(cell.bounding_box()["y"]) for cell in cells.all()}
    assert len(tops) == 1, "columns stay columns"


def test_the_question_stays_in_sight_while_a_tall_row_passes(page: Page, site: str):
    page.goto(site + TWO + "&theme=ceasefire")
    row = page.locator("#q-ceasefire-length")
    row.locator("details.sources > summary").first.click()
    expect(row.locator(".evidence").first).to_be_visible()
    assert row.bounding_box()["height"] > 1000
    row.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY + 500)")
    expect(row.locator(".question span").first).to_be_in_viewport(ratio=1)
