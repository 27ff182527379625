"""What a browser shows of lines of two directions: where names, marks and numbers really stand."""

from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Locator, Page

from proposals.seeding import load
from tests.support.folders import OASIS

PALM, WELLS = "واحة النخيل", "כפר הבארות"
PAPERS = ("palm-paper.handed-over", "wells-paper.handed-over", "league-draft.bridging")
COMPARE = "/oasis-2035/compare/?" + "&".join(f"d={one}" for one in PAPERS)
CLAUSE = "/clauses/oasis-2035.palm-paper.handed-over.1/"

PLACES = """
(element, texts) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = "";
  while (walker.nextNode()) {
    nodes.push([whole.length, walker.currentNode]);
    whole += walker.currentNode.data;
  }
  const at = (place) => nodes.findLast(([start]) => start <= place);
  let from = 0;
  return texts.map((text) => {
    const place = whole.indexOf(text, from);
    if (place < 0) throw new Error(`no ${text} behind ${from} in ${whole}`);
    from = place + text.length;
    const range = document.createRange();
    const [[start, first], [end, last]] = [at(place), at(from - 1)];
    range.setStart(first, place - start);
    range.setEnd(last, from - end);
    const box = range.getClientRects()[0];
    return [box.left, box.right, box.top];
  });
}
"""


@dataclass(frozen=True)
class Place:
    """Where a text is seen."""

    left: float
    right: float
    top: float


def places(element: Locator, *texts: str) -> list[Place]:
    """Where texts of an element are seen, in the order in which they stand in it."""
    return [Place(*one) for one in element.evaluate(PLACES, list(texts))]


def in_order(element: Locator, *texts: str) -> bool:
    """Tell whether texts follow each other from left to right, line by line."""
    found = places(element, *texts)
    return all(
        one.right <= other.left + 1 if abs(one.top - other.top) < 5 else one.top < other.top
        for one, other in pairwise(found)
    )


def test_each_name_of_a_sentence_stands_in_its_place(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + COMPARE)
    sentence = page.locator("#q-guarantors .verdict .sentence").first
    parts = (
        "Contested:", WELLS, "wanted by", "مسودة Caravan League", "and ruled out by",
        "ورقة واحة النخيل",
    )  # fmt: skip
    assert in_order(sentence, *parts)


def test_names_change_places_as_soon_as_their_isolates_are_gone(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + COMPARE)
    page.set_content(f"<p>\u2068{PALM}\u2069 / \u2068{WELLS}\u2069, 3</p>")
    line = page.locator("p")
    assert in_order(line, PALM, "/", WELLS, ", 3")
    line.evaluate("one => { one.textContent = one.textContent.replace(/[\\u2068\\u2069]/g, '') }")
    assert not in_order(line, PALM, "/", WELLS, ", 3")


def test_an_answer_keeps_its_number_before_its_unit(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + COMPARE)
    answer = page.locator("#q-truce-length .answer .says").first
    assert in_order(answer, "asks for", "at least", "60", "أيام", "المادة 1")


def test_outlet_country_and_date_follow_each_other(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + CLAUSE)
    head = page.locator(".evidence-head", has_text="الشروق")
    assert in_order(head, "الشروق", "تونس الصغرى", "31 May 2035", "prints the text")


def test_a_head_begins_where_the_lines_of_the_page_begin(page: Page, own_site):
    load([OASIS])
    for address in (CLAUSE, "/oasis-2035/", "/oasis-2035/documents/palm-paper/handed-over/"):
        page.goto(own_site.url + address)
        edge = page.locator(".page-head").first.bounding_box()["x"]
        head = page.locator("h1").first
        first = min(one.left for one in places(head, *head.text_content().split()))
        assert abs(first - edge) < 3, address


def test_prose_runs_from_the_right_with_its_brackets_and_its_stop_last(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + CLAUSE)
    words = ("هدنة", "60", "يضمنها", "(س", ").")
    found = places(page.locator(".lede p"), *words)
    assert all(one.left >= other.right - 1 for one, other in pairwise(found))


def test_quotations_have_their_own_marks_and_do_not_slant(page: Page, own_site):
    load([OASIS])
    page.goto(own_site.url + "/oasis-2035/topics/oasis-ceasefire/")
    looks = "one => [getComputedStyle(one).quotes, getComputedStyle(one).fontStyle]"
    for language, marks in (("ar", '"«" "»"'), ("he", '"”" "”"')):
        quote = page.locator(f".clause .original q[lang={language}]").first
        assert quote.evaluate(looks) == [marks, "normal"]
    nested = page.locator(".clause .original q[lang=en]").first
    assert nested.evaluate(looks)[0] == '"‘" "’"'
