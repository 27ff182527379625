"""The shapes of negotiations, their documents, clauses, topics and questions."""

from __future__ import annotations

from pydantic import Field, JsonValue

from proposals.models import (
    ClauseStatus,
    Confidence,
    CrosswalkMatch,
    PartyRole,
    ProposalKind,
    TermForce,
    Tier,
    ValueKind,
)
from proposals.web.api.schemas.basics import (
    Address,
    ClauseId,
    Day,
    Key,
    Language,
    Links,
    Marked,
    Page,
    Prose,
    Shape,
)
from proposals.web.api.schemas.press import EvidenceItem


class Party(Shape):
    """Who takes a position."""

    key: Key
    name: str
    role: PartyRole


class Negotiation(Shape):
    """A process with parties, a place and days."""

    key: Key
    name: str
    place: str
    begins: Day | None
    ends: Day | None
    language: Language
    parties: list[Party]


class NegotiationLinks(Links):
    """Where all parts of a negotiation stand."""

    comparison: Address
    documents: Address
    clauses: Address
    topics: Address
    questions: Address
    evidence: Address


class NegotiationItem(Negotiation):
    """A negotiation with its links."""

    summary: Marked
    order_note: Marked = Field(description="Why the documents stand in this order.")
    links: NegotiationLinks


class Document(Shape):
    """One version of a proposal, as the head of a column."""

    key: Key = Field(description="As in addresses: “proposal” or “proposal@version”.")
    name: str = Field(description="As the subject of a sentence.")
    title: str
    kind: ProposalKind
    proposal: Key
    version: Key
    version_label: str
    date: Day | None
    handed_over: Day | None
    language: Language
    tier: Tier
    completeness: Prose
    published_by: Key | None = Field(description="The article that printed it first.")
    parties: list[Key]
    party_names: list[str]


class DocumentLinks(Links):
    """Where a document and its clauses stand."""

    clauses: Address


class DocumentItem(Document):
    """A document with its links."""

    links: DocumentLinks


class Clause(Shape):
    """One published provision of a document, in our own words."""

    document: Key
    topics: list[Key]
    id: ClauseId
    label: str = Field(description="The document's own number.", examples=["I.5"])
    heading: str
    text: Marked
    quote: str = Field(description="Original wording, at most 15 words; may be empty.")
    quote_language: Language
    option: str = Field(description="Which of the document's alternatives; empty without any.")
    option_label: str
    status: ClauseStatus
    confidence: Confidence
    contested: Prose = Field(description="What about its wording is contested.")


class ClauseLinks(Links):
    """Where a clause, its negotiation, its document and its evidence stand."""

    negotiation: Address
    document: Address
    evidence: Address


class ClauseItem(Clause):
    """A clause with its links."""

    links: ClauseLinks


class Term(Shape):
    """One clause's typed answer to one question."""

    id: str = Field(examples=["lake-2031.wadi-plan.second.1/share-of-limnaia/1"])
    clause: ClauseId
    label: str
    reading: str = Field(description="In plain language.", examples=["at least 30 days"])
    value: JsonValue = Field(description="The stored form.", examples=[{"at_least": 30}])
    force: TermForce
    bearers: list[str] = Field(description="Names of the parties that must act.")
    scope: str | None
    condition: str | None
    waits_for: ClauseId | None = Field(description="The clause that must be carried out first.")
    option: str | None
    status: ClauseStatus
    confidence: Confidence
    note: str | None


class TermItem(Term):
    """An answer with the question that it answers."""

    question: Key


class WholeClause(ClauseItem):
    """A clause with its answers and all of its evidence."""

    answers: list[TermItem]
    evidence: list[EvidenceItem]


class Topic(Shape):
    """A subject of the codebook, with its fit to the PA-X agreements database."""

    key: Key
    theme: Key
    name: str
    definition: Marked
    pax_code: str
    pax_match: CrosswalkMatch
    pax_note: Prose


class TopicLinks(Links):
    """Where a topic and its clauses stand."""

    clauses: Address
    comparison: Address


class TopicItem(Topic):
    """A topic with its links."""

    theme_name: str
    links: TopicLinks


class Entry(Shape):
    """One entry of a closed list."""

    key: Key
    label: str


class Question(Shape):
    """What is compared inside a topic."""

    key: Key
    topic: Key
    text: str
    kind: ValueKind
    unit: Key | None
    vocabulary: list[Entry] = Field(description="The entries that an answer may name.")
    note: Marked


class QuestionLinks(Links):
    """Where a question, its topic and its row stand."""

    topic: Address
    comparison: Address


class QuestionItem(Question):
    """A question with its links."""

    links: QuestionLinks


class NegotiationPage(Page):
    """Negotiations, the latest first."""

    items: list[NegotiationItem]


class DocumentPage(Page):
    """Documents in the order in which they were handed over."""

    items: list[DocumentItem]


class ClausePage(Page):
    """Clauses, document by document in the document's own order."""

    items: list[ClauseItem]


class TopicPage(Page):
    """Topics in the codebook's order."""

    items: list[TopicItem]


class QuestionPage(Page):
    """Questions in the codebook's order."""

    items: list[QuestionItem]
