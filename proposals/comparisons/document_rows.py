"""The rows of the database behind a stretch of one document, and behind what it leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from proposals.comparisons.inheritance import NOTHING_TAKEN_OVER, Inheritance
from proposals.comparisons.local_texts import LocalTexts, address_of_version, local_texts
from proposals.comparisons.published_rows import PublishedRows, read_terms, terms_by_cell
from proposals.comparisons.sort_order import CODEBOOK, database_order
from proposals.models import Clause, Coverage, Evidence, Question, Term, Version
from proposals.models.clauses import ClauseQuerySet

_LISTED = (
    "pk", "version", "ordinal", "key", "label", "option", "option_label", "status", "replaces",
)  # fmt: skip


@dataclass(frozen=True)
class ClauseEntry:
    """What the list of a document's clauses holds of one; `answers` is their number.

    `replaces` are the keys of other points of the edited text in whose place it stands. It is
    `left` if the document leaves it as it is in the text that it edits, where it stands.
    """

    pk: int
    version: int
    ordinal: int
    key: str
    label: str
    option: str
    option_label: str
    status: str
    replaces: tuple[str, ...]
    answers: int
    left: bool = False


@dataclass(frozen=True)
class ClauseList:
    """All published clauses of a document in its order, without their texts.

    Of a text that edits another, the points that it leaves alone are among them.
    """

    entries: tuple[ClauseEntry, ...]

    @property
    def own(self) -> ClauseList:
        """The list without the points that are left as they are in the edited text."""
        return ClauseList(tuple(entry for entry in self.entries if not entry.left))

    @property
    def answers(self) -> int:
        """The number of all answers that they give."""
        return sum(entry.answers for entry in self.entries)

    def place(self, key: str) -> int | None:
        """Return the place of a clause, from 0; None if none has this key."""
        places = (place for place, entry in enumerate(self.entries) if entry.key == key)
        return next(places, None)


@dataclass(frozen=True)
class DocumentRows:
    """The clauses of a stretch of a document in its order, and what is published with them."""

    clauses: tuple[Clause, ...]
    published: PublishedRows


def read_clause_list(version: Version) -> ClauseList:
    """Return the list of a document's clauses; one query, which reads no text."""
    entries = read_entries(_clauses_of(version))
    texts = local_texts([version.proposal.negotiation])
    return ClauseList(tuple(_in_language(entry, version, texts) for entry in entries))


def read_entries(clauses: ClauseQuerySet) -> tuple[ClauseEntry, ...]:
    """Return what lists hold of some clauses, in the order of their documents; one query."""
    rows = clauses.order_by().values(*_LISTED).annotate(answers=Count("terms"))
    entries = [ClauseEntry(**row | {"replaces": tuple(row["replaces"])}) for row in rows]
    return tuple(sorted(entries, key=lambda entry: (entry.ordinal, entry.key)))


def with_place(clauses: ClauseQuerySet) -> ClauseQuerySet:
    """Add `place`: how many published clauses stand before a clause in its document."""
    others = Clause.objects.published().filter(version=OuterRef("version"))
    beside = Q(ordinal=OuterRef("ordinal"), sign__lt=OuterRef("key"))
    before = others.annotate(sign=database_order("")[1]).filter(
        Q(ordinal__lt=OuterRef("ordinal")) | beside
    )
    number = before.order_by().values("version").annotate(number=Count("pk")).values("number")
    placed: ClauseQuerySet = clauses.annotate(place=Coalesce(Subquery(number), 0))
    return placed


def read_document_rows(version: Version, clauses: ClauseList, places: slice) -> DocumentRows:
    """Return what is published of a document in some places of its list; three queries."""
    own = [entry.pk for entry in clauses.entries[places] if not entry.left]
    rows = _clauses_of(version).in_bulk(own)
    by_pk = {pk: rows[pk] for pk in own if pk in rows}
    answers = Term.objects.filter(clause__in=by_pk)
    terms, bearers = read_terms(answers.select_related("question__unit", "waits_for"))
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for item in Evidence.objects.published().filter(clause__in=by_pk).for_citation():
        evidence[item.clause_id].append(item)
    texts = local_texts([version.proposal.negotiation])
    if texts.by_place:
        _put_texts(texts, by_pk, terms, evidence)
    published = PublishedRows(
        clauses=_labelled_clauses(version, clauses) | by_pk,
        terms=terms_by_cell(sorted(terms, key=lambda term: term.pk), by_pk),
        bearers=bearers,
        coverage={},
        evidence=dict(evidence),
    )
    return DocumentRows(tuple(by_pk.values()), published)


def read_absences(
    version: Version, most: int | None, inheritance: Inheritance = NOTHING_TAKEN_OVER
) -> tuple[tuple[Coverage, ...], int]:
    """Return the first checked absences of a document by the codebook, and the number of all.

    They come with their questions; all of them if `most` is None. Those of the texts from which it
    takes over points stand where it says nothing of its own, that of the nearest text first. One
    query.
    """
    home = version.proposal.negotiation_id
    rows = Coverage.objects.filter(_standing(version, inheritance), question__negotiation=home)
    unanswered = rows.exclude(question__in=_answered(version.pk)).select_related("question")
    found, number = _first(unanswered, most, tuple(f"question__{path}" for path in CODEBOOK))
    texts = local_texts([version.proposal.negotiation])
    for absence in found:
        texts.in_member(absence.question)
        if absence.version_id == version.pk:
            texts.in_coverage(absence, address_of_version(version), absence.question.key)
    return found, number


def read_uncoded_questions(
    version: Version, most: int | None, inheritance: Inheritance = NOTHING_TAKEN_OVER
) -> tuple[tuple[Question, ...], int]:
    """Return the first questions on which nothing is recorded, and the number of all.

    What it takes over from the text that it edits is recorded. One query.
    """
    checked = Coverage.objects.filter(_standing(version, inheritance)).values("question")
    rows = Question.objects.filter(negotiation=version.proposal.negotiation_id)
    open_here = rows.exclude(pk__in=_answered(version.pk)).exclude(pk__in=checked)
    if taken_over := _taken_over(version, inheritance):
        open_here = open_here.exclude(pk__in=taken_over)
    found, number = _first(open_here, most, CODEBOOK)
    texts = local_texts([version.proposal.negotiation])
    return tuple(map(texts.in_member, found)), number


def read_questions(pks: Iterable[int]) -> tuple[Question, ...]:
    """Return questions by primary key, in the codebook's order; one query, none for no keys."""
    wanted = set(pks)
    if not wanted:
        return ()
    return tuple(Question.objects.filter(pk__in=wanted).order_by(*database_order(*CODEBOOK)))


def _in_language(entry: ClauseEntry, version: Version, texts: LocalTexts) -> ClauseEntry:
    """Return an entry with texts in the reader's language."""
    if not texts.by_place:
        return entry
    row = Clause(
        uid=f"{address_of_version(version)}.{entry.key}",
        label=entry.label,
        option_label=entry.option_label,
    )
    texts.in_clause(row)
    return replace(entry, label=row.label, option_label=row.option_label)


def _put_texts(
    texts: LocalTexts,
    clauses: Mapping[int, Clause],
    terms: Iterable[Term],
    evidence: Mapping[int, Iterable[Evidence]],
) -> None:
    """Put texts in the reader's language into clauses, and into their answers and evidence."""
    for clause in clauses.values():
        texts.in_clause(clause)
    for term in terms:
        texts.in_member(term.question)
        texts.in_term(term, clauses[term.clause_id].uid, term.question.key)
    for pk, items in evidence.items():
        for item in items:
            texts.in_evidence(item, clauses[pk].uid)


def _clauses_of(version: Version) -> ClauseQuerySet:
    clauses: ClauseQuerySet = Clause.objects.published().filter(version=version)
    return clauses


def _labelled_clauses(version: Version, clauses: ClauseList) -> dict[int, Clause]:
    """Return the clauses that name an alternative of a document, with nothing but this name."""
    return {
        entry.pk: Clause(
            pk=entry.pk,
            version_id=version.pk,
            option=entry.option,
            option_label=entry.option_label,
        )
        for entry in clauses.entries
        if entry.option_label and not entry.left
    }


def _standing(version: Version, inheritance: Inheritance) -> Q:
    """Return the condition of the checked absences that stand for a document, as in comparisons.

    One of a text behind it stands if neither it nor a text between the two tells anything else.
    """
    texts = (version.pk, *inheritance.bases.get(version.pk, ()))
    taken_over = Q(pk__in=())
    for place, text in enumerate(texts[1:], start=1):
        nearer = texts[:place]
        checked = Coverage.objects.filter(version__in=nearer).values("question")
        silent_since = ~Q(question__in=checked) & ~Q(question__in=_answered(*nearer))
        taken_over |= Q(version=text) & silent_since
    return Q(version=version) | taken_over & ~Q(question__in=_taken_over(version, inheritance))


def _answered(*versions: int) -> QuerySet[Any, Any]:
    """Return the primary keys of the questions that a published clause of some versions answers."""
    clauses = Clause.objects.published().filter(version__in=versions).order_by().values("pk")
    return Term.objects.filter(clause__in=clauses).order_by().values("question")


def _taken_over(version: Version, inheritance: Inheritance) -> QuerySet[Any, Any] | tuple[()]:
    """Return the primary keys of the questions that points answer which a document takes over."""
    points = inheritance.points_of([version.pk])
    if not points:
        return ()
    return Term.objects.filter(clause__in=points).order_by().values("question")


def _first(
    rows: QuerySet[Any], most: int | None, order: tuple[str, ...]
) -> tuple[tuple[Any, ...], int]:
    """Return the first of some rows, and the number of all."""
    counted = rows.annotate(number=Window(Count("*"))).order_by(*database_order(*order))
    first = tuple(counted[:most])
    return first, first[0].number if first else 0
