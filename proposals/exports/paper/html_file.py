"""A comparison as one HTML file that needs nothing else: no site, no network, no script.

Its own content policy forbids every request. Links stay, whole, so that they work from a disk.
"""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import (
    SHEET_STYLES,
    SheetOptions,
    css_text,
    foot_of,
    page_rules,
    sheet_html,
)
from proposals.exports.paper.styles import stylesheet
from sources.capitals import capfirst

FILE_STYLES = ("css/sheet-file.css",)
"""Static paths of what a file on a screen needs beside the sheet's own styles."""
NARROW = "@media screen and (max-width: 44rem)"
"""Where `sheet-file.css` puts the answers of a row below each other."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def write(bundle: ExportBundle) -> bytes:
    """Return the file. The same content gives the same bytes but for the moment of its making."""
    options = SheetOptions()
    rules = page_rules(foot_of(bundle), options)
    styles = (stylesheet((*SHEET_STYLES, *FILE_STYLES)), _names(bundle), rules)
    context = {
        "bundle": bundle,
        "policy": POLICY,
        "sheet": sheet_html(bundle, options),
        "style": _style_element("\n".join(styles)),
    }
    return render_to_string("proposals/sheet_file.html", context).encode()


def _names(bundle: ExportBundle) -> str:
    """Return the rules that name the document before each answer, where answers are stacked."""
    names = (css_text(capfirst(document.name)) for document in bundle.matrix.documents)
    rules = (
        f'.sheet .comparison td[class*="party-"]:nth-child({number})::before {{ content: {name}; }}'
        for number, name in enumerate(names, 1)
    )
    return f"{NARROW} {{ {' '.join(rules)} }}\n"


def _style_element(css: str) -> SafeString:
    """Return styles within the file. The element knows no escape: "</" would end it.

    No page of the site has one; a file from a disk has its own policy.
    """
    safe = css.replace("</", "<\\/")
    return mark_safe(f"<style>\n{safe}</style>")  # noqa: S308 - made safe on the line above
