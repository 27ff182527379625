"""Slow and broken answers: the last wish wins, a failure is told, nothing is lost."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.addresses import TWO
from tests.browser.reading import agrees, asked, pause, settled, state, tree, until

SHORT = TWO + "&topic=contact-line"
ANY = "**/compare/?*"
SOURCES = "**/evidence/?*"


def let_go(route: Route) -> None:
    """Let a held request through; it may have been called off meanwhile."""
    with suppress(Error):
        route.continue_()


def fail(page: Page, how: str, addresses: str) -> None:
    """Let every answer of these addresses fail."""
    if how == "offline":
        page.context.set_offline(True)
    else:
        page.route(addresses, lambda route: route.fulfill(status=500, body="out of order"))


def mend(page: Page, how: str, addresses: str) -> None:
    if how == "offline":
        page.context.set_offline(False)
    else:
        page.unroute(addresses)


def test_of_two_answers_the_later_wish_stays_although_the_earlier_arrives_last(
    page: Page, site: str, complaints: list[str]
):
    page.goto(site + TWO)
    held: list[Route] = []
    page.route(
        re.compile(r"/compare/\?(?!.*differs).*verdict=conflict"), lambda route: held.append(route)
    )
    page.locator("#verdict-conflict").check()
    expect(page.locator(".htmx-request")).not_to_have_count(0)
    page.locator("#verdict-differs").check()
    asked(page, "verdict", "differs")
    wanted = tree(page)
    agrees(state(page))
    until(page, lambda: len(held) == 1)
    let_go(held[0])
    pause(page, 500)
    assert tree(page) == wanted
    complaints.clear()  # htmx names the request that was called off


def test_typing_on_while_an_answer_is_slow_ends_with_what_was_typed(
    page: Page, site: str, complaints: list[str]
):
    page.goto(site + TWO)
    held: list[Route] = []
    page.route(re.compile(r"/compare/\?.*q=nat$"), lambda route: held.append(route))
    page.route(re.compile(r"/compare/\?.*q=nat&"), lambda route: held.append(route))
    page.locator("#words").press_sequentially("nat")
    expect(page.locator(".htmx-request")).not_to_have_count(0)
    page.locator("#words").press_sequentially("o")
    asked(page, "q", "nato")
    assert len(held) == 1
    let_go(held[0])
    pause(page, 500)
    expect(page.locator("#words")).to_have_value("nato")
    agrees(state(page))
    complaints.clear()  # htmx names the request that was called off


def test_sources_that_arrive_in_another_order_find_their_own_cells(page: Page, site: str):
    page.goto(site + TWO + "&theme=ceasefire")
    held: list[Route] = []
    page.route(SOURCES, lambda route: held.append(route))
    cells = page.locator("details.sources")
    for number in (0, 1):
        cells.nth(number).locator("summary").click()
        until(page, lambda count=number + 1: len(held) == count)
    asked_for = [route.request.url for route in held]
    for route in reversed(held):
        route.continue_()
    for number in (0, 1):
        expect(cells.nth(number).locator(".evidence").first).to_be_visible()
    page.unroute(SOURCES)
    texts = [cells.nth(number).locator(".ledger").inner_text() for number in (0, 1)]
    for address, text in zip(asked_for, texts, strict=True):
        page.goto(address)
        assert page.locator(".ledger").inner_text() == text


@pytest.mark.parametrize("how", ["out of order", "offline"])
def test_a_failed_filter_is_told_loses_nothing_and_can_be_asked_for_again(
    page: Page, site: str, complaints: list[str], how: str
):
    page.goto(site + TWO)
    before = state(page)
    fail(page, how, ANY)
    page.locator("#verdict-conflict").check()
    expect(page.get_by_role("alert")).to_be_visible()
    now = state(page)
    assert (now.rows, now.address, now.status) == (before.rows, before.address, before.status)
    mend(page, how, ANY)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#verdict-conflict")).to_be_focused()
    asked(page, "verdict", "conflict")
    agrees(state(page))
    expect(page.locator("#verdict-conflict")).to_be_focused()
    expect(page.locator("#problem")).to_be_hidden()
    complaints.clear()  # the console names the failed request


@pytest.mark.parametrize("how", ["out of order", "offline"])
def test_a_failed_link_is_told_and_can_be_followed_again(
    page: Page, site: str, complaints: list[str], how: str
):
    page.goto(site + SHORT)
    before = state(page)
    fail(page, how, ANY)
    page.locator("#earlier-2").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert state(page) == before
    mend(page, how, ANY)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    agrees(state(page))
    expect(page.locator("#earlier-2")).to_be_focused()
    complaints.clear()  # the console names the failed request


def test_a_failed_chip_that_goes_away_leaves_the_focus_at_the_rows(
    page: Page, site: str, complaints: list[str]
):
    page.goto(site + SHORT)
    fail(page, "out of order", ANY)
    page.locator(".chips a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    mend(page, "out of order", ANY)
    page.get_by_role("button", name="Try again").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_have_count(0)
    expect(page.locator("#results")).to_be_focused()
    complaints.clear()  # the console names the failed request


@pytest.mark.parametrize("how", ["it arrives", "it fails"])
def test_the_rows_are_busy_for_as_long_as_new_ones_are_on_their_way(
    page: Page, site: str, complaints: list[str], how: str
):
    page.goto(site + SHORT)
    held: list[Route] = []
    page.route(ANY, lambda route: held.append(route))
    page.locator("#earlier-2").click()
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    until(page, lambda: len(held) == 1)
    if how == "it fails":
        held[0].fulfill(status=500, body="out of order")
        expect(page.get_by_role("alert")).to_be_visible()
    else:
        held[0].continue_()
        expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    complaints.clear()  # the console names the failed request


def whole_page(route: Route) -> None:
    """Answer with the whole page, as a cache does that does not tell it from its part."""
    headers = {name: value for name, value in route.request.headers.items() if name[:3] != "hx-"}
    route.fulfill(response=route.fetch(headers=headers))


def test_a_whole_page_out_of_a_cache_is_not_put_inside_the_page(page: Page, site: str):
    page.goto(site + SHORT)
    page.route(ANY, whole_page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    for only_one in ("main", "header.site-head", "#results", "#comparison", "title"):
        expect(page.locator(only_one)).to_have_count(1)
    page.unroute(ANY)
    agrees(state(page))
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("ukraine-memorandum.published")


def test_a_whole_page_of_sources_is_not_put_inside_a_cell(page: Page, site: str):
    page.goto(site + SHORT)
    page.route(SOURCES, whole_page)
    cell = page.locator("details.sources").first
    with page.expect_response(SOURCES):
        cell.locator("summary").click()
    settled(page)
    expect(page.locator("main")).to_have_count(1)
    expect(cell.get_by_role("link", name="The sources of this answer")).to_be_visible()


@pytest.mark.parametrize("how", ["out of order", "offline"])
def test_sources_that_fail_are_told_and_can_be_asked_for_again(
    page: Page, site: str, complaints: list[str], how: str
):
    page.goto(site + SHORT)
    before = page.url
    cell = page.locator("details.sources").first
    fail(page, how, SOURCES)
    cell.locator("summary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(cell.get_by_role("link", name="The sources of this answer")).to_be_visible()
    mend(page, how, SOURCES)
    page.get_by_role("button", name="Try again").click()
    expect(cell.locator(".evidence").first).to_be_visible()
    settled(page)
    assert page.url == before
    complaints.clear()  # the console names the failed request


@pytest.mark.parametrize("how", ["out of order", "offline"])
def test_a_way_back_that_fails_is_told_and_can_be_tried_again(
    page: Page, site: str, complaints: list[str], how: str
):
    page.goto(site + SHORT)
    before = state(page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    fail(page, how, ANY)
    page.go_back()
    expect(page.get_by_role("alert")).to_have_text("The answer did not arrive. Try again")
    expect(page.locator("#results")).to_be_hidden()
    mend(page, how, ANY)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#d-1")).to_have_value("ukraine-memorandum.published")
    assert state(page) == before
    complaints.clear()  # the console names the failed request


def test_old_rows_are_not_shown_under_the_address_of_a_step_back(page: Page, site: str):
    page.goto(site + SHORT)
    first = state(page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    expect(page.locator("#results")).to_be_visible()
    held: list[Route] = []
    page.route(re.compile(r"compare/\?d=ukraine"), lambda route: held.append(route))
    page.go_back(wait_until="commit")
    until(page, lambda: len(held) == 1)
    expect(page).not_to_have_url(re.compile("compare/.d=russia-memorandum.published&"))
    for part in ("#results", "#status", "#d-1"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#content")).to_have_attribute("aria-busy", "true")
    let_go(held[0])
    expect(page.locator("#results")).to_be_visible()
    expect(page.locator("[aria-busy], [inert]")).to_have_count(0)
    assert state(page) == first


def test_of_two_steps_back_the_last_one_stays_although_its_answer_comes_first(
    page: Page, site: str
):
    page.goto(site + SHORT)
    first = state(page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    page.locator("#verdict-one_side").check()
    asked(page, "verdict", "one_side")
    held: list[Route] = []
    page.route(
        re.compile(r"compare/\?d=russia-memorandum.published"), lambda route: held.append(route)
    )
    page.go_back()
    expect(page).not_to_have_url(re.compile("verdict="))
    page.go_back()
    expect(page.locator("#d-1")).to_have_value("ukraine-memorandum.published")
    assert state(page) == first
    assert len(held) == 1
    let_go(held[0])
    pause(page, 500)
    assert state(page) == first


@pytest.mark.parametrize("first", ["the filter", "the way back"])
def test_a_filter_still_on_its_way_when_its_reader_steps_back_changes_nothing(
    page: Page, site: str, complaints: list[str], first: str
):
    page.goto(site + SHORT)
    wanted = state(page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    held: dict[str, Route] = {}
    page.route(
        re.compile(r"/compare/\?.*verdict="), lambda route: held.update({"the filter": route})
    )
    page.locator("#verdict-one_side").check()
    expect(page.locator(".htmx-request")).not_to_have_count(0)
    page.route(
        re.compile(r"/compare/\?d=ukraine"), lambda route: held.update({"the way back": route})
    )
    page.go_back(wait_until="commit")
    until(page, lambda: len(held) == 2)
    for name in sorted(held, key=lambda name: name != first):
        let_go(held[name])
        pause(page, 300)
    expect(page.locator("#d-1")).to_have_value("ukraine-memorandum.published")
    assert state(page) == wanted
    agrees(state(page))
    complaints.clear()  # htmx names the request that was called off


def test_words_typed_just_before_a_step_back_are_not_asked_for(
    page: Page, site: str, complaints: list[str]
):
    page.goto(site + SHORT)
    wanted = state(page)
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    held: list[Route] = []
    page.route(re.compile(r"/compare/\?d=ukraine"), lambda route: held.append(route))
    page.locator("#words").press_sequentially("line")
    page.go_back(wait_until="commit")
    until(page, lambda: len(held) == 1)
    pause(page, 700)
    let_go(held[0])
    expect(page.locator("#d-1")).to_have_value("ukraine-memorandum.published")
    assert state(page) == wanted
    complaints.clear()  # htmx names the request that was called off
