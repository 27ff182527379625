"""Draws one PDF in a process of its own: a job comes in as JSON, the file goes out.

It is started by file name in an isolated interpreter, knows neither the site nor its database, and
fetches nothing: a sheet brings all that it shows. It bounds its own memory and its own time, so
that no sheet can take the machine with it. Exit codes: `NO_LIBRARIES`, `NO_MEMORY`, or 0.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

NO_LIBRARIES = 3
"""WeasyPrint cannot find a library of the system."""
NO_MEMORY = 4
"""The drawing needed more memory than it may have."""
KINDNESS = 2
"""How far the drawing steps back behind those who wait for a page."""

_MEGABYTE = 1024 * 1024


def bound(seconds: int, megabytes: int) -> None:
    """Let the system stop this process beyond so much computing time or so much memory."""
    os.nice(KINDNESS)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_AS, megabytes * _MEGABYTE)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, value: int) -> None:
    """Lower a limit of the system; one that is lower already stays."""
    _soft, hard = resource.getrlimit(limit)
    bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (bounded, bounded))


class Run(str):
    """A text that counts as one sign where its signs are gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def draw_words_whole() -> None:
    """Let the words in drawings be set as words.

    WeasyPrint 70 sets them letter by letter: Arabic then runs backwards, its letters apart.
    """
    from weasyprint import svg

    by_letters = svg.text

    def text(drawing: Any, node: Any, font_size: float) -> None:
        node._etree_node.text = Run(node.text or "")
        by_letters(drawing, node, font_size)

    svg.text = text
    svg.TAGS.update({tag: text for tag, draws in svg.TAGS.items() if draws is by_letters})


def draw(html: str, style: str, address: str) -> bytes:
    """Return the sheet as a tagged PDF (PDF/UA-1); links without a host begin at `address`."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class NoFetcher(URLFetcher):
        """Refuses every address, of files and data too."""

        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError(f"A sheet fetches nothing: {url[:200]}")

    draw_words_whole()
    nothing = NoFetcher()
    page = HTML(string=html, base_url=address, url_fetcher=nothing)
    sheet = CSS(string=style, base_url=address, url_fetcher=nothing)
    content: bytes = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_tags=True)
    return content


def main() -> int:
    """Draw the job that standard input holds, and return the exit code."""
    job = json.load(sys.stdin.buffer)
    bound(job["seconds"], job["megabytes"])
    try:
        import weasyprint  # noqa: F401 - here, within the bounds, to tell what is missing
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return NO_LIBRARIES
    try:
        content = draw(job["html"], job["style"], job["address"])
    except MemoryError:
        return NO_MEMORY
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
