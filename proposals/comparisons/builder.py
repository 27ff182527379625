"""From stored rows to the matrix: positions for the engine, verdicts and words for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cell_words import cell_words, term_view
from proposals.comparisons.cells import Cell, CellWords, ClauseView, TermView
from proposals.comparisons.evidence import evidence_view
from proposals.comparisons.filters import FilteredRows, filter_rows
from proposals.comparisons.matrix import Facets, Matrix, PairView, Row, ThemeGroup, TopicGroup
from proposals.comparisons.published_rows import PublishedRows, read_published_rows
from proposals.comparisons.selection import Selection
from proposals.domain.rows import compare_row, roll_up
from proposals.domain.storage import from_stored
from proposals.domain.terms import Absence, AbsenceKind, Basis, Condition, Force, Position
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import ClauseStatus, Coverage, Judgement, Question, Term, Theme, Topic


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

    def _new_row(self, question: Question) -> Row:
        wording = Wording(
            active_language(), self.catalogue.frame(question), self.catalogue.party_names
        )
        cells = tuple(self._cell(question, document, wording) for document in self.documents)
        holds = wording.frame.holds
        verdict = compare_row((cell.position for cell in cells), holds=holds)
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
        rows = self.published.terms.get((document.version.pk, question.pk), [])
        # Each stored value is read once, for the engine and for the words of the page.
        terms = {row: self._domain_term(row, wording.frame) for row in rows}
        coverage = self.published.coverage.get((document.version.pk, question.pk))
        position = Position(
            document.column,
            terms=tuple(terms[row] for row in rows if self._status(row) not in _ABSENT),
            absence=self._absence(rows, coverage),
        )
        return Cell(
            document,
            position,
            evidence=evidence_view(self.published.evidence_for(rows)),
            make_words=lambda: self._words(terms, position, wording),
            coverage=coverage,
        )

    def _words(
        self, terms: dict[Term, DomainTerm], position: Position, wording: Wording
    ) -> CellWords:
        views = (self._term_view(row, term, wording) for row, term in terms.items())
        return cell_words(position, views, wording, principals=self.catalogue.principals)

    def _status(self, term: Term) -> str:
        return self.published.clauses[term.clause_id].status

    def _absence(self, terms: list[Term], coverage: Coverage | None) -> Absence:
        """Return why a cell has no firm answer: by its last clause without one, else as checked."""
        kinds = [_ABSENT[s] for s in map(self._status, terms) if s in _ABSENT]
        if kinds:
            return Absence(kinds[-1])
        if coverage is None:
            return Absence(AbsenceKind.NOT_CODED)
        return Absence(
            AbsenceKind(coverage.kind),
            note=coverage.note,
            basis=Basis(coverage.basis),
            where=coverage.where,
        )

    def _domain_term(self, row: Term, frame: Frame) -> DomainTerm:
        clause = self.published.clauses[row.clause_id]
        has_condition = bool(row.condition or row.awaited)
        return DomainTerm(
            from_stored(row.value, frame),
            Force(row.force),
            bearers=frozenset(self.published.bearers.get(row.pk, ())),
            case=self.catalogue.scopes.case(row.scope),
            condition=Condition(row.condition, row.awaited) if has_condition else None,
            option=self.published.option_label(row),
            bracketed=clause.status == ClauseStatus.BRACKETED,
            source=clause.label or clause.key,
        )

    def _term_view(self, row: Term, term: DomainTerm, wording: Wording) -> TermView:
        names = self.catalogue.party_names
        return term_view(
            row,
            term,
            self.published.clauses[row.clause_id],
            wording=wording,
            bearers=tuple(names[key] for key in self.published.bearers.get(row.pk, ())),
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


_ABSENT = {
    ClauseStatus.DEFERRED.value: AbsenceKind.DEFERRED,
    ClauseStatus.WITHDRAWN.value: AbsenceKind.WITHDRAWN,
}
"""The statuses of clauses whose answers do not stand, with the absence that each leaves."""
