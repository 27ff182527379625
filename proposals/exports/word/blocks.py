"""What a Word document is made of, as plain values: words, paragraphs, tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TextRun:
    """A stretch of text that looks alike.

    `language` is a tag, empty for the language of the document. `link` is a web address, `anchor`
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


@dataclass(frozen=True)
class Paragraph:
    """Some words in a paragraph style, known by its id; `bookmark` is what links lead to.

    `indent` counts levels, for lists within lists. A paragraph runs as its first letter does,
    unless `right_to_left` says how: for lines of ours that begin with a text of the data.
    """

    words: tuple[TextRun, ...]
    style: str = ""
    bookmark: str = ""
    indent: int = 0
    right_to_left: bool | None = None

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(words.text for words in self.words)


@dataclass(frozen=True)
class TableCell:
    """A cell of a table; `colour` draws a line above it."""

    paragraphs: tuple[Paragraph, ...]
    colour: str = ""


@dataclass(frozen=True)
class WordTable:
    """A head that repeats on every page, and rows.

    `widths` are shares of the width. `whole` keeps each row on one page where it fits. `title` is
    for readers who hear the document.
    """

    title: str
    widths: tuple[int, ...]
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    whole: bool = True


Block = Paragraph | WordTable


def paragraph(*parts: TextRun | str, style: str = "", bookmark: str = "") -> Paragraph:
    """Return a paragraph of words; plain text is in the document's own language."""
    words = (TextRun(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(tuple(one for one in words if one.text), style, bookmark)
