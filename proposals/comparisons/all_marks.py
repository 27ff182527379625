"""Every mark that readers can see in some negotiations, to tell which of them a change moves."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from proposals.comparisons.catalogue import Catalogue, NoSuchNegotiation, catalogue
from proposals.comparisons.published_rows import read_published_rows
from proposals.comparisons.row_builder import RowBuilder
from proposals.domain.errors import DomainError
from proposals.domain.verdicts import Mark
from proposals.models import Negotiation

PairKey = tuple[int, int, int]
"""A question and two versions, the lower number first, by their primary keys."""


@dataclass(frozen=True)
class NamedMark:
    """The mark of a pair with the words for where it stands."""

    negotiation: int
    mark: str
    question: str
    left: str
    right: str


def all_marks(negotiations: Iterable[int]) -> dict[PairKey, NamedMark]:
    """Return the mark of each pair of documents of different parties on each question.

    Negotiations by their primary keys. Some ten queries for each, and all of its pairs are
    compared: for the few pages that need it.
    """
    marks: dict[PairKey, NamedMark] = {}
    keys = Negotiation.objects.filter(pk__in=set(negotiations)).values_list("key", flat=True)
    for key in keys.order_by("key"):
        # Rows that the engine refuses as a whole have no marks.
        with suppress(NoSuchNegotiation, DomainError):
            marks |= _marks(catalogue(key))
    return marks


def _marks(offer: Catalogue) -> dict[PairKey, NamedMark]:
    """Return the marks of one negotiation; none on a question that nobody could answer."""
    marks: dict[PairKey, NamedMark] = {}
    rows = RowBuilder(offer, offer.documents, read_published_rows(offer.documents))
    for question in offer.questions:
        try:
            pairs = rows.row(question).pairs
        except DomainError:
            continue
        for pair in pairs:
            if pair.same_party or pair.mark is Mark.NOT_COMPARED:
                continue  # such a pair gives no row its mark
            left, right = sorted((pair.left, pair.right), key=lambda one: one.version.pk)
            marks[question.pk, left.version.pk, right.version.pk] = NamedMark(
                offer.negotiation.pk,
                pair.mark.value,
                str(question.text),
                str(left.name),
                str(right.name),
            )
    return marks


def moved_marks(
    before: dict[PairKey, NamedMark], after: dict[PairKey, NamedMark]
) -> list[dict[str, str]]:
    """Return the marks that differ, as `RowRevision.moved_marks` keeps them.

    A pair that is there on one side only has an empty mark on the other.
    """
    moved = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        named = new or old
        assert named is not None  # noqa: S101 - the key is of one of both
        marks = {"before": old.mark if old else "", "after": new.mark if new else ""}
        if marks["before"] != marks["after"]:
            place = {"question": named.question, "left": named.left, "right": named.right}
            moved.append({**place, **marks})
    return moved
