"""The shape of a comparison: the record that files and frozen comparisons hold as well."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Rule
from proposals.models import CoverageBasis, JudgedMark, ValueKind
from proposals.web.api.schemas.basics import Key, Shape
from proposals.web.api.schemas.documents import Clause, Document, Negotiation, Question, Term, Topic
from proposals.web.api.schemas.press import Article, Evidence, Outlet


class Standing(Shape):
    """Pieces of evidence by stance, and what they rest on."""

    supports: int = Field(ge=0)
    disputes: int = Field(ge=0)
    qualifies: int = Field(ge=0)
    independent: int = Field(ge=0, description="Independent supporting sources.")
    rule: Literal["S0", "S1", "S2", "S3"]
    single: bool = Field(description="Rests on one independent source.")
    disputed: bool


class Answer(Shape):
    """What one document says on one question, or why it says nothing."""

    document: Key
    absence: AbsenceKind | None = Field(description="Null if there are answers.")
    absence_basis: CoverageBasis | None = Field(description="What was read to establish it.")
    absence_note: str | None
    absence_articles: list[Key]
    problem: str | None = Field(description="Why the coding contradicts itself, if it does.")
    alternatives: list[str] = Field(description="In words, one for each alternative.")
    terms: list[Term]
    evidence: Standing


class Best(Shape):
    """The verdict on the most favourable alternatives."""

    verdict: Mark
    rule: Rule


class Judgement(Shape):
    """An editor's own verdict, beside the computed one."""

    verdict: JudgedMark
    reason: str
    author: str
    made_at: str | None


class Pair(Shape):
    """Two documents on one question."""

    documents: Annotated[list[Key], Field(min_length=2, max_length=2)]
    verdict: Mark
    rule: Rule
    sentence: str
    best: Best | None
    judgement: Judgement | None


class Row(Shape):
    """One question across the documents."""

    theme: Key
    topic: Key
    question: Key
    text: str
    kind: ValueKind
    verdict: Mark
    rule: Rule
    sentence: str = Field(description="Why the verdict is so.")
    common_to_all: str | None
    one_party_only: list[str]
    answers: list[Answer] = Field(description="One for each document, in their order.")
    pairs: list[Pair] = Field(description="Every pair of documents.")


class Theme(Shape):
    """A group of topics."""

    key: Key
    name: str


class Comparison(Shape):
    """Exactly the rows that the page of the same selection shows, and all that they name."""

    format: str = Field(examples=["parley-comparison/2"])
    negotiation: Negotiation
    selection: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        description="The selection as pairs of an address.",
        examples=[[["d", "wadi-plan"], ["verdict", "conflict"]]],
    )
    documents: list[Document]
    counts: dict[Mark, int] = Field(description="How many rows have each verdict.")
    rows_shown: int = Field(ge=0)
    rows_in_all: int = Field(ge=0)
    questions_not_coded: int = Field(ge=0)
    rows: list[Row]
    themes: list[Theme]
    topics: list[Topic]
    questions: list[Question]
    clauses: list[Clause]
    evidence: list[Evidence]
    articles: list[Article]
    outlets: list[Outlet]
