"""Rows and topics in a frame on the page of another site, as readers of that site meet them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import looks
from tests.browser.addresses import COMPARE, PLACE

TOPIC = PLACE + "topics/ceasefire-conditions/"
EMBEDDED = PLACE + "embed/topics/ceasefire-conditions/"
OTHER_SCRIPTS = (
    "/lake-2031/embed/topics/water-shares/?d=limnaia-memorandum&d=wadi-plan&d=league-plan"
)
VIOLATIONS = {"resultTypes": ["violations"]}


class Elsewhere:
    """Another site with one page, whose body a test writes."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.body = ""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """A site at another origin than the one under test."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            head = "<!doctype html><html lang='en'><title>Elsewhere</title>"
            self.wfile.write(
                f"{head}<link rel='icon' href='data:,'><h1>Elsewhere</h1>{other.body}".encode()
            )

        def log_message(self, *_args: object) -> None:
            """Keep the terminal for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    other = Elsewhere(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield other
    server.shutdown()
    server.server_close()


def test_the_offered_code_shows_the_topic_on_another_site_and_leads_back(
    page: Page, site: str, elsewhere: Elsewhere
):
    page.goto(site + TOPIC)
    page.get_by_text("Embed this, or follow its changes").click()
    elsewhere.body = page.locator("main > .cite > .cite[open] > .cite-line").inner_text()
    page.goto(elsewhere.url)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Conditions of the ceasefire")
    shown = page.frames[1]
    expect(frame.locator(".answers").first).to_have_css("display", "grid")
    inside, given = shown.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert 0.8 < given / inside < 1.5
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Sources and the live comparison").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Conditions of the ceasefire")
    opened.value.wait_for_load_state()  # scripts run after the page is read, also on a busy machine
    assert opened.value.evaluate(
        "window.opener === null && 'scripts' in document.documentElement.dataset"
    )
    assert page.context.cookies() == []


def test_another_page_of_the_site_is_not_shown_in_a_frame(
    page: Page, site: str, elsewhere: Elsewhere, complaints: list[str]
):
    elsewhere.body = f'<iframe title="Comparison" src="{site}{COMPARE}?theme=ceasefire"></iframe>'
    page.goto(elsewhere.url, wait_until="networkidle")
    assert page.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors 'none'" in one for one in complaints)
    complaints.clear()


@pytest.mark.parametrize("address", [EMBEDDED, OTHER_SCRIPTS, PLACE + "embed/topics/none/"])
def test_it_fits_a_narrow_frame_and_axe_finds_nothing(
    page: Page, site: str, address: str, complaints: list[str]
):
    page.goto(site + address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 280, "height": 400})
        found = Axe().run(page, options=VIOLATIONS)
        assert not found.violations_count, found.generate_report()
        for width in (280, 480, 800):
            page.set_viewport_size({"width": width, "height": 400})
            assert not looks.sideways(page), f"wider than {width} pixels"
    complaints[:] = [one for one in complaints if "404" not in one]


def test_words_of_any_length_break(page: Page, site: str):
    page.set_viewport_size({"width": 280, "height": 400})
    page.goto(site + EMBEDDED)
    page.evaluate(
        "document.querySelectorAll('main :is(h1, h2, strong, span, p, a)').forEach(one => {"
        " if (!one.children.length) { one.textContent = 'Wort'.repeat(60); } })"
    )
    assert not looks.sideways(page)
