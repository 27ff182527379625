"""Numbered notes: an article is one note, and what it says of a clause is one lettered piece.

Notes are numbered, and pieces lettered, in the order in which a reader of the sheet meets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from proposals.comparisons import Cell, Document, Matrix, TopicGroup
from proposals.exports.record.contents import clauses_of
from proposals.models import Clause, Evidence
from sources.models import Article


@dataclass(frozen=True)
class NotePart:
    """What an article says of one clause; `letter` is empty where a note has one piece only."""

    letter: str
    item: Evidence
    clause: Clause
    document: Document


@dataclass(frozen=True)
class Note:
    """One article with its pieces; it has none where it was only read."""

    number: int
    article: Article
    pieces: tuple[NotePart, ...]


@dataclass(frozen=True)
class Endnotes:
    """The notes of one sheet, in order; `pieces` and `numbers` go by primary key."""

    notes: tuple[Note, ...]
    pieces: Mapping[int, str]
    numbers: Mapping[int, int]

    @property
    def lacks_access(self) -> bool:
        """Whether the date of access of any article was not recorded."""
        return any(note.article.accessed is None for note in self.notes)

    def piece(self, item: Evidence) -> str:
        """Return how a cell names a piece of evidence, such as "3b"."""
        return self.pieces[item.pk]

    def number(self, article: Article) -> str:
        """Return how a cell names an article as a whole."""
        return str(self.numbers[article.pk])


def endnotes(matrix: Matrix, read: Mapping[int, tuple[Article, ...]], *, clauses: bool) -> Endnotes:
    """Number what the sheet rests on.

    `read` are the articles behind checked absences, by their primary keys; `clauses` says whether
    the clauses stand on the sheet, with their own evidence.
    """
    articles: dict[int, Article] = {}
    items: dict[int, dict[int, Evidence]] = {}
    for source in _sources(matrix, read, clauses=clauses):
        article = source.article if isinstance(source, Evidence) else source
        articles.setdefault(article.pk, article)
        own = items.setdefault(article.pk, {})
        if isinstance(source, Evidence):
            own.setdefault(source.pk, source)
    homes = _homes(matrix)
    notes = tuple(
        Note(number, article, tuple(_pieces(tuple(items[key].values()), homes)))
        for number, (key, article) in enumerate(articles.items(), start=1)
    )
    pieces = {one.item.pk: f"{note.number}{one.letter}" for note in notes for one in note.pieces}
    return Endnotes(notes, pieces, {note.article.pk: note.number for note in notes})


def _sources(
    matrix: Matrix, read: Mapping[int, tuple[Article, ...]], *, clauses: bool
) -> Iterator[Evidence | Article]:
    """Yield evidence and articles in the order of the sheet, as often as they are named."""
    for document in matrix.documents:
        if document.version.published_by is not None:
            yield document.version.published_by
    for topic in (topic for theme in matrix.themes for topic in theme.topics):
        if clauses:
            yield from _of_clauses(topic)
        for row in topic.rows:
            for cell in row.cells:
                yield from cell.evidence.ordered
            for cell in row.cells:
                yield from _read_for(cell, read)


def _of_clauses(topic: TopicGroup) -> Iterator[Evidence]:
    return (item for views in topic.clauses for view in views for item in view.evidence.ordered)


def _read_for(cell: Cell, read: Mapping[int, tuple[Article, ...]]) -> tuple[Article, ...]:
    if cell.absence is None or cell.coverage is None:
        return ()
    return read.get(cell.coverage.pk, ())


def _homes(matrix: Matrix) -> dict[int, tuple[Clause, Document]]:
    """Return the clauses, each with the text in which it stands, which may be no column."""
    texts = matrix.catalogue.by_key | {document.key: document for document in matrix.documents}
    return {
        one.clause.pk: (one.clause, texts[one.taken_over_from or one.document])
        for one in clauses_of(matrix)
    }


def _pieces(
    items: tuple[Evidence, ...], homes: Mapping[int, tuple[Clause, Document]]
) -> Iterator[NotePart]:
    for place, item in enumerate(items):
        yield NotePart(letter_of(place) if len(items) > 1 else "", item, *homes[item.clause_id])


def letter_of(place: int) -> str:
    """Return letters for places from 0: a to z, then aa, ab and so on."""
    first, last = divmod(place, len(ascii_lowercase))
    return (letter_of(first - 1) if first else "") + ascii_lowercase[last]
