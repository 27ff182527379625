"""The fields of relations: how the outcomes that two answers admit lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import PairView
from proposals.domain.relations import Contested, Gap, Inverted, Relation, ValueRelation
from proposals.domain.storage import computed_to_stored
from proposals.domain.values import Value
from proposals.domain.verdicts import Verdict
from proposals.domain.vocabulary import Frame
from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    ColumnOptions,
    Entity,
    Field,
    Json,
    ListOf,
    Scalar,
)


class ContestRow(NamedTuple):
    """Items that the document with this key requires and the other one of a pair rules out."""

    document: str
    items: list[str]


@dataclass(frozen=True)
class RelationRow:
    """The relation of two answers of a pair as plain values."""

    view: PairView
    values: Verdict | ValueRelation

    @property
    def relation(self) -> Relation | None:
        """How the outcomes lie to each other; None if they were not compared."""
        return self.values.relation

    @property
    def common(self) -> Json | None:
        """What both admit, in the stored form."""
        return stored_value(self.values.common, self.view.wording.frame)

    @property
    def gap(self) -> Gap | None:
        """By how much two answers miss each other."""
        clash = self.values.clash
        return clash if isinstance(clash, Gap) else None

    @property
    def contested(self) -> list[ContestRow]:
        """What one document requires and the other rules out."""
        clash, sort = self.values.clash, self.view.wording.frame.sort
        if not isinstance(clash, Contested):
            return []
        sides = ((self.view.left, clash.left_requires), (self.view.right, clash.right_requires))
        return [ContestRow(document.key, sort(items)) for document, items in sides if items]

    @property
    def inverted(self) -> list[list[str]]:
        """Pairs of steps that the second document puts the other way round."""
        clash = self.values.clash
        return sorted(map(list, clash.pairs)) if isinstance(clash, Inverted) else []

    @property
    def circle(self) -> list[str]:
        """Steps that run in a circle when both orders are taken together."""
        clash = self.values.clash
        return list(clash.circle) if isinstance(clash, Inverted) and not clash.pairs else []


def stored_value(value: Value | None, frame: Frame) -> Json | None:
    """Return a computed value in the stored form; None for none."""
    return None if value is None else computed_to_stored(value, frame)


GAP = Entity(
    "Gap",
    "By how much two answers miss each other.",
    (
        Field(
            "distance",
            closed_lists.DISTANCES,
            meaning=_("Pair: what the size of the gap counts, if the answers miss each other."),
            description="What the size counts.",
            column=ColumnOptions(name="gap_distance"),
        ),
        Field(
            "size",
            Scalar.NUMBER,
            meaning=_("Pair: by how much the answers miss each other; empty to the top outcome."),
            description="Null to the top outcome, which lies above every number.",
            nullable=True,
            column=ColumnOptions(name="gap_size"),
        ),
        Field(
            "unit",
            Scalar.KEY,
            lambda gap: gap.unit.key if gap.unit else None,
            meaning=_("Pair: key of the unit of that size, if it is an amount."),
            description="Key of the unit of an amount, else null; of a share, percentage points.",
            nullable=True,
            column=ColumnOptions(name="gap_unit"),
        ),
    ),
)

CONTEST = Entity(
    "Contest",
    "Entries that one document requires and the other rules out.",
    (
        Field("document", Scalar.KEY, description="The document that requires them."),
        Field("items", ListOf(Scalar.KEY)),
    ),
)

RELATION_FIELDS = (
    Field(
        "relation",
        closed_lists.RELATIONS,
        meaning=_("Pair: how the outcomes that both admit lie to each other."),
        description="How the outcomes that they admit lie to each other.",
        nullable=True,
        column=COLUMN,
    ),
    Field(
        "common",
        Scalar.JSON,
        meaning=_("Pair: what both admit, as it would be stored."),
        description="What both admit, in the stored form.",
        nullable=True,
        column=COLUMN,
    ),
    Field("gap", GAP, nullable=True, column=COLUMN),
    Field("contested", ListOf(CONTEST)),
    Field(
        "inverted",
        ListOf(ListOf(Scalar.KEY, length=2)),
        description="Steps that the first document puts in this order and the second not.",
    ),
    Field(
        "circle",
        ListOf(Scalar.KEY),
        description="Steps that run in a circle when both orders are taken together.",
    ),
)
"""What a pair says of its answers, and of them as they would be if their cases were the same."""
