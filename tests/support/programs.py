"""Programs of the machine that some tests need, and how to have the tests run that need them."""

import ctypes.util
import os
import shutil

CHROMIUM_NAMES = (
    # The same engine without a window around its pages: each costs a fifth of the time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
NO_CHROMIUM = (
    "no Chromium found; install one, or name its file in CHROMIUM, so that the browser tests run"
)
NO_PANGO = "no Pango found; install libpango-1.0-0, so that the tests that draw PDF files run"


def find_chromium() -> str | None:
    """Return the browser to drive: the file in CHROMIUM, or the first known name on the path."""
    named = os.environ.get("CHROMIUM", "")
    return next(filter(None, map(shutil.which, [named, *CHROMIUM_NAMES])), None)


def has_pango() -> bool:
    """Tell whether the system library is there that PDF files are drawn with."""
    return ctypes.util.find_library("pango-1.0") is not None


def missing_programs() -> list[str]:
    """Return a reason for each kind of tests that cannot run on this machine."""
    present = {NO_CHROMIUM: bool(find_chromium()), NO_PANGO: has_pango()}
    return [reason for reason, there in present.items() if not there]
