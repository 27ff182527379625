"""A real Chromium for tests: one browser a process, a fresh and watchful page a test."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.conftest import find_chromium

# Quiet flags: a browser under test asks nobody but the site.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL_HOSTS = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of this process."""
    arguments = list(ARGUMENTS)
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to sandbox itself for root
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page of this test complained about; a test may look, or clear it on purpose."""
    return []


@pytest.fixture
def context(browser: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    """A fresh profile that cannot reach another host."""
    context = browser.new_context()
    context.route("**/*", lambda route: stay_here(route, complaints))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """A page whose test fails on script errors, refused content and requests to other hosts."""
    page = context.new_page()
    watch(page, complaints)
    yield page
    assert complaints == []


def stay_here(route: Route, complaints: list[str]) -> None:
    parts = urlsplit(route.request.url)
    if parts.scheme in ("http", "https") and parts.hostname not in LOCAL_HOSTS:
        complaints.append(f"asked another host: {route.request.url}")
        route.abort()
        return
    route.continue_()


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
