"""A real Chromium for tests: one browser a process, one loaded site, a watchful page a test."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.browser.reading import PATIENCE_MS
from tests.browser.shots import arguments
from tests.browser.sites import Served, running
from tests.browser.typeface import environment
from tests.support.programs import find_chromium

# Pictures are for people, and prove nothing: taken when they are asked for (see CONTRIBUTING).
collect_ignore = [] if os.environ.get("PICTURES") else ["test_pictures.py"]
LOCAL_HOSTS = {"localhost", "127.0.0.1"}

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What starts browsers: one a process."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all browser tests of this process; pictures show the machine's fonts."""
    fonts = None if os.environ.get("PICTURES") else environment(tmp_path_factory.mktemp("fonts"))
    chromium = driver.chromium.launch(executable_path=find_chromium(), args=arguments(), env=fonts)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One loaded site for all browser tests of this process; they read it and change nothing."""
    with running(tmp_path_factory.mktemp("site"), "everything") as site:
        yield site


@pytest.fixture(scope="session")
def _own_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """A server in a thread of this process, on the database of the tests."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        with server._live_server_modified_settings:
            yield server
        server.stop()


@pytest.fixture
def own_site(_own_server: LiveServer, db: None) -> LiveServer:
    """A site that shows what this test stores; nothing of that stays.

    It shares the connection of the test, and so its transaction, which is rolled back at the end.
    The fixture `live_server` of pytest-django would empty every table after each test instead.
    """
    return _own_server


@pytest.fixture(autouse=True)
def _site_outlives_its_pages(request: pytest.FixtureRequest) -> None:
    """Begin with the site of a test that has one of its own, so that it outlives the pages."""
    if "own_site" in request.fixturenames:
        request.getfixturevalue("own_site")


@pytest.fixture
def site(served: Served) -> str:
    """The address of the loaded site, without a slash at its end."""
    return served.url


@pytest.fixture
def complaints() -> list[str]:
    """What the page of this test complained about; a test may look, or clear it on purpose."""
    return []


@pytest.fixture
def open_page(browser: Browser, complaints: list[str]) -> Iterator[OpenPage]:
    """Opens a page in a fresh profile, with options as Playwright has them for a context.

    The test fails on script errors, refused content and requests to other hosts.
    """
    contexts = []

    def opened(**options) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(2 * PATIENCE_MS)
        context.on("request", lambda request: stay_here(request, complaints))
        context.on("page", lambda page: watch(page, complaints))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A watched page in a fresh profile."""
    return open_page()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """The profile of the test's page, for further pages in it."""
    return page.context


def stay_here(request: Request, complaints: list[str]) -> None:
    """Write down a request to another host; the browser itself finds none (see `shots`)."""
    parts = urlsplit(request.url)
    if parts.scheme in ("http", "https") and parts.hostname not in LOCAL_HOSTS:
        complaints.append(f"asked another host: {request.url}")


def watch(page: Page, complaints: list[str]) -> None:
    """Write down what the page's console calls an error, and every script that failed."""
    page.on("pageerror", lambda error: complaints.append(f"script failed: {error}"))
    page.on(
        "console",
        lambda message: (
            complaints.append(f"{message.text} ({message.location['url']})")
            if message.type == "error"
            else None
        ),
    )
