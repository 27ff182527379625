"""The page of all forms in a browser: the citation is copied by a button, and keys reach it."""

from playwright.sync_api import Page, expect

from tests.browser.addresses import PLACE

EXPORT = PLACE + "export/?topic=ceasefire-conditions"


def test_the_line_to_cite_is_copied_by_a_button(open_page, site: str):
    page: Page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + EXPORT)
    line = page.locator(".cite-line").inner_text().strip()
    page.locator(".cite button").click()
    expect(page.locator(".cite button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_without_scripts_the_line_stands_there_and_every_file_is_a_link(open_page, site: str):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto(site + EXPORT)
    expect(page.locator(".cite-line")).to_be_visible()
    expect(page.locator(".cite button")).to_have_count(0)
    assert page.locator("main dl a").count() > 15
