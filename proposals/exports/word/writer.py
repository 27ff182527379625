"""The writer of plain paragraphs and tables as the XML of Word; it knows no comparison."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from proposals.exports.word.blocks import Block, Paragraph, Picture, TableCell, TextRun, WordTable
from sources.iris import valid_iri
from sources.text_directions import (
    FSI,
    TextDirection,
    balanced,
    direction_of_language,
    direction_of_text,
    language_by_script,
    pieces,
)

WIDTH = 15138
"""Twentieths of a point between the margins of a page that lies on its side."""

INDENT = 284
"""Twentieths of a point for a level of a list."""

# What XML cannot hold at all; and marks that would turn the direction of all that follows.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_TURNING = re.compile("[\u202a-\u202e]")


_ANCHOR = {
    "distT": "0", "distB": "0", "distL": "114300", "distR": "0", "simplePos": "0",
    "relativeHeight": "1", "behindDoc": "0", "locked": "0", "layoutInCell": "1",
    "allowOverlap": "0",
}  # fmt: skip
"""The attributes of a picture around which words run; distances in 914,400ths of an inch."""


class Writer:
    """A writer of blocks at the end of a document.

    `width` is what its tables fill, in twentieths of a point.
    """

    def __init__(self, document: Document, width: int = WIDTH) -> None:
        self.document = document
        self.width = width
        self.part = document.part
        self.body = document.element.body
        self.end = self.body.sectPr
        self.links: dict[str, str] = {}
        self.bookmarks = 0

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks in order."""
        for block in blocks:
            if isinstance(block, WordTable):
                self.end.addprevious(self.build_table(block))
            elif isinstance(block, Picture):
                self.add_picture(block)
            else:
                self.end.addprevious(self.build_paragraph(block))

    def add_picture(self, picture: Picture) -> None:
        """Add a picture with its text; words run around it."""
        run = self.document.add_paragraph().add_run()
        drawn = run.add_picture(io.BytesIO(picture.content), width=Mm(picture.millimetres))
        drawn._inline.docPr.set("descr", clean_text(picture.text))
        _anchor(drawn._inline)

    def build_paragraph(self, paragraph: Paragraph) -> BaseOxmlElement:
        """Return the element of a paragraph."""
        element, properties = _element("w:p"), _element("w:pPr")
        if paragraph.style:
            properties.append(_element("w:pStyle", val=paragraph.style))
        right = paragraph.right_to_left
        if is_right_to_left(paragraph.text) if right is None else right:
            properties.append(_element("w:bidi"))
        if paragraph.indent:
            left = INDENT * (paragraph.indent + 1)
            properties.append(_element("w:ind", left=left, hanging=INDENT))
        if len(properties):
            element.append(properties)
        runs = [part for run in paragraph.runs for part in self._build_runs(run)]
        for part in self._add_bookmark(paragraph.bookmark, runs):
            element.append(part)
        return element

    def _build_runs(self, run: TextRun) -> list[BaseOxmlElement]:
        """Return the elements of a run, one for each direction, inside its link if it has one.

        Word wants to be told of each stretch of text which way it runs, and in which language.
        """
        if not run.text:
            return []
        parts = [replace(run, text=text) for text in pieces(clean_text(run.text))]
        elements = [_build_run(part) for part in parts]
        if not (run.link or run.anchor):
            return elements
        link = _element("w:hyperlink", history=1)
        if run.anchor:
            link.set(qn("w:anchor"), run.anchor)
        else:
            link.set(qn("r:id"), self._name_link(run.link))
        for element in elements:
            link.append(element)
        return [link]

    def build_table(self, table: WordTable) -> BaseOxmlElement:
        """Return the element of a table whose first row repeats on every page."""
        widths = [self.width * share // sum(table.widths) for share in table.widths]
        element = _element("w:tbl")
        element.append(_table_properties(table, self.width))
        grid = _element("w:tblGrid")
        for width in widths:
            grid.append(_element("w:gridCol", w=width))
        element.append(grid)
        element.append(self._build_row(table.head, widths, head=True, whole=True))
        for row in table.rows:
            element.append(self._build_row(row, widths, head=False, whole=table.whole))
        return element

    def _build_row(
        self, cells: Iterable[TableCell], widths: list[int], *, head: bool, whole: bool
    ) -> BaseOxmlElement:
        element, properties = _element("w:tr"), _element("w:trPr")
        if whole:
            properties.append(_element("w:cantSplit"))
        if head:
            properties.append(_element("w:tblHeader"))
        element.append(properties)
        remaining = list(widths)
        for cell in cells:
            own, remaining = remaining[: cell.span], remaining[cell.span :]
            element.append(self._build_cell(cell, sum(own)))
        if remaining:
            raise ValueError(f"A row of a table lacks the cells of {len(remaining)} columns.")
        return element

    def _build_cell(self, cell: TableCell, width: int) -> BaseOxmlElement:
        element, properties = _element("w:tc"), _element("w:tcPr")
        properties.append(_element("w:tcW", w=width, type="dxa"))
        if cell.span > 1:
            properties.append(_element("w:gridSpan", val=cell.span))
        if cell.merge:
            properties.append(_element("w:vMerge", val=cell.merge))
        if cell.colour:
            borders = _element("w:tcBorders")
            borders.append(_element("w:top", val=cell.line, sz=18, space=0, color=cell.colour))
            properties.append(borders)
        element.append(properties)
        # A cell without a paragraph is no cell to Word.
        for paragraph in cell.paragraphs or (Paragraph(()),):
            element.append(self.build_paragraph(paragraph))
        return element

    def _add_bookmark(
        self, bookmark: str, runs: list[BaseOxmlElement]
    ) -> Iterable[BaseOxmlElement]:
        """Return the runs between the ends of a bookmark, if there is one."""
        if not bookmark:
            return runs
        self.bookmarks += 1
        start = _element("w:bookmarkStart", id=self.bookmarks, name=bookmark)
        return [start, *runs, _element("w:bookmarkEnd", id=self.bookmarks)]

    def _name_link(self, address: str) -> str:
        """Return the name of an outside address within the file."""
        if address not in self.links:
            # The library looks through all relations for each new one; the name alone is enough.
            name = f"link{len(self.links) + 1}"
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.part.rels.add_relationship(kind, valid_iri(address), name, is_external=True)
            self.links[address] = name
        return self.links[address]


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction runs from right to left.

    What is isolated is passed over.
    """
    left = TextDirection.LEFT_TO_RIGHT
    return direction_of_text(text, left) is not left


def clean_text(text: str) -> str:
    """Return the text as XML can hold it, without marks that would turn what follows."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return balanced(_TURNING.sub("", _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines)))


def _build_run(run: TextRun) -> BaseOxmlElement:
    element, properties = _element("w:r"), _run_properties(run)
    if len(properties):
        element.append(properties)
    for place, line in enumerate(run.text.split("\n")):
        if place:
            element.append(_element("w:br"))
        for number, piece in enumerate(line.split("\t")):
            if number:
                element.append(_element("w:tab"))
            if piece:
                element.append(_build_text(piece))
    return element


def _run_properties(run: TextRun) -> BaseOxmlElement:
    """Return the properties of a run in the order that the format asks for."""
    right = is_right_to_left(run.text.lstrip(FSI))
    style = "Hyperlink" if run.link or run.anchor else "Quiet" if run.quiet else ""
    properties = _element("w:rPr")
    if style:
        properties.append(_element("w:rStyle", val=style))
    if run.code:
        properties.append(
            _element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Courier New")
        )
    # Scripts that run from the right have no slanted letters.
    slanted = run.italic and not right
    for is_set, names in ((run.bold, ("w:b", "w:bCs")), (slanted, ("w:i", "w:iCs"))):
        for name in names if is_set else ():
            properties.append(_element(name))
    if run.colour:
        properties.append(_element("w:color", val=run.colour))
    if right:
        properties.append(_element("w:rtl"))
    language = _language_of(run, right=right)
    if language:
        side = "bidi" if right else "val"
        properties.append(_element("w:lang", **{side: language}))
    return properties


def _language_of(run: TextRun, *, right: bool) -> str:
    """Return the language of a run, if letters that run this way can be of it.

    Of a name in another script than the text around it, the script is all that is known.
    """
    if (
        run.language
        and (direction_of_language(run.language) != TextDirection.LEFT_TO_RIGHT) == right
    ):
        return run.language
    return language_by_script(run.text) if right else ""


def _table_properties(table: WordTable, width: int) -> BaseOxmlElement:
    properties = _element("w:tblPr")
    properties.append(_element("w:tblStyle", val="Comparison"))
    properties.append(_element("w:tblW", w=width, type="dxa"))
    properties.append(_element("w:tblLayout", type="fixed"))
    if table.tight:
        margins = _element("w:tblCellMar")
        for side in ("w:top", "w:bottom"):
            margins.append(_element(side, w=0, type="dxa"))
        properties.append(margins)
    properties.append(_element("w:tblLook", val="0020", firstRow=1, firstColumn=0, noVBand=1))
    properties.append(_element("w:tblCaption", val=clean_text(table.title)))
    return properties


def _anchor(inline: BaseOxmlElement) -> None:
    """Put a picture that stands in a line at the top of the page, on the side where lines end."""
    anchor = OxmlElement("wp:anchor")
    for name, value in _ANCHOR.items():
        anchor.set(name, value)
    anchor.append(parse_xml(f'<wp:simplePos {nsdecls("wp")} x="0" y="0"/>'))
    for name, side in (("positionH", "right"), ("positionV", "top")):
        place = f'<wp:{name} {nsdecls("wp")} relativeFrom="margin"><wp:align>{side}</wp:align>'
        anchor.append(parse_xml(f"{place}</wp:{name}>"))
    extent, *others = list(inline)
    anchor.append(extent)
    anchor.append(parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>'))
    for part in others:
        anchor.append(part)
    inline.getparent().replace(inline, anchor)


def _build_text(piece: str) -> BaseOxmlElement:
    element = _element("w:t")
    element.text = piece
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _element(kind: str, /, **attributes: str | int) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(kind)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
