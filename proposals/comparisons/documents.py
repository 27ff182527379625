"""Single documents and single clauses with answers and evidence, for pages of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from proposals.comparisons.absences import evidence_by_absence
from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cell_words import term_view
from proposals.comparisons.cells import TermView
from proposals.comparisons.clause_changes import ClauseChange, clause_change
from proposals.comparisons.document_rows import (
    ClauseEntry,
    ClauseList,
    DocumentRows,
    read_absences,
    read_document_rows,
    read_questions,
    read_uncoded_questions,
)
from proposals.comparisons.edits import TextEdit
from proposals.comparisons.evidence import EvidenceView, evidence_view
from proposals.comparisons.inheritance import inheritance_of
from proposals.comparisons.local_texts import LocalTexts, local_texts, option_in_words
from proposals.comparisons.responses import DocumentResponse, read_responses
from proposals.comparisons.rival_copies import RivalWording, copies_of, read_rival_wordings
from proposals.domain.cases import ScopeList
from proposals.domain.storage import from_stored
from proposals.domain.terms import Force
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
from proposals.language.active import active_language
from proposals.language.wording import Wording
from proposals.models import (
    Clause,
    Coverage,
    Evidence,
    Question,
    ResponseEvidence,
    Term,
    Topic,
    UnitOfMeasure,
)

JUST_COUNTED = 1
"""So many rows are read where nothing but the number of all of them is told."""


@dataclass(frozen=True)
class AnswerView:
    """One answer of a clause with its question."""

    question: Question
    term: TermView


@dataclass(frozen=True)
class ClauseDetail:
    """One clause with its answers and evidence; with its topics on the clause's own page.

    `change` says what it is to the text that its document edits, if it edits one, and `rivals` how
    other copies of the document word it. A point that the document leaves alone names the text in
    which it stands as `left_in`, and comes without answers; with evidence beside `rivals` only.
    """

    clause: Clause
    topics: tuple[Topic, ...]
    answers: tuple[AnswerView, ...]
    evidence: EvidenceView
    change: ClauseChange | None = None
    rivals: tuple[RivalWording, ...] = ()
    left_in: Document | None = None


@dataclass(frozen=True)
class OptionGroup:
    """Clauses that stand together; `label` names the alternative they belong to, if any."""

    label: str
    clauses: tuple[ClauseDetail, ...]


@dataclass(frozen=True)
class AbsenceView:
    """A checked absence with the evidence on it.

    `left_in` is the text from which it is taken over, if it is.
    """

    coverage: Coverage
    evidence: EvidenceView
    left_in: Document | None = None


@dataclass(frozen=True)
class ResponseDetail:
    """One response with the questions that it is about, and its evidence."""

    response: DocumentResponse
    questions: tuple[Question, ...]
    evidence: EvidenceView


@dataclass(frozen=True)
class DocumentView:
    """A stretch of one document in its own order, and the questions that it leaves open.

    `clauses` lists those of the whole document. `uncoded` are questions on which neither an answer
    nor an absence is recorded. Of them and of the `absences` the first are here, and their numbers
    are those of all. `received` and `given` are the responses to this version, and those in it.
    A stretch that is not the beginning has the numbers alone.
    """

    document: Document
    clauses: ClauseList
    groups: tuple[OptionGroup, ...]
    absences: tuple[AbsenceView, ...] = ()
    absence_count: int = 0
    uncoded: tuple[Question, ...] = ()
    uncoded_count: int = 0
    received: tuple[ResponseDetail, ...] = ()
    received_count: int = 0
    given: tuple[ResponseDetail, ...] = ()
    given_count: int = 0


def document_view(
    catalogue: Catalogue,
    document: Document,
    clauses: ClauseList,
    places: slice,
    *,
    edit: TextEdit | None = None,
    most_questions: int | None = None,
) -> DocumentView:
    """Return what is published of one document in some places of the list of its clauses.

    Six queries; one more for the points that an `edit` replaces and leaves alone, and three for
    what other copies of the text say. The stretch at the beginning comes with the responses, and
    with `most_questions` at most, all by default, of those that the document leaves open; if there
    are responses, one query more for their evidence and one for their questions; one for the
    evidence on absences, if there are any. Another counts them.
    """
    groups = tuple(
        OptionGroup(label, tuple(group))
        for label, group in groupby(
            _details(catalogue, document, clauses, places, edit=edit),
            key=lambda detail: _clause_option(detail.clause),
        )
    )
    most = JUST_COUNTED if places.start else most_questions
    inheritance = inheritance_of([document])
    absences, absence_count = read_absences(document.version, most, inheritance)
    uncoded, uncoded_count = read_uncoded_questions(document.version, most, inheritance)
    responses = read_responses([document])
    received = [one for one in responses if one.to_version == document.version.pk]
    given = [one for one in responses if one.responder_version == document.version.pk]
    view = DocumentView(
        document,
        clauses,
        groups,
        absence_count=absence_count,
        uncoded_count=uncoded_count,
        received_count=len(received),
        given_count=len(given),
    )
    if places.start:
        return view
    details = _response_details([*received, *given])
    return replace(
        view,
        absences=tuple(_absences(absences, document, edit)),
        uncoded=uncoded,
        received=tuple(details[one.pk] for one in received),
        given=tuple(details[one.pk] for one in given),
    )


def _details(
    catalogue: Catalogue,
    document: Document,
    clauses: ClauseList,
    places: slice,
    *,
    edit: TextEdit | None,
) -> list[ClauseDetail]:
    """Return the clauses in some places with all that stands beside them."""
    entries = clauses.entries[places]
    rows = read_document_rows(document.version, clauses, places)
    own = {one.clause.pk: one for one in _clause_details(catalogue, rows)}
    copies = copies_of(catalogue, document)
    rivals = read_rival_wordings(document, copies, [entry.key for entry in entries])
    points = _points(entries, edit, local_texts([catalogue.negotiation])) if edit else {}
    prints = _evidence_of(entry.pk for entry in entries if entry.left and rivals.get(entry.key))
    details = []
    for entry in entries:
        beside = rivals.get(entry.key, ())
        if edit and entry.pk in points and entry.left:
            left_in, clause = edit.text_of(entry.version), points[entry.pk]
            evidence = evidence_view(prints.get(entry.pk, []))
            details.append(
                ClauseDetail(clause, (), (), evidence=evidence, rivals=beside, left_in=left_in)
            )
        elif entry.pk in own:
            detail = own[entry.pk]
            change = clause_change(detail.clause, edit, points) if edit else None
            details.append(replace(detail, change=change, rivals=beside))
    return details


def _points(entries: Iterable[ClauseEntry], edit: TextEdit, texts: LocalTexts) -> dict[int, Clause]:
    """Return the points that some clauses of an edit replace and those left alone; one query."""
    pks = {entry.pk for entry in entries if entry.left}
    pks |= {pk for entry in entries for pk in edit.replaced.get(entry.pk, ())}
    found: dict[int, Clause] = Clause.objects.published().in_bulk(pks)
    return {pk: texts.in_clause(clause) for pk, clause in found.items()}


def _evidence_of(clauses: Iterable[int]) -> dict[int, list[Evidence]]:
    """Return the evidence on some clauses; one query, none without clauses."""
    pks, by_clause = list(clauses), defaultdict(list)
    for item in Evidence.objects.published().filter(clause__in=pks).for_citation() if pks else ():
        by_clause[item.clause_id].append(item)
    return by_clause


def _absences(
    coverage: Iterable[Coverage], document: Document, edit: TextEdit | None
) -> Iterator[AbsenceView]:
    """Yield absences with their evidence; one query, none without absences."""
    rows = list(coverage)
    evidence = evidence_by_absence(row.pk for row in rows)
    for row in rows:
        own = edit is None or row.version_id == document.version.pk
        left_in = None if own or edit is None else edit.text_of(row.version_id)
        yield AbsenceView(row, evidence_view(evidence.get(row.pk, [])), left_in)


def evidence_by_response(
    responses: Iterable[DocumentResponse],
) -> dict[int, list[ResponseEvidence]]:
    """Return the evidence of responses by their primary keys; one query, none without responses."""
    by_response: dict[int, list[ResponseEvidence]] = defaultdict(list)
    pks = [response.pk for response in responses]
    for item in ResponseEvidence.objects.filter(response__in=pks).for_citation() if pks else ():
        by_response[item.response_id].append(item)
    return by_response


def _response_details(responses: Iterable[DocumentResponse]) -> dict[int, ResponseDetail]:
    """Return responses with their questions and evidence, by their primary keys; two queries."""
    own = list(responses)
    evidence = evidence_by_response(own)
    questions = read_questions(pk for response in own for pk in response.question_pks)
    return {
        response.pk: ResponseDetail(
            response,
            tuple(one for one in questions if one.pk in response.question_pks),
            evidence=evidence_view(evidence[response.pk]),
        )
        for response in own
    }


def clause_view(clause: Clause, topics: Iterable[Topic]) -> ClauseDetail:
    """Return one clause that was read with its terms and evidence; one query more."""
    units = [row.as_unit() for row in UnitOfMeasure.objects.order_by("key")]
    scopes = clause.version.proposal.negotiation.scope_list
    answers = []
    for term in clause.terms.all():
        bearers = tuple(party.name for party in term.bearers.all())
        wording = Wording(active_language(), term.question.frame(units))
        view = term_view(
            term,
            _domain_term(term, wording.frame, scopes),
            clause,
            wording=wording,
            bearers=bearers,
            option=_term_option(term, clause),
        )
        answers.append(AnswerView(term.question, view))
    evidence = evidence_view(list(clause.evidence.all()))
    return ClauseDetail(clause, tuple(topics), answers=tuple(answers), evidence=evidence)


def _clause_details(catalogue: Catalogue, rows: DocumentRows) -> list[ClauseDetail]:
    answers = _answers_by_clause(catalogue, rows)
    return [
        ClauseDetail(
            clause,
            topics=(),
            answers=tuple(answers[clause.pk]),
            evidence=evidence_view(rows.published.evidence.get(clause.pk, [])),
        )
        for clause in rows.clauses
    ]


def _answers_by_clause(catalogue: Catalogue, rows: DocumentRows) -> dict[int, list[AnswerView]]:
    names = catalogue.party_names
    by_clause: dict[int, list[AnswerView]] = defaultdict(list)
    for terms in rows.published.terms.values():
        question = terms[0].question
        wording = Wording(active_language(), catalogue.frame(question), names)
        for term in terms:
            clause = rows.published.clauses[term.clause_id]
            bearers = tuple(names[key] for key in rows.published.bearers.get(term.pk, ()))
            view = term_view(
                term,
                _domain_term(term, wording.frame, catalogue.scopes),
                clause,
                wording=wording,
                bearers=bearers,
                option=rows.published.option_label(term),
            )
            by_clause[clause.pk].append(AnswerView(question, view))
    return by_clause


def _domain_term(term: Term, frame: Frame, scopes: ScopeList) -> DomainTerm:
    """Return an answer as a term of the engine, as far as its words need: nothing is compared."""
    value = from_stored(term.value, frame)
    return DomainTerm(value, Force(term.force), case=scopes.case(term.scope))


def _term_option(term: Term, clause: Clause) -> str:
    """Return the name of the alternative that an answer belongs to; empty if there is none."""
    if term.option and term.option != clause.option:
        return option_in_words(term.option, clause.label)
    return _clause_option(clause)


def _clause_option(clause: Clause) -> str:
    """Return the name of the alternative that a clause belongs to; empty if there is none."""
    return clause.option_label or option_in_words(clause.option, clause.label)
