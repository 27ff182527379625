"""What the shapes of all answers are made of: names, days, links, pages, problems."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AnyUrl, BaseModel, ConfigDict, Field


def _tidy(schema: dict[str, Any]) -> None:
    """Leave out titles that only repeat the name of the property."""
    for part in schema.get("properties", {}).values():
        part.pop("title", None)


class Shape(BaseModel):
    """A JSON object with these keys; a later version may have more."""

    model_config = ConfigDict(json_schema_extra=_tidy)


Address = Annotated[AnyUrl, Field(examples=["https://parley.example/api/v1/clauses/talks.plan.1"])]
Day = Annotated[date, Field(examples=["2031-06-02"])]
Key = Annotated[str, Field(min_length=1, examples=["ceasefire-length"])]
ClauseId = Annotated[str, Field(min_length=1, examples=["lake-2031.wadi-plan.second.1"])]
Language = Annotated[str, Field(description="Language tag; empty if unknown.", examples=["en"])]
Prose = Annotated[str, Field(description="A text; may be empty.")]
Marked = Annotated[str, Field(description="A text in Markdown; may be empty.")]


class Links(Shape):
    """Where this stands: here as JSON, and as a page for people."""

    self: Address = Field(description="This, as JSON.")
    html: Address = Field(description="The page for people.")


class Pages(Shape):
    """Where the other parts of a list are; null where there is none."""

    self: Address
    next: Address | None
    previous: Address | None


class Page(Shape):
    """A part of a list, in a lasting order."""

    total: int = Field(ge=0, description="How many there are in all.")
    limit: int = Field(ge=1, le=200)
    offset: int = Field(ge=0)
    links: Pages


class Fault(Shape):
    """One parameter that cannot be followed."""

    parameter: str | None = Field(None, description="Which, where it is one.")
    detail: str = Field(description="What was found, and what would be right.")
    allowed: list[str] = Field([], description="What would do, if it can be listed.")


class Problem(Shape):
    """What is wrong, and what would be right (RFC 9457)."""

    type: Address = Field(description="Names the kind of problem; explained at that address.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(ge=400, le=599, examples=[404])
    detail: str = Field(
        description="What was found, and what would be right.",
        examples=["There is no negotiation “lake” here."],
    )
    allowed: list[str] = Field(
        [], description="What would do, the first hundred.", examples=[["lake-2031"]]
    )
    errors: list[Fault] = Field([], description="Every parameter at fault.")
    see: Address | None = Field(None, description="Where all that would do is listed.")


class ProblemKind(Shape):
    """One kind of problem."""

    key: str
    type: Address
    status: int
    title: str


class ProblemKinds(Shape):
    """Every kind of problem that this interface tells."""

    problems: list[ProblemKind]


class IndexLinks(Shape):
    """The lists, the description of this interface, and the site for people."""

    self: Address
    html: Address
    description: Address
    problems: Address
    negotiations: Address
    evidence: Address
    articles: Address
    outlets: Address


class Index(Shape):
    """Where to begin."""

    name: str
    version: str = Field(examples=["1"])
    licence: Address = Field(description="The licence of the data.")
    links: IndexLinks
