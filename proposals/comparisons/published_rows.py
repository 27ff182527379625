"""The rows of the database that a comparison needs: six queries for any number of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Q, QuerySet

from proposals.comparisons.catalogue import Document
from proposals.comparisons.inheritance import (
    Answer,
    Inheritance,
    coverage_of,
    inheritance_of,
    standing_absences,
    takers,
)
from proposals.comparisons.local_texts import (
    LocalTexts,
    address_of_version,
    keep_options_apart,
    local_texts,
    option_in_words,
)
from proposals.comparisons.responses import DocumentResponse, named_versions, read_responses
from proposals.comparisons.sort_order import sort_key
from proposals.models import Clause, Coverage, Evidence, Judgement, Term
from sources.models import Outlet

CellKey = tuple[int, int]
"""The primary keys of a version and of a question."""


@dataclass(frozen=True, kw_only=True)
class NamedRows:
    """Published clauses and answers of versions that responses name and that are no columns.

    They are looked up as those of the columns are.
    """

    clauses: dict[int, Clause] = field(default_factory=dict)
    terms: dict[CellKey, list[Term]] = field(default_factory=dict)
    bearers: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PublishedRows:
    """Published rows of some versions, looked up by what a cell needs.

    `clauses` are by primary key, `terms` and `coverage` by cell; `bearers` holds keys of parties by
    answer, `topics` clauses by topic, `evidence` pieces by clause; `judgements` are by question and
    pair of versions. `responses` are those that the documents gave or received, and `named` has the
    earlier versions that they are about, so that a point can be compared with what it is now.
    `holders` are, by clause, the versions that take it over from the text that they edit; in
    `terms` and `coverage` what is taken over stands in their cells as well.
    """

    clauses: dict[int, Clause]
    terms: dict[CellKey, list[Term]]
    bearers: dict[int, tuple[str, ...]]
    coverage: dict[CellKey, Coverage]
    topics: dict[int, tuple[int, ...]] = field(default_factory=dict)
    evidence: Mapping[int, list[Evidence]] = field(default_factory=dict)
    judgements: dict[tuple[int, frozenset[int]], Judgement] = field(default_factory=dict)
    responses: tuple[DocumentResponse, ...] = ()
    named: NamedRows = field(default_factory=NamedRows)
    holders: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def evidence_for(self, terms: list[Term]) -> list[Evidence]:
        """Return the evidence on some answers, and on their clauses as a whole."""
        pks = {None, *(term.pk for term in terms)}
        clauses = dict.fromkeys(term.clause_id for term in terms)
        items = (item for clause in clauses for item in self.evidence.get(clause, ()))
        return [item for item in items if item.term_id in pks]

    def option_label(self, term: Term, clause: Clause | None = None) -> str:
        """Return the name of the alternative that an answer belongs to; empty if there is none.

        `clause` is that of the answer, if it is none of the columns'.
        """
        clause = clause or self.clauses[term.clause_id]
        option = term.option or clause.option
        if not option:
            return ""
        if option == clause.option and clause.option_label:
            return clause.option_label
        label = self._option_labels.get((clause.version_id, option))
        return label or option_in_words(option, clause.label)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets of the articles that any answer rests on, by name."""
        by_key = {
            item.article.outlet.key: item.article.outlet
            for clause, items in self.evidence.items()
            if clause in self.clauses
            for item in items
        }
        return tuple(sorted(by_key.values(), key=lambda outlet: (outlet.name, outlet.key)))

    @cached_property
    def _option_labels(self) -> dict[tuple[int, str], str]:
        return {
            (clause.version_id, clause.option): clause.option_label
            for clause in self.clauses.values()
            if clause.option_label
        }


@dataclass(frozen=True, kw_only=True)
class RowLimits:
    """What of some documents is read: the answers to some questions, and the clauses on topics.

    Both are primary keys. Without `evidence` it is read when it is looked at: a line with both
    answers needs none.
    """

    questions: Collection[int]
    topics: Collection[int] = ()
    evidence: bool = True


def read_published_rows(
    documents: tuple[Document, ...], limits: RowLimits | None = None
) -> PublishedRows:
    """Return everything that is published in these documents; six queries, five for one.

    With limits it is what they name; without evidence one query less until it is looked at.
    """
    versions = [document.version.pk for document in documents]
    inheritance = inheritance_of(documents)
    behind = [one for one in inheritance.texts_behind(versions) if one not in versions]
    responses = read_responses(documents)
    named = named_versions(documents, responses)
    texts = [*versions, *{*behind, *named}]
    asked = Q() if limits is None else Q(question__in=limits.questions)
    answers = Term.objects.filter(asked, clause__version__in=texts)
    answers = answers.select_related("waits_for").annotate(question_key=F("question__key"))
    terms, bearers = read_terms(answers)
    among = Q() if limits is None else _clauses_within(limits, terms)
    clauses, topics = _read_clauses(texts, among)
    local = local_texts(one.version.proposal.negotiation for one in documents)
    terms = [term for term in terms if term.clause_id in clauses]
    if local.by_place:
        _put_texts(local, clauses, terms)
    taken_over = inheritance.points_of(versions)
    own = {
        pk: clause
        for pk, clause in clauses.items()
        if clause.version_id in versions or pk in taken_over
    }
    others = {pk: clause for pk, clause in clauses.items() if clause.version_id in named}
    evidence = _EvidenceOnDemand([*versions, *behind], _shown_clauses(limits, terms, topics), local)
    absences = _read_absences(asked & coverage_of(versions, inheritance), local)
    cells, coverage = cells_of(terms, clauses, absences, versions, inheritance)
    return PublishedRows(
        clauses=own,
        terms=cells,
        bearers=bearers,
        coverage=coverage,
        topics=topics,
        evidence=evidence if limits and not limits.evidence else evidence.read(),
        judgements=_judgements(versions, asked),
        responses=responses,
        named=NamedRows(
            clauses=others,
            terms=terms_by_cell((term for term in terms if term.clause_id in others), others),
            bearers=bearers,
        ),
        holders=inheritance.holders(versions),
    )


def cells_of(
    terms: Iterable[Term],
    clauses: Mapping[int, Clause],
    absences: Iterable[Coverage],
    versions: Collection[int],
    inheritance: Inheritance,
) -> tuple[dict[CellKey, list[Term]], dict[CellKey, Coverage]]:
    """Return answers and checked absences by cell, with those that versions take over from others.

    `terms` and `clauses` are those of the versions and of the texts behind them. An absence that a
    version or a text behind it states stands against answers of texts further behind.
    """
    shown = [term for term in terms if term.clause_id in clauses]
    answered = {(clauses[term.clause_id].version_id, term.question_id) for term in shown}
    standing = standing_absences(absences, answered, versions, inheritance)
    holders = inheritance.holders(versions)
    by_cell: dict[CellKey, list[Term]] = defaultdict(list)
    for term in sorted(shown, key=lambda term: (*sort_key(clauses[term.clause_id]), term.number)):
        own = clauses[term.clause_id].version_id
        if own in versions:
            by_cell[own, term.question_id].append(term)
        answer = Answer(term.clause_id, own, term.question_id)
        for version in takers(answer, holders, standing):
            by_cell[version, term.question_id].append(term)
    coverage = {cell: one.absence for cell, one in standing.items() if not one.told}
    return dict(by_cell), coverage


def read_terms(rows: QuerySet[Term]) -> tuple[list[Term], dict[int, tuple[str, ...]]]:
    """Return answers, and by answer the keys of the parties that must act; one query.

    The parties of an answer are in the negotiation's order.
    """
    terms: dict[int, Term] = {}
    parties: dict[int, list[tuple[int, str]]] = defaultdict(list)
    joined = rows.annotate(party_place=F("bearers__ordinal"), party_key=F("bearers__key"))
    for term in joined.order_by():
        terms.setdefault(term.pk, term)
        if term.party_key is not None:
            parties[term.pk].append((term.party_place, term.party_key))
    bearers = {pk: tuple(key for _place, key in sorted(own)) for pk, own in parties.items()}
    return list(terms.values()), bearers


def terms_by_cell(
    terms: Iterable[Term], clauses: Mapping[int, Clause]
) -> dict[CellKey, list[Term]]:
    """Return answers of clauses by version and question, in the order of the document."""
    by_cell: dict[CellKey, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (*sort_key(clauses[term.clause_id]), term.number)):
        by_cell[clauses[term.clause_id].version_id, term.question_id].append(term)
    return dict(by_cell)


def _clauses_within(limits: RowLimits, terms: Iterable[Term]) -> Q:
    """Keep the clauses of answers, those on topics, and those that name an alternative.

    The name of an alternative stands at any of its clauses.
    """
    on_topics = Clause.topics.through.objects.filter(topic__in=limits.topics)
    return (
        Q(pk__in={term.clause_id for term in terms})
        | Q(pk__in=on_topics.values("clause"))
        | (~Q(option_label="") & ~Q(option=""))
    )


def _shown_clauses(
    limits: RowLimits | None, terms: Iterable[Term], topics: Mapping[int, tuple[int, ...]]
) -> set[int] | None:
    """Return the clauses of answers and those on topics, by primary key; None for all clauses."""
    if limits is None:
        return None
    on_topics = {clause for topic in limits.topics for clause in topics.get(topic, ())}
    return {term.clause_id for term in terms} | on_topics


def _read_clauses(
    versions: list[int], among: Q
) -> tuple[dict[int, Clause], dict[int, tuple[int, ...]]]:
    """Return published clauses in the order of their documents, and those on each topic.

    All keys are primary keys. One query.
    """
    clauses: dict[int, Clause] = {}
    by_topic: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = Clause.objects.published().filter(among, version__in=versions)
    rows = rows.annotate(topic_pk=F("topics")).order_by()
    for clause in sorted(rows, key=lambda clause: (*sort_key(clause), clause.pk)):
        clauses.setdefault(clause.pk, clause)
        if clause.topic_pk is not None:
            by_topic[clause.topic_pk] += (clause.pk,)
    return clauses, dict(by_topic)


def _put_texts(local: LocalTexts, clauses: Mapping[int, Clause], terms: Iterable[Term]) -> None:
    """Put texts in the reader's language into clauses, and into their answers."""
    for clause in clauses.values():
        local.in_clause(clause)
    keep_options_apart(clauses.values())
    for term in terms:
        local.in_term(term, clauses[term.clause_id].uid, vars(term)["question_key"])


def _read_absences(among: Q, local: LocalTexts) -> list[Coverage]:
    """Return checked absences with texts in the reader's language; one query."""
    rows = Coverage.objects.filter(among)
    if not local.by_place:
        return list(rows)
    named = rows.annotate(question_key=F("question__key"))
    return [
        local.in_coverage(row, address_of_version(row.version), vars(row)["question_key"])
        for row in named.select_related("version__proposal__negotiation")
    ]


def _judgements(versions: list[int], asked: Q) -> dict[tuple[int, frozenset[int]], Judgement]:
    """Return the judgements on pairs of versions; without a pair, no query."""
    if len(versions) < 2:
        return {}
    return {
        (judgement.question_id, frozenset({judgement.first_id, judgement.second_id})): judgement
        for judgement in Judgement.objects.for_comparison(versions).filter(asked)
    }


class _EvidenceOnDemand(Mapping[int, list[Evidence]]):
    """The evidence of some versions by clause, read when it is looked at: one query.

    It is that on `clauses`, by primary key, or on all.
    """

    def __init__(
        self, versions: list[int], clauses: Iterable[int] | None, local: LocalTexts
    ) -> None:
        self._among = Q() if clauses is None else Q(clause__in=list(clauses))
        self._versions = versions
        self._local = local

    @cached_property
    def _items(self) -> dict[int, list[Evidence]]:
        return _evidence_by_clause(self._versions, self._among, self._local)

    def read(self) -> Mapping[int, list[Evidence]]:
        """Return the evidence as it is now."""
        return self._items

    def __getitem__(self, clause: int) -> list[Evidence]:
        return self._items[clause]

    def __iter__(self) -> Iterator[int]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def _evidence_by_clause(
    versions: list[int], among: Q, local: LocalTexts
) -> dict[int, list[Evidence]]:
    by_clause: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.published().filter(among, clause__version__in=versions).for_citation()
    for item in rows.annotate(clause_uid=F("clause__uid")) if local.by_place else rows:
        if local.by_place:
            local.in_evidence(item, vars(item)["clause_uid"])
        by_clause[item.clause_id].append(item)
    return dict(by_clause)
