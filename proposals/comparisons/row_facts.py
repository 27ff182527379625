"""What a row says apart from words: all that counts, filters, orders and folds look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from proposals.comparisons.catalogue import Document
from proposals.comparisons.evidence import Sourcing
from proposals.comparisons.matrix import Row
from proposals.comparisons.selection import Trait
from proposals.domain.verdicts import Rule


class RowFacts(NamedTuple):
    """The verdict on a row, its traits, its outlets by key, and who answers.

    `coded` tells whether any column has an answer, or a checked absence.
    `speaking`, `answering` and `own` are primary keys of versions: those of the cells that answer,
    those that the engine counts as answering, and those with answers of their own.
    """

    coded: bool
    rule: Rule
    speaking: frozenset[int]
    answering: frozenset[int]
    own: frozenset[int]
    traits: frozenset[Trait]
    outlets: frozenset[str]
    sourcing: Sourcing


def facts_of(row: Row, *, coded: bool) -> RowFacts:
    """Return the facts of a row that was compared."""
    answering = {position.column.key for position in row.verdict.answering}
    return RowFacts(
        coded=coded,
        rule=row.rule,
        speaking=_versions(row.speaking),
        answering=_versions(one for one in row.documents if one.key in answering),
        own=_versions(cell.document for cell in row.cells if cell.position.terms),
        traits=row.traits,
        outlets=row.outlets,
        sourcing=row.sourcing,
    )


def _versions(documents: Iterable[Document]) -> frozenset[int]:
    return frozenset(document.version.pk for document in documents)
