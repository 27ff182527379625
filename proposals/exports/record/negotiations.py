"""The fields of negotiations, their parties and the cases that answers can be limited to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.models import Negotiation, Party


class NegotiationRow(NamedTuple):
    """A negotiation with its parties in order."""

    negotiation: Negotiation
    parties: Iterable[Party]


PARTY = Entity(
    "Party",
    "Who takes a position.",
    (
        Field("key", Scalar.KEY, meaning=_("Key of the party."), column=COLUMN),
        Field("name", Scalar.TEXT, meaning=_("Name."), column=REQUIRED),
        Field("role", closed_lists.ROLES, meaning=_("What it does at the table."), column=REQUIRED),
    ),
)

SCOPE = Entity(
    "Scope",
    "A case that answers can be limited to.",
    (
        Field("key", Scalar.KEY, meaning=_("Key of the scope."), column=COLUMN),
        Field("label", Scalar.TEXT, meaning=_("What it is called."), column=REQUIRED),
        Field("within", ListOf(Scalar.KEY), description="The entries in which it lies."),
        Field(
            "partition",
            Scalar.TEXT,
            lambda one: one.partition or None,
            meaning=_("Name of its partition: the scopes of one partition are apart."),
            description="The entries of one partition are apart.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "complete",
            Scalar.YES_NO,
            meaning=_("Whether the scopes of its partition leave nothing out."),
            description="The entries of its partition leave nothing out.",
            column=REQUIRED,
        ),
    ),
)

NEGOTIATION = Entity(
    "Negotiation",
    "A process with parties, a place and days.",
    (
        Field("key", Scalar.KEY, "negotiation.key"),
        Field("name", Scalar.TEXT, "negotiation.name"),
        Field("place", Scalar.TEXT, "negotiation.place"),
        Field("begins", Scalar.DAY, "negotiation.begins", nullable=True),
        Field("ends", Scalar.DAY, "negotiation.ends", nullable=True),
        Field("language", Scalar.LANGUAGE, "negotiation.language"),
        Field("parties", ListOf(PARTY)),
        Field("scopes", ListOf(SCOPE), "negotiation.scope_list.entries"),
    ),
)
