"""The parameters that the addresses of the interface take."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.config import JsonDict
from pydantic.json_schema import SkipJsonSchema

from proposals.comparisons import MOST_DOCUMENTS, Trait
from proposals.comparisons.movement_selection import MOST_TEXTS
from proposals.comparisons.selection import FEWEST_DOCUMENTS
from proposals.domain.changes import Change
from proposals.domain.verdicts import Mark
from proposals.models import EvidenceStance
from proposals.web.api.query import Parameters, Whole
from sources.search_terms import LONGEST_SEARCH

LONGEST_KEY = 80
LONGEST_UID = 250
_MOST_FILTERS = 50


def _without_repeats(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("a value is given twice")
    return values


def _key(longest: int) -> object:
    return Field(min_length=1, max_length=longest, pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")


Key = Annotated[str, _key(LONGEST_KEY)]
"""The key of a negotiation, a topic, a question, an article or an outlet."""
DocumentKey = Annotated[str, _key(2 * LONGEST_KEY)]
"""The key of a document: "proposal.version"; the proposal's alone leads to its newest version."""
ClauseId = Annotated[str, _key(LONGEST_UID)]
"""The lasting name of a clause."""

_UNIQUE: JsonDict = {"uniqueItems": True}
_NO_REPEATS = AfterValidator(_without_repeats)
Keys = Annotated[list[Key], _NO_REPEATS]
Unset = SkipJsonSchema[None]


class NoParameters(Parameters):
    """For addresses that take no parameters."""


class PageQuery(Parameters):
    """A part of a list."""

    limit: Whole = Field(50, ge=1, le=200, description="How many to list at most.", examples=[20])
    offset: Whole = Field(
        0, ge=0, le=1_000_000_000, description="How many to leave out before.", examples=[0]
    )


class ClauseQuery(PageQuery):
    """Which clauses of a negotiation to list."""

    document: DocumentKey | Unset = Field(
        None, description="Only clauses of this document, by its key.", examples=["wadi-plan"]
    )
    topic: Key | Unset = Field(
        None, description="Only clauses on this topic, by its key.", examples=["pass"]
    )


class EvidenceQuery(PageQuery):
    """Which evidence to list."""

    negotiation: Key | Unset = Field(
        None, description="Only evidence on clauses of this negotiation.", examples=["lake-2031"]
    )
    clause: ClauseId | Unset = Field(
        None,
        description="Only evidence on this clause, by its id.",
        examples=["lake-2031.wadi-plan.second.1"],
    )
    article: Key | Unset = Field(
        None, description="Only what this article gives, by its key.", examples=["L2"]
    )
    stance: EvidenceStance | Unset = Field(
        None, description="Only evidence of this stance.", examples=["supports"]
    )


class ArticleQuery(PageQuery):
    """Which articles to list."""

    outlet: Key | Unset = Field(
        None, description="Only articles of this outlet, by its key.", examples=["sada"]
    )


class ComparisonQuery(Parameters):
    """The selection of the comparison page, as its address has it."""

    d: Annotated[list[DocumentKey], _NO_REPEATS] = Field(
        [],
        min_length=FEWEST_DOCUMENTS,
        max_length=MOST_DOCUMENTS,
        description="The documents in the order of the columns; left out, the usual ones.",
        examples=[["limnaia-memorandum", "wadi-plan"]],
        json_schema_extra=_UNIQUE,
    )
    theme: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only rows of these themes.",
        json_schema_extra=_UNIQUE,
    )
    topic: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only rows on these topics.",
        json_schema_extra=_UNIQUE,
    )
    question: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only the rows of these questions.",
        json_schema_extra=_UNIQUE,
    )
    verdict: Annotated[list[Mark], _NO_REPEATS] = Field(
        [],
        min_length=1,
        max_length=len(Mark),
        description="Only rows with one of these marks.",
        examples=[["conflict"]],
        json_schema_extra=_UNIQUE,
    )
    traits: Annotated[list[Trait], _NO_REPEATS] = Field(
        [],
        alias="with",
        min_length=1,
        max_length=len(Trait),
        description="Only rows with all of these traits.",
        examples=[["common-ground"]],
        json_schema_extra=_UNIQUE,
    )
    outlet: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only rows that rest on an article of one of these outlets.",
        json_schema_extra=_UNIQUE,
    )
    q: str = Field(
        "",
        max_length=LONGEST_SEARCH,
        description="Only rows in which all of these words occur.",
        examples=["water"],
    )
    part: Whole = Field(
        1,
        ge=1,
        le=999_999,
        description="Taken from addresses of pages, without effect: an answer is always whole.",
    )
    whole: Whole = Field(
        1,
        alias="all",
        ge=1,
        le=1,
        description="Taken from addresses of pages, without effect: an answer is always whole.",
    )


class MovementQuery(Parameters):
    """The selection of the page on movements, as its address has it."""

    d: Annotated[list[DocumentKey], _NO_REPEATS] = Field(
        [],
        min_length=1,
        max_length=MOST_TEXTS,
        description="The texts; left out, the newest ones.",
        examples=[["wadi-plan.first", "wadi-plan.second"]],
        json_schema_extra=_UNIQUE,
    )
    theme: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only questions of these themes.",
        json_schema_extra=_UNIQUE,
    )
    topic: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only questions on these topics.",
        json_schema_extra=_UNIQUE,
    )
    question: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only these questions.",
        json_schema_extra=_UNIQUE,
    )
    party: Keys = Field(
        [],
        min_length=1,
        max_length=_MOST_FILTERS,
        description="Only texts of these parties, and those that they edit.",
        json_schema_extra=_UNIQUE,
    )
    change: Annotated[list[Change], _NO_REPEATS] = Field(
        [],
        min_length=1,
        max_length=len(Change),
        description="Only questions with one of these changes.",
        examples=[["struck-out"]],
        json_schema_extra=_UNIQUE,
    )
    part: Whole = Field(
        1,
        ge=1,
        le=999_999,
        description="Taken from addresses of pages, without effect: an answer is always whole.",
    )
    whole: Whole = Field(
        0,
        alias="all",
        ge=0,
        le=1,
        description="Also the questions in which nothing is known to have changed.",
    )
