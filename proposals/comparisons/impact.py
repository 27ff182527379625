"""What a clause as it is typed would change: the verdicts with it against those readers see now.

Nothing has to be saved. The clause takes the place of the published one that it is or revises, or
is added; its document is compared with every other one, question by question. Eleven queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proposals.comparisons.builder import pair_of
from proposals.comparisons.catalogue import Catalogue, Document, NoSuchNegotiation, catalogue
from proposals.comparisons.matrix import PairView
from proposals.comparisons.published_rows import PublishedRows
from proposals.domain.verdicts import Mark
from proposals.language.active import active_language
from proposals.language.messages import explain_problem
from proposals.models import Clause, Coverage, Question, Term, Version

UNSAVED = -1
"""Stands for the primary key of the typed clause; its answers count on below it."""


@dataclass(frozen=True)
class TypedTerm:
    """One answer as typed: a row that need not be saved, and the keys of who must act."""

    term: Term
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class VerdictChange:
    """The verdict on one question against one other document: as readers see it, and with this."""

    question: Question
    other: Document
    before: PairView
    after: PairView

    @property
    def compares(self) -> bool:
        """Whether there is a verdict at all, before or after."""
        return any(one.mark is not Mark.NOT_COMPARED for one in (self.before, self.after))

    @property
    def same_mark(self) -> bool:
        """Whether only the words change."""
        return self.before.mark is self.after.mark and self.before.rule is self.after.rule


@dataclass(frozen=True)
class Impact:
    """What would change, worst first; `compared` counts the verdicts that were looked at.

    `problems` say where the answers of the document do not hold together.
    """

    changes: tuple[VerdictChange, ...] = ()
    compared: int = 0
    problems: tuple[str, ...] = ()

    @property
    def unchanged(self) -> int:
        """How many verdicts stay as they are."""
        return self.compared - len(self.changes)


def impact(clause: Clause, terms: Iterable[TypedTerm], replaces: int | None) -> Impact:
    """What publishing `clause` with `terms` would change; `replaces` is a row that it stands for.

    `clause` needs its version. A negotiation with nothing published has nothing to compare.
    """
    typed = tuple(terms)
    try:
        found = catalogue(clause.version.proposal.negotiation.key)
    except NoSuchNegotiation:
        return Impact()
    document = _document(found, clause.version)
    others = tuple(d for d in found.documents if d.latest and d.proposal != document.proposal)
    questions = _touched(found, typed, replaces)
    before = _published((document, *others), questions)
    after = _with(before, clause, typed, replaces)
    pairs = list(_pairs(found, questions, document, others, before, after))
    compared = [one for one in pairs if one.compares]
    changes = [one for one in compared if _differs(one)]
    changes.sort(key=lambda one: -max(one.before.mark.severity, one.after.mark.severity))
    language = active_language()
    problems = dict.fromkeys(
        explain_problem(problem, language)
        for one in pairs
        if (problem := one.after.pair.left.problem) is not None
    )
    return Impact(tuple(changes), len(compared), tuple(problems))


def _document(found: Catalogue, version: Version) -> Document:
    """The document of the clause; readers may not know it yet."""
    for document in found.documents:
        if document.version.pk == version.pk:
            return document
    by = set(version.proposal.parties.values_list("pk", flat=True))
    parties = tuple(party for party in found.parties if party.pk in by)
    return Document(version.proposal.key, version, parties, latest=True)


def _touched(
    found: Catalogue, typed: tuple[TypedTerm, ...], replaces: int | None
) -> tuple[Question, ...]:
    """The questions that the clause answers now, or answered before."""
    wanted = {one.term.question_id for one in typed}
    if replaces:
        stored = Term.objects.published().filter(clause=replaces)
        wanted |= set(stored.values_list("question_id", flat=True))
    return tuple(question for question in found.questions if question.pk in wanted)


def _published(documents: tuple[Document, ...], questions: tuple[Question, ...]) -> PublishedRows:
    """What readers see of these documents on these questions; five queries."""
    versions = [document.version.pk for document in documents]
    answers = Term.objects.published().filter(clause__version__in=versions, question__in=questions)
    terms = list(
        answers.select_related("clause", "waits_for").order_by(
            "clause__ordinal", "clause__key", "number"
        )
    )
    labelled = Clause.objects.published().filter(version__in=versions).exclude(option_label="")
    clauses = {row.pk: row for row in labelled} | {term.clause_id: term.clause for term in terms}
    by_cell: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for term in terms:
        by_cell[term.clause.version_id, term.question_id].append(term)
    absences = Coverage.objects.filter(version__in=versions, question__in=questions)
    return PublishedRows(
        clauses,
        {},
        dict(by_cell),
        _bearers(terms),
        {(absence.version_id, absence.question_id): absence for absence in absences},
        {},
        {},
    )


def _bearers(terms: list[Term]) -> dict[int, tuple[str, ...]]:
    through = Term.bearers.through.objects.filter(term__in=[term.pk for term in terms])
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for term, party in through.values_list("term_id", "party__key").order_by(
        "party__ordinal", "party__key"
    ):
        found[term] += (party,)
    return dict(found)


def _with(
    before: PublishedRows, clause: Clause, typed: tuple[TypedTerm, ...], replaces: int | None
) -> PublishedRows:
    """The same rows with the typed clause in its place."""
    shown = _copy(clause)
    terms = {
        cell: [term for term in rows if term.clause_id != replaces]
        for cell, rows in before.terms.items()
    }
    bearers = dict(before.bearers)
    for number, one in enumerate(typed, start=1):
        row = _term(one.term, UNSAVED - number)
        bearers[row.pk] = one.bearers
        terms.setdefault((clause.version_id, row.question_id), []).append(row)
    clauses = {pk: row for pk, row in before.clauses.items() if pk != replaces}
    clauses[UNSAVED] = shown
    for rows in terms.values():
        rows.sort(key=lambda row: _place(clauses[row.clause_id]))
    return replace(before, clauses=clauses, terms=terms, bearers=bearers)


def _place(clause: Clause) -> tuple[int, str]:
    return clause.ordinal or 0, clause.key


def _copy(clause: Clause) -> Clause:
    names = (
        "version_id", "key", "label", "heading", "option", "option_label", "status", "ordinal",
        "confidence", "contested",
    )  # fmt: skip
    return Clause(pk=UNSAVED, **{name: getattr(clause, name) for name in names})


def _term(term: Term, pk: int) -> Term:
    names = ("question_id", "value", "force", "scope", "condition", "option", "confidence")
    copied = Term(
        pk=pk,
        clause_id=UNSAVED,
        number=term.number or 1,
        **{name: getattr(term, name) for name in names},
    )
    copied.waits_for = term.waits_for
    return copied


def _pairs(
    found: Catalogue,
    questions: tuple[Question, ...],
    document: Document,
    others: tuple[Document, ...],
    before: PublishedRows,
    after: PublishedRows,
) -> Iterator[VerdictChange]:
    for question in questions:
        for other in others:
            pairs = [pair_of(found, (document, other), rows, question) for rows in (before, after)]
            yield VerdictChange(question, other, *pairs)


def _differs(change: VerdictChange) -> bool:
    return not change.same_mark or change.before.sentence != change.after.sentence
