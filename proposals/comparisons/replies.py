"""Responses to single points, as far as they reach the rows: which answers they accept or reject.

A response holds for the version that it names, and for a later version of the same proposal only
where the point is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proposals.comparisons.catalogue import Document
from proposals.comparisons.responses import DocumentResponse, responses_between
from proposals.comparisons.stored_answers import StoredAnswers, StoredTerms
from proposals.domain.terms import Force, Rejection
from proposals.domain.terms import Term as DomainTerm
from proposals.language.active import active_language
from proposals.models import ResponseStance

REACHES_ROWS = (ResponseStance.ACCEPTS, ResponseStance.REJECTS)
"""The stances towards single points that say something of an answer."""


@dataclass(frozen=True)
class Reply:
    """A response to answers of another document on one question, with these answers."""

    response: DocumentResponse
    to: Document
    terms: StoredTerms

    @property
    def accepts(self) -> bool:
        """Whether the point is accepted; else it is rejected."""
        return self.response.stance == ResponseStance.ACCEPTS

    def words(self, *, beside_own: bool = False) -> str:
        """Return the reply in words; `beside_own` says that the document has its own answer."""
        language = active_language()
        key = "reply.accepts" if self.accepts else "reply.rejects"
        day = language.day(self.response.date)
        words = language.text(key, name=self.to.name, day=day)
        if self.accepts and beside_own:
            return language.text("reply.beside", reply=words)
        return words

    @property
    def accepted_terms(self) -> StoredTerms:
        """The answers as those of the party that accepts them; none of a point rejected."""
        if not self.accepts:
            return {}
        return {
            row: replace(term, force=Force.ACCEPTS, option="", accepted=self.to.key)
            for row, term in self.terms.items()
        }

    @property
    def rejection(self) -> Rejection:
        """The answers as points that are rejected."""
        return Rejection(self.to.key, frozenset(self.terms.values()))


def replies_of(
    responder: Document,
    documents: Iterable[Document],
    *,
    question: int,
    answers: StoredAnswers,
    responses: Iterable[DocumentResponse],
) -> Iterator[Reply]:
    """Yield what a document replies to the answers of others on one question.

    `question` is a primary key; `answers` has those of the columns and of the versions that
    responses name.
    """
    reaching = [one for one in responses if one.stance in REACHES_ROWS and not one.is_whole]
    for document in documents if reaching else ():
        if document.key == responder.key:
            continue
        for response in responses_between(reaching, responder, document):
            point = _point(response, question, answers)
            now = answers.terms(document.version.pk, question)
            if document.version.pk != response.to_version:
                before = set(map(_wording, point.values()))
                point = {row: term for row, term in now.items() if _wording(term) in before}
            if point:
                yield Reply(response, document, point)


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
