"""The fields of responses: what a party does with a text of another, and with single points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Catalogue, DocumentResponse
from proposals.comparisons.replies import Reply
from proposals.comparisons.responses import ResponseSide
from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.exports.record.press import EVIDENCE, EvidenceRow


class ResponseRow(NamedTuple):
    """A response with its evidence, and with the documents and questions that it can name."""

    response: DocumentResponse
    catalogue: Catalogue
    evidence: tuple[EvidenceRow, ...]

    @property
    def document(self) -> str:
        """The key of the document in which it was given."""
        return self._key_of(self.response.responder)

    @property
    def to(self) -> str:
        """The key of the document that it responds to."""
        return self._key_of(self.response.to)

    @property
    def questions(self) -> list[str]:
        """The keys of the questions that it is about, in the codebook's order."""
        numbers = self.response.question_pks
        return [one.key for one in self.catalogue.questions if one.pk in numbers]

    def _key_of(self, side: ResponseSide) -> str:
        return side.document_key


class ReplyRow(NamedTuple):
    """A reply with the lasting names of the row's answers.

    These are by the key of their document and the primary keys of their terms.
    """

    reply: Reply
    names: Mapping[tuple[str, int], str]

    @property
    def answers(self) -> list[str]:
        """The lasting names of the answers that are accepted or rejected."""
        places = ((self.reply.to_key, term.pk) for term in self.reply.terms)
        return sorted(self.names[place] for place in places if place in self.names)


RESPONSE_EVIDENCE = Entity(
    "ResponseEvidence",
    "What one article does to one response.",
    tuple(
        field for field in EVIDENCE.fields if field.name not in ("clause", "answer", "disagreement")
    ),
)

RESPONSE = Entity(
    "Response",
    "What a document does with a text of another party: with all of it, or with single points.",
    (
        Field(
            "id",
            Scalar.TEXT,
            "response.uid",
            meaning=_("Lasting name of the response."),
            column=COLUMN,
        ),
        Field(
            "document",
            Scalar.KEY,
            meaning=_(
                "Key of the document in which it was given; it may be outside the selection."
            ),
            description="The document in which it was given; it may be outside the selection.",
            column=REQUIRED,
        ),
        Field(
            "to",
            Scalar.KEY,
            meaning=_("Key of the document that it responds to; it may be outside the selection."),
            description="The document that it responds to; it may be outside the selection.",
            column=REQUIRED,
        ),
        Field(
            "stance",
            closed_lists.RESPONSE_STANCES,
            "response.stance",
            meaning=_("What the party does with it."),
            column=REQUIRED,
        ),
        Field(
            "date",
            Scalar.DAY,
            "response.date",
            meaning=_("Day of the response."),
            column=REQUIRED,
        ),
        Field(
            "text",
            Scalar.MARKDOWN,
            "response.text",
            meaning=_("The response in our own words, in Markdown."),
            column=COLUMN,
        ),
        Field(
            "clauses",
            ListOf(Scalar.CLAUSE_ID),
            "response.clause_uids",
            description="The clauses that it is about; with no questions either, all of the text.",
        ),
        Field("questions", ListOf(Scalar.KEY), description="The questions that it is about."),
        Field("evidence", ListOf(RESPONSE_EVIDENCE)),
    ),
)

REPLY = Entity(
    "Reply",
    "A response to answers of another document on this question.",
    (
        Field(
            "response",
            Scalar.TEXT,
            "reply.response.uid",
            meaning=_("Id of the response."),
            column=ColumnOptions(required=True, leads_to="responses.id"),
        ),
        Field(
            "stance",
            closed_lists.RESPONSE_STANCES,
            "reply.response.stance",
            meaning=_("Whether the answer is accepted or rejected."),
            description="Accepted points are the answer of a document that has none of its own.",
            column=REQUIRED,
        ),
        Field(
            "to",
            Scalar.KEY,
            "reply.to_key",
            meaning=_("Key of the document that gives that answer."),
            description="The document that gives the answers.",
            column=ColumnOptions(required=True, leads_to="documents.key"),
        ),
        Field("answers", ListOf(Scalar.TEXT), description="The ids of these answers."),
    ),
)
