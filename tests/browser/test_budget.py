"""What the first view of a comparison costs: bytes, requests, queries, jumps."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.addresses import COMPARE, FIVE, TWO
from tests.browser.reading import pause, settled
from tests.browser.serving import QUERIES

# Numbers to hold, from the design.
MOST_BYTES = 80_000
MOST_ELEMENTS = 3_000
MOST_REQUESTS = 14
MOST_QUERIES = 12

# Every jump of what is drawn, those right after a press too; a jump is not excused by a press.
JUMPS = """() => {
    window.jumps = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            for (const {node, previousRect, currentRect} of entry.sources) {
                window.jumps.push({
                    what: node?.outerHTML?.slice(0, 100) ?? "text", input: entry.hadRecentInput,
                    before: previousRect.top, after: currentRect.top,
                });
            }
        }
    }).observe({type: "layout-shift", buffered: true});
}"""

# Where everything stands that begins above a line of the page.
ABOVE = """(line) => [...document.querySelectorAll("main *")]
    .map(element => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.height && box.top + scrollY <= line
        && element.checkVisibility() && !element.closest("details.sources[data-opened]"))
    .map(([element, box]) => [element.localName, Math.round(box.left),
        Math.round(box.top + scrollY)].join(" "))"""


def first_view(page: Page, address: str) -> list[Response]:
    """Every answer that the first view of an address asks for."""
    found: list[Response] = []
    page.on("response", lambda answer: found.append(answer))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return found


def travelling(answer: Response) -> int:
    """The compressed size of an answer's body."""
    return len(gzip.compress(answer.body()))


@pytest.mark.parametrize("address", [COMPARE, FIVE], ids=["two", "five"])
def test_the_first_view_stays_within_its_requests_and_queries(page: Page, site: str, address: str):
    answers = first_view(page, site + address)
    assert len(answers) <= MOST_REQUESTS
    assert int(answers[0].header_value(QUERIES)) <= MOST_QUERIES
    assert {answer.status for answer in answers} == {200}


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
@pytest.mark.parametrize("address", [COMPARE, FIVE], ids=["two", "five"])
def test_the_first_view_stays_within_its_bytes(page: Page, site: str, address: str, prefix: str):
    answers = first_view(page, f"{site}{prefix}{address}")
    assert {answer.status for answer in answers} == {200}
    sizes = {answer.url: travelling(answer) for answer in answers}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("address", [COMPARE, FIVE], ids=["two", "five"])
def test_a_comparison_has_few_elements_before_anything_is_unfolded(
    page: Page, site: str, address: str
):
    page.goto(site + address)
    assert page.locator("*").count() <= MOST_ELEMENTS


def test_a_comparison_can_be_read_before_any_script_arrives(page: Page, site: str):
    page.route("**/*.js", lambda route: None)  # never answered
    page.goto(site + COMPARE, wait_until="commit")
    expect(page.locator("tr.row").nth(3)).to_be_visible()


def test_the_first_view_does_not_jump(page: Page, site: str):
    page.goto(site + COMPARE)
    page.evaluate(JUMPS)
    pause(page, 300)
    assert page.evaluate("window.jumps") == []


def test_nothing_above_an_opened_list_of_sources_moves(page: Page, site: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + TWO + "&theme=ceasefire")
    cell = page.locator("details.sources").first
    cell.locator("summary").scroll_into_view_if_needed()
    line = cell.locator("summary").evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    scrolled = page.evaluate("scrollY")
    before = page.evaluate(ABOVE, line - 1)
    cell.locator("summary").click()
    expect(cell.locator(".evidence").first).to_be_visible()
    settled(page)
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate(ABOVE, line - 1) == before


def test_a_list_of_sources_opened_above_the_window_moves_nothing_in_it(page: Page, site: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + COMPARE)
    page.locator("tr.row").nth(15).evaluate("row => row.scrollIntoView({behavior: 'instant'})")
    pause(page, 200)
    place = "row => row.getBoundingClientRect().top"
    before = page.locator("tr.row").nth(16).evaluate(place)
    cell = page.locator("details.sources").first
    cell.evaluate("one => { one.open = true; }")
    expect(cell.locator(".evidence")).not_to_have_count(0)
    settled(page)
    pause(page, 200)
    assert abs(page.locator("tr.row").nth(16).evaluate(place) - before) <= 1
