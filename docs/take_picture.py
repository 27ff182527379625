"""Takes docs/picture.png, the comparison as README shows it, from a running site.

    make run                                     # in one terminal
    .venv/bin/python docs/take_picture.py        # in another; PORT as for make run

Another page or address: .venv/bin/python docs/take_picture.py http://localhost:8000/method/
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from tests.browser.packing import shrink
from tests.browser.shots import arguments
from tests.support.programs import find_chromium

FILE = Path(__file__).resolve().parent / "picture.png"
WINDOW = {"width": 1440, "height": 1100}
COMPARISON = "/istanbul-2025/compare/"
MOST_BYTES = 250_000


def main(address: str) -> None:
    """Write the picture of one window of a page, light, and make it small."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=arguments())
        page = chromium.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=FILE)
        chromium.close()
    shrink(FILE)
    size = FILE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{FILE} has {size} bytes; at most {MOST_BYTES} are wanted.")


if __name__ == "__main__":
    port = os.environ.get("PORT", "8000")
    main(sys.argv[1] if len(sys.argv) > 1 else f"http://localhost:{port}{COMPARISON}")
