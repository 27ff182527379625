"""The documents that a comparison begins with, and those that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from proposals.comparisons.selection import FEWEST_DOCUMENTS, MOST_DOCUMENTS
from proposals.models import Party, Proposal, ProposalKind, Version


class Authored(Protocol):
    """A document with the parties that put it forward."""

    @property
    def proposal(self) -> Proposal:
        """The proposal that it is a version of."""

    @property
    def version(self) -> Version:
        """The version."""

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties."""


_Document = TypeVar("_Document", bound=Authored)

_RANKS = {
    ProposalKind.MEMORANDUM: 0,
    ProposalKind.PLAN: 0,
    ProposalKind.STATEMENT: 1,
    ProposalKind.AGREED: 2,
}
"""The kinds of document, those that state a position best first."""


def default_documents(
    documents: Sequence[_Document], principals: frozenset[str]
) -> tuple[_Document, ...]:
    """Return the columns of a comparison of some documents, in their order.

    `principals` are keys of parties. The best document of each of them comes first, as far as the
    columns reach; then the other memoranda and plans; anything else only fills up to the fewest.
    """
    proposed = [document for document in documents if _rank(document) == 0]
    others = [document for document in documents if _rank(document) > 0]
    chosen = _of_principals(documents, principals)[:MOST_DOCUMENTS]
    chosen += _missing_from(chosen, proposed)[: MOST_DOCUMENTS - len(chosen)]
    chosen += _missing_from(chosen, others)[: max(0, FEWEST_DOCUMENTS - len(chosen))]
    return tuple(document for document in documents if document in chosen)


def columns_of_left_out(
    left_out: tuple[_Document, ...], usual: tuple[_Document, ...]
) -> tuple[_Document, ...]:
    """Return the columns that compare what is left out; a single document beside the usual ones."""
    if len(left_out) >= FEWEST_DOCUMENTS:
        return left_out[:MOST_DOCUMENTS]
    return (*usual[: MOST_DOCUMENTS - len(left_out)], *left_out)


def _of_principals(documents: Sequence[_Document], principals: frozenset[str]) -> list[_Document]:
    """Return the best document of each principal party, the best kinds first."""
    ranked = sorted(documents, key=_rank)  # among equals the order stays
    best = [_best_of(party, ranked, principals) for party in principals]
    return [document for document in ranked if document in best]


def _best_of(
    party: str, ranked: Sequence[_Document], principals: frozenset[str]
) -> _Document | None:
    """Return the best document of a party, the newest of the best kind.

    One that it shares with another party to the conflict stands for it only if it has none of its
    own; of its own, one that it shares with a mediator only if none of the kind is its alone.
    """
    its_documents = [document for document in ranked if party in _parties(document)]
    own = [document for document in its_documents if _parties(document) & principals == {party}]
    best = [one for one in own or its_documents if _rank(one) == _rank((own or its_documents)[0])]
    alone = [document for document in best if _parties(document) == {party}]
    return max(alone or best, key=_day, default=None)


def _missing_from(chosen: Sequence[_Document], documents: Iterable[_Document]) -> list[_Document]:
    return [document for document in documents if document not in chosen]


def _parties(document: Authored) -> frozenset[str]:
    return frozenset(party.key for party in document.parties)


def _day(document: Authored) -> date:
    return document.version.date or date.min


def _rank(document: Authored) -> int:
    return _RANKS[ProposalKind(document.proposal.kind)]
