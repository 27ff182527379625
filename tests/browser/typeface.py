"""The one font of the browser under test, as wide as Arial: pages measure the same everywhere."""

import os
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"

# Chromium on Linux asks fontconfig for every font; with one font that is the answer for all names.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def environment(folder: Path) -> dict[str, str]:
    """Return the environment in which Chromium finds the font in `fonts` and no other.

    The folder, which nothing else writes to, takes a file of settings and a cache.
    """
    file = folder / "fonts.conf"
    text = CONFIGURATION.format(fonts=FONTS, cache=folder / "cache")
    file.write_text(text, encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
