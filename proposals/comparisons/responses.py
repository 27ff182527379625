"""Responses of documents to each other, as plain values: one query for any number of documents.

A response holds for the version that it names. It is seen beside the version in whose file it
stands, and beside later versions of the same proposal that are dated no earlier than itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from proposals.comparisons.catalogue import Document
from proposals.comparisons.local_texts import LocalTexts, local_texts
from proposals.comparisons.sort_order import SortKey, version_sort_key
from proposals.models import Clause, Response, ResponseStance


@dataclass(frozen=True, kw_only=True)
class ResponseSide:
    """The version at one end of a response; `version` and `proposal` are primary keys."""

    version: int
    proposal: int
    negotiation: str
    proposal_key: str
    version_key: str
    name: str
    label: str
    date: datetime.date | None
    place: SortKey

    @property
    def document_key(self) -> str:
        """The document as addresses name it, with its version."""
        return f"{self.proposal_key}.{self.version_key}"

    @property
    def address(self) -> str:
        """The address of the document's page; it is there if readers see any clause of it."""
        keys = [self.negotiation, self.proposal_key, self.version_key]
        return reverse("proposals:document", args=keys)


@dataclass(frozen=True)
class RespondedClause:
    """A clause that a response names, as readers see it."""

    uid: str
    key: str
    label: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class DocumentResponse:
    """What one version does with another: with all of it, or with the points that are named."""

    pk: int
    uid: str
    key: str
    responder: ResponseSide
    to: ResponseSide
    stance: ResponseStance
    clauses: tuple[RespondedClause, ...]
    question_pks: tuple[int, ...]
    date: datetime.date
    text: str
    ordinal: int

    @property
    def responder_version(self) -> int:
        """The primary key of the version in which the response was given."""
        return self.responder.version

    @property
    def to_version(self) -> int:
        """The primary key of the version that it responds to."""
        return self.to.version

    @property
    def clause_uids(self) -> tuple[str, ...]:
        """The lasting names of the clauses that it is about."""
        return tuple(clause.uid for clause in self.clauses)

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole document."""
        return not (self.clauses or self.question_pks)

    @property
    def stands_at_head(self) -> bool:
        """Whether it stands at the head of a column; other responses reach the rows."""
        partial = (ResponseStance.ACCEPTS_WITH_CHANGES, ResponseStance.BASIS)
        return self.is_whole or self.stance in partial

    @property
    def anchor(self) -> str:
        """The name of its place on a page."""
        return f"response-{self.responder.proposal_key}-{self.responder.version_key}-{self.key}"

    @property
    def address(self) -> str:
        """The address of its place on the page of the document that it responds to."""
        return f"{self.to.address}#{self.anchor}"

    def is_given_by(self, document: Document) -> bool:
        """Tell whether it is seen beside a document as its party's response."""
        if document.version.pk == self.responder.version:
            return True
        day = document.version.date
        timely = day is None or self.date <= day
        return timely and _is_no_later(self.responder, document)

    def is_received_by(self, document: Document) -> bool:
        """Tell whether it is a response to a document, or to what the document came from.

        That is an earlier version of its proposal, or a text that it edits; such a response holds
        only where the point is unchanged. Nobody receives a response of the same proposal.
        """
        if document.version.proposal_id == self.responder.proposal:
            return False
        return (
            document.version.pk == self.to.version
            or self.to.version in document.edited
            or _is_no_later(self.to, document)
        )


def read_responses(documents: Iterable[Document]) -> tuple[DocumentResponse, ...]:
    """Return the responses that the proposals of some documents gave or received; one query."""
    columns = list(documents)
    proposals = {document.proposal.pk for document in columns}
    texts = local_texts(document.proposal.negotiation for document in columns)
    rows = Response.objects.for_readers().filter(
        Q(version__proposal__in=proposals) | Q(to__proposal__in=proposals)
    )
    visible = Clause.objects.published().filter(pk=OuterRef("clauses"))
    own: dict[int, dict[str, Any]] = {}
    points: dict[int, tuple[dict[SortKey, RespondedClause], set[int]]] = {}
    for row in rows.annotate(clause_visible=Exists(visible)).order_by().values(*_COLUMNS):
        own[row["pk"]] = row
        clauses, questions = points.setdefault(row["pk"], ({}, set()))
        if row["clause_visible"]:
            place = (row["clauses__ordinal"], row["clauses__key"])
            clauses[place] = _clause(row, texts)
        if row["questions"]:
            questions.add(row["questions"])
    responses = (_response(row, *points[pk], texts) for pk, row in own.items())
    return tuple(sorted(responses, key=_sort_key))


def named_versions(
    documents: Iterable[Document], responses: Iterable[DocumentResponse]
) -> set[int]:
    """Return the versions, none of them a column, to whose points a column has responded."""
    columns = list(documents)
    chosen = {document.version.pk for document in columns}
    return {
        response.to.version
        for response in responses
        if response.to.version not in chosen
        and not response.is_whole
        and any(response.is_given_by(document) for document in columns)
    }


def responses_at_head(
    documents: Iterable[Document], responses: Iterable[DocumentResponse]
) -> dict[int, tuple[DocumentResponse, ...]]:
    """Return what stands at the head of each column, by the version.

    A response stands at the document that it names; where that is no column, at the one that gave
    it. It is not seen beside versions of the responder that are older than itself.
    """
    columns, every = list(documents), [one for one in responses if one.stands_at_head]
    chosen = {document.version.pk for document in columns}
    return {
        document.version.pk: tuple(
            response
            for response in every
            if (response.to.version == document.version.pk and _is_seen(response, columns))
            or (response.to.version not in chosen and response.is_given_by(document))
        )
        for document in columns
    }


def _is_seen(response: DocumentResponse, columns: Iterable[Document]) -> bool:
    own = [one for one in columns if one.proposal.pk == response.responder.proposal]
    return not own or any(response.is_given_by(document) for document in own)


def _is_no_later(side: ResponseSide, document: Document) -> bool:
    """Tell whether one end of a response is the document's proposal at its date, or before."""
    version = document.version
    if side.proposal != version.proposal_id:
        return False
    return side.place <= version_sort_key(version)


_CLAUSE = ("clauses__uid", "clauses__key", "clauses__label", "clauses__heading")
_SIDE = (
    "pk", "key", "label", "date", "ordinal", "proposal", "proposal__key", "proposal__name",
    "proposal__ordinal", "proposal__negotiation__key",
)  # fmt: skip
_COLUMNS = (
    "pk", "uid", "key", "stance", "date", "text", "ordinal", "questions", "clause_visible",
    "clauses__ordinal", *_CLAUSE,
    *(f"{end}__{name}" for end in ("version", "to") for name in _SIDE),
)  # fmt: skip


def _response(
    row: dict[str, Any],
    clauses: dict[SortKey, RespondedClause],
    questions: set[int],
    texts: LocalTexts,
) -> DocumentResponse:
    responder = _side(row, "version", texts)
    subject = f"response {responder.document_key}:{row['key']}"
    return DocumentResponse(
        **{name: row[name] for name in ("pk", "uid", "key", "date", "ordinal")},
        text=texts.text((texts.homes.get(responder.negotiation), subject, "text"), row["text"]),
        responder=responder,
        to=_side(row, "to", texts),
        stance=ResponseStance(row["stance"]),
        clauses=tuple(clause for _place, clause in sorted(clauses.items())),
        question_pks=tuple(sorted(questions)),
    )


def _clause(row: dict[str, Any], texts: LocalTexts) -> RespondedClause:
    uid, key, label, heading = (row[name] for name in _CLAUSE)
    clause = texts.in_clause(Clause(uid=uid, label=label, heading=heading))
    return RespondedClause(uid, key, clause.label, clause.heading)


def _side(row: dict[str, Any], end: str, texts: LocalTexts) -> ResponseSide:
    value = {name: row[f"{end}__{name}"] for name in _SIDE}
    home = texts.homes.get(value["proposal__negotiation__key"])
    proposal, version = value["proposal__key"], f"{value['proposal__key']}.{value['key']}"
    return ResponseSide(
        version=value["pk"],
        proposal=value["proposal"],
        negotiation=value["proposal__negotiation__key"],
        proposal_key=value["proposal__key"],
        version_key=value["key"],
        name=texts.text((home, f"proposal {proposal}", "name"), value["proposal__name"]),
        label=texts.text((home, f"version {version}", "label"), value["label"]),
        date=value["date"],
        place=(
            value["proposal__ordinal"],
            value["proposal__key"],
            value["date"].toordinal() if value["date"] else 0,
            value["ordinal"],
            value["key"],
        ),
    )


def _sort_key(response: DocumentResponse) -> tuple[Any, ...]:
    return (
        response.date, response.responder.place, response.ordinal, response.key,
    )  # fmt: skip
