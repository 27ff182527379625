"""Where pictures of pages go and how they are taken: one browser set-up for tests and documents."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

# Quiet flags: a browser under test asks nobody but the site.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-gpu-compositing",
    "--disable-software-rasterizer",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
FOLDER = Path(__file__).resolve().parent.parent.parent / "var" / "screenshots"
TALLEST = 2600
"""Pixels of a page that a picture shows at most: enough to judge it, small enough to open."""


@dataclass(frozen=True)
class Form:
    """One way in which a reader may meet a page."""

    name: str
    width: int
    height: int
    media: dict[str, Any] = field(default_factory=dict)
    grey: bool = False


# A window at twice its size has half its pixels.
FORMS = (
    Form("phone", 360, 800),
    Form("desktop", 1440, 900),
    Form("dark", 1440, 900, {"color_scheme": "dark"}),
    Form("print", 1040, 720, {"media": "print"}, grey=True),
    Form("zoom", 720, 450),
)
COLOURED = "document.documentElement.style.filter = ''"
GREY = "document.documentElement.style.filter = 'grayscale(1)'"


def arguments() -> list[str]:
    """How Chromium is started, for whoever runs it."""
    # Chromium refuses to sandbox itself for root.
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS


def take(page: Page, form: Form, file: Path) -> None:
    """Write a picture of an open page in one form."""
    page.set_viewport_size({"width": form.width, "height": form.height})
    page.emulate_media(**{"media": "screen", "color_scheme": "light", **form.media})
    page.evaluate(GREY if form.grey else COLOURED)
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    box = {"x": 0, "y": 0, "width": form.width, "height": tall}
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True, clip=box)
