"""Readable text of a page that an editor saved: no network, whatever the page says."""

from __future__ import annotations

import codecs
import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sources.validators import LANGUAGE_PATTERN

# The heaviest pages of newspapers have some two million characters, most of it programs.
MOST_BYTES = 3_000_000
# Deeper than any page of the press; the extractor goes down one call for each level.
DEEPEST_NESTING = 200
# Five times the elements of a heavy page of the press; the extractor's time grows with them.
MOST_ELEMENTS = 20_000

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# PDF, and what is packed: Word and OpenDocument files, archives.
NO_TEXT_FILE = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I)
IN_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""", re.I
)
# Browsers read these names as their larger sisters (the WHATWG encoding standard).
LARGER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.I)
LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta)\b", re.I)


@dataclass(frozen=True)
class Readable:
    """The text of a page, and its own title, date and language; empty where it states none."""

    text: str
    title: str = ""
    date: datetime.date | None = None
    language: str = ""


@dataclass(frozen=True)
class Decoded:
    """The text of bytes; `guessed` names the encoding if nothing in the bytes did."""

    text: str
    guessed: str = ""


def readable(html: bytes | str) -> Readable:
    """Return the article in a page: its text in paragraphs, and what the page says about it.

    Title, date and language are suggestions that an editor has to confirm: where the head of a
    page states no date, the extractor takes one that the page prints. Raises `ValidationError`
    when the page is larger than `MOST_BYTES`, nested deeper than `DEEPEST_NESTING`, has more
    than `MOST_ELEMENTS`, or holds no article.
    """
    page = html if isinstance(html, str) else decode(html).text
    if len(page) > MOST_BYTES:
        raise too_large(len(page))
    tree = _tree(page)
    article = _extract(tree)
    text = (article.text or "").strip() if article is not None else ""
    if not text:
        raise ValidationError(
            _("No article was found in this page. Copy its words and paste them instead."),
            code="no_article",
        )
    title = " ".join((article.title or "").split())
    return Readable(text, title, date=_date(article.date), language=_language(tree))


def looks_like_html(text: str) -> bool:
    """Tell whether a pasted or uploaded text is the source of a page."""
    return bool(LOOKS_LIKE_HTML.search(text[:3_000]))


def decode(content: bytes) -> Decoded:
    """Return bytes as text: by their byte order mark, by what they declare, as UTF-8, or guessed.

    Raises `ValidationError` for more than `MOST_BYTES`, and for formats that are no text.
    """
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    if content.startswith(NO_TEXT_FILE):
        message = _("This is no text file. Open it, copy its words and paste them instead.")
        raise ValidationError(message, code="no_text")
    marked = [name for mark, name in MARKS if content.startswith(mark)]
    for name in [*marked, *_declared(content), "utf-8"]:
        try:
            return Decoded(content.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    return _guess(content)


def too_large(size: int) -> ValidationError:
    """Return the refusal of a file of this size."""
    message = _("The file has %(found)s bytes; at most %(most)s are read.")
    return ValidationError(message, code="too_large", params={"found": size, "most": MOST_BYTES})


def _declared(content: bytes) -> list[str]:
    """Return the encoding that a page names in its head."""
    head = content[:8_192]
    match = DECLARED.search(head) or IN_DECLARATION.search(head)
    if match is None:
        return []
    name = match[1].decode("ascii").lower()
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return []
    # A page whose head can be read as ASCII is not in UTF-16, whatever it says.
    return [] if encoding.startswith("utf-16") else [LARGER.get(encoding, encoding)]


def _guess(content: bytes) -> Decoded:
    """Return the text in the likeliest encoding, and say that it was guessed."""
    from trafilatura.utils import detect_encoding

    for name in detect_encoding(content):
        try:
            return Decoded(content.decode(name), guessed=name)
        except (LookupError, UnicodeDecodeError):
            continue
    raise ValidationError(
        _("The file is not in UTF-8 and does not say its encoding. Save it as UTF-8."),
        code="no_encoding",
    )


def _tree(page: str) -> Any:
    """Return the page as a tree; raises `ValidationError` if it is too large or none."""
    from trafilatura import load_html

    # A piece of a page is wrapped: the extractor refuses a paragraph that stands alone.
    whole = page if WHOLE_PAGE.search(page) else f"<html><body><article>{page}</article></body>"
    tree = load_html(whole) if page.strip() else None
    if tree is None:
        raise ValidationError(_("This is no HTML page."), code="no_page")
    _check_shape(tree)
    return tree


def _check_shape(tree: Any) -> None:
    """Refuse a page that would keep the extractor busy for minutes."""
    level, depth, elements = [tree], 0, 0
    while level:
        depth, elements = depth + 1, elements + len(level)
        if depth > DEEPEST_NESTING:
            raise ValidationError(_("The page is nested too deeply to be read."), code="too_deep")
        if elements > MOST_ELEMENTS:
            message = _("The page has more than %(most)s elements. Paste its words instead.")
            params = {"most": MOST_ELEMENTS}
            raise ValidationError(message, code="too_many", params=params)
        level = [child for element in level for child in element]


def _extract(tree: Any) -> Any:
    """Return the extractor's document, or nothing."""
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _date(text: str | None) -> datetime.date | None:
    """Return the day that the page states, if it states a whole one."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _language(tree: Any) -> str:
    """Return the language tag of the page, empty if it gives none that can be one."""
    tag = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    tag = tag.replace("_", "-")
    return tag if re.match(LANGUAGE_PATTERN, tag) else ""
