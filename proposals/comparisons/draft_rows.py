"""Drafts among published rows: what readers would see of answers if the drafts were published.

Points that texts take over from the ones that they edit follow the drafts, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from proposals.comparisons.catalogue import Document
from proposals.comparisons.inheritance import Point, inheritance_from, read_points
from proposals.comparisons.published_rows import PublishedRows, cells_of, read_terms
from proposals.models import Clause, Coverage, Question, ReviewState, Term, Version


@dataclass(frozen=True, kw_only=True)
class DraftClause:
    """A clause with its answers that need not be saved, in the place of a stored row, if any.

    A point that is struck out answers nothing. `bearers` are keys of parties by answer.
    """

    clause: Clause
    terms: tuple[Term, ...]
    bearers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    instead_of: int | None = None

    @property
    def answers(self) -> tuple[Term, ...]:
        """The answers that readers would see."""
        return () if self.clause.is_struck_out else self.terms


@dataclass(frozen=True, kw_only=True)
class AnswerRows:
    """What readers see of the answers of some versions, and of the texts behind these."""

    versions: tuple[Version, ...]
    clauses: Mapping[int, Clause]
    terms: Sequence[Term]
    bearers: Mapping[int, tuple[str, ...]]
    absences: Sequence[Coverage]
    points: Sequence[Point]

    def with_drafts(self, drafts: Iterable[DraftClause] = ()) -> PublishedRows:
        """Return the rows as they would be with these drafts published."""
        every = list(drafts)
        gone = {draft.instead_of for draft in every}
        clauses = {pk: clause for pk, clause in self.clauses.items() if pk not in gone}
        clauses |= {draft.clause.pk: draft.clause for draft in every}
        terms = [term for term in self.terms if term.clause_id not in gone]
        terms += [term for draft in every for term in draft.answers]
        versions = [version.pk for version in self.versions]
        inheritance = inheritance_from(points_with(self.points, every), self.versions)
        cells, coverage = cells_of(terms, clauses, list(self.absences), versions, inheritance)
        bearers = dict(self.bearers)
        for draft in every:
            bearers |= draft.bearers
        return PublishedRows(
            clauses=clauses,
            terms=cells,
            bearers=bearers,
            coverage=coverage,
            holders=inheritance.holders(versions),
        )


def read_answer_rows(
    documents: Sequence[Document],
    questions: Sequence[Question],
    points: Sequence[Point] | None = None,
) -> AnswerRows:
    """Return what readers see of documents of one negotiation on some questions; four queries.

    One less with the `points` of the negotiation, if these were read already.
    """
    versions = tuple(document.version for document in documents)
    if points is None:
        points = read_points(versions[0].proposal.negotiation_id)
    own = {version.pk for version in versions}
    texts = own | inheritance_from(points, versions).texts_behind(own)
    answers = Term.objects.published().filter(clause__version__in=texts, question__in=questions)
    terms, bearers = read_terms(answers.select_related("clause", "waits_for"))
    labelled = Clause.objects.published().filter(version__in=texts).exclude(option_label="")
    return AnswerRows(
        versions=versions,
        clauses={row.pk: row for row in labelled} | {term.clause_id: term.clause for term in terms},
        terms=terms,
        bearers=bearers,
        absences=list(Coverage.objects.filter(version__in=texts, question__in=questions)),
        points=points,
    )


def points_with(points: Iterable[Point], drafts: Iterable[DraftClause]) -> list[Point]:
    """Return points as they would be with these drafts published."""
    every = list(drafts)
    gone = {draft.instead_of for draft in every}
    stay = [point for point in points if point.pk not in gone]
    return [*stay, *(Point.if_published(draft.clause) for draft in every)]


def drafts_of(version: Version) -> list[DraftClause]:
    """Return all clauses of a version as they were last written; two queries.

    Of a published clause that is being revised it is the revision. Clauses that were withdrawn
    from readers are left out.
    """
    rows = Clause.objects.filter(version=version).exclude(state=ReviewState.WITHDRAWN)
    clauses = list(rows.select_related("version__proposal"))
    revised = {clause.revises_id for clause in clauses}
    newest = [clause for clause in clauses if clause.pk not in revised]
    terms, bearers = read_terms(
        Term.objects.filter(clause__in=newest).select_related("clause", "waits_for")
    )
    return [
        DraftClause(
            clause=clause,
            terms=tuple(term for term in terms if term.clause_id == clause.pk),
            bearers=bearers,
            instead_of=clause.revises_id or clause.pk,
        )
        for clause in newest
    ]
