"""Rows whose facts are stored: they are read and compared where a page shows them, and only there.

A page announces which rows it shows, and these are read together. A row that is looked into without
that is read by itself, so that what is shown never depends on what was announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell, ClauseView
from proposals.comparisons.evidence import Sourcing
from proposals.comparisons.kept_rows import KeptRows
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.matrix import PairView, Row
from proposals.comparisons.published_rows import RowLimits, read_published_rows
from proposals.comparisons.responses import DocumentResponse, read_responses
from proposals.comparisons.row_builder import RowBuilder, responses_within
from proposals.comparisons.row_facts import RowFacts, facts_of
from proposals.comparisons.row_index import IndexedQuestion, RowIndex
from proposals.comparisons.searched_texts import searched_texts
from proposals.comparisons.selection import Trait
from proposals.domain.rows import RowVerdict
from proposals.domain.verdicts import Mark, Rule
from proposals.language.wording import Wording
from proposals.models import Question, Topic
from sources.models import Outlet

_Clauses = tuple[tuple[ClauseView, ...], ...]


@dataclass(frozen=True)
class StoredRows:
    """The rows of some columns, of which the facts are known and the rest is read on demand.

    `with_clauses` says that the clauses on the topics of the rows will be shown as well.
    """

    catalogue: Catalogue
    documents: tuple[Document, ...]
    index: RowIndex
    with_clauses: bool = False
    kept: KeptRows = field(default_factory=KeptRows)
    _read: dict[int, Row] = field(default_factory=dict)
    _coded: dict[int, bool] = field(default_factory=dict)
    _clauses: dict[int, _Clauses] = field(default_factory=dict)
    _documents_of: dict[frozenset[int], tuple[Document, ...]] = field(default_factory=dict)

    def for_page(self, *, with_clauses: bool) -> StoredRows:
        """Return the same rows for a page of its own, with those that other pages have read."""
        read = dict(self.kept.rows)
        return replace(self, with_clauses=with_clauses, _read=read, _coded={}, _clauses={})

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets that any answer rests on, by name."""
        return self.index.named_outlets

    @property
    def responses(self) -> Sequence[DocumentResponse]:
        """The responses that the proposals of the columns gave or received, read on demand."""
        return _OnDemand(self._read_responses)

    def coded(self, question: Question) -> bool:
        """Tell whether any column has an answer, or a checked absence, to a question."""
        return self.index.facts[question.pk].coded

    def row(self, question: Question) -> Row:
        """Return one question across all columns."""
        return self.row_of(question.pk)

    def row_of(self, pk: int) -> Row:
        """Return a row by the primary key of its question."""
        return self._rows[pk]

    def clauses(self, topic: Topic) -> Sequence[tuple[ClauseView, ...]]:
        """Return the clauses of each column that are on a topic, read on demand, if they count."""
        return _OnDemand(lambda: self._clauses_on(topic)) if self.with_clauses else ()

    def load(self, rows: Iterable[Row], *, evidence: bool = True) -> None:
        """Read rows that will be looked into; evidence is read with them, or on demand."""
        load_rows(rows, evidence=evidence)

    def unread(self, pks: Iterable[int]) -> list[int]:
        """Return the questions, by primary key, of which the row still has to be read."""
        return [pk for pk in dict.fromkeys(pks) if pk not in self._read]

    def read(self, pk: int) -> Row | None:
        """Return a row as it was compared, if it was read yet; by the key of its question."""
        return self._read.get(pk)

    def compared(self, pk: int) -> Row:
        """Return a row as it was compared, by the primary key of its question."""
        if pk not in self._read:
            load_rows([self.row_of(pk)])
        return self._read[pk]

    def take(self, builder: RowBuilder, questions: Sequence[Question]) -> None:
        """Take the rows of questions from a builder that has what is published of them."""
        read = {question.pk: builder.row(question) for question in questions}
        self._read.update(read)
        self._coded.update((question.pk, builder.coded(question)) for question in questions)
        self.kept.add(read, builder.responses)
        if self.with_clauses:
            for topic in {question.topic_id: question.topic for question in questions}.values():
                if topic.pk not in self._clauses:
                    self._clauses[topic.pk] = builder.clauses(topic)

    def newest_facts(self, pk: int) -> RowFacts:
        """Return the facts of a row as it was read and compared by these."""
        return facts_of(self._read[pk], coded=self._coded[pk])

    def documents_of(self, versions: frozenset[int]) -> tuple[Document, ...]:
        """Return the columns among some versions, by their primary keys."""
        if versions not in self._documents_of:
            own = tuple(one for one in self.documents if one.version.pk in versions)
            self._documents_of[versions] = own
        return self._documents_of[versions]

    @cached_property
    def searched_texts(self) -> Mapping[int, str]:
        """All texts of each row in which a search looks, folded, by the key of its question."""
        return searched_texts(replace(self.catalogue, units=self.index.units), self.documents)

    @cached_property
    def entries(self) -> dict[int, IndexedQuestion]:
        """The questions of the index by primary key."""
        return {one.pk: one for one in self.index.questions}

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {pk: StoredRow(self, one, self.index.facts[pk]) for pk, one in self.entries.items()}

    def _read_responses(self) -> tuple[DocumentResponse, ...]:
        if self.kept.responses is not None:
            return self.kept.responses
        return responses_within(self.catalogue, read_responses(self.documents))

    def _clauses_on(self, topic: Topic) -> _Clauses:
        if topic.pk not in self._clauses:
            limits = RowLimits(questions=(), topics=[topic.pk])
            published = read_published_rows(self.documents, limits)
            builder = RowBuilder(self.catalogue, self.documents, published)
            self._clauses[topic.pk] = builder.clauses(topic)
        return self._clauses[topic.pk]


def load_rows(rows: Iterable[Row], *, evidence: bool = True) -> None:
    """Read rows of one or several comparisons; those that are not stored rows were read before.

    Seven queries for all of them, six without evidence; none for rows that were read before.
    """
    wanted: dict[int, tuple[StoredRows, list[int]]] = {}
    for row in rows:
        if isinstance(row, StoredRow):
            source = row.source
            wanted.setdefault(id(source), (source, []))[1].append(row.question.pk)
    unread = [(source, pks) for source, every in wanted.values() if (pks := source.unread(every))]
    if not unread:
        return
    limits = RowLimits(
        questions=[pk for _source, pks in unread for pk in pks],
        topics={s.entries[pk].topic_id for s, pks in unread if s.with_clauses for pk in pks},
        evidence=evidence,
    )
    found = Question.objects.filter(pk__in=limits.questions)
    texts = local_texts(source.catalogue.negotiation for source, _pks in unread)
    rows_of_questions = found.select_related("topic__theme", "unit").order_by()
    questions = {one.pk: texts.in_question(one) for one in rows_of_questions}
    documents = tuple(document for source, _pks in unread for document in source.documents)
    published = read_published_rows(documents, limits)
    for source, pks in unread:
        # A question may have been deleted since the marks were read.
        own = tuple(questions.get(pk) or source.entries[pk].as_question() for pk in pks)
        catalogue = replace(source.catalogue, questions=own, units=source.index.units)
        source.take(RowBuilder(catalogue, source.documents, published), own)


class StoredRow(Row):
    """A row of which the facts are stored; anything else about it is read when it is looked at."""

    def __init__(self, rows: StoredRows, entry: IndexedQuestion, facts: RowFacts) -> None:
        vars(self).update(source=rows, _entry=entry, facts=facts)

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    source: StoredRows
    _entry: IndexedQuestion
    facts: RowFacts

    @property
    def question(self) -> Question:
        """The question; as far as the index names it, until the row is read."""
        read = self.source.read(self._entry.pk)
        return read.question if read else cast("Question", self._entry)

    @property
    def _compared(self) -> Row:
        return self.source.compared(self._entry.pk)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The answers of all columns, in their order."""
        return self._compared.cells

    @property
    def pairs(self) -> tuple[PairView, ...]:
        """The verdicts on every two columns."""
        return self._compared.pairs

    @property
    def verdict(self) -> RowVerdict:
        """The verdict of the engine."""
        return self._compared.verdict

    @property
    def before(self) -> Mapping[str, Document]:
        """The columns that follow others in a line of texts, with these."""
        return self._compared.before

    @property
    def wording(self) -> Wording:
        """The words of its question."""
        return self._compared.wording

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the columns."""
        return self.source.documents

    @property
    def speaking(self) -> tuple[Document, ...]:
        """The documents that answer, in the order of the columns."""
        return self._of_versions(self.facts.speaking)

    @property
    def mark(self) -> Mark:
        """The class of the pair that stands for the row."""
        return self.facts.rule.mark

    @property
    def rule(self) -> Rule:
        """The rule behind the mark."""
        return self.facts.rule

    @property
    def traits(self) -> frozenset[Trait]:
        """The traits that the row has, besides its verdict."""
        return self.facts.traits

    @property
    def outlets(self) -> frozenset[str]:
        """The keys of the outlets that any of the answers rests on."""
        return self.facts.outlets

    @property
    def sourcing(self) -> Sourcing:
        """How many documents have terms, and what these rest on."""
        return self.facts.sourcing

    @property
    def folded_text(self) -> str:
        """All texts in which a search of words looks, folded; the row need not be read for it."""
        return self.source.searched_texts.get(self._entry.pk, "")

    @property
    def side(self) -> int:
        """Which of two columns answers alone: 1 or 2, and 0 if none does or there are others."""
        if len(self.documents) != 2 or self.mark is not Mark.ONE_SIDE:
            return 0
        return 1 if self.documents[0].version.pk in self.facts.own else 2

    def meets_all(self, principals: frozenset[str]) -> bool:
        """Tell whether it is common ground on which all of some parties answer, by their keys."""
        parties = _parties(self._of_versions(self.facts.answering))
        return Trait.COMMON_GROUND in self.traits and principals & self._parties <= parties

    @cached_property
    def _parties(self) -> frozenset[str]:
        return _parties(self.documents)

    def _of_versions(self, versions: frozenset[int]) -> tuple[Document, ...]:
        return self.source.documents_of(versions)


def _parties(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(key for document in documents for key in document.column.parties)


class _OnDemand(Sequence[Any]):
    """A sequence that is read when it is looked at."""

    def __init__(self, read: Callable[[], Sequence[Any]]) -> None:
        self._read = read

    @cached_property
    def _items(self) -> Sequence[Any]:
        return self._read()

    def __getitem__(self, place: Any) -> Any:
        return self._items[place]

    def __len__(self) -> int:
        return len(self._items)
