"""The public pages in a real browser: smooth with scripts, whole without them, never too wide."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from proposals.models import Clause, Question, Version
from proposals.seeding import load
from tests.proposals.folders import LAKE

COMPARE = reverse("proposals:compare", args=["lake-2031"])
WIDTHS = (320, 768, 1440)
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def site(live_server) -> str:
    load([LAKE])
    return live_server.url


def addresses() -> list[str]:
    """One address of every kind of page."""
    clause = Clause.objects.published()[0]
    question = Question.objects.filter(terms__clause=clause)[0]
    keys = ("limnaia-memorandum", "wadi-plan", "league-plan", "agreed", "wadi-plan@first")
    version = Version.objects.get(pk=clause.version_id)
    source = reverse("proposals:evidence", args=["lake-2031"])
    return [
        "/",
        "/lake-2031/",
        COMPARE,
        COMPARE + "?" + "&".join(f"d={key}" for key in keys),
        COMPARE + "?d=limnaia-memorandum&d=wadi-plan",
        COMPARE + "?q=nothing-like-this&d=nonsense",
        f"/lake-2031/topics/{question.topic.key}/",
        version.get_absolute_url(),
        clause.get_absolute_url(),
        f"{source}?question={question.key}&document={version.proposal.key}",
        "/method/",
        "/sources/",
    ]


def shown(page: Page) -> int:
    return page.locator("tr.row").count()


def test_every_page_opens_without_a_complaint_and_never_scrolls_sideways(page: Page, site):
    for address in addresses():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.goto(site + address).status == 200
            assert not page.evaluate(SCROLLS), f"{address} is wider than {width} pixels"


def test_a_filter_changes_rows_and_address_without_a_new_page(page: Page, site):
    page.goto(site + COMPARE)
    page.evaluate("window.sameDocument = true")
    page.locator("#verdict-conflict").check()
    expect(page).to_have_url(re.compile("verdict=conflict"))
    expect(page.locator("tr.row:not(.ink-conflict)")).to_have_count(0)
    expect(page).to_have_title(re.compile(r"\d+ of \d+"))
    assert page.evaluate("window.sameDocument")
    expect(page.locator("#verdict-conflict")).to_be_focused()


def test_typing_narrows_the_rows_and_keeps_what_is_typed(page: Page, site):
    page.goto(site + COMPARE)
    page.locator("#words").press_sequentially("water")
    expect(page).to_have_url(re.compile("q=water"))
    expect(page.locator(".chips")).to_contain_text("water")
    expect(page.locator("#words")).to_have_value("water")


def test_back_and_forward_agree_in_controls_rows_and_address(page: Page, site):
    page.goto(site + COMPARE)
    everything = shown(page)
    page.locator("#verdict-conflict").check()
    expect(page).to_have_url(re.compile("verdict=conflict"))
    conflicts = shown(page)
    page.locator("#words").fill("nosuchword")
    expect(page.locator(".empty")).to_be_visible()
    page.go_back()
    expect(page.locator("tr.row")).to_have_count(conflicts)
    expect(page.locator("#verdict-conflict")).to_be_checked()
    expect(page.locator("#words")).to_have_value("")
    page.go_back()
    expect(page.locator("tr.row")).to_have_count(everything)
    expect(page.locator("#verdict-conflict")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("tr.row")).to_have_count(conflicts)


def test_columns_are_swapped_and_the_address_can_be_opened_elsewhere(
    page: Page, context: BrowserContext, site
):
    page.goto(site + COMPARE + "?d=limnaia-memorandum&d=wadi-plan")
    page.locator("#earlier-2").click()
    expect(page).to_have_url(re.compile("d=wadi-plan&d=limnaia-memorandum"))
    expect(page.locator("#d-1")).to_have_value("wadi-plan")
    other = context.new_page()
    other.goto(page.url)
    assert other.locator("#d-1").input_value() == "wadi-plan"
    assert other.locator("#results").inner_text() == page.locator("#results").inner_text()


def test_a_document_is_added_as_a_column(page: Page, site):
    page.goto(site + COMPARE + "?d=limnaia-memorandum&d=wadi-plan")
    page.locator("#d-more").select_option("league-plan")
    expect(page.locator("#d-3")).to_have_value("league-plan")
    expect(page.locator("table.columns-3").first).to_be_visible()


def test_sources_unfold_in_their_cell_and_the_address_stays(page: Page, site):
    page.goto(site + COMPARE)
    before = page.url
    cell = page.locator("details.sources").first
    cell.locator("summary").click()
    expect(cell.locator(".evidence").first).to_be_visible()
    assert page.url == before


def test_a_row_can_be_linked_to(page: Page, site):
    page.goto(site + COMPARE)
    row = page.locator("tr.row").last
    row.locator(".anchor").click()
    expect(page).to_have_url(re.compile("#" + re.escape(row.get_attribute("id"))))
    expect(row).to_be_in_viewport()


def test_an_answer_that_fails_is_told_and_can_be_asked_for_again(page: Page, site, complaints):
    page.goto(site + COMPARE)
    everything = shown(page)
    page.route("**/compare/?*", lambda route: route.fulfill(status=500, body="out of order"))
    page.locator("#verdict-conflict").check()
    expect(page.locator("#problem")).to_be_visible()
    assert shown(page) == everything
    page.unroute("**/compare/?*")
    page.get_by_role("button", name="Try again").click()
    expect(page).to_have_url(re.compile("verdict=conflict"))
    expect(page.locator("#problem")).to_be_hidden()
    complaints.clear()  # the console names the failed request


def test_without_scripts_the_form_and_the_sources_work(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + COMPARE)
    page.locator("#verdict-conflict").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert "verdict=conflict" in page.url
    assert page.locator("tr.row:not(.ink-conflict)").count() == 0
    cell = page.locator("details.sources").first
    cell.locator("summary").click()
    cell.get_by_role("link", name="The sources of this answer").click()
    expect(page.locator(".evidence").first).to_be_visible()
    context.close()


def test_a_narrow_card_names_whose_answer_is_whose(page: Page, site):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + COMPARE + "?d=limnaia-memorandum&d=wadi-plan")
    names = page.locator("tr.row").first.locator(".who")
    expect(names).to_have_count(2)
    for name in names.all():
        expect(name).to_be_visible()


def test_the_heads_stay_in_sight_on_a_wide_screen(page: Page, site):
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(site + COMPARE)
    page.locator("table").first.locator("tr.row").last.scroll_into_view_if_needed()
    expect(page.locator("table").first.locator("thead th").nth(2)).to_be_in_viewport()
