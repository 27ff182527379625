"""Back, forward, deep links: an address is the whole state of a comparison."""

import re

from playwright.sync_api import Page, expect

from tests.browser.addresses import CELL, COMPARE, OPEN_CELL, TWO
from tests.browser.reading import State, agrees, asked, settled, state, tree, until


def five_states(page: Page, site: str) -> list[State]:
    """Go through five states of the comparison and return them."""
    page.goto(site + TWO)
    states = [state(page)]
    page.locator("#verdict-conflict").check()
    asked(page, "verdict", "conflict")
    states.append(state(page))
    page.locator("#words").fill("nato")
    asked(page, "q", "nato")
    states.append(state(page))
    page.locator("#earlier-2").click()
    expect(page.locator("#d-1")).to_have_value("russia-memorandum.published")
    states.append(state(page))
    page.locator(".chips a").filter(has_text="nato").click()
    expect(page).not_to_have_url(re.compile("q="))
    states.append(state(page))
    assert len(set(states)) == 5
    return states


def is_now(page: Page, wanted: State) -> None:
    """Assert that a page came back to a state with all its parts."""
    query = "&".join(f"{name}={value}" for name, value in wanted.address)
    expect(page).to_have_url(re.compile(re.escape(query) + "$"))
    until(page, lambda: state(page) == wanted)
    agrees(wanted)


def test_back_and_forward_through_five_states_agree_in_every_part(page: Page, site: str):
    states = five_states(page, site)
    for wanted in states[-2::-1]:
        page.go_back()
        is_now(page, wanted)
    for wanted in states[1:]:
        page.go_forward()
        is_now(page, wanted)


def test_an_address_opened_elsewhere_gives_the_same_page(page: Page, open_page, site: str):
    page.goto(site + TWO)
    page.locator("#verdict-conflict").check()
    asked(page, "verdict", "conflict")
    other = open_page()
    other.goto(page.url)
    assert tree(other) == tree(page)


def test_a_state_is_restored_after_the_cache_is_emptied(page: Page, site: str):
    states = five_states(page, site)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.go_back()
    is_now(page, states[-2])
    page.go_back()
    is_now(page, states[-3])


def test_a_state_is_restored_on_the_way_back_from_another_page(page: Page, site: str):
    states = five_states(page, site)
    page.goto(site + "/method/")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.go_back()
    is_now(page, states[-1])
    assert page.locator("header.site-head").count() == 1


def test_the_address_of_a_fragment_opened_directly_is_a_whole_page(page: Page, site: str):
    page.goto(site + COMPARE)
    for address in (
        page.locator(".load").first.get_attribute("hx-get"),
        page.locator("#selection").get_attribute("hx-get"),
        page.locator("#earlier-2").get_attribute("href"),
    ):
        page.goto(site + address)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("header.site-head")).to_have_count(1)
        assert page.evaluate("document.compatMode") == "CSS1Compat"


def test_a_fragment_kept_by_the_browser_never_stands_for_the_page(page: Page, site: str):
    page.goto(site + COMPARE)
    page.evaluate(f"htmx.ajax('GET', '{OPEN_CELL}', {{target: '#status'}})")
    settled(page)
    page.goto(site + OPEN_CELL)
    expect(page.locator("h1")).to_have_count(1)
    assert CELL in page.url


def test_the_way_back_from_the_sources_leads_to_their_row(page: Page, site: str):
    page.goto(site + OPEN_CELL)
    page.get_by_role("link", name="Back to the comparison").click()
    expect(page).to_have_url(re.compile("#q-ceasefire-conditions$"))
    expect(page.locator("#q-ceasefire-conditions")).to_be_in_viewport()


def test_the_dark_switch_works_after_a_step_back(page: Page, site: str):
    five_states(page, site)
    page.go_back()
    expect(page).to_have_url(re.compile("q=nato"))
    switch = page.locator("[data-theme-switch]")
    before = switch.get_attribute("aria-pressed")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    assert page.evaluate("document.documentElement.dataset.theme") in ("dark", "light")
