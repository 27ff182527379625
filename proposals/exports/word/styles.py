"""The empty Word document of a comparison: its page, styles, footer and properties."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import docx
from django.utils.translation import gettext
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from proposals.exports.bundle import ExportBundle
from proposals.exports.word.writer import clean_text

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
_MARGIN = Mm(15)
_LONGEST_PROPERTY = 255


def create_document(bundle: ExportBundle) -> Document:
    """Return an empty document in landscape A4 whose properties name its content."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document, bundle.negotiation.language)
    _set_properties(document, bundle)
    _write_footer(document, bundle)
    _remove_template_parts(document)
    return document


def _set_page(document: Document) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    page.footer_distance = page.header_distance = Mm(8)


def _set_styles(document: Document, language: str) -> None:
    """Put our styles in the place of the template's."""
    ours = parse_xml(_STYLES.read_bytes())
    theirs = document.styles.element
    for style in list(theirs):
        theirs.remove(style)
    for style in list(ours):
        theirs.append(style)
    for default in theirs.iter(qn("w:lang")):
        default.set(qn("w:val"), language or "en")


def _set_properties(document: Document, bundle: ExportBundle) -> None:
    properties = document.core_properties
    moment = bundle.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = _clean_property(bundle.title)
    properties.subject = _clean_property(bundle.selection_words)
    properties.author = properties.last_modified_by = "Parley"
    properties.language = bundle.negotiation.language
    properties.identifier = f"sha256:{bundle.hash}"
    properties.comments = _clean_property(bundle.address)
    properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = moment


def _clean_property(text: str) -> str:
    """Return the text as a property can hold it: one line of a bounded length."""
    return clean_text(" ".join(text.split()))[:_LONGEST_PROPERTY]


def _write_footer(document: Document, bundle: ExportBundle) -> None:
    """Write title, page of pages, and the beginning of the hash at the foot of every page."""
    line = document.sections[0].footer.paragraphs[0]
    title = _clean_property(bundle.title)
    line.add_run(title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…")
    before, _mark, rest = gettext("page {n} of {m}").partition("{n}")
    between, _mark, after = rest.partition("{m}")
    line.add_run(f"\t{before}")
    _add_field(line._p, "PAGE")
    line.add_run(between)
    _add_field(line._p, "NUMPAGES")
    line.add_run(f"{after}\t{bundle.short_hash}")


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
