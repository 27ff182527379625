"""What every part of the suite shares: an htmx client, a fixed day, and when browser tests run."""

import ctypes.util
import datetime
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import settings as hypothesis_settings

# Playwright's synchronous calls run an event loop in the test's thread; Django would refuse
# the database there although nothing runs at the same time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is no failure; and a change under review meets the same examples every time.
_GENERATED = hypothesis_settings.get_profile("ci" if os.environ.get("CI") else "default")
hypothesis_settings.register_profile("steady", _GENERATED, deadline=None)
hypothesis_settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = (
    "no Chromium found; install one, or name its file in CHROMIUM, so that the browser tests run"
)


NO_PANGO = "no Pango found; install libpango-1.0-0, so that the tests that draw PDF files run"


def has_pango() -> bool:
    """Whether the system library is there that PDF files are drawn with."""
    return ctypes.util.find_library("pango-1.0") is not None


def find_chromium() -> str | None:
    """The browser to drive: the file in CHROMIUM, or the first known name on the path."""
    named = os.environ.get("CHROMIUM", "")
    return next(filter(None, map(shutil.which, [named, *CHROMIUM_NAMES])), None)


def pytest_configure(config: pytest.Config) -> None:
    wanted = os.environ.get("BROWSER_TESTS", "")
    if wanted not in ("", "required"):
        raise pytest.UsageError(f"BROWSER_TESTS is {wanted!r}. Allowed: 'required', or not set.")
    if wanted == "required" and not find_chromium():
        raise pytest.UsageError(f"BROWSER_TESTS is 'required', but {NO_CHROMIUM}.")
    if wanted == "required" and not has_pango():
        raise pytest.UsageError(f"BROWSER_TESTS is 'required', but {NO_PANGO}.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser; skip aloud what needs a program that is not there."""
    folder = ROOT / "tests" / "browser"
    for item in items:
        if item.get_closest_marker("pango") and not has_pango():
            item.add_marker(pytest.mark.skip(reason=NO_PANGO))
        if folder not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if not find_chromium():
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for what, reason in (("BROWSER TESTS", NO_CHROMIUM), ("TESTS OF PDF FILES", NO_PANGO)):
        missed = sum(reason in str(report.longrepr) for report in skipped)
        if missed:
            terminalreporter.section(f"{what} DID NOT RUN", sep="!", red=True, bold=True)
            terminalreporter.line(f"{missed} of them: {reason}.")


class HtmxClient(Client):
    """A client that asks as htmx does: `HX-Request`, and the address it stands on."""

    def __init__(self, current_url: str = "http://testserver/", **defaults: Any) -> None:
        headers = {"HX-Request": "true", "HX-Current-URL": current_url}
        super().__init__(headers={**headers, **defaults.pop("headers", {})}, **defaults)

    def restore(self, path: str) -> HttpResponse:
        """Ask as htmx does after it lost a page of its history."""
        return self.get(path, headers={"HX-History-Restore-Request": "true"})


@pytest.fixture
def htmx_client() -> HtmxClient:
    return HtmxClient()


@pytest.fixture
def without_guard() -> Iterator[None]:
    """Lets a test change published rows at once; review has tests of its own."""
    from proposals.models.publication_guard import (
        unguarded,  # needs the apps, which load after this module
    )

    with unguarded():
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture
def today() -> datetime.date:
    """A fixed day for everything that takes one."""
    return datetime.date(2025, 7, 1)
