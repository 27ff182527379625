"""Takes docs/picture.png, the comparison as README shows it, from a running site.

    make run                                     # in one terminal
    .venv/bin/python docs/take_picture.py        # in another; PORT as for make run

Another page or address: .venv/bin/python docs/take_picture.py http://localhost:8000/method/
"""

import os
import struct
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from tests.browser.shots import arguments
from tests.conftest import find_chromium

FILE = Path(__file__).resolve().parent / "picture.png"
WINDOW = {"width": 1440, "height": 1100}
COMPARISON = "/istanbul-2025/compare/"
MOST_BYTES = 250_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def main(address: str) -> None:
    """Write the picture of one window of a page, light, and make it small."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=arguments())
        page = chromium.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=FILE)
        chromium.close()
    shrink()
    size = FILE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{FILE} has {size} bytes; at most {MOST_BYTES} are wanted.")


def shrink() -> None:
    """Pack the picture again as small as it gets: Chromium packs for speed."""
    picture = FILE.read_bytes()
    parts, place = [], len(SIGNATURE)
    while place < len(picture):
        (length,) = struct.unpack_from(">I", picture, place)
        parts.append((picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]))
        place += length + 12
    pixels = zlib.decompress(b"".join(body for kind, body in parts if kind == b"IDAT"))
    head = next(body for kind, body in parts if kind == b"IHDR")
    small = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    FILE.write_bytes(SIGNATURE + b"".join(chunk(kind, body) for kind, body in small))


def chunk(kind: bytes, body: bytes) -> bytes:
    """One part of a PNG file."""
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


if __name__ == "__main__":
    port = os.environ.get("PORT", "8000")
    main(sys.argv[1] if len(sys.argv) > 1 else f"http://localhost:{port}{COMPARISON}")
