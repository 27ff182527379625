"""From stored rows to the matrix: positions for the engine, verdicts and words for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
from proposals.domain.terms import Absence, AbsenceKind, Condition, Force, Position
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import ClauseStatus, Question, Term, Theme, Topic


def compare(catalogue: Catalogue, selection: Selection) -> Matrix:
    """Compare the documents of a selection, and keep the rows that its filters let through."""
    documents = catalogue.chosen(selection)
    return _matrix(_Builder(catalogue, documents, read_published_rows(documents)), selection)


def compare_each(catalogues: Iterable[Catalogue]) -> list[Matrix]:
    """Compare the default documents of several negotiations; seven queries for all of them."""
    columns = [(found, found.chosen(Selection())) for found in catalogues]
    rows = read_published_rows(
        tuple(document for _, documents in columns for document in documents)
    )
    return [_matrix(_Builder(found, chosen, rows), Selection()) for found, chosen in columns]


def pair_of(
    catalogue: Catalogue,
    documents: tuple[Document, Document],
    rows: PublishedRows,
    question: Question,
) -> PairView:
    """The verdict on two documents and one question, from rows that need not be stored."""
    return _Builder(catalogue, documents, rows).row(question).pairs[0]


def _matrix(builder: _Builder, selection: Selection) -> Matrix:
    catalogue = builder.catalogue
    outlets = builder.stored.outlets
    known = tuple(outlet.key for outlet in outlets if outlet.key in selection.outlets)
    selection = replace(selection, outlets=known)
    coded = tuple(question for question in catalogue.questions if builder.coded(question))
    # A question that is asked for by name is shown even if nobody has coded it.
    offered = catalogue.questions if selection.questions else coded
    groups = [builder.topic_group(*one) for one in _by_topic(offered, selection)]
    sifted = filter_rows(groups, selection, outlets)
    return Matrix(
        catalogue,
        selection,
        builder.documents,
        tuple(_by_theme([group for group in sifted.groups if group.rows])),
        roll_up(row.mark for group in groups for row in group.rows),
        coded,
        _with_subjects(builder, selection, sifted, offered),
        {} if any(group.rows for group in sifted.groups) else _ways_back(builder, selection, coded),
    )


def _with_subjects(
    builder: _Builder, selection: Selection, sifted: FilteredRows, offered: tuple[Question, ...]
) -> Facets:
    """The counts of other choices, with those of themes and topics."""

    def kept(name: str) -> list[Topic]:
        """The topic of each row that is left with this filter taken away."""
        found = sifted
        if getattr(selection, name):
            fewer = selection.without(name)
            found = filter_rows(
                [builder.topic_group(*one) for one in _by_topic(offered, fewer)], fewer, ()
            )
        return [group.topic for group in found.groups for _row in group.rows]

    return replace(
        sifted.facets,
        themes=Counter(topic.theme_id for topic in kept("themes")),
        topics=Counter(topic.pk for topic in kept("topics")),
    )


def _ways_back(
    builder: _Builder, selection: Selection, coded: tuple[Question, ...]
) -> dict[str, int]:
    """How many rows there would be without each of the filters that leave none together."""
    found = {}
    for name in selection.filters:
        fewer = selection.without(name)
        groups = [builder.topic_group(*one) for one in _by_topic(coded, fewer)]
        found[name] = sum(len(group.rows) for group in filter_rows(groups, fewer, ()).groups)
    return found


def _by_topic(
    questions: Iterable[Question], selection: Selection
) -> list[tuple[Topic, list[Question]]]:
    """The topics that a selection keeps, each with its questions."""
    found: dict[int, tuple[Topic, list[Question]]] = {}
    for question in questions:
        topic = question.topic
        if selection.themes and topic.theme.key not in selection.themes:
            continue
        if selection.topics and topic.key not in selection.topics:
            continue
        if selection.questions and question.key not in selection.questions:
            continue
        found.setdefault(topic.pk, (topic, []))[1].append(question)
    return list(found.values())


def _by_theme(groups: list[TopicGroup]) -> list[ThemeGroup]:
    themes: dict[int, tuple[Theme, list[TopicGroup]]] = {}
    for group in groups:
        themes.setdefault(group.topic.theme_id, (group.topic.theme, []))[1].append(group)
    return [ThemeGroup(theme, tuple(topics)) for theme, topics in themes.values()]


@dataclass(frozen=True)
class _Builder:
    """Turns stored rows into cells and rows, for one set of columns."""

    catalogue: Catalogue
    documents: tuple[Document, ...]
    stored: PublishedRows
    _rows: dict[int, Row] = field(default_factory=dict)

    def topic_group(self, topic: Topic, questions: list[Question]) -> TopicGroup:
        """One topic with all of its rows."""
        rows = tuple(self.row(question) for question in questions)
        return TopicGroup(topic, self._clauses(topic), rows)

    def coded(self, question: Question) -> bool:
        """Whether any column has an answer, or a checked absence, to a question."""
        cells = ((document.version.pk, question.pk) for document in self.documents)
        return any(cell in self.stored.terms or cell in self.stored.coverage for cell in cells)

    def row(self, question: Question) -> Row:
        """One question across all columns, compared once however often it is asked for."""
        if question.pk not in self._rows:
            self._rows[question.pk] = self._compared(question)
        return self._rows[question.pk]

    def _compared(self, question: Question) -> Row:
        wording = Wording(
            active_language(), self.catalogue.frame(question), self.catalogue.party_names
        )
        cells = tuple(self._cell(question, document, wording) for document in self.documents)
        verdict = compare_row(cell.position for cell in cells)
        heads = {document.key: document for document in self.documents}
        pairs = tuple(
            PairView(
                left := heads[pair.left.column.key],
                right := heads[pair.right.column.key],
                pair,
                wording,
                self.stored.judgements.get(
                    (question.pk, frozenset({left.version.pk, right.version.pk}))
                ),
            )
            for pair in verdict.pairs
        )
        return Row(question, cells, pairs, verdict=verdict, wording=wording)

    def _cell(self, question: Question, document: Document, wording: Wording) -> Cell:
        rows = self.stored.terms.get((document.version.pk, question.pk), [])
        # Each stored value is read once, for the engine and for the words of the page.
        terms = {row: self._domain_term(row, wording.frame) for row in rows}
        coverage = self.stored.coverage.get((document.version.pk, question.pk))
        position = Position(
            document.column,
            tuple(terms[row] for row in rows if self._status(row) not in _ABSENT),
            self._absence(
                rows, coverage.kind if coverage else "", coverage.note if coverage else ""
            ),
        )
        return Cell(
            document,
            position,
            evidence_view(self.stored.evidence_for(rows)),
            speak=lambda: self._words(terms, position, wording),
            coverage=coverage,
        )

    def _words(
        self, terms: dict[Term, DomainTerm], position: Position, wording: Wording
    ) -> CellWords:
        views = (self._term_view(row, term, wording) for row, term in terms.items())
        return cell_words(position, views, wording, principals=self.catalogue.principals)

    def _status(self, term: Term) -> str:
        return self.stored.clauses[term.clause_id].status

    def _absence(self, terms: list[Term], kind: str, note: str) -> Absence:
        """Why a cell has no firm answer: clauses put off or taken back, or a checked silence."""
        statuses = [_ABSENT[s] for s in map(self._status, terms) if s in _ABSENT]
        if statuses:
            return Absence(statuses[-1])
        return Absence(AbsenceKind(kind) if kind else AbsenceKind.NOT_CODED, note)

    def _domain_term(self, row: Term, frame: Frame) -> DomainTerm:
        clause = self.stored.clauses[row.clause_id]
        tied = bool(row.condition or row.awaited)
        return DomainTerm(
            from_stored(row.value, frame),
            Force(row.force),
            bearers=frozenset(self.stored.bearers.get(row.pk, ())),
            scope=row.scope,
            condition=Condition(row.condition, row.awaited) if tied else None,
            option=self.stored.option_label(row),
            bracketed=clause.status == ClauseStatus.BRACKETED,
            source=clause.label or clause.key,
        )

    def _term_view(self, row: Term, term: DomainTerm, wording: Wording) -> TermView:
        names = self.catalogue.party_names
        return term_view(
            row,
            term,
            self.stored.clauses[row.clause_id],
            wording=wording,
            bearers=tuple(names[key] for key in self.stored.bearers.get(row.pk, ())),
            option=term.option,
        )

    def _clauses(self, topic: Topic) -> tuple[tuple[ClauseView, ...], ...]:
        columns: dict[int, list[ClauseView]] = defaultdict(list)
        for pk in self.stored.topics.get(topic.pk, ()):
            clause = self.stored.clauses.get(pk)
            if clause is not None:
                evidence = evidence_view(self.stored.evidence.get(pk, []))
                columns[clause.version_id].append(ClauseView(clause, evidence))
        return tuple(tuple(columns[document.version.pk]) for document in self.documents)


_ABSENT = {
    ClauseStatus.DEFERRED.value: AbsenceKind.DEFERRED,
    ClauseStatus.WITHDRAWN.value: AbsenceKind.WITHDRAWN,
}
