"""Draws one PDF in a process of its own: a job comes in as JSON, the file goes out.

It is started by file name in an isolated interpreter, knows neither the site nor its database, and
fetches nothing: a sheet brings all that it shows. It bounds its own memory, and the computing that
it does without getting on, so that no sheet can take the machine with it. How far it is, it says in
lines ("laid 3", "written 1", "step") to the open file whose number is its argument; once nobody
reads them any more it ends. Exit codes: `NO_LIBRARIES`, `NO_MEMORY`, or 0.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import resource
import sys
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import bidirectional

NO_LIBRARIES = 3
"""WeasyPrint cannot find a library of the system."""
NO_MEMORY = 4
"""The drawing needed more memory than it may have."""
NOBODY_THERE = 5
"""Whoever began the drawing is gone."""
KINDNESS = 2
"""How far the drawing steps back behind those who wait for a page."""

COLLECTED_AFTER = (100_000, 50, 100)
"""How many new objects Python lets come before it looks for those that nobody holds any more.

A drawing makes some millions of objects and lets go of few before it ends. With Python's usual 700
a fifth of the time goes into looking through them.
"""

NAMED_BLOCKS = ("li", "div", "p")
"""Blocks that begin where the first element in them begins."""

RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
"""The directions of signs that may make a text run from right to left."""

_MEGABYTE = 1024 * 1024
_LAID_OUT = re.compile(r"Creating layout - Page (\d+)")


def bound(seconds: int, megabytes: int) -> None:
    """Let the system stop this process beyond so much memory, or so much computing without a step.

    `seconds` are those of the processor; `Progress` moves their end along.
    """
    os.nice(KINDNESS)
    _compute_at_most(seconds)
    _lower(resource.RLIMIT_AS, megabytes * _MEGABYTE)
    _lower(resource.RLIMIT_CORE, 0)


def _compute_at_most(seconds: int) -> None:
    """Let the system stop this process after so many more seconds of computing."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + seconds
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    bounded = end if hard == resource.RLIM_INFINITY else min(end, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (bounded, hard))


def _lower(limit: int, value: int) -> None:
    """Lower a limit of the system; one that is lower already stays."""
    _soft, hard = resource.getrlimit(limit)
    bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (bounded, bounded))


class Progress(logging.Handler):
    """Says how far the drawing is, and gives it the time for the next step.

    It hears what WeasyPrint says of itself: a line for each step, and for each page laid out.
    """

    def __init__(self, output: int | None, seconds: int) -> None:
        super().__init__()
        self.output = output
        self.seconds = seconds
        self.written = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Say which page is laid out, or that another step has begun."""
        page = _LAID_OUT.search(record.getMessage())
        self.say(f"laid {page[1]}" if page else "step")

    def page_written(self) -> None:
        """Say that one more page is written."""
        self.written += 1
        self.say(f"written {self.written}")

    def say(self, line: str) -> None:
        """Write a line; end the process if nobody reads it, since nobody waits for the file."""
        _compute_at_most(self.seconds)
        if self.output is None:
            return
        try:
            os.write(self.output, f"{line}\n".encode())
        except BrokenPipeError:
            os._exit(NOBODY_THERE)
        except BlockingIOError:
            pass  # a reader who is behind hears of the next page


def tell(progress: Progress) -> None:
    """Let WeasyPrint tell of its steps, of each page laid out, and of each page written."""
    from weasyprint.document import Page
    from weasyprint.logger import PROGRESS_LOGGER

    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.propagate = False
    PROGRESS_LOGGER.addHandler(progress)
    paint = Page.paint

    def paint_and_tell(page: Any, *given: Any, **named: Any) -> None:
        paint(page, *given, **named)
        progress.page_written()

    Page.paint = paint_and_tell


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


def break_lines_once() -> None:
    """Let the same words in the same style and width be broken into lines once.

    WeasyPrint 70 does so again for each width that it tries and for each row that it moves to the
    next page; what comes out depends on nothing else.
    """
    from weasyprint.layout import inline, preferred

    break_line = inline.split_first_line
    lines: dict[tuple[object, ...], tuple[Any, Any]] = {}

    def break_line_once(text: str, style: Any, context: Any, *rest: Any, **more: Any) -> Any:
        key = (text, id(style), *rest, *more.items())
        if key not in lines:
            # The style is held too: another one could get its identity.
            lines[key] = style, break_line(text, style, context, *rest, **more)
        return lines[key][1]

    inline.split_first_line = preferred.split_first_line = break_line_once


def lay_out_columns_once() -> None:
    """Let a column that is simply filled be laid out once.

    WeasyPrint 70 lays columns out to learn how high they get, and again to place them. With
    `column-fill: auto` both come out alike: the second time the first one is moved to its place.
    """
    from weasyprint.layout import block

    lay_out = block.block_box_layout
    columns: dict[tuple[object, ...], Any] = {}

    def lay_out_once(
        context: Any, box: Any, bottom: float, start: Any, *rest: Any, **more: Any
    ) -> Any:
        if not box.is_column or bottom == inf or box.style.parent_style["column_fill"] != "auto":
            return lay_out(context, box, bottom, start, *rest, **more)
        _around, page_is_empty, *positioned = rest[:4]
        key = (box.element, context.current_page, round(bottom, 3), repr(start), page_is_empty)
        if key in columns:
            column = columns.pop(key)
            column[0].translate(dx=box.position_x - column[0].position_x)
            return column
        column = lay_out(context, box, bottom, start, *rest, **more)
        # What is positioned is told apart from its column, and would be lost.
        if column[0] is not None and not any(positioned):
            columns[key] = column
        return column

    block.block_box_layout = lay_out_once


def share_styles(element: Any, around: str = "") -> None:
    """Let elements that look alike share a style: WeasyPrint 70 works out each style by itself.

    An element with a language or a name has a style of its own, and so has all that it holds. So
    a language that the text around has too goes, and the name of a block goes to what it begins
    with.
    """
    if element.get("lang") == around:
        del element.attrib["lang"]
    if element.tag in NAMED_BLOCKS and "id" in element.attrib and _begins_with_unnamed(element):
        element[0].set("id", element.attrib.pop("id"))
    for child in element:
        share_styles(child, element.get("lang", around))


def _begins_with_unnamed(block: Any) -> bool:
    """Tell whether a block begins with an element, before any word, that has no name of its own."""
    return len(block) > 0 and not (block.text or "").strip() and "id" not in block[0].attrib


def runs_right_to_left(element: Any, style: str) -> bool:
    """Tell whether anything in a document, or in the words of its styles, runs right to left."""
    if any(one.get("dir") == "rtl" for one in element.iter()):
        return True
    texts = (style, *element.itertext())
    return any(
        bidirectional(sign) in RIGHT_TO_LEFT
        for text in texts
        if not text.isascii()
        for sign in text
    )


def write_directions(element: Any) -> str:
    """Let a document be set in the directions of its letters; return the styles that it needs."""
    # At the end, so that no module of the site stands before one of Python's.
    sys.path.append(str(Path(__file__).resolve().parents[3]))
    from proposals.exports.paper.directions import steps

    styles: str = steps.write_directions(element)
    return styles


def draw(html: str, style: str, address: str) -> bytes:
    """Return the sheet as a tagged PDF (PDF/UA-1); links without a host begin at `address`."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class NoFetcher(URLFetcher):
        """Refuses every address, of files and data too."""

        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError(f"A sheet fetches nothing: {url[:200]}")

    draw_words_whole()
    break_lines_once()
    lay_out_columns_once()
    nothing = NoFetcher()
    page = HTML(string=html, base_url=address, url_fetcher=nothing)
    if runs_right_to_left(page.etree_element, style):
        style += write_directions(page.etree_element)
    share_styles(page.etree_element)
    sheet = CSS(string=style, base_url=address, url_fetcher=nothing)
    content: bytes = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_tags=True)
    return content


def main() -> int:
    """Draw the job that standard input holds, and return the exit code."""
    gc.set_threshold(*COLLECTED_AFTER)
    job = json.load(sys.stdin.buffer)
    bound(job["seconds"], job["megabytes"])
    try:
        import weasyprint  # noqa: F401 - here, within the bounds, to tell what is missing
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return NO_LIBRARIES
    tell(Progress(int(sys.argv[1]) if len(sys.argv) > 1 else None, job["seconds"]))
    try:
        content = draw(job["html"], job["style"], job["address"])
    except MemoryError:
        return NO_MEMORY
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
