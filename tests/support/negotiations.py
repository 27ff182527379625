"""More negotiations of the same make, written in bulk: what tests of a site with many look at."""

from __future__ import annotations

from typing import Any

from proposals.models import (
    Account,
    Clause,
    Coverage,
    CoverageEvidence,
    Disagreement,
    Evidence,
    Map,
    Negotiation,
    Party,
    Proposal,
    Question,
    Response,
    ResponseEvidence,
    Term,
    Transition,
    Version,
)
from sources.models import Article
from tests.support.growth import Keys, copies


def multiply_whole_negotiations(times: int) -> None:
    """Copy each negotiation with its documents and its articles until there are `times` of it.

    Outlets, themes and topics are those of the originals: they belong to the site.
    """
    stamps = [f"-n{number}" for number in range(1, times)]
    articles = copies(Article, stamps, emptied=("url",))
    homes = copies(Negotiation, stamps)
    parties = copies(Party, stamps, stamped=(), negotiation=homes)
    proposals = copies(Proposal, stamps, stamped=(), negotiation=homes)
    _between(stamps, Proposal.parties, proposal=proposals, party=parties)
    versions = copies(Version, stamps, stamped=(), proposal=proposals, published_by=articles)
    maps = copies(Map, stamps, stamped=(), negotiation=homes)
    questions = copies(Question, stamps, stamped=(), negotiation=homes, map=maps)
    disagreements = _disagreements(stamps, homes, articles)
    clauses = copies(Clause, stamps, stamped=("uid",), version=versions)
    _between(stamps, Clause.topics, clause=clauses)
    terms = copies(Term, stamps, stamped=(), clause=clauses, question=questions, waits_for=clauses)
    _between(stamps, Term.bearers, term=terms, party=parties)
    copies(
        Evidence,
        stamps,
        stamped=(),
        clause=clauses,
        article=articles,
        term=terms,
        disagreement=disagreements,
    )
    coverage = copies(Coverage, stamps, stamped=(), version=versions, question=questions)
    _between(stamps, Coverage.articles, coverage=coverage, article=articles)
    copies(CoverageEvidence, stamps, stamped=(), coverage=coverage, article=articles)
    responses = _responses(stamps, versions, clauses, questions, articles)
    copies(Transition, stamps, stamped=(), clause=clauses, response=responses)


def _disagreements(stamps: list[str], homes: Keys, articles: Keys) -> Keys:
    disagreements = copies(Disagreement, stamps, stamped=(), negotiation=homes)
    accounts = copies(Account, stamps, stamped=(), disagreement=disagreements)
    _between(stamps, Account.articles, account=accounts, article=articles)
    return disagreements


def _responses(
    stamps: list[str], versions: Keys, clauses: Keys, questions: Keys, articles: Keys
) -> Keys:
    responses = copies(Response, stamps, stamped=("uid",), version=versions, to=versions)
    _between(stamps, Response.clauses, response=responses, clause=clauses)
    _between(stamps, Response.questions, response=responses, question=questions)
    copies(ResponseEvidence, stamps, stamped=(), response=responses, article=articles)
    return responses


def _between(stamps: list[str], field: Any, **related: Keys) -> None:
    """Copy the rows between two tables."""
    copies(field.through, stamps, stamped=(), **related)
