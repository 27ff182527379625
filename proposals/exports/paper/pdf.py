"""A comparison as a PDF file: the printed sheet, drawn in a process that is bounded.

The drawing (WeasyPrint) needs libraries of the system. Without them everything else works: ask
`available`. Every way in which no file can be had is a `NoPdf` with words for the reader.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import pdf_worker
from proposals.exports.paper.pdf_slots import NoSlot, slot
from proposals.exports.paper.sheet import (
    SHEET_STYLES,
    SheetOptions,
    foot_of,
    page_rules,
    sheet_html,
)
from proposals.exports.paper.styles import stylesheet
from proposals.language.active import active_language

logger = logging.getLogger(__name__)

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

KEPT_VARIABLES = (
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH",
    "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME",
)  # fmt: skip
"""All that the drawing may know of the environment: no secret, no database."""

PDF_STYLES = ("css/sheet-pdf.css",)
"""Static paths of what only the drawing needs beside the sheet's own styles."""

_WORKER = Path(pdf_worker.__file__)
_LOGGED = 2000


class NoPdf(Exception):
    """Why there is no file, in words for the reader. `status` is that of the answer."""

    status = 503


class NoLibraries(NoPdf):
    """The machine cannot draw PDF files at all."""


class Busy(NoPdf):
    """As many files as may be are being drawn already."""


class Failed(NoPdf):
    """The drawing broke off, took too long or needed too much memory."""


class PdfTooLarge(NoPdf):
    """More than a file may hold; said before anything is drawn."""

    status = 413


@lru_cache(maxsize=1)
def available() -> bool:
    """Tell whether this machine can draw PDF files."""
    return not missing_packages()


def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages whose libraries are not found here."""
    return tuple(package for package, names in LIBRARIES.items() if not any(map(_loads, names)))


def write(bundle: ExportBundle, options: SheetOptions | None = None) -> bytes:
    """Return the whole file. Raises NoPdf."""
    chosen = options or SheetOptions()
    check_possible(bundle)
    rules = page_rules(foot_of(bundle), chosen)
    return draw(bundle, sheet_html(bundle, chosen), SHEET_STYLES, rules)


def draw(bundle: ExportBundle, article: SafeString, styles: tuple[str, ...], rules: str) -> bytes:
    """Return a file of an article of the comparison.

    `styles` are static paths, `rules` those of its pages. Raises NoPdf.
    """
    html = render_to_string("proposals/sheet_pdf.html", {"bundle": bundle, "sheet": article})
    if len(html) > settings.PDF_KILOBYTES * 1024:
        raise PdfTooLarge(_too_long(len(html)))
    css = _without_logical_floats(stylesheet((*styles, *PDF_STYLES)))
    job = {
        "html": html,
        "style": f"{css}\n{rules}",
        "address": bundle.address,
        "seconds": settings.PDF_SECONDS,
        "megabytes": settings.PDF_MEGABYTES,
    }
    return draw_bounded(json.dumps(job).encode())


def check_possible(bundle: ExportBundle) -> None:
    """Raise NoPdf for what is known not to work, before any time is spent on it."""
    if not available():
        raise NoLibraries(_no_libraries())
    cells = cells_of(bundle)
    if cells > settings.PDF_CELLS:
        raise PdfTooLarge(_too_many(cells))


def cells_of(bundle: ExportBundle) -> int:
    """Return how large a comparison is: its rows times its documents."""
    return bundle.matrix.row_count * len(bundle.matrix.documents)


def draw_bounded(job: bytes) -> bytes:
    """Return what the drawing makes of a job, in bounded time. Raises NoPdf."""
    try:
        with slot(settings.PDF_AT_ONCE):
            done = _run(job)
    except NoSlot:
        raise Busy(gettext("Other files are being made just now. Try again in a minute.")) from None
    except subprocess.TimeoutExpired:
        raise Failed(_too_slow()) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    output = done.stderr[-_LOGGED:].decode(errors="replace")
    logger.warning("A PDF could not be drawn (exit %s): %s", done.returncode, output)
    if done.returncode == pdf_worker.NO_LIBRARIES:
        raise NoLibraries(_no_libraries())
    raise Failed(gettext("The file could not be drawn within the memory and time it may use."))


def _run(job: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own file, no shell, no words of a visitor
        [sys.executable, "-P", str(_WORKER)],
        input=job,
        capture_output=True,
        timeout=settings.PDF_SECONDS,
        env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        check=False,
    )


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


def _no_libraries() -> str:
    return gettext(
        "This machine cannot draw PDF files: libraries of the system are missing. "
        "On Debian and Ubuntu these packages bring them: %(packages)s."
    ) % {"packages": " ".join(LIBRARIES)}


def _too_slow() -> str:
    text = gettext("Drawing the file took longer than the %(seconds)d seconds it may take.")
    return text % {"seconds": settings.PDF_SECONDS}


def _too_many(cells: int) -> str:
    text = gettext(
        "This comparison has %(found)s answers (rows times documents). "
        "A PDF file holds at most %(allowed)s."
    )
    return text % {"found": _number(cells), "allowed": _number(settings.PDF_CELLS)}


def _too_long(characters: int) -> str:
    text = gettext(
        "The sheet of this comparison is %(found)s kilobytes long. "
        "A PDF file is made of at most %(allowed)s."
    )
    allowed = _number(settings.PDF_KILOBYTES)
    return text % {"found": _number(-(-characters // 1024)), "allowed": allowed}


def _number(value: int) -> str:
    return active_language().number(Decimal(value))
