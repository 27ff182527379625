"""Readable text of a page that an editor saved: no network, whatever the page says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sources.encodings import MOST_BYTES, Decoded, decode, too_large
from sources.mhtml import LONGEST_HEAD, is_mhtml, page_of, save_as_html
from sources.omissions import LeftOut, leave_out
from sources.page_facts import is_page_address, page_facts
from sources.publication_day import suggested_day

# Deeper than any page of the press; the extractor goes down one call for each level.
DEEPEST_NESTING = 200
# Five times the elements of a heavy page of the press; the extractor's time grows with them.
MOST_ELEMENTS = 20_000
# No page of the press comes near; the parser looks for the name of each among all others.
MOST_ATTRIBUTES = 2_000
# Of all elements together, ten times those of a heavy page: each is copied several times.
MOST_ATTRIBUTES_OF_ALL = 200_000
# Every page hides menus; words of this number may be a part of the article.
MANY_HIDDEN_WORDS = 30
SHOWN_OF_HIDDEN = 60  # signs

# From "<" to ">", which a value in quotation marks may hold; nothing is looked at twice.
TAG = re.compile(r"""</?[A-Za-z](?:[^\s>=]++|\s++|=(?:\s*+(?:"[^"]*+"|'[^']*+'))?+)*+""")
VALUE_OR_NAME = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+)|[^\s>=/]++""")
WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.I)
LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta)\b", re.I)


@dataclass(frozen=True)
class Readable:
    """The text of a page, and what the page says of itself; empty where it states nothing.

    `date_note` is there where only a month is known; `remarks` say in sentences what an editor
    has to look at in the text, `date_remarks` what is open about the day of publication.
    """

    text: str
    title: str = ""
    date: datetime.date | None = None
    language: str = ""
    date_note: str = ""
    addresses: tuple[str, ...] = ()
    outlet_name: str = ""
    remarks: tuple[str, ...] = ()
    date_remarks: tuple[str, ...] = ()


def readable(html: bytes | str) -> Readable:
    """Return the article in a page: its text in paragraphs, and what the page says about it.

    Title, date, language, addresses and outlet are suggestions that an editor has to confirm.
    Raises `ValidationError` when the page is larger than `MOST_BYTES`, nested deeper than
    `DEEPEST_NESTING`, has more than `MOST_ELEMENTS` or `MOST_ATTRIBUTES` of one, or no article.
    """
    beginning = html[:LONGEST_HEAD].encode(errors="replace") if isinstance(html, str) else html
    if is_mhtml(beginning):
        whole = html.encode(errors="replace") if isinstance(html, str) else html
        return _readable_archive(whole)
    if isinstance(html, str):
        return _readable_page(html)
    return readable_of(decode(html))


def readable_of(decoded: Decoded, *addresses: str) -> Readable:
    """Return the article in a decoded page, with remarks on the bytes that broke it."""
    return _readable_page(decoded.text, *addresses, remarks=broken_remarks(decoded))


def broken_remarks(decoded: Decoded) -> tuple[str, ...]:
    """Return a remark that names each byte of a file that could not be read."""
    count = decoded.text.count("\ufffd") if decoded.broken else 0
    message = gettext(
        "Line %(line)s: the byte 0x%(byte)s after “%(before)s” cannot be read as "
        "%(encoding)s; � stands in its place. Put the right letter there."
    )
    remarks = [
        message
        % {
            "line": one.line,
            "byte": f"{one.byte:02X}",
            "before": one.before,
            "encoding": decoded.encoding,
        }
        for one in decoded.broken
    ]
    if count > len(remarks):
        more = gettext("%(count)s signs of the file are lost like this: look for �.")
        remarks.append(more % {"count": count})
    return tuple(remarks)


def looks_like_html(text: str) -> bool:
    """Tell whether a pasted or uploaded text is the source of a page."""
    return bool(LOOKS_LIKE_HTML.search(text[:3_000]))


def _readable_archive(content: bytes) -> Readable:
    """Return the article in a page that was saved with all its parts."""
    if len(content) > MOST_BYTES:
        raise save_as_html()
    page = page_of(content)
    addresses = (page.address,) if is_page_address(page.address) else ()
    return readable_of(decode(page.content, page.charset), *addresses)


def _readable_page(page: str, *addresses: str, remarks: tuple[str, ...] = ()) -> Readable:
    """Return the article in the source of a page; `addresses` are known from elsewhere."""
    if len(page) > MOST_BYTES:
        raise too_large(len(page))
    tree = _tree(page)
    facts = page_facts(tree, page)
    left_out = leave_out(tree)
    article = _extract(tree)
    if not _text(article):
        tree = _tree(page)
        left_out, article = leave_out(tree, hidden=False), _extract(tree)
        hidden = gettext("The page hides all of its article at first: it was taken all the same.")
        remarks = (*remarks, hidden)
    text = _text(article)
    if not text:
        raise ValidationError(
            _("No article was found in this page. Copy its words and paste them instead."),
            code="no_article",
        )
    day = suggested_day(facts, _date(article.date), page)
    return Readable(
        text=text,
        title=" ".join((article.title or "").split()),
        date=day.day,
        language=facts.language,
        date_note=day.note,
        addresses=tuple(dict.fromkeys((*facts.addresses, *addresses))),
        outlet_name=facts.outlet_name,
        remarks=(*remarks, *_left_out_remarks(left_out)),
        date_remarks=day.remarks,
    )


def _left_out_remarks(left_out: LeftOut) -> tuple[str, ...]:
    """Return what an editor is told of words that were left out."""
    many = [text for text in left_out.hidden if len(text.split()) >= MANY_HIDDEN_WORDS]
    remarks = []
    if many:
        longest = max(many, key=len)
        message = gettext(
            "Left out, because the page hides it: %(count)s words, which begin “%(words)s”."
        )
        words = {"count": len(longest.split()), "words": _shortened(longest)}
        remarks.append(message % words)
    if lines := left_out.read_also:
        message = ngettext(
            "Left out, because it leads to another article: %(lines)s.",
            "Left out, because they lead to other articles: %(lines)s.",
            len(lines),
        )
        remarks.append(message % {"lines": _quoted(lines)})
    return tuple(remarks)


def _quoted(lines: Iterable[str]) -> str:
    """Return lines in quotation marks, each of them shortened."""
    return ", ".join(f"“{_shortened(line)}”" for line in lines)


def _shortened(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= SHOWN_OF_HIDDEN else f"{text[:SHOWN_OF_HIDDEN].rstrip()}…"


def _text(article: Any) -> str:
    """Return the text that was extracted, empty if there is none."""
    return (article.text or "").strip() if article is not None else ""


def _tree(page: str) -> Any:
    """Return the page as a tree; raises `ValidationError` if it is too large or none."""
    from trafilatura import load_html

    # A piece of a page is wrapped: the extractor refuses a paragraph that stands alone.
    _check_attributes(page)
    whole = page if WHOLE_PAGE.search(page) else f"<html><body><article>{page}</article></body>"
    tree = load_html(whole) if page.strip() else None
    if tree is None:
        raise ValidationError(_("This is no HTML page."), code="no_page")
    _check_shape(tree)
    return tree


def _check_attributes(page: str) -> None:
    """Refuse a page of which one element would keep the parser busy for minutes."""
    for tag in TAG.finditer(page):
        if tag.end() - tag.start() <= 2 * MOST_ATTRIBUTES:
            continue
        found = (one[0] for one in VALUE_OR_NAME.finditer(page, *tag.span()))
        if sum(not one.startswith("=") for one in found) > MOST_ATTRIBUTES:
            message = _(
                "An element of the page has more than %(most)s attributes. Paste its words instead."
            )
            params = {"most": MOST_ATTRIBUTES}
            raise ValidationError(message, code="too_many", params=params)


def _check_shape(tree: Any) -> None:
    """Refuse a page that would keep the extractor busy for minutes."""
    level, depth, elements, attributes = [tree], 0, 0, 0
    while level:
        depth, elements = depth + 1, elements + len(level)
        if depth > DEEPEST_NESTING:
            raise ValidationError(_("The page is nested too deeply to be read."), code="too_deep")
        if elements > MOST_ELEMENTS:
            message = _("The page has more than %(most)s elements. Paste its words instead.")
            params = {"most": MOST_ELEMENTS}
            raise ValidationError(message, code="too_many", params=params)
        attributes += sum(len(element.attrib) for element in level)
        if attributes > MOST_ATTRIBUTES_OF_ALL:
            message = _("The page has more than %(most)s attributes. Paste its words instead.")
            params = {"most": MOST_ATTRIBUTES_OF_ALL}
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
    """Return the day that the extractor found, if it is a whole one."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
