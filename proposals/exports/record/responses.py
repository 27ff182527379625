"""The fields of responses: what one document does with another, and on what that rests."""

from __future__ import annotations

from typing import NamedTuple

from proposals.comparisons import DocumentResponse
from proposals.exports.record import closed_lists
from proposals.exports.record.fields import Entity, Field, ListOf, Scalar
from proposals.exports.record.press import EVIDENCE, EvidenceRow


class ResponseRow(NamedTuple):
    """A response with the keys of both documents and of its questions, and its evidence."""

    response: DocumentResponse
    document: str
    to: str
    questions: tuple[str, ...]
    evidence: tuple[EvidenceRow, ...]


RESPONSE_EVIDENCE = Entity(
    "ResponseEvidence",
    "What one article does to one response.",
    tuple(
        field for field in EVIDENCE.fields if field.name not in ("clause", "answer", "disagreement")
    ),
)

RESPONSE = Entity(
    "Response",
    "What one document does with another, or with named points of it.",
    (
        Field(
            "id",
            Scalar.TEXT,
            "response.uid",
            examples=("isle-2032.south-offer.spoken:on-the-ferries",),
        ),
        Field("document", Scalar.KEY, description="The document in which it was given."),
        Field("to", Scalar.KEY, description="The document that it responds to."),
        Field("stance", closed_lists.RESPONSE_STANCES, "response.stance"),
        Field(
            "clauses",
            ListOf(Scalar.CLAUSE_ID),
            "response.clause_uids",
            description="The clauses that it is about; without these and questions, the whole.",
        ),
        Field(
            "questions",
            ListOf(Scalar.KEY),
            description="The questions that it is about.",
        ),
        Field("date", Scalar.DAY, "response.date"),
        Field("text", Scalar.MARKDOWN, "response.text", description="In our own words."),
        Field("evidence", ListOf(RESPONSE_EVIDENCE)),
    ),
)
