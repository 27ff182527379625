"""Pages that a browser saved with all their parts in one file (MHTML): the page out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HEAD = re.compile(
    rb"\A\s{0,200}(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n){0,40}){1,60}"
)
KIND = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
NESTED = re.compile(rb"^Content-Type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
# One for the whole, a few for frames; the reader goes through all of them for each line.
MOST_NESTED = 20
# Every part begins with such a line; some pages have hundreds, and styles have such lines, too.
PART = re.compile(rb"^--", re.MULTILINE)
MOST_PARTS = 20_000
# Browsers break lines after 76 signs: four times what fits into the largest file that is read.
MOST_LINES = 200_000
# The kind of every part is taken to pieces: bytes of all kinds together, some 2,000 usual ones.
KINDS = re.compile(rb"^Content-Type:(?:[^\n]|\n[ \t])*+", re.IGNORECASE | re.MULTILINE)
MOST_OF_KINDS = 100_000
# Addresses are the longest headers; they are read of one part alone.
LONG_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{0,60}:(?:[^\n]|\n[ \t]){8192}", re.MULTILINE)
LONGEST_HEAD = 16_384
PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class MhtmlPage:
    """The page of an MHTML file as bytes, the encoding and the address that its part states."""

    content: bytes
    charset: str
    address: str


def is_mhtml(content: bytes) -> bool:
    """Tell whether a file is a page with its parts: a message of related parts."""
    head = HEAD.match(content[:LONGEST_HEAD].replace(b"\r\n", b"\n"))
    return bool(head and VERSION.search(head[0]) and KIND.search(head[0]))


def page_of(content: bytes) -> MhtmlPage:
    """Return the page that an MHTML file holds; raise `ValidationError` if none can be read."""
    if _is_laborious(content):
        raise save_as_html()
    try:
        message = message_from_bytes(content, policy=policy.default)
        page = None if _is_cut_off(message) else _first_page(message)
        found = None if page is None else _content(page)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        # The package raises all of these for headers that break its grammar.
        raise save_as_html() from error
    if page is None or not found:
        raise save_as_html()
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    return MhtmlPage(found, page.get_content_charset() or "", "".join(address.split()))


def _is_laborious(content: bytes) -> bool:
    """Tell whether the package would be busy with a file for many seconds."""
    return (
        max(content.count(b"\n"), content.count(b"\r")) > MOST_LINES
        or len(NESTED.findall(content)) > MOST_NESTED
        or sum(1 for _line in PART.finditer(content)) > MOST_PARTS
        or sum(len(kind[0]) for kind in KINDS.finditer(content)) > MOST_OF_KINDS
        or LONG_HEADER.search(content) is not None
    )


def _is_cut_off(message: EmailMessage) -> bool:
    """Tell whether the end of the file is missing, and so perhaps the end of the page."""
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)


def _first_page(message: EmailMessage) -> EmailMessage | None:
    """Return the first part that is a page: browsers put what was saved first."""
    parts = (part for part in message.walk() if part.get_content_type() in PAGES)
    return next(parts, None)


def _content(page: EmailMessage) -> bytes:
    """Return the bytes of a part; raise ValueError if they are cut off or cannot be unpacked."""
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise ValueError(page.get_content_type())
    return content


def save_as_html() -> ValidationError:
    """Return the refusal, which says how the page is saved so that it can be read."""
    return ValidationError(
        _(
            "No page can be read out of this web archive (MHTML): it is too large, broken or cut "
            "off. Open it in a browser, choose “Save page as”, then “Webpage, HTML only”, and "
            "take that file."
        ),
        code="mhtml",
    )
