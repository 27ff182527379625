"""Rows made from published rows: positions for the engine, verdicts and words for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cell_words import cell_words, term_view
from proposals.comparisons.cells import Cell, CellWords, ClauseView, TermView
from proposals.comparisons.evidence import evidence_view
from proposals.comparisons.lines import predecessors
from proposals.comparisons.matrix import PairView, Row
from proposals.comparisons.published_rows import PublishedRows
from proposals.comparisons.replies import Reply, replies_of
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.stored_answers import StoredAnswers, StoredTerms
from proposals.domain.rows import compare_row
from proposals.domain.terms import Position
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import Clause, Coverage, Judgement, Question, Term, Topic
from sources.models import Outlet


@dataclass(frozen=True)
class RowBuilder:
    """The rows of a comparison, made from published rows for one set of columns."""

    catalogue: Catalogue
    documents: tuple[Document, ...]
    published: PublishedRows
    _rows: dict[int, Row] = field(default_factory=dict)
    _frames: dict[int, Frame] = field(default_factory=dict)

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets that any answer rests on, by name."""
        return self.published.outlets

    @property
    def responses(self) -> tuple[DocumentResponse, ...]:
        """The responses that the proposals of the columns gave or received."""
        return responses_within(self.catalogue, self.published.responses)

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
        questions = {question.pk: question for question in self.catalogue.questions}
        return StoredAnswers(self.catalogue, self.published, lambda pk: self._frame(questions[pk]))

    def _frame(self, question: Question) -> Frame:
        if question.pk not in self._frames:
            self._frames[question.pk] = self.catalogue.frame(question)
        return self._frames[question.pk]

    def _new_row(self, question: Question) -> Row:
        frame = self._frame(question)
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
        return Row(
            question, cells, pairs, verdict=verdict, wording=wording, before=self._predecessors
        )

    @cached_property
    def _predecessors(self) -> dict[str, Document]:
        return predecessors(self.documents)

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
            make_evidence=lambda: evidence_view(self.published.evidence_for(list(terms))),
            make_words=lambda: self._words(document, terms, accepted, position, wording=wording),
            coverage=coverage,
            replies=replies,
            clauses=tuple(dict.fromkeys(map(self._answers.clause, terms))),
            absence_from=self._text_behind(coverage, document.version.pk) if coverage else None,
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
        document: Document,
        terms: StoredTerms,
        accepted: StoredTerms,
        position: Position,
        *,
        wording: Wording,
    ) -> CellWords:
        own, others = (
            tuple(self._term_view(row, term, wording, holder) for row, term in stored.items())
            for stored, holder in (
                (terms, document),
                (accepted if not position.terms else {}, None),
            )
        )
        principals = self.catalogue.principals
        return cell_words(position, own, wording, accepted=others, principals=principals)

    def _term_view(
        self, row: Term, term: DomainTerm, wording: Wording, holder: Document | None
    ) -> TermView:
        """Return an answer in words; `holder` is the document whose own it is."""
        names = self.catalogue.party_names
        clause = self._answers.clause(row)
        return term_view(
            row,
            term,
            clause,
            wording=wording,
            bearers=tuple(names[key] for key in self._answers.bearers(row)),
            option=term.option,
            text_behind=self._text_behind(clause, holder.version.pk) if holder else None,
        )

    def _text_behind(self, row: Clause | Coverage, version: int) -> Document | None:
        """Return the text from which a version takes over a row; None for one of its own."""
        return None if row.version_id == version else self._texts.get(row.version_id)

    @cached_property
    def _texts(self) -> dict[int, Document]:
        return {one.version.pk: one for one in self.catalogue.documents}

    def clauses(self, topic: Topic) -> tuple[tuple[ClauseView, ...], ...]:
        """Return the clauses of each column that are on a topic."""
        columns: dict[int, list[ClauseView]] = defaultdict(list)
        for pk in self.published.topics.get(topic.pk, ()):
            clause = self.published.clauses.get(pk)
            if clause is not None:
                evidence = evidence_view(self.published.evidence.get(pk, []))
                for version in (clause.version_id, *self.published.holders.get(pk, ())):
                    behind = self._text_behind(clause, version)
                    columns[version].append(ClauseView(clause, evidence, behind))
        return tuple(tuple(columns[document.version.pk]) for document in self.documents)

    def load(self, rows: Iterable[Row], *, evidence: bool = True) -> None:
        """Do nothing: all rows were read."""


def responses_within(
    catalogue: Catalogue, responses: Iterable[DocumentResponse]
) -> tuple[DocumentResponse, ...]:
    """Return the responses to documents of the same negotiation."""
    key = catalogue.negotiation.key
    return tuple(response for response in responses if response.to.negotiation == key)
