"""From stored rows to the matrix: positions for the engine, verdicts and words for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cell_words import cell_words, term_view
from proposals.comparisons.cells import Cell, CellWords, ClauseView, TermView
from proposals.comparisons.evidence import evidence_view
from proposals.comparisons.filters import FilteredRows, filter_rows
from proposals.comparisons.matrix import Facets, Matrix, PairView, Row, ThemeGroup, TopicGroup
from proposals.comparisons.published_rows import PublishedRows, read_published_rows
from proposals.comparisons.replies import Reply, replies_of
from proposals.comparisons.selection import Selection
from proposals.comparisons.stored_answers import StoredAnswers, StoredTerms
from proposals.domain.roll_ups import roll_up
from proposals.domain.rows import compare_row
from proposals.domain.terms import Position
from proposals.domain.terms import Term as DomainTerm
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import Judgement, Question, Term, Theme, Topic


def compare(catalogue: Catalogue, selection: Selection) -> Matrix:
    """Compare the documents of a selection; the matrix has the rows that pass its filters."""
    documents = catalogue.chosen(selection)
    return _matrix(_Builder(catalogue, documents, read_published_rows(documents)), selection)


def compare_each(catalogues: Iterable[Catalogue]) -> list[Matrix]:
    """Compare the default documents of several negotiations; seven queries for all of them."""
    columns = [(catalogue, catalogue.chosen(Selection())) for catalogue in catalogues]
    rows = read_published_rows(
        tuple(document for _, documents in columns for document in documents)
    )
    return [
        _matrix(_Builder(catalogue, documents, rows), Selection())
        for catalogue, documents in columns
    ]


def pair_of(
    catalogue: Catalogue,
    documents: tuple[Document, Document],
    rows: PublishedRows,
    question: Question,
) -> PairView:
    """Return the verdict on two documents and one question, from rows that need not be stored."""
    return _Builder(catalogue, documents, rows).row(question).pairs[0]


def _matrix(builder: _Builder, selection: Selection) -> Matrix:
    """Return the comparison that a selection asks for; of its outlets those that the rows have."""
    catalogue = builder.catalogue
    outlets = builder.published.outlets
    known = tuple(outlet.key for outlet in outlets if outlet.key in selection.outlets)
    selection = replace(selection, outlets=known)
    coded = tuple(question for question in catalogue.questions if builder.coded(question))
    # A question that the selection names has its row even if nobody has coded it.
    questions = catalogue.questions if selection.questions else coded
    groups = builder.topic_groups(questions, selection)
    filtered = filter_rows(groups, selection, outlets)
    themes = _theme_groups(group for group in filtered.groups if group.rows)
    return Matrix(
        catalogue=catalogue,
        selection=selection,
        documents=builder.documents,
        themes=themes,
        everything=roll_up(row.mark for group in groups for row in group.rows),
        coded=coded,
        facets=_facets(builder, selection, filtered, questions),
        ways_back={} if themes else _counts_without_filters(builder, selection, coded),
        responses=tuple(
            response
            for response in builder.published.responses
            if response.to.negotiation == catalogue.negotiation.key
        ),
    )


def _facets(
    builder: _Builder,
    selection: Selection,
    filtered: FilteredRows,
    questions: tuple[Question, ...],
) -> Facets:
    """Return the counts of other choices, with those of themes and topics."""

    def topics_without(name: str) -> list[Topic]:
        """Return the topic of each row that passes all filters but this one."""
        groups = filtered.groups
        if getattr(selection, name):
            groups = builder.filtered_groups(questions, selection.without(name))
        return [group.topic for group in groups for _row in group.rows]

    return replace(
        filtered.facets,
        themes=Counter(topic.theme_id for topic in topics_without("themes")),
        topics=Counter(topic.pk for topic in topics_without("topics")),
    )


def _counts_without_filters(
    builder: _Builder, selection: Selection, coded: tuple[Question, ...]
) -> dict[str, int]:
    """Return how many rows there would be without each filter of a selection that has none."""
    return {
        name: sum(
            len(group.rows) for group in builder.filtered_groups(coded, selection.without(name))
        )
        for name in selection.filters
    }


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


@dataclass(frozen=True)
class _Builder:
    """The rows of a comparison, made from published rows for one set of columns."""

    catalogue: Catalogue
    documents: tuple[Document, ...]
    published: PublishedRows
    _rows: dict[int, Row] = field(default_factory=dict)

    def topic_groups(self, questions: Iterable[Question], selection: Selection) -> list[TopicGroup]:
        """Return the topics that a selection lets through, each with all of its rows."""
        return [
            TopicGroup(topic, self._clauses(topic), tuple(map(self.row, its_questions)))
            for topic, its_questions in _questions_by_topic(questions, selection)
        ]

    def filtered_groups(
        self, questions: Iterable[Question], selection: Selection
    ) -> list[TopicGroup]:
        """Return the topics that a selection lets through, with the rows that pass its filters."""
        return filter_rows(self.topic_groups(questions, selection), selection, ()).groups

    def coded(self, question: Question) -> bool:
        """Tell whether any column has an answer, or a checked absence, to a question."""
        terms, coverage = self.published.terms, self.published.coverage
        cells = ((document.version.pk, question.pk) for document in self.documents)
        return any(cell in terms or cell in coverage for cell in cells)

    def row(self, question: Question) -> Row:
        """Return one question across all columns; it is compared once, the first time."""
        if question.pk not in self._rows:
            self._rows[question.pk] = self._new_row(question)
        return self._rows[question.pk]

    @cached_property
    def _answers(self) -> StoredAnswers:
        frames = {q.pk: q for q in self.catalogue.questions}
        return StoredAnswers(
            self.catalogue, self.published, lambda pk: self.catalogue.frame(frames[pk])
        )

    def _new_row(self, question: Question) -> Row:
        frame = self.catalogue.frame(question)
        wording = Wording(active_language(), frame, self.catalogue.party_names)
        cells = tuple(self._cell(question, document, wording) for document in self.documents)
        verdict = compare_row((cell.position for cell in cells), holds=frame.holds)
        pairs = tuple(
            PairView(
                left=left,
                right=right,
                pair=pair,
                wording=wording,
                judgement=self._judgement(question, left, right),
            )
            for (left, right), pair in zip(
                combinations(self.documents, 2), verdict.pairs, strict=True
            )
        )
        return Row(question, cells, pairs, verdict=verdict, wording=wording)

    def _judgement(self, question: Question, left: Document, right: Document) -> Judgement | None:
        versions = frozenset({left.version.pk, right.version.pk})
        return self.published.judgements.get((question.pk, versions))

    def _cell(self, question: Question, document: Document, wording: Wording) -> Cell:
        cell = document.version.pk, question.pk
        coverage = self.published.coverage.get(cell)
        replies = self._replies(question, document)
        accepted = {row: term for reply in replies for row, term in reply.accepted_terms.items()}
        position = Position(
            document.column,
            terms=self._answers.standing(*cell),
            absence=self._answers.absence(*cell, coverage),
            accepted=tuple(accepted.values()),
            rejections=tuple(reply.rejection for reply in replies if reply.rejection),
        )
        terms = self._answers.terms(*cell)
        return Cell(
            document,
            position,
            evidence=evidence_view(self.published.evidence_for(list(terms))),
            make_words=lambda: self._words(terms, accepted, position, wording=wording),
            coverage=coverage,
            replies=replies,
        )

    def _replies(self, question: Question, document: Document) -> tuple[Reply, ...]:
        return replies_of(
            document,
            self.documents,
            question=question.pk,
            answers=self._answers,
            responses=self.published.responses,
        )

    def _words(
        self,
        terms: StoredTerms,
        accepted: StoredTerms,
        position: Position,
        *,
        wording: Wording,
    ) -> CellWords:
        own, others = (
            tuple(self._term_view(row, term, wording) for row, term in stored.items())
            for stored in (terms, accepted if not position.terms else {})
        )
        principals = self.catalogue.principals
        return cell_words(position, own, wording, accepted=others, principals=principals)

    def _term_view(self, row: Term, term: DomainTerm, wording: Wording) -> TermView:
        names = self.catalogue.party_names
        return term_view(
            row,
            term,
            self._answers.clause(row),
            wording=wording,
            bearers=tuple(names[key] for key in self._answers.bearers(row)),
            option=term.option,
        )

    def _clauses(self, topic: Topic) -> tuple[tuple[ClauseView, ...], ...]:
        """Return the clauses of each column that are on a topic."""
        columns: dict[int, list[ClauseView]] = defaultdict(list)
        for pk in self.published.topics.get(topic.pk, ()):
            clause = self.published.clauses.get(pk)
            if clause is not None:
                evidence = evidence_view(self.published.evidence.get(pk, []))
                columns[clause.version_id].append(ClauseView(clause, evidence))
        return tuple(tuple(columns[document.version.pk]) for document in self.documents)
