"""The plan of an import: whether each row is new, stored, changed or refused, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.addresses import is_archive_copy
from sources.article_import.new_outlets import describe_outlets
from sources.article_import.row_order import sources_first
from sources.article_import.rows import FieldUpdate, ImportPlan, ImportRow, Status
from sources.article_import.stored import StoredPress, next_key, pages_of
from sources.article_import.tables import ImportTable, TableRow
from sources.article_import.values import RowValues, read_row
from sources.better_addresses import Places, better_places, places_of
from sources.duplicates import may_be_one_day, words_of
from sources.models import Article

MOST_DOUBTS = 5


def plan(table: ImportTable) -> ImportPlan:
    """Return what importing the rows would do. 4 queries; writes nothing.

    A row is about the article with its key; without a key, about the one with its address (in
    canonical form); without both, about the one with its outlet, headline and day. One that may
    be about a stored article is asked about.
    """
    press = StoredPress.load()
    rows = tuple(_plan_rows(table, press))
    named = ((row.number, row.url, outlet) for row in rows if (outlet := row.new_outlet))
    outlets = describe_outlets(named, press)
    return ImportPlan(rows, table.ignored, outlets)


def _plan_rows(table: ImportTable, press: StoredPress) -> Iterator[ImportRow]:
    for row in sources_first(table.rows):
        planned = _plan_row(row, press)
        planned.headline = row.cells.get("headline", "")
        planned.url = row.cells.get("url", "")
        yield planned


def _plan_row(row: TableRow, press: StoredPress) -> ImportRow:
    """Plan one row; a new article is known to the rows after it."""
    content = read_row(row.cells, press)
    faults = [*row.faults, *content.faults]
    if faults:
        return _refused(row, *faults)
    key = row.cells.get("key", "")
    stored, twin = press.articles.get(key), _twin(content, press)
    if stored is None and twin is None:
        return _new(row, content, press)
    if stored is not None and twin is not None and stored != twin:
        message = _("key: %(key)s exists, but this address is that of %(twin)s.")
        return _refused(row, message % {"key": key, "twin": twin.key})
    about = stored if stored is not None else twin
    assert about is not None  # noqa: S101 - one of the two is there
    if about._state.adding:
        return _refuse_repetition(row, about)
    if key and stored is None:
        return _duplicate(row, about, _("The same page is stored as %(key)s."))
    return _compared(row, content, about, press)


def _twin(content: RowValues, press: StoredPress) -> Article | None:
    """Return the article that has the same page, or without an address the same words."""
    draft = _draft(content)
    pages = sorted(page.form for page in pages_of(draft))
    if same_page := next((press.pages[page] for page in pages if page in press.pages), None):
        return same_page
    for other in _with_same_words(draft, press):
        if other.published == draft.published and not (pages and other.url):
            return other
    return None


def _with_same_words(draft: Article, press: StoredPress) -> list[Article]:
    """Return the articles with the same outlet and headline."""
    has_words = bool(draft.headline) and hasattr(draft, "outlet")
    return press.words.get(words_of(draft), []) if has_words else []


def _doubts(draft: Article, press: StoredPress) -> list[str]:
    """Return the articles that a new one may be, each in a sentence."""
    by_page = {
        other.key: other
        for page in pages_of(draft)
        for other_page, other in press.loose.get(page.loose, [])
        if page.may_be(other_page)
    }
    by_words = (
        other
        for other in _with_same_words(draft, press)
        if other.key not in by_page and may_be_one_day(other.published, draft.published)
    )
    at_page = _("Perhaps this is %(key)s, whose address is nearly the same: %(url)s")
    in_words = _("Perhaps this is %(key)s: outlet, headline and day are the same.")
    but_day = _("Perhaps this is %(key)s: outlet and headline are the same.")
    return [
        *(at_page % {"key": one.key, "url": one.url} for one in _first(by_page.values())),
        *(
            (in_words if one.published and draft.published else but_day) % {"key": one.key}
            for one in _first(by_words)
        ),
    ]


def _first(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield as many articles as a person looks at."""
    return islice(articles, MOST_DOUBTS)


def _draft(content: RowValues) -> Article:
    """Return an unsaved article with the values of a row."""
    return Article(**content.values)


def _new(row: TableRow, content: RowValues, press: StoredPress) -> ImportRow:
    """Plan an article that is not there yet."""
    if "outlet" not in content.values:
        return _refused(row, _("outlet: missing, and the address is of no outlet known here."))
    if not content.values.get("url") and not content.values.get("headline"):
        return _refused(row, _("url, headline: one of them has to be there."))
    content.values.setdefault("key", next_key(press.articles))
    notes = _set_places(content)
    article = _draft(content)
    doubts = _doubts(article, press)
    press.add(article)
    status = Status.WAITING if article.outlet._state.adding else Status.NEW
    return ImportRow(
        row.number,
        Status.ASKED if doubts else status,
        article,
        values=content.values,
        text=content.text,
        reasons=(*doubts, *notes),
    )


def _set_places(content: RowValues) -> list[str]:
    """Set the addresses that a new article is stored with, and return what was done to them."""
    given = Places(content.values.get("url", ""), content.values.get("archived_url", ""))
    places = places_of(given.url, given.archived_url)
    if places == given:
        return []
    content.values |= {"url": places.url, "archived_url": places.archived_url}
    if places.archived_url != given.archived_url:
        message = _("The copy in an archive is stored as archived_url, its page as url: %(url)s")
    else:
        message = _("Stored without what only tracks readers: %(url)s")
    return [message % {"url": places.url}]


def _keep_better_places(content: RowValues, article: Article) -> None:
    """Leave out an address that is no better than the stored one of the same page.

    A copy in an archive becomes the archived address, if there is none.
    """
    given = Places(content.values.get("url", ""), content.values.get("archived_url", ""))
    forms = {page.form for page in pages_of(article)}
    is_same = any(page.form in forms for page in pages_of(Article(url=given.url)))
    if given.url and (is_same or (article.url and is_archive_copy(given.url))):
        places = better_places(Places(article.url, article.archived_url), given)
    elif given.url:
        places = places_of(given.url, given.archived_url or article.archived_url)
    else:
        return
    content.values |= {"url": places.url, "archived_url": places.archived_url}


def _compared(row: TableRow, content: RowValues, article: Article, press: StoredPress) -> ImportRow:
    """Plan a row about a stored article: what it would change, or that it is the same."""
    outlet = content.values.get("outlet")
    if outlet is not None and outlet._state.adding:
        message = _("outlet: “%(name)s” is not known, and %(key)s is of “%(outlet)s”.")
        names = {"name": outlet.name, "key": article.key, "outlet": article.outlet.name}
        return _refused(row, message % names)
    _keep_better_places(content, article)
    values = {name: value for name, value in content.values.items() if name != "key"}
    values = {name: value for name, value in values.items() if getattr(article, name) != value}
    changes = [
        FieldUpdate(name, _as_text(getattr(article, name)), _as_text(values[name]))
        for name in values
    ]
    text = content.text if _differs(content.text, press.digests.get(article.pk)) else ""
    if text:
        old = _("another text") if article.pk in press.digests else ""
        size = _("%(count)s characters") % {"count": len(text)}
        changes.append(FieldUpdate("text", old, size))
    if not changes:
        return _duplicate(row, article, _("Stored as %(key)s with the same values."))
    if fault := _circle(article, values):
        return _refused(row, fault)
    return ImportRow(
        row.number, Status.CHANGED, article, values=values, text=text, changes=tuple(changes)
    )


def _circle(article: Article, values: dict[str, Any]) -> str:
    """Return why the article cannot be taken from the one named, empty if it can."""
    source = values.get("syndicated_from")
    if source is None:
        return ""
    changed = Article(pk=article.pk, key=article.key, headline=article.headline)
    changed.syndicated_from = source
    try:
        changed.clean()
    except ValidationError as error:
        return "syndicated_from: " + " ".join(error.messages)
    same = _("syndicated_from: an article cannot be syndicated from itself.")
    return same if source.pk == article.pk else ""


def _differs(text: str, digest: str | None) -> bool:
    """Tell whether a text is there and is not the stored one."""
    return bool(text) and hashlib.sha256(text.encode()).hexdigest() != digest


def _as_text(value: object) -> str:
    """Return a value as a table shows it."""
    return "" if value is None else str(value)


def _refused(row: TableRow, *reasons: str) -> ImportRow:
    return ImportRow(row.number, Status.REFUSED, reasons=reasons)


def _duplicate(row: TableRow, article: Article, reason: str) -> ImportRow:
    reasons = (reason % {"key": article.key},)
    return ImportRow(row.number, Status.DUPLICATE, article, reasons=reasons)


def _refuse_repetition(row: TableRow, article: Article) -> ImportRow:
    """Refuse to take the same article from a file twice."""
    if row.cells.get("key") == article.key:
        return _refused(row, _("key: %(key)s stands in this file twice.") % {"key": article.key})
    reason = _("The same page stands further up in this file.")
    return ImportRow(row.number, Status.DUPLICATE, reasons=(reason,))
