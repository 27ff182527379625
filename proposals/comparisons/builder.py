"""From stored rows to the matrix: all of a comparison, or what a page of it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import ClauseView
from proposals.comparisons.filters import FilteredRows, filter_rows
from proposals.comparisons.matrix import Facets, Matrix, PairView, Row, ThemeGroup, TopicGroup
from proposals.comparisons.published_rows import PublishedRows, read_published_rows
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.selection import Selection
from proposals.domain.roll_ups import roll_up
from proposals.models import Question, Theme, Topic
from sources.models import Outlet


class RowSource(Protocol):
    """Where the rows of a comparison come from."""

    @property
    def catalogue(self) -> Catalogue:
        """What can be compared."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The columns."""

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets that any answer rests on, by name."""

    @property
    def responses(self) -> Sequence[DocumentResponse]:
        """The responses that the proposals of the columns gave or received."""

    def coded(self, question: Question) -> bool:
        """Tell whether any column has an answer, or a checked absence, to a question."""

    def row(self, question: Question) -> Row:
        """Return one question across all columns."""

    def clauses(self, topic: Topic) -> Sequence[tuple[ClauseView, ...]]:
        """Return the clauses of each column that are on a topic."""

    def load(self, rows: Iterable[Row], *, evidence: bool = True) -> None:
        """Read rows that will be looked into; without `evidence` only what their words need."""


def compare(catalogue: Catalogue, selection: Selection) -> Matrix:
    """Compare the documents of a selection; the matrix has the rows that pass its filters."""
    documents = catalogue.chosen(selection)
    return matrix_of(RowBuilder(catalogue, documents, read_published_rows(documents)), selection)


def compare_each(catalogues: Iterable[Catalogue]) -> list[Matrix]:
    """Compare the default documents of several negotiations; six queries for all of them."""
    columns = [(catalogue, catalogue.chosen(Selection())) for catalogue in catalogues]
    rows = read_published_rows(
        tuple(document for _, documents in columns for document in documents)
    )
    return [
        matrix_of(RowBuilder(catalogue, documents, rows), Selection())
        for catalogue, documents in columns
    ]


def pair_of(
    catalogue: Catalogue,
    documents: tuple[Document, Document],
    rows: PublishedRows,
    question: Question,
) -> PairView:
    """Return the verdict on two documents and one question, from rows that need not be stored."""
    return RowBuilder(catalogue, documents, rows).row(question).pairs[0]


def matrix_of(source: RowSource, selection: Selection) -> Matrix:
    """Return the comparison that a selection asks for; of its outlets those that the rows have."""
    catalogue, outlets = source.catalogue, source.outlets
    known = tuple(outlet.key for outlet in outlets if outlet.key in selection.outlets)
    selection = replace(selection, outlets=known)
    coded = tuple(question for question in catalogue.questions if source.coded(question))
    # A question that the selection names has its row even if nobody has coded it.
    questions = catalogue.questions if selection.questions else coded
    groups = _topic_groups(source, questions, selection)
    filtered = filter_rows(groups, selection, outlets)
    themes = _theme_groups(group for group in filtered.groups if group.rows)
    return Matrix(
        catalogue=catalogue,
        selection=selection,
        documents=source.documents,
        themes=themes,
        everything=roll_up(row.mark for group in groups for row in group.rows),
        coded=coded,
        facets=_facets(source, selection, filtered, questions),
        ways_back={} if themes else _counts_without_filters(source, selection, coded),
        responses=source.responses,
        load=source.load,
    )


def _facets(
    source: RowSource,
    selection: Selection,
    filtered: FilteredRows,
    questions: Sequence[Question],
) -> Facets:
    """Return the counts of other choices, with those of themes and topics."""

    def topics_without(name: str) -> list[Topic]:
        """Return the topic of each row that passes all filters but this one."""
        groups = filtered.groups
        if getattr(selection, name):
            groups = _filtered_groups(source, questions, selection.without(name))
        return [group.topic for group in groups for _row in group.rows]

    return replace(
        filtered.facets,
        themes=Counter(topic.theme_id for topic in topics_without("themes")),
        topics=Counter(topic.pk for topic in topics_without("topics")),
    )


def _counts_without_filters(
    source: RowSource, selection: Selection, coded: Sequence[Question]
) -> dict[str, int]:
    """Return how many rows there would be without each filter of a selection that has none."""
    return {
        name: sum(
            len(group.rows) for group in _filtered_groups(source, coded, selection.without(name))
        )
        for name in selection.filters
    }


def _topic_groups(
    source: RowSource, questions: Iterable[Question], selection: Selection
) -> list[TopicGroup]:
    """Return the topics that a selection lets through, each with all of its rows."""
    return [
        TopicGroup(topic, source.clauses(topic), tuple(map(source.row, its_questions)))
        for topic, its_questions in _questions_by_topic(questions, selection)
    ]


def _filtered_groups(
    source: RowSource, questions: Iterable[Question], selection: Selection
) -> list[TopicGroup]:
    """Return the topics that a selection lets through, with the rows that pass its filters."""
    return filter_rows(_topic_groups(source, questions, selection), selection, ()).groups


def _questions_by_topic(
    questions: Iterable[Question], selection: Selection
) -> list[tuple[Topic, list[Question]]]:
    """Return the topics that a selection lets through, each with its questions."""
    by_topic: dict[int, tuple[Topic, list[Question]]] = {}
    for question in questions:
        topic = question.topic
        if selection.themes and topic.theme.key not in selection.themes:
            continue
        if selection.topics and topic.key not in selection.topics:
            continue
        if selection.questions and question.key not in selection.questions:
            continue
        by_topic.setdefault(topic.pk, (topic, []))[1].append(question)
    return list(by_topic.values())


def _theme_groups(groups: Iterable[TopicGroup]) -> tuple[ThemeGroup, ...]:
    by_theme: dict[int, tuple[Theme, list[TopicGroup]]] = {}
    for group in groups:
        by_theme.setdefault(group.topic.theme_id, (group.topic.theme, []))[1].append(group)
    return tuple(ThemeGroup(theme, tuple(topics)) for theme, topics in by_theme.values())
