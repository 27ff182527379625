"""The files that a comparison can be taken along as: one line each, used by pages and commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.exports import word
from proposals.exports.bundle import Handout
from proposals.exports.citations import references
from proposals.exports.citations.annotations import annotations_of
from proposals.exports.markdown_file import markdown
from proposals.exports.paper import html_file, pdf
from proposals.exports.tables import archive, workbook
from sources.citations import CITATION_FORMS


@dataclass(frozen=True)
class FileForm:
    """One form of file.

    `key` stands in addresses and commands and ends as the file does; `write` gives its bytes, in
    pieces where a large comparison would fill the memory.
    """

    key: str
    content_type: str
    label: str | Promise
    write: Callable[[Handout], bytes | Iterable[bytes]]

    @property
    def ending(self) -> str:
        """What the file's name ends with, the dot included."""
        return self.key[self.key.index(".") :]

    def name(self, handout: Handout) -> str:
        """The file's name: content, date, ending."""
        return handout.stem + self.ending


def _json(handout: Handout) -> bytes:
    """The record for people and programs: indented, in the order of the page."""
    return json.dumps(handout.record, ensure_ascii=False, indent=2).encode() + b"\n"


FORMS = {
    form.key: form
    for form in (
        FileForm("comparison.html", "text/html; charset=utf-8", _("HTML"), html_file.write),
        FileForm("comparison.pdf", "application/pdf", _("PDF"), pdf.write),
        FileForm("comparison.docx", word.CONTENT_TYPE, _("Word"), word.write),
        FileForm("comparison.zip", "application/zip", _("CSV files in a ZIP"), archive.write),
        FileForm("comparison.xlsx", workbook.CONTENT_TYPE, _("Excel workbook"), workbook.write),
        FileForm(
            "comparison.json", "application/json", _("JSON, as the interface gives it"), _json
        ),
        FileForm("comparison.md", "text/markdown; charset=utf-8", _("Markdown"), markdown),
        *(
            FileForm(f"citation.{one.key}", one.content_type, one.label, references.writer(one.key))
            for one in CITATION_FORMS.values()
        ),
        FileForm(
            "evidence.jsonld", "application/ld+json", _("Evidence as annotations"), annotations_of
        ),
    )
}
"""Every form by its key, in the order in which pages list them."""
