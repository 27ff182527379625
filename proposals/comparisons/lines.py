"""The lines in which documents follow each other: which text each one is set against.

A text is set against the one that it edits; else against the last version of its own proposal dated
before it; else, if it is a memorandum or a plan, against the last one dated before it that a party
of its own put forward. What speakers said, or what was agreed, revises no paper: that it names less
is no movement. A text of several sides that had papers of their own follows none of these.

Rival copies of one text are set against what that text is set against, never against each other,
and no order is claimed between texts of one day or without a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from proposals.comparisons.catalogue import Document
from proposals.comparisons.sort_order import version_sort_key
from proposals.models import ProposalKind


def by_date(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents from the oldest to the newest; those without a date come first."""
    return tuple(
        sorted(
            documents,
            key=lambda one: (one.version.date or date.min, version_sort_key(one.version)),
        )
    )


def predecessors(documents: Iterable[Document]) -> dict[str, Document]:
    """Return, by the key of a document, the one that it is set against; the first have none.

    The documents may come in any order.
    """
    ordered = by_date(documents)
    return {
        document.key: earlier
        for document in ordered
        if (earlier := _predecessor(document, ordered)) is not None
    }


def parties_of(document: Document) -> frozenset[str]:
    """Return the keys of the parties that put a document forward."""
    return document.column.parties


def _predecessor(document: Document, documents: Sequence[Document]) -> Document | None:
    by_version = {one.version.pk: one for one in documents}
    original = by_version.get(document.version.copy_of_id or 0)
    if original is not None and original is not document:
        return _predecessor(original, [one for one in documents if one is not document])
    edited = by_version.get(document.version.edits_id or 0)
    if edited is not None:
        return edited
    earlier = [
        one
        for one in documents
        if _is_earlier(one, document) and one.version.copy_of_id not in by_version
    ]
    own = [one for one in earlier if one.proposal.pk == document.proposal.pk]
    sharing = [
        one
        for one in earlier
        if parties_of(one) & parties_of(document) and _states_terms(one) and _states_terms(document)
    ]
    last = next(reversed(own or sharing), None)
    if last is None or own:
        return last
    # Of two sides that agree on a text, neither one's paper is the one that it came from.
    apart = (one for one in sharing if not parties_of(one) & parties_of(last))
    return None if any(apart) else last


def _states_terms(document: Document) -> bool:
    """Tell whether it is a paper of terms: what speakers said, or what was agreed, revises none."""
    return document.proposal.kind in (ProposalKind.MEMORANDUM, ProposalKind.PLAN)


def _is_earlier(one: Document, other: Document) -> bool:
    """Tell whether a document is dated before another; without a day that is not known."""
    days = one.version.date, other.version.date
    return days[0] is not None and days[1] is not None and days[0] < days[1]
