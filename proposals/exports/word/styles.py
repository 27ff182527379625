"""The empty Word document of a comparison: its page, styles, footer and properties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import docx
from django.utils.translation import gettext
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import foot_of
from proposals.exports.word.writer import clean_text
from proposals.language.active import active_language, isolated
from sources.text_directions import cut

COLOURS = (
    "12161F",
    "1C5FA8",
    "8F5A00",
    "640981",
    "537254",
    "4D1E04",
    "1E5561",
    "454605",
    "360761",
)
"""The colours of parties by their number, as on the site's light pages; first that of several."""

LINES = {1: "single", 2: "double", 3: "dashed", 4: "dotted", 5: "dotDash"}
"""Word's names of the lines that tell the documents of one party apart."""

LONGEST_TITLE = 90
"""Characters of the title in the footer."""

_STYLES = Path(__file__).with_name("styles.xml")
_LONGEST_PROPERTY = 255


@dataclass(frozen=True)
class WordPage:
    """A page of A4: how it lies, its margin in millimetres, and the style of its foot."""

    landscape: bool
    margin: int
    foot: str

    @property
    def width(self) -> int:
        """What is between the margins, in twentieths of a point."""
        return int(Mm((297 if self.landscape else 210) - 2 * self.margin).twips)


SHEET_PAGE = WordPage(landscape=True, margin=15, foot="Footer")
BRIEF_PAGE = WordPage(landscape=False, margin=12, foot="BriefFooter")


def create_document(bundle: ExportBundle, page: WordPage = SHEET_PAGE) -> Document:
    """Return an empty document whose properties name its content."""
    document = docx.Document()
    _set_page(document, page)
    _set_styles(document, active_language().code)
    _set_properties(document, bundle)
    _write_footer(document, bundle, page)
    _remove_template_parts(document)
    return document


def _set_page(document: Document, page: WordPage) -> None:
    section = document.sections[0]
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width = long if page.landscape else short
    section.page_height = short if page.landscape else long
    section.left_margin = section.right_margin = Mm(page.margin)
    section.top_margin = section.bottom_margin = Mm(page.margin)
    section.footer_distance = section.header_distance = Mm(page.margin // 2)


def _set_styles(document: Document, language: str) -> None:
    """Put our styles in the place of the template's; what names no language is in this one."""
    ours = parse_xml(_STYLES.read_bytes())
    theirs = document.styles.element
    for style in list(theirs):
        theirs.remove(style)
    for style in list(ours):
        theirs.append(style)
    for default in theirs.iter(qn("w:lang")):
        default.set(qn("w:val"), language)


def _set_properties(document: Document, bundle: ExportBundle) -> None:
    properties = document.core_properties
    moment = bundle.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = _clean_property(bundle.title)
    properties.subject = _clean_property(bundle.selection_words)
    properties.author = properties.last_modified_by = "Parley"
    properties.language = active_language().code
    properties.identifier = f"sha256:{bundle.hash}"
    properties.comments = _clean_property(bundle.address)
    properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = moment


def _clean_property(text: str) -> str:
    """Return the text as a property can hold it: one line of a bounded length."""
    return cut(clean_text(" ".join(text.split())), _LONGEST_PROPERTY)


def _write_footer(document: Document, bundle: ExportBundle, page: WordPage) -> None:
    """Write title and day, page of pages, hash and address at the foot of every page."""
    footer = document.sections[0].footer
    line = footer.paragraphs[0]
    foot = foot_of(bundle)
    line.add_run(f"{isolated(_shorten(bundle.title))}, {foot.day}")
    before, _mark, rest = gettext("page {n} of {m}").partition("{n}")
    between, _mark, after = rest.partition("{m}")
    line.add_run(f"\t{before}")
    _add_field(line._p, "PAGE")
    line.add_run(between)
    _add_field(line._p, "NUMPAGES")
    line.add_run(f"{after}\t{foot.hash}")
    footer.add_paragraph(clean_text(foot.address))
    for paragraph in footer.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        for style in properties.findall(qn("w:pStyle")):
            properties.remove(style)
        properties.insert(0, _styled(page.foot))


def _shorten(title: str) -> str:
    line = _clean_property(title)
    return line if len(line) <= LONGEST_TITLE else cut(line, LONGEST_TITLE - 1) + "…"


def _styled(name: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement("w:pStyle")
    element.set(qn("w:val"), name)
    return element


def _add_field(line: object, name: str) -> None:
    """Add a number that Word counts itself."""
    field, run, text = (OxmlElement(kind) for kind in ("w:fldSimple", "w:r", "w:t"))
    field.set(qn("w:instr"), name)
    text.text = "1"
    run.append(text)
    field.append(run)
    line.append(field)  # type: ignore[attr-defined]


def _remove_template_parts(document: Document) -> None:
    """Remove what the template brings along: its picture, its styles once more, its lists."""
    _remove_relations(document.part.package.rels, "thumbnail")
    _remove_relations(document.part.rels, "stylesWithEffects")
    _remove_relations(document.part.rels, RELATIONSHIP_TYPE.CUSTOM_XML)
    _remove_relations(document.part.rels, RELATIONSHIP_TYPE.NUMBERING)


def _remove_relations(relations: dict[str, object], ending: str) -> None:
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(ending):  # type: ignore[attr-defined]
            del relations[name]
