"""Which of two addresses of one page is the better one to store and to link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus, urlsplit

from sources.addresses import (
    AMP_BEGINNING,
    AMP_CHOICE,
    AMP_ENDING,
    ROUTE,
    folded,
    is_archive_copy,
    original_of,
)
from sources.trackers import is_tracking

AMP_HOST = re.compile(r"\Aamp\.|\.cdn\.ampproject\.org\Z|\A(?:www\.)?google\.")


@dataclass(frozen=True)
class Places:
    """Where an article stands: its own address, and that of a copy in an archive."""

    url: str = ""
    archived_url: str = ""


def without_tracking(url: str) -> str:
    """Return an address without what only tracks readers, all else as it is written.

    A fragment goes too, unless it chooses what the page shows.
    """
    start, _hash_sign, fragment = folded(url).partition("#")
    path, question_mark, query = start.partition("?")
    others = [part for part in query.split("&") if not _is_tracking(part)]
    whole = path + question_mark + "&".join(others) if others and query else path
    return f"{whole}#{fragment}" if ROUTE.fullmatch(fragment) else whole


def places_of(url: str, archived_url: str = "") -> Places:
    """Return the places that a new article is stored with: a copy is no address of its own.

    The copy in an archive of which the page is not known stays the address.
    """
    original = original_of(url)
    if original and not archived_url:
        return Places(without_tracking(original), folded(url))
    return Places(url if is_archive_copy(url) else without_tracking(url), folded(archived_url))


def better_places(stored: Places, given: Places) -> Places:
    """Return the best places for an article out of those stored and given, of the same page.

    What is stored stays unless something better is known: the page instead of a copy of it, an
    address without AMP and without what tracks readers, https instead of http.
    """
    known = [stored.url, given.url, original_of(stored.url), original_of(given.url)]
    clean = [without_tracking(url) if not is_archive_copy(url) else url for url in known if url]
    best = min(clean, key=_flaws, default="")
    if stored.url and _flaws(best) >= _flaws(stored.url):
        best = stored.url
    elif not stored.url and is_archive_copy(best):
        best = ""  # the copy is what the article was found by
    copies = [url for url in (stored.url, given.url) if url and is_archive_copy(url)]
    archived = given.archived_url or stored.archived_url or next(iter(copies), "")
    return Places(best, archived if archived != best else stored.archived_url)


def _is_tracking(part: str) -> bool:
    """Tell whether a part of a query, `key=value`, only tracks readers."""
    key, _equal_sign, value = part.partition("=")
    return is_tracking(unquote_plus(key), unquote_plus(value))


def _flaws(url: str) -> tuple[bool, ...]:
    """Return what speaks against an address, the worst first."""
    return (
        is_archive_copy(url),
        _is_amp(url),
        without_tracking(url) != folded(url),
        url.lower().startswith("http:"),
    )


def _is_amp(url: str) -> bool:
    """Tell whether an address is that of the form of a page for telephones."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that does not close
        return False
    return bool(
        AMP_HOST.search(parts.hostname or "")
        or AMP_ENDING.search(parts.path.rstrip("/"))
        or AMP_BEGINNING.search(parts.path)
        or any(AMP_CHOICE.fullmatch(part) or part == "amp=1" for part in parts.query.split("&"))
    )
