"""The rows of the database that a comparison needs: seven queries, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons.catalogue import Document
from proposals.comparisons.sort_order import sort_key
from proposals.models import Clause, Coverage, Evidence, Judgement, Term
from sources.models import Outlet


@dataclass(frozen=True)
class PublishedRows:
    """Published rows of some versions, looked up by what a cell needs."""

    clauses: dict[int, Clause]
    topics: dict[int, tuple[int, ...]]
    terms: dict[tuple[int, int], list[Term]]
    bearers: dict[int, tuple[str, ...]]
    coverage: dict[tuple[int, int], Coverage]
    evidence: dict[int, list[Evidence]]
    judgements: dict[tuple[int, frozenset[int]], Judgement]

    def evidence_for(self, terms: list[Term]) -> list[Evidence]:
        """What bears on some answers: evidence on them, and on their clauses as a whole."""
        wanted = {term.pk for term in terms}
        clauses = dict.fromkeys(term.clause_id for term in terms)
        found = [item for clause in clauses for item in self.evidence.get(clause, ())]
        return [item for item in found if item.term_id is None or item.term_id in wanted]

    def option_label(self, term: Term) -> str:
        """The name of the alternative that an answer belongs to; empty if there are none."""
        clause = self.clauses[term.clause_id]
        option = term.option or clause.option
        if not option:
            return ""
        if option == clause.option and clause.option_label:
            return clause.option_label
        named = self._labels.get((clause.version_id, option))
        return named or option.replace("-", " ").replace("_", " ")

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """Who published the articles that anything here rests on, by name."""
        found = {
            item.article.outlet.key: item.article.outlet
            for items in self.evidence.values()
            for item in items
        }
        return tuple(sorted(found.values(), key=lambda outlet: (outlet.name, outlet.key)))

    @cached_property
    def _labels(self) -> dict[tuple[int, str], str]:
        return {
            (clause.version_id, clause.option): clause.option_label
            for clause in self.clauses.values()
            if clause.option_label
        }


def read_published_rows(documents: tuple[Document, ...]) -> PublishedRows:
    """Read everything that is published in these documents."""
    versions = [document.version.pk for document in documents]
    clauses = Clause.objects.published().filter(version__in=versions).order_by()
    kept = {clause.pk: clause for clause in sorted(clauses, key=sort_key)}
    return PublishedRows(
        kept,
        _topics(versions),
        _terms(versions, kept),
        _bearers(versions),
        {
            (absence.version_id, absence.question_id): absence
            for absence in Coverage.objects.filter(version__in=versions)
        },
        _evidence(versions),
        {
            (judged.question_id, frozenset({judged.first_id, judged.second_id})): judged
            for judged in Judgement.objects.for_comparison(versions)
        },
    )


def _topics(versions: list[int]) -> dict[int, tuple[int, ...]]:
    through = Clause.topics.through.objects.filter(clause__version__in=versions)
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = through.values_list("clause__ordinal", "clause__key", "clause_id", "topic_id")
    for _ordinal, _key, clause, topic in sorted(rows.order_by()):
        found[topic] += (clause,)
    return dict(found)


def _terms(versions: list[int], clauses: dict[int, Clause]) -> dict[tuple[int, int], list[Term]]:
    """Answers of published clauses by version and question, in the document's order."""
    found: dict[tuple[int, int], list[Term]] = defaultdict(list)
    rows = Term.objects.filter(clause__version__in=versions).select_related("waits_for").order_by()
    kept = [term for term in rows if term.clause_id in clauses]
    for term in sorted(kept, key=lambda term: (*sort_key(clauses[term.clause_id]), term.number)):
        found[clauses[term.clause_id].version_id, term.question_id].append(term)
    return dict(found)


def _bearers(versions: list[int]) -> dict[int, tuple[str, ...]]:
    through = Term.bearers.through.objects.filter(term__clause__version__in=versions)
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = through.values_list("party__ordinal", "party__key", "term_id")
    for _ordinal, party, term in sorted(rows.order_by()):
        found[term] += (party,)
    return dict(found)


def _evidence(versions: list[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.published().filter(clause__version__in=versions).for_citation()
    for item in rows:
        found[item.clause_id].append(item)
    return dict(found)
