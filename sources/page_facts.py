"""What a saved page says of itself: its address, its outlet, its days, its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sources.validators import LANGUAGE_PATTERN
from sources.written_days import WrittenDay, written_day

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Names under which the head of a page states the day of publication, and that of a change.
PUBLISHED = (
    *("article:published_time", "datepublished", "article:published", "og:published_time"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publication_date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date"),
)
MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
# What browsers and their extensions write above a page that they save.
SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d+\)|Page saved with SingleFile\s{1,9}url:)\s{0,9}(\S+)"
)
WHERE_SAVED_FROM = 3_000  # signs at the beginning
# Kinds of data that are an article (schema.org); others on the page have days of their own.
ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|LiveBlogPosting|WebPage)\Z")
LONGEST_NAME = 200
LONGEST_ADDRESS = 1000


@dataclass(frozen=True)
class StatedDay:
    """A day as a page states it, with the name under which it does."""

    name: str
    written: WrittenDay


@dataclass(frozen=True)
class PageFacts:
    """What a page says of itself; empty where it says nothing."""

    addresses: tuple[str, ...] = ()
    outlet_name: str = ""
    published: tuple[StatedDay, ...] = ()
    modified: tuple[StatedDay, ...] = ()
    language: str = ""


def page_facts(tree: Any, source: str) -> PageFacts:
    """Return what a page says of itself: suggestions, never more.

    `tree` is the page, `source` its text: the comments that browsers write are in this alone.
    """
    named = [*_meta(tree), *_data(tree)]
    names = [text for name, text in named if name == "og:site_name"]
    return PageFacts(
        addresses=tuple(_addresses(tree, named, source)),
        outlet_name=" ".join(names[0].split())[:LONGEST_NAME] if names else "",
        published=_days(named, PUBLISHED) or _days([*_marked(tree)], PUBLISHED),
        modified=_days(named, MODIFIED),
        language=_language(tree),
    )


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    """Return the names and texts of `meta` elements of the page; names in small letters."""
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or ""
        text = (element.get("content") or "").strip()
        if name and text:
            yield name.strip().lower(), text


def _marked(tree: Any) -> Iterator[tuple[str, str]]:
    """Return what marks in the text itself (microdata) state: perhaps of other articles, too."""
    for element in tree.iter("meta", "time", "span"):
        text = (element.get("content") or element.get("datetime") or element.text or "").strip()
        if element.get("itemprop") and text:
            yield element.get("itemprop").strip().lower(), text


def _data(tree: Any) -> Iterator[tuple[str, str]]:
    """Return the days of the article in the page's data for search engines (JSON-LD)."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            content = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for entry in _entries(content):
            for name in ("datePublished", "dateModified"):
                if _is_article(entry) and isinstance(entry.get(name), str) and entry[name].strip():
                    yield name.lower(), entry[name].strip()


def _entries(content: Any) -> list[dict[str, Any]]:
    """Return what such data describe: at their top, or in the graph at their top."""
    top = [entry for entry in _as_list(content) if isinstance(entry, dict)]
    below = [entry for upper in top for entry in _as_list(upper.get("@graph"))]
    return [*top, *(entry for entry in below if isinstance(entry, dict))]


def _is_article(entry: dict[str, Any]) -> bool:
    """Tell whether data are of an article, or of the page as a whole."""
    kinds = _as_list(entry.get("@type"))
    return any(isinstance(kind, str) and ARTICLES.match(kind) for kind in kinds)


def _as_list(value: Any) -> list[Any]:
    """Return a list as it is, and anything else in a list of its own."""
    return value if isinstance(value, list) else [value]


def _addresses(tree: Any, named: list[tuple[str, str]], source: str) -> list[str]:
    """Return the addresses that the page says are its own, without repetition."""
    links = [
        element.get("href") or ""
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    shared = [text for name, text in named if name == "og:url"]
    saved = SAVED_FROM.findall(source[:WHERE_SAVED_FROM])
    found = (address.strip() for address in (*links, *shared, *saved))
    return list(dict.fromkeys(address for address in found if is_page_address(address)))


def is_page_address(address: str) -> bool:
    """Tell whether this is the address of one page: some sites name their front page on all."""
    if len(address.split()) != 1:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_web = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "")
    return is_web and len(address) <= LONGEST_ADDRESS and bool(parts.path.strip("/") or parts.query)


def _days(named: list[tuple[str, str]], names: tuple[str, ...]) -> tuple[StatedDay, ...]:
    """Return the days that are stated under any of these names, as they stand."""
    stated = (StatedDay(name, written_day(text)) for name, text in named if name in names)
    return tuple(dict.fromkeys(stated))


def _language(tree: Any) -> str:
    """Return the language tag of the page, empty if it gives none that can be one."""
    tag = (tree.get("lang") or tree.get(XML_LANGUAGE) or "").strip().replace("_", "-")
    return tag if re.match(LANGUAGE_PATTERN, tag) else ""
