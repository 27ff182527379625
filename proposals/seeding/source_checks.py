"""Checks of what documents are known from: quotations of clauses, articles and outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from proposals.models import QuoteOrigin
from proposals.models.quotations import problems_of_quotation
from proposals.seeding.problems import SeedProblem
from proposals.seeding.schema import Index, Record
from sources.models.outlets import problem_of_ownership


def _quotations(index: Index) -> Iterator[SeedProblem]:
    home = next((one.values["language"] for one in index["negotiation"].values()), "")
    for record in index["clause"].values():
        values: Any = record.values
        problems = problems_of_quotation(
            quote=values["quote"],
            origin=values["quote_origin"],
            by=values["quote_by"],
            gloss=values["quote_gloss"],
            language=values["quote_language"],
            home=home,
        )
        for name, problem in problems.items():
            allowed = ", ".join(QuoteOrigin.values) if name == "quote_origin" else ""
            yield SeedProblem(record.place.at(name), problem, values[name] or None, allowed)


def _circles(index: Index) -> Iterator[SeedProblem]:
    articles = index["article"]
    for record in articles.values():
        chain = [record.key]
        source = record.values["syndicated_from"]
        while source in articles and source not in chain:
            chain.append(source)
            source = articles[source].values["syndicated_from"]
        if source == record.key:
            circle = " → ".join((*chain, record.key))
            message = "articles are syndicated from each other in a circle."
            yield SeedProblem(record.place.at("syndicated_from"), message, circle)


def _addresses(index: Index) -> Iterator[SeedProblem]:
    seen: dict[str, Record] = {}
    for record in index["article"].values():
        url = record.values["url"]
        if url and seen.setdefault(url, record) is not record:
            message = f"article {seen[url].key} has the same address."
            yield SeedProblem(record.place.at("url"), message, url)


def _owners(index: Index) -> Iterator[SeedProblem]:
    for record in index["outlet"].values():
        values = record.values
        unchecked = values["ownership_unchecked"]
        problem = problem_of_ownership(
            values["ownership"], values["ownership_source"], unchecked=unchecked
        )
        if problem:
            allowed = 'ownership_source = "…", or ownership_unchecked = true'
            yield SeedProblem(record.place.at("ownership"), problem, record.key, allowed)


SOURCE_CHECKS: tuple[Callable[[Index], Iterator[SeedProblem]], ...] = (
    _quotations,
    _circles,
    _addresses,
    _owners,
)
"""Every check of this module, in the order in which problems are told."""
