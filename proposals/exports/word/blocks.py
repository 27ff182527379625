"""The parts of a Word document as plain values: runs of text, paragraphs, tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposals.language.active import active_language
from proposals.language.local_text import language_in
from sources.text_directions import TextDirection, isolated


@dataclass(frozen=True)
class TextRun:
    """A stretch of text in one format.

    `language` is a tag, empty for the language of the document; a text in the reader's language has
    its own. `link` is a web address, `anchor`
    the name of a bookmark in this document. `colour` is six hexadecimal digits.
    """

    text: str
    language: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    quiet: bool = False
    link: str = ""
    anchor: str = ""
    colour: str = ""

    def __post_init__(self) -> None:
        """Give a text in the reader's language its own, not that of originals."""
        object.__setattr__(self, "language", language_in(self.text, self.language))


@dataclass(frozen=True)
class Paragraph:
    """Some runs of text in a paragraph style, known by its id; links lead to `bookmark`.

    `indent` counts levels, for lists within lists. A paragraph runs as its first letter does that
    is in no isolate, unless `right_to_left` says how.
    """

    runs: tuple[TextRun, ...]
    style: str = ""
    bookmark: str = ""
    indent: int = 0
    right_to_left: bool | None = None

    @property
    def text(self) -> str:
        """The whole text of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class TableCell:
    """A cell of a table; with a `colour` there is a line above it, of one of Word's kinds.

    It is as wide as `span` columns. `merge` is "restart" where a cell goes on in the next rows, and
    "continue" in these, which have no text of their own.
    """

    paragraphs: tuple[Paragraph, ...]
    colour: str = ""
    line: str = "single"
    span: int = 1
    merge: str = ""


@dataclass(frozen=True)
class WordTable:
    """A table whose head repeats on every page.

    `widths` are shares of the width. `whole` keeps each row on one page where it fits. `title` is
    for readers who hear the document. A `tight` table has no white above and below its cells.
    """

    title: str
    widths: tuple[int, ...]
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    whole: bool = True
    tight: bool = False


@dataclass(frozen=True)
class Picture:
    """A square PNG picture at the top of its page, where lines end, with a text that is heard."""

    content: bytes
    text: str
    millimetres: int


Block = Paragraph | WordTable | Picture


IN_LINE = frozenset({"Title", "Heading1", "Heading2", "Column", "BriefHeading"})
"""The styles of heads: they stand on the side where lines of the page begin, whatever they say."""


def paragraph(*parts: TextRun | str, style: str = "", bookmark: str = "") -> Paragraph:
    """Return a paragraph; parts of plain text are in the document's own language.

    One of several parts is a line of ours, and runs as the reader's language does; each part that
    runs the other way is isolated. A single part runs as its own letters do, except as a head.
    """
    made = (TextRun(part) if isinstance(part, str) else part for part in parts)
    runs = tuple(run for run in made if run.text)
    if len(runs) < 2 and style not in IN_LINE:
        return Paragraph(runs, style, bookmark)
    direction = active_language().direction
    apart = tuple(replace(run, text=isolated(run.text, direction)) for run in runs)
    is_right = direction is TextDirection.RIGHT_TO_LEFT
    return Paragraph(apart, style, bookmark, right_to_left=is_right)
