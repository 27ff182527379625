"""A comparison as a PDF file: the sheet that is drawn, whether it can be, and why it could not.

The drawing (WeasyPrint) needs libraries of the system. Without them everything else works: ask
`available`. Every way in which no file can be had is a `NoPdf` with words for the reader. Nothing
is drawn here: `pdf_process` does, which the processes that answer readers never import.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import (
    SHEET_STYLES,
    SheetOptions,
    foot_of,
    page_rules,
    sheet_html,
)
from proposals.exports.paper.styles import stylesheet
from proposals.language.active import active_language

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0"),
    "libharfbuzz-subset0": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "harfbuzz-subset",
    ),
}
"""What the drawing needs: the Debian packages, each with the names that its library has."""

PDF_STYLES = ("css/sheet-pdf.css",)
"""Static paths of what only the drawing needs beside the sheet's own styles."""


class NoPdf(Exception):
    """Why there is no file, in words for the reader. `status` is that of the answer."""

    status = 503


class NoLibraries(NoPdf):
    """The machine cannot draw PDF files at all."""


class Busy(NoPdf):
    """As many files as may be are being drawn, or wait for it, already."""


class BusyForVisitor(Busy):
    """As many of those were asked for by the same visitor as one may ask for."""

    status = 429


class Failed(NoPdf):
    """The drawing broke off, stood still or needed too much memory."""


class Stalled(Failed):
    """The drawing stood still for too long."""


class Killed(Failed):
    """The drawing was ended from outside; another try may well succeed."""


class PdfTooLarge(NoPdf):
    """More than a file may hold; said before anything is drawn."""

    status = 413


class SheetTooLong(PdfTooLarge):
    """The same, found when the sheet was composed; `kilobytes` is its length."""

    def __init__(self, kilobytes: int) -> None:
        super().__init__(_too_long(kilobytes))
        self.kilobytes = kilobytes


@lru_cache(maxsize=1)
def available() -> bool:
    """Tell whether this machine can draw PDF files."""
    return not missing_packages()


def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages whose libraries are not found here."""
    return tuple(package for package, names in LIBRARIES.items() if not any(map(_loads, names)))


def sheet(bundle: ExportBundle, options: SheetOptions | None = None) -> bytes:
    """Return what the file of a comparison is drawn from. Raises NoPdf."""
    chosen = options or SheetOptions()
    check_possible(bundle)
    rules = page_rules(foot_of(bundle), chosen)
    return sheet_of(bundle, sheet_html(bundle, chosen), SHEET_STYLES, rules)


def sheet_of(
    bundle: ExportBundle, article: SafeString, styles: tuple[str, ...], rules: str
) -> bytes:
    """Return what the file of an article of the comparison is drawn from, as JSON.

    `styles` are static paths, `rules` those of its pages. Raises NoPdf.
    """
    html = render_to_string("proposals/sheet_pdf.html", {"bundle": bundle, "sheet": article})
    if len(html) > settings.PDF_KILOBYTES * 1024:
        raise SheetTooLong(-(-len(html) // 1024))
    css = _without_logical_floats(stylesheet((*styles, *PDF_STYLES)))
    job = {
        "html": html,
        "style": f"{css}\n{rules}",
        "address": bundle.address,
        "seconds": settings.PDF_SECONDS,
        "megabytes": settings.PDF_MEGABYTES,
    }
    return json.dumps(job).encode()


def check_possible(bundle: ExportBundle) -> None:
    """Raise NoPdf for what is known not to work, before any time is spent on it."""
    if not available():
        raise no_libraries()
    cells = cells_of(bundle)
    if cells > settings.PDF_CELLS:
        raise PdfTooLarge(_too_many(cells))


def cells_of(bundle: ExportBundle) -> int:
    """Return how large a comparison is: its rows times its documents."""
    return bundle.matrix.row_count * len(bundle.matrix.documents)


def _without_logical_floats(css: str) -> str:
    """Return styles with floats to the left or right: WeasyPrint 70 breaks off at logical ones."""
    bidi = get_language_bidi()
    start, end = ("right", "left") if bidi else ("left", "right")
    for name, side in (("inline-start", start), ("inline-end", end)):
        css = css.replace(f"float: {name}", f"float: {side}")
    return css


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def no_libraries() -> NoLibraries:
    """Return that this machine lacks libraries, with the packages that bring them."""
    text = gettext(
        "This machine cannot draw PDF files: libraries of the system are missing. "
        "On Debian and Ubuntu these packages bring them: %(packages)s."
    )
    return NoLibraries(text % {"packages": " ".join(LIBRARIES)})


def failed() -> Failed:
    """Return that a drawing broke off, or needed more memory than it may have."""
    return Failed(gettext("The file could not be drawn within the memory that it may use."))


def stalled() -> Stalled:
    """Return that a drawing stood still."""
    return Stalled(gettext("Drawing the file stood still, and was given up."))


def killed() -> Killed:
    """Return that a drawing was ended from outside."""
    return Killed(gettext("The drawing of the file was ended before it was done."))


def _too_many(cells: int) -> str:
    text = gettext(
        "This comparison has %(found)s answers (rows times documents). "
        "A PDF file holds at most %(allowed)s."
    )
    return text % {"found": _number(cells), "allowed": _number(settings.PDF_CELLS)}


def _too_long(kilobytes: int) -> str:
    text = gettext(
        "The sheet of this comparison is %(found)s kilobytes long. "
        "A PDF file is made of at most %(allowed)s."
    )
    allowed = _number(settings.PDF_KILOBYTES)
    return text % {"found": _number(kilobytes), "allowed": allowed}


def _number(value: int) -> str:
    return active_language().number(Decimal(value))
