"""Plain paragraphs and tables as the XML of Word: the format, and nothing of comparisons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from proposals.exports.word.blocks import Block, Paragraph, TableCell, TextRun, WordTable

WIDTH = 15138
"""Twentieths of a point between the margins of the page."""

INDENT = 284
"""Twentieths of a point for a level of a list."""

# What XML cannot hold at all; and marks that would turn the direction of all that follows.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Writer:
    """Writes blocks at the end of a document."""

    def __init__(self, document: Document) -> None:
        self.part = document.part
        self.body = document.element.body
        self.end = self.body.sectPr
        self.links: dict[str, str] = {}
        self.bookmarks = 0

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks in order."""
        for block in blocks:
            element = self.table(block) if isinstance(block, WordTable) else self.paragraph(block)
            self.end.addprevious(element)

    def paragraph(self, one: Paragraph) -> BaseOxmlElement:
        """Return one paragraph."""
        element = _element("w:p")
        looks = _element("w:pPr")
        if one.style:
            looks.append(_element("w:pStyle", val=one.style))
        right = is_right_to_left(one.text) if one.right_to_left is None else one.right_to_left
        if right:
            looks.append(_element("w:bidi"))
        if one.indent:
            looks.append(_element("w:ind", left=INDENT * (one.indent + 1), hanging=INDENT))
        if len(looks):
            element.append(looks)
        runs = [run for words in one.words for run in self.words(words)]
        for part in self._with_bookmark(one.bookmark, runs):
            element.append(part)
        return element

    def words(self, words: TextRun) -> list[BaseOxmlElement]:
        """Return one stretch of text, inside its link if it has one; nothing for an empty one."""
        if not words.text:
            return []
        run = _run(words)
        if not (words.link or words.anchor):
            return [run]
        link = _element("w:hyperlink", history=1)
        if words.anchor:
            link.set(qn("w:anchor"), words.anchor)
        else:
            link.set(qn("r:id"), self._target(words.link))
        link.append(run)
        return [link]

    def table(self, one: WordTable) -> BaseOxmlElement:
        """Return a table whose first row repeats on every page."""
        widths = [WIDTH * share // sum(one.widths) for share in one.widths]
        element = _element("w:tbl")
        element.append(_table_looks(one.title))
        grid = _element("w:tblGrid")
        for width in widths:
            grid.append(_element("w:gridCol", w=width))
        element.append(grid)
        element.append(self._row(one.head, widths, head=True, whole=True))
        for row in one.rows:
            element.append(self._row(row, widths, head=False, whole=one.whole))
        return element

    def _row(
        self, cells: Iterable[TableCell], widths: list[int], *, head: bool, whole: bool
    ) -> BaseOxmlElement:
        element = _element("w:tr")
        looks = _element("w:trPr")
        if whole:
            looks.append(_element("w:cantSplit"))
        if head:
            looks.append(_element("w:tblHeader"))
        element.append(looks)
        for cell, width in zip(cells, widths, strict=True):
            element.append(self._cell(cell, width))
        return element

    def _cell(self, cell: TableCell, width: int) -> BaseOxmlElement:
        element = _element("w:tc")
        looks = _element("w:tcPr")
        looks.append(_element("w:tcW", w=width, type="dxa"))
        if cell.colour:
            borders = _element("w:tcBorders")
            borders.append(_element("w:top", val="single", sz=18, space=0, color=cell.colour))
            looks.append(borders)
        element.append(looks)
        # A cell without a paragraph is no cell to Word.
        for one in cell.paragraphs or (Paragraph(()),):
            element.append(self.paragraph(one))
        return element

    def _with_bookmark(
        self, bookmark: str, runs: list[BaseOxmlElement]
    ) -> Iterable[BaseOxmlElement]:
        if not bookmark:
            return runs
        self.bookmarks += 1
        start = _element("w:bookmarkStart", id=self.bookmarks, name=bookmark)
        return [start, *runs, _element("w:bookmarkEnd", id=self.bookmarks)]

    def _target(self, address: str) -> str:
        """Return the name of an outside address within the file."""
        if address not in self.links:
            # The library looks through all relations for each new one; the name alone is enough.
            name = f"link{len(self.links) + 1}"
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.part.rels.add_relationship(kind, legible(address), name, is_external=True)
            self.links[address] = name
        return self.links[address]


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def legible(text: str) -> str:
    """Return a text that XML can hold, without marks that would turn what follows."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _TURNING.sub("", _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines))


def _run(words: TextRun) -> BaseOxmlElement:
    run = _element("w:r")
    looks = _run_looks(words)
    if len(looks):
        run.append(looks)
    for place, line in enumerate(legible(words.text).split("\n")):
        if place:
            run.append(_element("w:br"))
        for number, piece in enumerate(line.split("\t")):
            if number:
                run.append(_element("w:tab"))
            if piece:
                run.append(_text(piece))
    return run


def _run_looks(words: TextRun) -> BaseOxmlElement:
    """Return how a run looks; the order of the parts is the one that the format asks for."""
    right = is_right_to_left(words.text)
    style = "Hyperlink" if words.link or words.anchor else "Quiet" if words.quiet else ""
    looks = _element("w:rPr")
    if style:
        looks.append(_element("w:rStyle", val=style))
    if words.code:
        looks.append(_element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Courier New"))
    for is_set, names in ((words.bold, ("w:b", "w:bCs")), (words.italic, ("w:i", "w:iCs"))):
        for name in names if is_set else ():
            looks.append(_element(name))
    if words.colour:
        looks.append(_element("w:color", val=words.colour))
    if right:
        looks.append(_element("w:rtl"))
    if words.language:
        side = "bidi" if right else "val"
        looks.append(_element("w:lang", **{side: words.language}))
    return looks


def _table_looks(title: str) -> BaseOxmlElement:
    looks = _element("w:tblPr")
    looks.append(_element("w:tblStyle", val="Comparison"))
    looks.append(_element("w:tblW", w=WIDTH, type="dxa"))
    looks.append(_element("w:tblLayout", type="fixed"))
    looks.append(_element("w:tblLook", val="0020", firstRow=1, firstColumn=0, noVBand=1))
    looks.append(_element("w:tblCaption", val=legible(title)))
    return looks


def _text(piece: str) -> BaseOxmlElement:
    element = _element("w:t")
    element.text = piece
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _element(kind: str, /, **attributes: str | int) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(kind)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
