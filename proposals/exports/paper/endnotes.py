"""Numbered notes: an article is one note, and what it says of one text is one lettered piece.

The texts are clauses, and checked absences of answers.

Notes are numbered, and pieces lettered, in the order in which a reader of the sheet meets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from proposals.comparisons import Document, Matrix, TopicGroup
from proposals.comparisons.absences import Grounds, ground_of
from proposals.exports.record.contents import clauses_of
from proposals.models import Clause, Coverage, CoverageEvidence, Evidence
from sources.models import Article

_Home = tuple[type[Clause | Coverage], int]
_Homes = dict[_Home, tuple[Clause | None, Document]]


@dataclass(frozen=True)
class NotePart:
    """What an article says of one clause, or of the absence of an answer: `clause` is None then.

    `letter` is empty where a note has one piece only.
    """

    letter: str
    item: Evidence | CoverageEvidence
    clause: Clause | None
    document: Document


@dataclass(frozen=True)
class Note:
    """One article with its pieces; it has none where it was only read."""

    number: int
    article: Article
    pieces: tuple[NotePart, ...]


@dataclass(frozen=True)
class Endnotes:
    """The notes of one sheet, in order; `numbers` go by primary key."""

    notes: tuple[Note, ...]
    pieces: Mapping[Evidence | CoverageEvidence, str]
    numbers: Mapping[int, int]

    @property
    def lacks_access(self) -> bool:
        """Whether the date of access of any article was not recorded."""
        return any(note.article.accessed is None for note in self.notes)

    def piece(self, item: Evidence | CoverageEvidence) -> str:
        """Return how a cell names a piece of evidence, such as "3b"."""
        return self.pieces[item]

    def number(self, article: Article) -> str:
        """Return how a cell names an article as a whole."""
        return str(self.numbers[article.pk])


def endnotes(matrix: Matrix, grounds: Grounds, *, clauses: bool) -> Endnotes:
    """Number what the sheet rests on.

    `grounds` are those of checked absences, by their primary keys; `clauses` says whether the
    clauses stand on the sheet, with their own evidence.
    """
    articles: dict[int, Article] = {}
    items: dict[int, dict[Evidence | CoverageEvidence, None]] = {}
    for source in _sources(matrix, grounds, clauses=clauses):
        article = source if isinstance(source, Article) else source.article
        articles.setdefault(article.pk, article)
        own = items.setdefault(article.pk, {})
        if not isinstance(source, Article):
            own.setdefault(source)
    homes = _homes(matrix)
    notes = tuple(
        Note(number, article, tuple(_pieces(tuple(items[key]), homes)))
        for number, (key, article) in enumerate(articles.items(), start=1)
    )
    pieces = {one.item: f"{note.number}{one.letter}" for note in notes for one in note.pieces}
    return Endnotes(notes, pieces, {note.article.pk: note.number for note in notes})


def _sources(
    matrix: Matrix, grounds: Grounds, *, clauses: bool
) -> Iterator[Evidence | CoverageEvidence | Article]:
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
                ground = ground_of(cell, grounds)
                yield from ground.evidence.ordered
                yield from ground.articles


def _of_clauses(topic: TopicGroup) -> Iterator[Evidence]:
    return (item for views in topic.clauses for view in views for item in view.evidence.ordered)


def _homes(matrix: Matrix) -> _Homes:
    """Return the clauses and the absences, each with the text in which it stands.

    The text may be no column; an absence is no clause.
    """
    texts = matrix.catalogue.by_key | {document.key: document for document in matrix.documents}
    clauses: _Homes = {
        (Clause, one.clause.pk): (one.clause, texts[one.taken_over_from or one.document])
        for one in clauses_of(matrix)
    }
    absences: _Homes = {
        (Coverage, cell.coverage.pk): (None, cell.absence_from or cell.document)
        for row in matrix.rows
        for cell in row.cells
        if cell.coverage is not None
    }
    return clauses | absences


def _pieces(items: tuple[Evidence | CoverageEvidence, ...], homes: _Homes) -> Iterator[NotePart]:
    for place, item in enumerate(items):
        home: _Home = (
            (Clause, item.clause_id) if isinstance(item, Evidence) else (Coverage, item.coverage_id)
        )
        yield NotePart(letter_of(place) if len(items) > 1 else "", item, *homes[home])


def letter_of(place: int) -> str:
    """Return letters for places from 0: a to z, then aa, ab and so on."""
    first, last = divmod(place, len(ascii_lowercase))
    return (letter_of(first - 1) if first else "") + ascii_lowercase[last]
