"""The marks of rows, stored under the stamp of what they were computed from.

A page counts, filters, orders and parts its rows by what is stored, and reads and compares only the
rows that it shows. Nothing stored is trusted beyond its stamp: the stamp of a row is read before
the row, so that its mark is never older than its stamp says; and a mark that other code computed
counts for nothing. Whatever is missing or outdated is computed, and stored for the next reader.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from django.db import Error, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

import proposals
import sources
from proposals.comparisons.builder import matrix_of
from proposals.comparisons.catalogue import Catalogue, Document, with_questions
from proposals.comparisons.kept_rows import KeptRows
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.matrix import Matrix
from proposals.comparisons.published_rows import PublishedRows, read_published_rows
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.row_facts import facts_of
from proposals.comparisons.row_index import RowIndex, from_text, indexed, to_text
from proposals.comparisons.selection import Selection
from proposals.comparisons.stored_rows import StoredRows
from proposals.data_stamps import Stamp, current_stamp, prepared
from proposals.data_stamps.file_hash import hash_of_files
from proposals.data_stamps.lock_timeout import short_wait
from proposals.models import Question, RowMarks

MOST_UNSTORED = 80
"""The most questions of which all rows are read each time: no page shows fewer at once."""

MOST_SETS = 500
"""The most sets of columns whose marks are stored: readers choose columns as they like."""

MOST_CELLS = 120
"""The most cells, of all columns that are read together, that are kept beside stored marks."""

KILOBYTES_OF_CELL, KILOBYTES_OF_MARK = 30, 2
# Of more, all rows are as quick to read anew.
_MOST_RENEWED = 1_000
_CLEAN_UP_ONE_IN = 16
_CODE = ("domain", "comparisons", "data_stamps", "language", "models")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Columns:
    """Documents to compare on a page, with what their negotiation offers.

    Where marks are stored, `stored` has the rows by these; then the questions of the catalogue are
    as far as rows that are not shown need them. Else `published` has everything.
    """

    catalogue: Catalogue
    documents: tuple[Document, ...]
    kept: KeptRows = field(default_factory=KeptRows)
    stored: StoredRows | None = None
    published: PublishedRows | None = None

    def matrix(self, selection: Selection, *, with_clauses: bool = False) -> Matrix:
        """Return the comparison that a selection of these documents asks for.

        All rows are read where no marks are stored. `with_clauses` says that the clauses on the
        topics of rows will be shown.
        """
        if self.stored is None:
            return matrix_of(self._read, selection)
        return matrix_of(self.stored.for_page(with_clauses=with_clauses), selection)

    @property
    def look(self) -> tuple[Hashable, ...]:
        """The negotiation and the documents: a key among columns of the same data."""
        return self.catalogue.negotiation.pk, *(one.look for one in self.documents)

    @property
    def kilobytes(self) -> int:
        """What is kept of it weighs in memory, as measured."""
        every, columns = self.catalogue.question_count, len(self.documents)
        if self.stored is None:
            return KILOBYTES_OF_CELL * columns * every
        return KILOBYTES_OF_MARK * every + KILOBYTES_OF_CELL * columns * self.kept.most

    @cached_property
    def _read(self) -> RowBuilder:
        published = self.published or read_published_rows(self.documents)
        return RowBuilder(self.catalogue, self.documents, published)


def columns_with_marks(catalogue: Catalogue, documents: tuple[Document, ...]) -> Columns:
    """Return columns of one negotiation, as `columns_of_each` does."""
    (columns,) = columns_of_each([(catalogue, documents)])
    return columns


def columns_of_each(
    chosen: Iterable[tuple[Catalogue, tuple[Document, ...]]],
) -> list[Columns]:
    """Return columns with their questions, and with stored marks if they have many questions.

    The catalogues come without questions. One query where marks are stored, two where they are not
    wanted; where they are missing, all rows are read, and their marks stored.
    """
    columns = [Columns(catalogue, documents) for catalogue, documents in chosen]
    return prepared(
        "columns",
        tuple(one.look for one in columns),
        lambda: _columns_of_each(columns),
        weigh=lambda read: sum(one.kilobytes for one in read),
    )


def _columns_of_each(columns: Sequence[Columns]) -> list[Columns]:
    stamp = current_stamp()
    total = sum(one.catalogue.question_count for one in columns)
    if stamp is None or total <= MOST_UNSTORED:
        return _unstored(columns)
    most = MOST_CELLS // sum(len(one.documents) for one in columns)
    columns = [replace(one, kept=KeptRows(most)) for one in columns]
    keys = list(map(_key, columns))
    rows = RowMarks.objects.filter(columns__in=keys, code=marks_version())
    found = {row.columns: row for row in rows}
    known = {
        key: _from_row(one, found.get(key), stamp) for key, one in zip(keys, columns, strict=True)
    }
    missing = [one for key, one in zip(keys, columns, strict=True) if known[key] is None]
    computed = {_key(one): one for one in _computed(missing, stamp)}
    renewed = [one for key in keys if (one := known[key]) and found[key].stamp != str(stamp)]
    _store([*computed.values(), *renewed], stamp)
    return [known[key] or computed[key] for key in keys]


def _unstored(columns: Sequence[Columns]) -> list[Columns]:
    """Return columns of which all rows are read: eight queries for all of them."""
    catalogues = with_questions(one.catalogue for one in columns)
    published = read_published_rows(tuple(one for each in columns for one in each.documents))
    return [
        replace(one, catalogue=catalogue, published=published)
        for one, catalogue in zip(columns, catalogues, strict=True)
    ]


@cache
def marks_version() -> str:
    """Return a hash of the code that marks come from, read once a process."""
    ours, theirs = (Path(package.__path__[0]) for package in (proposals, sources))
    folders = [*(ours / name for name in _CODE), theirs]
    files = (path for folder in folders for path in folder.rglob("*.py"))
    return hash_of_files(files, ours.parent)


def _key(columns: Columns) -> str:
    versions = "-".join(map(str, sorted(_versions(columns.documents))))
    return f"{columns.catalogue.negotiation.pk}:{versions}"


def _versions(documents: Iterable[Document]) -> list[int]:
    return [document.version.pk for document in documents]


def _from_row(columns: Columns, row: RowMarks | None, stamp: Stamp) -> Columns | None:
    """Return columns with the marks of a row, renewed where they are outdated; None without any."""
    if row is None:
        return None
    home = columns.catalogue.negotiation
    texts = local_texts([home])
    index = from_text(row.rows, _versions(columns.documents), home.pk, texts=texts)
    stored = _with_index(columns, index)
    return stored if row.stamp == str(stamp) else _renewed(stored, index, stamp)


def _with_index(columns: Columns, index: RowIndex) -> Columns:
    """Return columns with the marks of an index."""
    questions = cast("tuple[Question, ...]", index.questions)
    catalogue = replace(columns.catalogue, questions=questions)
    stored = StoredRows(catalogue, columns.documents, index, kept=columns.kept)
    return replace(columns, catalogue=catalogue, stored=stored)


def _renewed(columns: Columns, index: RowIndex, stamp: Stamp) -> Columns | None:
    """Return columns with outdated marks computed anew; None if these are too many.

    What names questions, topics and outlets is of the same stamp as any mark that is not outdated.
    """
    stamps = {pk: stamp.of_row(pk) for pk in index.stamps}
    outdated = [pk for pk, own in index.stamps.items() if stamps[pk] != own]
    if len(outdated) == len(stamps) or len(outdated) > _MOST_RENEWED:
        return None
    rows = cast("StoredRows", columns.stored)
    rows.load(rows.row_of(pk) for pk in outdated)
    names = {
        item.article.outlet.key: item.article.outlet.name
        for pk in outdated
        for cell in rows.compared(pk).cells
        for item in cell.evidence.items
    }
    facts = {**index.facts, **{pk: rows.newest_facts(pk) for pk in outdated}}
    outlets = {**index.outlets, **names}
    return _with_index(columns, replace(index, facts=facts, stamps=stamps, outlets=outlets))


def _computed(columns: Sequence[Columns], stamp: Stamp) -> list[Columns]:
    """Return columns with marks of rows that are all read now: nine queries, or none."""
    if not columns:
        return []
    catalogues = with_questions(one.catalogue for one in columns)
    stamps = {
        question.pk: stamp.of_row(question.pk)
        for catalogue in catalogues
        for question in catalogue.questions
    }
    published = read_published_rows(tuple(one for each in columns for one in each.documents))
    return [
        _indexed(one, RowBuilder(catalogue, one.documents, published), stamps)
        for catalogue, one in zip(catalogues, columns, strict=True)
    ]


def _indexed(columns: Columns, builder: RowBuilder, stamps: dict[int, str]) -> Columns:
    questions = builder.catalogue.questions
    index = RowIndex(
        indexed(questions),
        facts={one.pk: facts_of(builder.row(one), coded=builder.coded(one)) for one in questions},
        stamps={one.pk: stamps[one.pk] for one in questions},
        outlets={outlet.key: outlet.name for outlet in builder.outlets},
        units=builder.catalogue.units,
    )
    read = {question.pk: builder.row(question) for question in questions}
    columns.kept.add(read, builder.responses)
    return _with_index(replace(columns, catalogue=builder.catalogue), index)


def _store(columns: Sequence[Columns], stamp: Stamp) -> None:
    """Store the marks of columns for the next reader; whatever hinders that is only logged."""
    rows = [
        RowMarks(
            columns=_key(one),
            code=marks_version(),
            stamp=str(stamp),
            rows=to_text(one.stored.index, _versions(one.documents)),
        )
        for one in columns
        if one.stored
    ]
    if not rows:
        return
    try:
        with short_wait(), transaction.atomic():
            RowMarks.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["columns"],
                update_fields=["code", "stamp", "rows"],
            )
            if secrets.randbelow(_CLEAN_UP_ONE_IN) == 0:
                _clean_up(stamp)
    except Error:
        log.warning("The marks of rows could not be stored.", exc_info=True)


def _clean_up(stamp: Stamp) -> None:
    """Forget marks if they are too many: first those that nobody has read since the last write."""
    is_current = ExpressionWrapper(Q(stamp=str(stamp)), output_field=BooleanField())
    sets = RowMarks.objects.alias(is_current=is_current).order_by("-is_current", "-pk")
    RowMarks.objects.exclude(pk__in=list(sets.values_list("pk", flat=True)[:MOST_SETS])).delete()
