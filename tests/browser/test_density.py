"""How much of a comparison a window shows: questions at a glance, nothing cut, nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import COMPARE, FIVE, TWO
from tests.browser.looks import sideways

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 900}
ENOUGH = 6
FIRST_VIEW = 5
"""Questions that begin below the head of the page; most of them are compared in full."""
AVERAGE = 5.5
TALL = 250
"""Pixels of a row that may stand in the way of others."""

# For a window that begins at each of these elements: its rows as (is it whole, how tall is it).
WINDOWS = """([selector, height]) => [...document.querySelectorAll(selector)].map(head => {
    const top = head.getBoundingClientRect().top;
    return [...document.querySelectorAll("tr.row")]
        .map(row => row.getBoundingClientRect())
        .filter(box => box.top >= top && box.top < top + height)
        .map(box => [box.bottom <= top + height, Math.round(box.height)]);
})"""

# Questions whose link stands on another line than the last letter before it.
ALONE = """() => [...document.querySelectorAll(".question .anchor")].filter(anchor => {
    const words = anchor.previousElementSibling;
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let last;
    while (walker.nextNode()) last = walker.currentNode;
    const range = document.createRange();
    range.setStart(last, last.length - 1);
    range.setEnd(last, last.length);
    const line = range.getBoundingClientRect();
    const cite = anchor.parentElement.querySelector(".cite > summary").getBoundingClientRect();
    return [anchor.getBoundingClientRect(), cite].some(box => box.top > line.bottom);
}).map(anchor => anchor.closest("tr").id)"""

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
    "main :is(summary, .strip a, .box, .slot-link, .preset, .unfold, .controls-switch, button)"
)].filter(one => one.checkVisibility())
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 23.5))
    .map(([one]) => one.outerHTML.slice(0, 100))"""


@pytest.fixture
def page(open_page) -> Page:
    """A page on a laptop that jumps to its places at once."""
    return open_page(viewport=LAPTOP, reduced_motion="reduce")


def windows(page: Page, selector: str) -> list[list[tuple[bool, int]]]:
    return page.evaluate(WINDOWS, [selector, page.viewport_size["height"]])


def test_five_questions_begin_in_the_first_view_and_four_of_them_are_whole(page: Page, site: str):
    page.goto(site + COMPARE)
    (rows,) = windows(page, ".site-head")
    assert len(rows) >= FIRST_VIEW
    assert sum(whole for whole, _height in rows) >= FIRST_VIEW - 1


def test_every_window_at_the_head_of_a_theme_shows_six_whole_questions(page: Page, site: str):
    page.goto(site + COMPARE)
    found = windows(page, "table.matrix")
    assert len(found) == 8
    for number, rows in enumerate(found[:-1]):
        whole = sum(one for one, _height in rows)
        theme = page.locator("table.matrix").nth(number).locator("tr.row").count()
        tall = any(height > TALL for _whole, height in rows)
        assert whole >= min(ENOUGH, theme) - tall, f"theme {number}: {rows}"
    assert sum(sum(one for one, _ in rows) for rows in found) / len(found) >= AVERAGE


def test_a_link_to_a_row_and_its_citation_stay_beside_the_question(page: Page, site: str):
    page.goto(site + COMPARE)
    assert page.evaluate(ALONE) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_sentence_is_one_click_away(open_page, site: str, scripts: bool):
    page = open_page(viewport=LAPTOP, java_script_enabled=scripts)
    page.goto(site + TWO + "&verdict=one_side")
    verdict = page.locator("tr.row").first.locator(".verdict")
    restated = verdict.locator(".restated")
    assert restated.bounding_box()["width"] <= 1
    verdict.locator(".unfold").click()
    assert restated.bounding_box()["width"] > 100
    expect(verdict.get_by_text("In short")).to_be_visible()


def test_paper_has_the_whole_sentence_and_the_sources_of_each_answer(page: Page, site: str):
    page.goto(site + TWO + "&topic=contact-line")
    answer = page.locator("td.answer:not(.absent)").first
    expect(answer.locator(".on-paper")).to_be_hidden()
    page.emulate_media(media="print")
    expect(answer.locator(".on-paper")).to_contain_text("202")
    assert page.locator(".restated").first.bounding_box()["width"] > 100
    expect(page.get_by_text("The clauses side by side")).to_be_hidden()


def test_a_phone_shows_an_answer_in_its_first_view_and_the_controls_on_demand(open_page, site: str):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(site + COMPARE)
    assert page.locator("td.answer .says").first.bounding_box()["y"] < PHONE["height"]
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


def test_the_question_stays_in_sight_while_a_tall_row_passes(page: Page, site: str):
    page.goto(site + TWO + "&theme=ceasefire")
    row = page.locator("#q-ceasefire-length")
    row.locator("details.sources > summary").first.click()
    expect(row.locator(".evidence").first).to_be_visible()
    assert row.bounding_box()["height"] > 1000
    row.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY + 500)")
    expect(row.locator(".question span").first).to_be_in_viewport(ratio=1)
