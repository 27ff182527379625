"""The plan of an import: whether each row is new, stored, changed or refused, and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.addresses import addresses_of
from sources.article_import.row_order import sources_first
from sources.article_import.stored import StoredPress, next_key, words_of
from sources.article_import.tables import ImportTable, TableRow
from sources.article_import.values import RowValues, read_row
from sources.models import Article


class Status(StrEnum):
    """The kinds of things that can happen to a row."""

    NEW = "new"
    DUPLICATE = "duplicate"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True)
class FieldUpdate:
    """A field of a stored article that a row would change. For a private text: its sizes."""

    field: str
    old: str
    new: str


@dataclass
class ImportRow:
    """One row of the file with what would happen, to which article, and why.

    `headline` and `url` are those of the file, to know the row by.
    """

    number: int
    status: Status
    article: Article | None = None
    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    changes: tuple[FieldUpdate, ...] = ()
    reasons: tuple[str, ...] = ()
    headline: str = ""
    url: str = ""

    def summary(self) -> tuple[object, ...]:
        """Return what a person has seen of this row, to compare two plans by."""
        key = self.article.key if self.article is not None else ""
        return self.number, self.status.value, key, self.changes, self.reasons


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a file, and the columns that are not read."""

    rows: tuple[ImportRow, ...]
    ignored: tuple[str, ...] = ()

    def counts(self) -> dict[Status, int]:
        """Return how many rows have each status."""
        counter = Counter(row.status for row in self.rows)
        return {status: counter[status] for status in Status}

    def digest(self) -> str:
        """Return the same text for plans that would do the same."""
        summary = repr([row.summary() for row in self.rows])
        return hashlib.sha256(summary.encode()).hexdigest()


def plan(table: ImportTable) -> ImportPlan:
    """Return what importing the rows would do. 4 queries; writes nothing.

    A row is about the article with its key; without a key, about the one with its address (in
    canonical form); without both, about the one with its outlet, headline and day.
    """
    return ImportPlan(tuple(_plan_rows(table)), table.ignored)


def _plan_rows(table: ImportTable) -> Iterator[ImportRow]:
    press = StoredPress.load()
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
    pages = sorted(addresses_of(_draft(content)))
    if same_page := next((press.pages[page] for page in pages if page in press.pages), None):
        return same_page
    if "outlet" not in content.values or not content.values.get("headline"):
        return None
    same_words = press.words.get(words_of(_draft(content)))
    return same_words if same_words and not (pages and same_words.url) else None


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
    article = _draft(content)
    press.add(article)
    values, text = content.values, content.text
    return ImportRow(row.number, Status.NEW, article, values=values, text=text)


def _compared(row: TableRow, content: RowValues, article: Article, press: StoredPress) -> ImportRow:
    """Plan a row about a stored article: what it would change, or that it is the same."""
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
