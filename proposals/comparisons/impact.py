"""The verdicts that a clause as it is typed would change, against those that readers see now.

Nothing has to be saved. The clause takes the place of the published one that it is or revises, or
is added; its document is compared with every other one, question by question, and so are the edits
that take the clause over. Ten queries, eleven if readers do not know the document yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from proposals.comparisons.builder import pair_of
from proposals.comparisons.catalogue import Catalogue, Document, NoSuchNegotiation, catalogue
from proposals.comparisons.draft_rows import DraftClause, points_with, read_answer_rows
from proposals.comparisons.inheritance import Point, inheritance_from, read_points
from proposals.comparisons.matrix import PairView
from proposals.domain.verdicts import Mark
from proposals.history.fields import CLAUSE_FIELDS, field_values
from proposals.language.active import active_language
from proposals.language.messages import explain_problem
from proposals.models import Clause, Question, Term, Version

UNSAVED = -1
"""The primary key that the typed clause has here; those of its answers count on below it."""


@dataclass(frozen=True)
class TypedTerm:
    """One answer as typed: a row that need not be saved, and the keys of its bearers."""

    term: Term
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class VerdictChange:
    """The verdict on one question against one other document, without and with the clause.

    `in_edit` is the edit whose verdict it is, because what it takes over changes; None where
    it is that of the document of the clause.
    """

    question: Question
    other: Document
    before: PairView
    after: PairView
    in_edit: Document | None = None

    @property
    def compares(self) -> bool:
        """Whether there is a verdict at all, before or after."""
        return any(pair.mark is not Mark.NOT_COMPARED for pair in (self.before, self.after))

    @property
    def same_mark(self) -> bool:
        """Whether mark and rule stay: if anything changes, it is the words."""
        return self.before.mark is self.after.mark and self.before.rule is self.after.rule

    @property
    def differs(self) -> bool:
        """Whether readers would see any difference."""
        return not self.same_mark or self.before.sentence != self.after.sentence

    @property
    def severity(self) -> int:
        """The severity of the worse of both marks."""
        return max(self.before.mark.severity, self.after.mark.severity)


@dataclass(frozen=True)
class Impact:
    """The verdicts that would change, worst first; `compared` counts those that were looked at.

    `problems` say where the answers of the document do not hold together.
    """

    changes: tuple[VerdictChange, ...] = ()
    compared: int = 0
    problems: tuple[str, ...] = ()

    @property
    def unchanged(self) -> int:
        """The number of verdicts that stay as they are."""
        return self.compared - len(self.changes)


def impact(clause: Clause, terms: Iterable[TypedTerm], replaces: int | None) -> Impact:
    """Return what publishing `clause` with `terms` would change.

    `replaces` is the primary key of the published row that it is or revises. `clause` needs its
    version. A negotiation with nothing published has nothing to compare.
    """
    typed = tuple(terms)
    try:
        offer = catalogue(clause.version.proposal.negotiation.key)
    except NoSuchNegotiation:
        return Impact()
    document = document_of(offer, clause.version)
    others = [other for other in offer.documents if _is_rival(other, document)]
    edits = [one for one in offer.documents if one.version.edits_id and one.version.complete]
    draft = _draft(clause, typed, replaces)
    points = read_points(offer.negotiation.pk)
    moved = _moved_points((document, *edits), points, draft)
    questions = _answered_questions(offer, typed, {replaces, *chain(*moved.values())})
    columns = tuple({one.version.pk: one for one in (document, *others, *edits)}.values())
    rows = read_answer_rows(columns, questions, points)
    before, after = rows.with_drafts(), rows.with_drafts([draft])
    takers = [edit for edit in edits if moved[edit.version.pk] and edit is not document]
    pairs = [(document, other) for other in others]
    pairs += [
        (taker, other)
        for taker in takers
        for other in others
        if _is_rival(other, taker) and other.version.pk != document.version.pk
    ]
    verdicts = [
        VerdictChange(
            question,
            other,
            before=pair_of(offer, (holder, other), before, question),
            after=pair_of(offer, (holder, other), after, question),
            in_edit=None if holder is document else holder,
        )
        for question in questions
        for holder, other in pairs
    ]
    compared = [verdict for verdict in verdicts if verdict.compares]
    changes = [verdict for verdict in compared if verdict.differs]
    changes.sort(key=lambda change: -change.severity)
    return Impact(tuple(changes), len(compared), _problems(verdicts))


def _problems(verdicts: Iterable[VerdictChange]) -> tuple[str, ...]:
    """Return, in words and each once, why answers with the clause cannot be taken together."""
    language = active_language()
    problems = (verdict.after.pair.left.problem for verdict in verdicts)
    return tuple(dict.fromkeys(explain_problem(one, language) for one in problems if one))


def document_of(offer: Catalogue, version: Version) -> Document:
    """Return a version as a document; readers may not know it yet."""
    for document in offer.documents:
        if document.version.pk == version.pk:
            return document
    by = set(version.proposal.parties.values_list("pk", flat=True))
    parties = tuple(party for party in offer.parties if party.pk in by)
    return Document(version.document_key, version, parties, latest=True)


def _is_rival(other: Document, document: Document) -> bool:
    """Tell whether a document is compared with that of the clause: no version of its proposal."""
    return other.latest and other.proposal != document.proposal


def _answered_questions(
    offer: Catalogue, typed: tuple[TypedTerm, ...], others: set[int | None]
) -> tuple[Question, ...]:
    """Return the questions that are answered as typed, or by other clauses: by primary key.

    These are the clause as it was before, and points that are taken over no more, or again.
    """
    answered = {one.term.question_id for one in typed}
    if stored := others - {None, UNSAVED}:
        published = Term.objects.published().filter(clause__in=stored)
        answered |= set(published.values_list("question_id", flat=True))
    return tuple(question for question in offer.questions if question.pk in answered)


def _moved_points(
    documents: Iterable[Document], points: Iterable[Point], draft: DraftClause
) -> dict[int, frozenset[int]]:
    """Return, by version, the points that documents take over only without a draft, or only with.

    All numbers are primary keys.
    """
    versions = [document.version for document in documents]
    points = list(points)
    before = inheritance_from(points, versions)
    after = inheritance_from(points_with(points, [draft]), versions)
    return {one.pk: before.points_of([one.pk]) ^ after.points_of([one.pk]) for one in versions}


def _draft(clause: Clause, typed: tuple[TypedTerm, ...], replaces: int | None) -> DraftClause:
    """Return the typed clause in the place of the one that it replaces."""
    terms = tuple(_unsaved_term(one.term, number) for number, one in enumerate(typed, start=1))
    return DraftClause(
        clause=_unsaved_clause(clause),
        terms=terms,
        bearers={row.pk: one.bearers for row, one in zip(terms, typed, strict=True)},
        instead_of=replaces,
    )


def _unsaved_clause(clause: Clause) -> Clause:
    copied = field_values(clause, ("version", "key", *CLAUSE_FIELDS))
    return Clause(pk=UNSAVED, ordinal=clause.ordinal or 0, **copied)


def _unsaved_term(term: Term, number: int) -> Term:
    """Return a copy of a typed answer, the one with this number of the typed clause."""
    names = ("question_id", "value", "force", "scope", "condition", "option", "confidence")
    copied = {name: getattr(term, name) for name in names}
    row = Term(pk=UNSAVED - number, clause_id=UNSAVED, number=number, **copied)
    row.waits_for = term.waits_for
    return row
