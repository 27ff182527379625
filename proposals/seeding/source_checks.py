"""Checks of what documents are known from: quotations of clauses, articles and outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from proposals.models import QuoteOrigin
from proposals.models.evidence_fields import problem_of_traces
from proposals.models.proposals import problem_of_first_print
from proposals.models.quotations import problems_of_quotation
from proposals.seeding.problems import SeedProblem
from proposals.seeding.schema import Index, Record
from sources.models import Article
from sources.models.articles import TRACES, problem_of_days
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


def article_of(record: Record) -> Article:
    """Return the article of a record with the values by which a reader finds it, unsaved."""
    return Article(key=record.key, **{name: record.values[name] for name in TRACES})


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


def _days_of_articles(index: Index) -> Iterator[SeedProblem]:
    for record in index["article"].values():
        published, accessed = (record.values[name] for name in ("published", "accessed"))
        if problem := problem_of_days(published, accessed):
            yield SeedProblem(
                record.place.at("accessed"), problem, accessed, f"{published} or later"
            )


def _first_prints(index: Index) -> Iterator[SeedProblem]:
    """Yield the versions that are dated after the article that published them."""
    for record in index["version"].values():
        article = index["article"].get(record.values["published_by"] or "")
        day, printed = record.values["date"], article.values["published"] if article else None
        if problem := problem_of_first_print(day, printed):
            yield SeedProblem(record.place.at("date"), problem, day, f"{printed} or earlier")


def _traces(index: Index) -> Iterator[SeedProblem]:
    """Yield what is published and rests on articles alone that no reader can find."""
    for name, evidence in (("clause", "evidence"), ("response", "response evidence")):
        articles: dict[str, list[Article]] = defaultdict(list)
        for record in index[evidence].values():
            if article := index["article"].get(record.values["article"]):
                articles[str(record.values[name])].append(article_of(article))
        for record in index[name].values():
            problem = problem_of_traces(articles[record.key])
            if problem and record.values["state"] == "published":
                allowed = "draft, review; or such an article, or more of this one"
                yield SeedProblem(record.place.at("state"), problem, "published", allowed)


def _bases(index: Index) -> Iterator[SeedProblem]:
    """Yield the units whose base has a base: amounts convert by one step only."""
    for record in index["unit"].values():
        base = index["unit"].get(record.values["base"])
        if base is not None and base.values["base"]:
            message = f"unit {base.key} has a base itself, and amounts convert by one step only."
            yield SeedProblem(record.place.at("base"), message, base.key, base.values["base"])


SOURCE_CHECKS: tuple[Callable[[Index], Iterator[SeedProblem]], ...] = (
    _quotations,
    _circles,
    _addresses,
    _owners,
    _days_of_articles,
    _first_prints,
    _traces,
    _bases,
)
"""Every check of this module, in the order in which problems are told."""
