"""The shapes of negotiations, their documents, clauses, topics and questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from proposals.exports.record.codebook import QUESTION, TOPIC
from proposals.exports.record.documents import CLAUSE, DOCUMENT
from proposals.exports.record.negotiations import NEGOTIATION
from proposals.exports.record.terms import TERM
from proposals.web.api.schemas.basics import Address, Key, Links, Marked
from proposals.web.api.schemas.press import EVIDENCE_ITEM
from proposals.web.api.schemas.shapes import extend_shape, item_shape, page_shape, shape_of


class NegotiationLinks(Links):
    """Where all parts of a negotiation stand."""

    comparison: Address
    movement: Address
    documents: Address
    clauses: Address
    topics: Address
    questions: Address
    evidence: Address


class DocumentLinks(Links):
    """Where a document and its clauses stand."""

    clauses: Address


class ClauseLinks(Links):
    """Where a clause, its negotiation, its document and its evidence stand."""

    negotiation: Address
    document: Address
    evidence: Address


class TopicLinks(Links):
    """Where a topic and its clauses stand."""

    clauses: Address
    comparison: Address


class QuestionLinks(Links):
    """Where a question, its topic and its row stand."""

    topic: Address
    comparison: Address


NEGOTIATION_ITEM = item_shape(
    NEGOTIATION,
    "A negotiation with its links.",
    NegotiationLinks,
    summary=Marked,
    order_note=Annotated[Marked, Field(description="Why the documents stand in this order.")],
)
DOCUMENT_ITEM = item_shape(DOCUMENT, "A document with its links.", DocumentLinks)
CLAUSE_ITEM = item_shape(CLAUSE, "A clause with its links.", ClauseLinks)
TOPIC_ITEM = item_shape(TOPIC, "A topic with its links.", TopicLinks, theme_name=str)
QUESTION_ITEM = item_shape(QUESTION, "A question with its links.", QuestionLinks)

TERM_ITEM = extend_shape(
    shape_of(TERM), "TermItem", "An answer with the question that it answers.", question=Key
)
WHOLE_CLAUSE = extend_shape(
    CLAUSE_ITEM,
    "WholeClause",
    "A clause with its answers and all of its evidence.",
    answers=list[TERM_ITEM],  # type: ignore[valid-type]
    evidence=list[EVIDENCE_ITEM],  # type: ignore[valid-type]
)

NEGOTIATION_PAGE = page_shape(
    "NegotiationPage", "Negotiations, the latest first.", NEGOTIATION_ITEM
)
DOCUMENT_PAGE = page_shape(
    "DocumentPage", "Documents in the order in which they were handed over.", DOCUMENT_ITEM
)
CLAUSE_PAGE = page_shape(
    "ClausePage", "Clauses, document by document in the document's own order.", CLAUSE_ITEM
)
TOPIC_PAGE = page_shape("TopicPage", "Topics in the codebook's order.", TOPIC_ITEM)
QUESTION_PAGE = page_shape("QuestionPage", "Questions in the codebook's order.", QUESTION_ITEM)
