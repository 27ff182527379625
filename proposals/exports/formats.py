"""The files that can be made of a comparison: one line each, used by pages and commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.exports import word
from proposals.exports.brief import page as brief
from proposals.exports.bundle import ExportBundle
from proposals.exports.citations import references
from proposals.exports.citations.annotations import annotations_of
from proposals.exports.markdown_file import markdown
from proposals.exports.paper import html_file, pdf
from proposals.exports.tables import archive, workbook
from sources.citations import CITATION_FORMS

BRIEF = "brief"
"""What the keys of briefs begin with; two files of one comparison need two names."""


@dataclass(frozen=True)
class FileFormat:
    """One form of file.

    `key` stands in addresses and commands and ends as the file does; `write` gives its bytes, in
    pieces where a large comparison would fill the memory. Of a form that `is_drawn` it gives what
    the file is drawn from, which takes long and is done elsewhere (`paper/pdf_process`).
    """

    key: str
    content_type: str
    label: str | Promise
    write: Callable[[ExportBundle], bytes | Iterable[bytes]]
    is_drawn: bool = False

    @property
    def ending(self) -> str:
        """What the file's name ends with, the dot included."""
        return self.key[self.key.index(".") :]

    def name(self, bundle: ExportBundle) -> str:
        """Return the file's name: content, date, ending; a brief says that it is one."""
        kind = f"{BRIEF}_" if self.key.startswith(BRIEF) else ""
        return f"{kind}{bundle.stem}{self.ending}"


def _json(bundle: ExportBundle) -> bytes:
    """Return the record for people and programs: indented, in the order of the page."""
    return json.dumps(bundle.record, ensure_ascii=False, indent=2).encode() + b"\n"


FORMATS = {
    form.key: form
    for form in (
        FileFormat("brief.pdf", "application/pdf", _("Brief, PDF"), brief.pdf_sheet, is_drawn=True),
        FileFormat("brief.docx", word.CONTENT_TYPE, _("Brief, Word"), word.write_brief),
        FileFormat("comparison.html", "text/html; charset=utf-8", _("HTML"), html_file.write),
        FileFormat("comparison.pdf", "application/pdf", _("PDF"), pdf.sheet, is_drawn=True),
        FileFormat("comparison.docx", word.CONTENT_TYPE, _("Word"), word.write),
        FileFormat("comparison.zip", "application/zip", _("CSV files in a ZIP"), archive.write),
        FileFormat("comparison.xlsx", workbook.CONTENT_TYPE, _("Excel workbook"), workbook.write),
        FileFormat(
            "comparison.json", "application/json", _("JSON, as the interface gives it"), _json
        ),
        FileFormat("comparison.md", "text/markdown; charset=utf-8", _("Markdown"), markdown),
        *(
            FileFormat(
                f"citation.{one.key}", one.content_type, one.label, references.writer(one.key)
            )
            for one in CITATION_FORMS.values()
        ),
        FileFormat(
            "evidence.jsonld", "application/ld+json", _("Evidence as annotations"), annotations_of
        ),
    )
}
"""Every form by its key, in the order in which pages list them."""
