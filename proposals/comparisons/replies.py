"""Responses to single points, as far as they reach the rows: which answers they accept or reject.

A response holds for the version that it names, and for a later version of the same proposal and
for a text that edits it only where the point is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proposals.comparisons.catalogue import Document
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.stored_answers import StoredAnswers, StoredTerms
from proposals.domain.terms import Force, Rejection
from proposals.domain.terms import Term as DomainTerm
from proposals.language.active import active_language
from proposals.models import ResponseStance

REACHES_ROWS = (ResponseStance.ACCEPTS, ResponseStance.REJECTS)
"""The stances towards single points that say something of an answer."""


@dataclass(frozen=True)
class Reply:
    """A response to answers of another document on one question, with these answers.

    `to` is the column in which they stand; None if the document is no column, or its text has
    another answer now: then they are those of the version that the response names.
    """

    response: DocumentResponse
    to: Document | None
    terms: StoredTerms

    @property
    def accepts(self) -> bool:
        """Whether the point is accepted; else it is rejected."""
        return self.response.stance == ResponseStance.ACCEPTS

    @property
    def to_key(self) -> str:
        """The key of the document that gives the answers."""
        return self.to.key if self.to else self.response.to.document_key

    @property
    def to_name(self) -> str:
        """The name of the document that gives the answers, with its version if it is no column."""
        if self.to:
            return self.to.name
        side = self.response.to
        return f"{side.name} ({side.label})" if side.label else side.name

    def words(self, *, beside_own: bool = False) -> str:
        """Return the reply in words; `beside_own` says that the document has its own answer."""
        language = active_language()
        key = "reply.accepts" if self.accepts else "reply.rejects"
        day = language.day(self.response.date)
        words = language.text(key, name=self.to_name, day=day)
        if self.accepts and beside_own:
            return language.text("reply.beside", reply=words)
        return words

    @property
    def accepted_terms(self) -> StoredTerms:
        """The answers as those of the party that accepts them; none of a point rejected.

        Brackets and numbers are the other document's own and are left behind.
        """
        if not self.accepts:
            return {}
        return {
            row: replace(
                term, force=Force.ACCEPTS, option="", bracketed=False, accepted=self.to_key
            )
            for row, term in self.terms.items()
        }

    @property
    def rejection(self) -> Rejection | None:
        """The answers as points that are rejected; None if they are accepted, or in no column."""
        if self.accepts or self.to is None:
            return None
        return Rejection(self.to.key, frozenset(self.terms.values()))


def replies_of(
    responder: Document,
    documents: Iterable[Document],
    *,
    question: int,
    answers: StoredAnswers,
    responses: Iterable[DocumentResponse],
) -> tuple[Reply, ...]:
    """Return what a document replies to the answers of others on one question.

    `question` is a primary key; `answers` has those of the columns and of the versions that
    responses name. Of several responses to one point the latest stands.
    """
    others = [document for document in documents if document.key != responder.key]
    reaching = [
        response
        for response in responses
        if response.stance in REACHES_ROWS
        and not response.is_whole
        and response.is_given_by(responder)
    ]
    replies = [
        reply
        for response in reaching
        for reply in _replies_by(response, others, question=question, answers=answers)
    ]
    return tuple(reply for reply in replies if not _is_replaced(reply, replies))


def _replies_by(
    response: DocumentResponse,
    others: Iterable[Document],
    *,
    question: int,
    answers: StoredAnswers,
) -> Iterator[Reply]:
    """Yield what one response says of the answers of each column, else of the text it names."""
    point = _point(response, question, answers)
    if not point:
        return
    columns = []
    for document in others:
        if response.is_received_by(document):
            now = answers.terms(document.version.pk, question)
            if document.version.pk == response.to_version:
                columns.append(Reply(response, document, point))
            else:
                before = set(map(_wording, point.values()))
                same = {row: term for row, term in now.items() if _wording(term) in before}
                columns += [Reply(response, document, same)] if same else []
    yield from columns or [Reply(response, None, point)]


def _is_replaced(reply: Reply, replies: Iterable[Reply]) -> bool:
    """Tell whether a later response speaks to the same point."""
    return any(
        other.to_key == reply.to_key
        and other.response.date > reply.response.date
        and not reply.terms.keys().isdisjoint(other.terms)
        for other in replies
    )


def _point(response: DocumentResponse, question: int, answers: StoredAnswers) -> StoredTerms:
    """Return the answers that a response is about."""
    terms = answers.terms(response.to_version, question)
    if response.clause_uids:
        return {
            row: term
            for row, term in terms.items()
            if answers.clause(row).uid in response.clause_uids
        }
    return terms if question in response.question_pks else {}


def _wording(term: DomainTerm) -> DomainTerm:
    """Return an answer without its place in its document."""
    return replace(term, source="", option="")
