"""What every part of the suite shares: an htmx client, a fixed day, and when browser tests run."""

import datetime
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import settings as hypothesis_settings

from tests.support.fewest import Fewest
from tests.support.left_out import LeftOut
from tests.support.programs import NO_CHROMIUM, NO_PANGO, missing_programs

# Playwright's synchronous calls run an event loop in the test's thread; Django would refuse
# the database there although nothing runs at the same time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is no failure; and a change under review meets the same examples every time.
_GENERATED = hypothesis_settings.get_profile("ci" if os.environ.get("CI") else "default")
hypothesis_settings.register_profile("steady", _GENERATED, deadline=None)
hypothesis_settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "tests" / "browser"
DATABASE = {"db", "transactional_db", "django_db_setup"}
"""Fixtures by which a test, or a fixture of its module, gets at the database."""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(LeftOut())
    config.pluginmanager.register(Fewest())
    wanted = os.environ.get("BROWSER_TESTS", "")
    if wanted not in ("", "required"):
        raise pytest.UsageError(f"BROWSER_TESTS is {wanted!r}. Allowed: 'required', or not set.")
    for reason in missing_programs() if wanted else ():
        raise pytest.UsageError(f"BROWSER_TESTS is 'required', but {reason}.")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what drives a browser, and of the rest what touches the database of the tests."""
    if BROWSER in item.path.parents:
        item.add_marker(pytest.mark.browser)
    elif item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames):
        item.add_marker(pytest.mark.database)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip aloud what needs a program that is not there; begin with what takes longest."""
    missing = missing_programs()
    for mark, reason in (("browser", NO_CHROMIUM), ("pango", NO_PANGO)):
        if reason in missing:
            for item in items:
                if item.get_closest_marker(mark):
                    item.add_marker(pytest.mark.skip(reason=reason))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish() -> None:
    """Look for garbage rarely: with thousands of tests in memory every look takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


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


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin without pages and values that an earlier test left, made with what it had patched."""
    # Needs the settings, which load after this module.
    from tests.support.kept_pages import forget_what_is_kept

    forget_what_is_kept()


@pytest.fixture(scope="session", autouse=True)
def _own_slots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Draw PDF files in this process whatever other processes of the tests are drawing."""
    from proposals.exports.paper import pdf_slots  # needs the apps, which load after this module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_slots, "FOLDER", tmp_path_factory.mktemp("slots"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture
def today() -> datetime.date:
    """A fixed day for everything that takes one."""
    return datetime.date(2025, 7, 1)
