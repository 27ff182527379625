"""The fields of what an answer rests on: pieces of evidence by stance, and their standing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proposals.exports.record import closed_lists
from proposals.exports.record.fields import REQUIRED, Entity, Field, Scalar

STANDING = Entity(
    "Standing",
    "Pieces of evidence by stance, and what they rest on.",
    (
        Field(
            "supports",
            Scalar.COUNT,
            lambda one: len(one.supporting),
            meaning=_("Pieces of evidence that support."),
            column=REQUIRED,
        ),
        Field(
            "disputes",
            Scalar.COUNT,
            lambda one: len(one.disputing),
            meaning=_("Pieces of evidence that dispute."),
            column=REQUIRED,
        ),
        Field(
            "qualifies",
            Scalar.COUNT,
            lambda one: len(one.qualifying),
            meaning=_("Pieces of evidence that qualify."),
            column=REQUIRED,
        ),
        Field(
            "independent",
            Scalar.COUNT,
            "standing.supporting",
            meaning=_("Independent supporting sources, after folding syndication."),
            description="Independent supporting sources.",
            column=REQUIRED,
        ),
        Field(
            "rule",
            closed_lists.STANDINGS,
            "standing.rule",
            meaning=_("What the standing rests on."),
            column=REQUIRED,
        ),
        Field(
            "single",
            Scalar.YES_NO,
            "standing.single",
            meaning=_("It rests on one independent source."),
            description="Rests on one independent source.",
            column=REQUIRED,
        ),
        Field(
            "disputed",
            Scalar.YES_NO,
            "standing.disputed",
            meaning=_("At least one source disputes it."),
            column=REQUIRED,
        ),
    ),
)
