"""Duties that fall on one side of the conflict only."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.domain.terms import Force, Position


@dataclass(frozen=True)
class Asymmetry:
    """A duty that falls on one side of the conflict only.

    `bearers` are all who must act; `own` tells whether the document's own parties take it on
    themselves.
    """

    bearers: frozenset[str]
    own: bool


def asymmetry(position: Position, principals: frozenset[str]) -> Asymmetry | None:
    """Return the duty that this cell asks of one side of the conflict only, else None.

    The principals are the parties to the conflict, by their keys. A duty that the document's own
    party shares with another principal is mutual, and so is one that a document of others puts on
    two principals or more.
    """
    duties = [term for term in position.standing_terms if term.bearers]
    bearers = frozenset(bearer for term in duties for bearer in term.bearers)
    acting = bearers & principals
    own = acting & position.column.parties
    from_outside = not position.column.parties & principals
    mutual = acting == principals or (len(acting) > 1 and bool(own or from_outside))
    if not acting or mutual:
        return None
    undertaken = all(term.force in (Force.OFFERS, Force.ACCEPTS) for term in duties)
    return Asymmetry(bearers, bearers <= position.column.parties and undertaken)
