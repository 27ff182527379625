"""The rows of the database that a comparison needs: seven queries for any number of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from proposals.comparisons.catalogue import Document
from proposals.comparisons.sort_order import sort_key
from proposals.models import Clause, Coverage, Evidence, Judgement, Term
from sources.models import Outlet

CellKey = tuple[int, int]
"""The primary keys of a version and of a question."""


@dataclass(frozen=True, kw_only=True)
class PublishedRows:
    """Published rows of some versions, looked up by what a cell needs.

    `clauses` are by primary key, `terms` and `coverage` by cell; `bearers` holds keys of parties by
    answer, `topics` clauses by topic, `evidence` pieces by clause; `judgements` are by question and
    pair of versions.
    """

    clauses: dict[int, Clause]
    terms: dict[CellKey, list[Term]]
    bearers: dict[int, tuple[str, ...]]
    coverage: dict[CellKey, Coverage]
    topics: dict[int, tuple[int, ...]] = field(default_factory=dict)
    evidence: dict[int, list[Evidence]] = field(default_factory=dict)
    judgements: dict[tuple[int, frozenset[int]], Judgement] = field(default_factory=dict)

    def evidence_for(self, terms: list[Term]) -> list[Evidence]:
        """Return the evidence on some answers, and on their clauses as a whole."""
        pks = {None, *(term.pk for term in terms)}
        clauses = dict.fromkeys(term.clause_id for term in terms)
        items = (item for clause in clauses for item in self.evidence.get(clause, ()))
        return [item for item in items if item.term_id in pks]

    def option_label(self, term: Term) -> str:
        """Return the name of the alternative that an answer belongs to; empty if there is none."""
        clause = self.clauses[term.clause_id]
        option = term.option or clause.option
        if not option:
            return ""
        if option == clause.option and clause.option_label:
            return clause.option_label
        label = self._option_labels.get((clause.version_id, option))
        return label or option.replace("-", " ").replace("_", " ")

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets of the articles that any answer rests on, by name."""
        by_key = {
            item.article.outlet.key: item.article.outlet
            for items in self.evidence.values()
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


def read_published_rows(documents: tuple[Document, ...]) -> PublishedRows:
    """Return everything that is published in these documents; seven queries."""
    versions = [document.version.pk for document in documents]
    rows = Clause.objects.published().filter(version__in=versions).order_by()
    clauses = {clause.pk: clause for clause in sorted(rows, key=sort_key)}
    terms = Term.objects.filter(clause__version__in=versions).select_related("waits_for").order_by()
    bearers = Term.bearers.through.objects.filter(term__clause__version__in=versions)
    return PublishedRows(
        clauses=clauses,
        terms=terms_by_cell((term for term in terms if term.clause_id in clauses), clauses),
        bearers=bearers_by_term(bearers),
        coverage={
            (absence.version_id, absence.question_id): absence
            for absence in Coverage.objects.filter(version__in=versions)
        },
        topics=_clauses_by_topic(versions),
        evidence=_evidence_by_clause(versions),
        judgements={
            (judgement.question_id, frozenset({judgement.first_id, judgement.second_id})): judgement
            for judgement in Judgement.objects.for_comparison(versions)
        },
    )


def terms_by_cell(
    terms: Iterable[Term], clauses: Mapping[int, Clause]
) -> dict[CellKey, list[Term]]:
    """Return answers of clauses by version and question, in the order of the document."""
    by_cell: dict[CellKey, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (*sort_key(clauses[term.clause_id]), term.number)):
        by_cell[clauses[term.clause_id].version_id, term.question_id].append(term)
    return dict(by_cell)


def bearers_by_term(links: QuerySet[Any]) -> dict[int, tuple[str, ...]]:
    """Return the keys of the parties that must act, by answer, from links of both; one query."""
    by_term: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = links.values_list("party__ordinal", "party__key", "term_id")
    for _ordinal, party, term in sorted(rows.order_by()):
        by_term[term] += (party,)
    return dict(by_term)


def _clauses_by_topic(versions: list[int]) -> dict[int, tuple[int, ...]]:
    through = Clause.topics.through.objects.filter(clause__version__in=versions)
    by_topic: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = through.values_list("clause__ordinal", "clause__key", "clause_id", "topic_id")
    for _ordinal, _key, clause, topic in sorted(rows.order_by()):
        by_topic[topic] += (clause,)
    return dict(by_topic)


def _evidence_by_clause(versions: list[int]) -> dict[int, list[Evidence]]:
    by_clause: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.published().filter(clause__version__in=versions).for_citation()
    for item in rows:
        by_clause[item.clause_id].append(item)
    return dict(by_clause)
