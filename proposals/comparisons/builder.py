"""From stored rows to the matrix: positions for the engine, verdicts and words for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from proposals.comparisons.answers import alternatives, asymmetry_in_words, term_view
from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell, CellWords, ClauseView, TermView
from proposals.comparisons.evidence import evidence_view
from proposals.comparisons.filters import FilteredRows, filter_rows
from proposals.comparisons.matrix import Facets, Matrix, PairView, Row, ThemeGroup, TopicGroup
from proposals.comparisons.published_rows import PublishedRows, read_published_rows
from proposals.comparisons.selection import Selection
from proposals.domain.comparing import compare_row, roll_up
from proposals.domain.sentences import Speaker
from proposals.domain.storage import from_stored
from proposals.domain.terms import Absence, AbsenceKind, Condition, Force, Position
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
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
        speaker = Speaker(self.catalogue.frame(question), self.catalogue.party_names, gettext)
        cells = tuple(self._cell(question, document, speaker) for document in self.documents)
        verdict = compare_row(cell.position for cell in cells)
        heads = {document.key: document for document in self.documents}
        pairs = tuple(
            PairView(
                left := heads[pair.left.column.key],
                right := heads[pair.right.column.key],
                pair,
                speaker,
                self.stored.judgements.get(
                    (question.pk, frozenset({left.version.pk, right.version.pk}))
                ),
            )
            for pair in verdict.pairs
        )
        return Row(question, cells, pairs, verdict, speaker)

    def _cell(self, question: Question, document: Document, speaker: Speaker) -> Cell:
        terms = self.stored.terms.get((document.version.pk, question.pk), [])
        firm = [term for term in terms if self._status(term) not in _ABSENT]
        coverage = self.stored.coverage.get((document.version.pk, question.pk))
        position = Position(
            document.column,
            tuple(self._domain_term(term, speaker.frame) for term in firm),
            self._absence(
                terms, coverage.kind if coverage else "", coverage.note if coverage else ""
            ),
        )
        return Cell(
            document,
            position,
            evidence_view(self.stored.evidence_for(terms)),
            lambda: self._words(terms, firm, position, speaker),
            coverage,
        )

    def _words(
        self, terms: list[Term], firm: list[Term], position: Position, speaker: Speaker
    ) -> CellWords:
        views = {term: self._term_view(term, speaker) for term in terms}
        return CellWords(
            tuple(views.values()),
            asymmetry_in_words(position, self.catalogue.principals, speaker),
            alternatives(position, (views[term] for term in firm), speaker),
        )

    def _status(self, term: Term) -> str:
        return self.stored.clauses[term.clause_id].status

    def _absence(self, terms: list[Term], kind: str, note: str) -> Absence:
        """Why a cell has no firm answer: clauses put off or taken back, or a checked silence."""
        statuses = [_ABSENT[s] for s in map(self._status, terms) if s in _ABSENT]
        if statuses:
            return Absence(statuses[-1])
        return Absence(AbsenceKind(kind) if kind else AbsenceKind.NOT_CODED, note)

    def _domain_term(self, term: Term, frame: Frame) -> DomainTerm:
        clause = self.stored.clauses[term.clause_id]
        tied = bool(term.condition or term.awaited)
        return DomainTerm(
            from_stored(term.value, frame),
            Force(term.force),
            frozenset(self.stored.bearers.get(term.pk, ())),
            term.scope,
            Condition(term.condition, term.awaited) if tied else None,
            self.stored.option_label(term),
            clause.status == ClauseStatus.BRACKETED,
            clause.label or clause.key,
        )

    def _term_view(self, term: Term, speaker: Speaker) -> TermView:
        names = self.catalogue.party_names
        bearers = tuple(names[key] for key in self.stored.bearers.get(term.pk, ()))
        clause = self.stored.clauses[term.clause_id]
        return term_view(term, clause, speaker, bearers, self.stored.option_label(term))

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
