"""A comparison as a Word document, to be edited and handed over.

Its notes are a numbered list with links, not Word's own endnotes: one note is named in many places
and by letter, which those cannot do. Their numbers are those of the printed sheet.
"""

from __future__ import annotations

from proposals.exports.brief.content import Brief
from proposals.exports.bundle import ExportBundle
from proposals.exports.word.brief import build_brief
from proposals.exports.word.content import build_blocks
from proposals.exports.word.package import pack
from proposals.exports.word.styles import BRIEF_PAGE, create_document
from proposals.exports.word.writer import Writer

__all__ = ["CONTENT_TYPE", "write", "write_brief"]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(bundle: ExportBundle) -> bytes:
    """Return the file; the same content made at the same moment gives the same bytes."""
    document = create_document(bundle)
    Writer(document).write(build_blocks(bundle))
    return pack(document, bundle.moment)


def write_brief(bundle: ExportBundle) -> bytes:
    """Return the file of a brief, by the same rule."""
    document = create_document(bundle, BRIEF_PAGE)
    Writer(document, BRIEF_PAGE.width).write(build_brief(Brief(bundle)))
    return pack(document, bundle.moment)
