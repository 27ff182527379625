"""The fields of the codebook: themes, topics and questions with their entries."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from proposals.exports.record import closed_lists
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.models import Question, ValueKind

THEME = Entity(
    "Theme",
    "A group of topics.",
    (Field("key", Scalar.KEY), Field("name", Scalar.TEXT)),
)

TOPIC = Entity(
    "Topic",
    "A subject of the codebook, with its fit to the PA-X agreements database.",
    (
        Field("key", Scalar.KEY, meaning=_("Key of the topic."), column=COLUMN),
        Field("theme", Scalar.KEY, "theme.key", meaning=_("Key of the theme."), column=REQUIRED),
        Field("name", Scalar.TEXT, meaning=_("Name of the topic."), column=REQUIRED),
        Field("definition", Scalar.MARKDOWN, meaning=_("What belongs to it."), column=COLUMN),
        Field(
            "pax_code",
            Scalar.TEXT,
            meaning=_("Code in the PA-X agreements database."),
            column=COLUMN,
        ),
        Field(
            "pax_match", closed_lists.MATCHES, meaning=_("How well the code fits."), column=COLUMN
        ),
        Field("pax_note", Scalar.PROSE, meaning=_("Note on that."), column=COLUMN),
    ),
)

ENTRY = Entity(
    "Entry",
    "One entry of a closed list.",
    (
        Field(
            "key",
            Scalar.KEY,
            itemgetter("key"),
            meaning=_("Key of the entry."),
            column=ColumnOptions(name="entry"),
        ),
        Field(
            "label",
            Scalar.TEXT,
            itemgetter("label"),
            meaning=_("What the entry is called."),
            column=REQUIRED,
        ),
    ),
)

TOP = Entity(
    "TopOutcome",
    "An outcome above every number, such as “no limit”.",
    (
        Field(
            "key",
            Scalar.KEY,
            itemgetter("key"),
            meaning=_("Range: key of the outcome above every number, if there is one."),
            column=ColumnOptions(name="top"),
        ),
        Field(
            "label",
            Scalar.TEXT,
            itemgetter("label"),
            meaning=_("What that outcome is called."),
            column=ColumnOptions(name="top_label"),
        ),
    ),
)


def _of_range(name: str) -> Callable[[Question], str | None]:
    """Return the reader of a field that says something of numbers only."""
    return lambda one: getattr(one, name) if one.kind == ValueKind.RANGE else None


QUESTION = Entity(
    "Question",
    "What is compared inside a topic.",
    (
        Field("key", Scalar.KEY, meaning=_("Key of the question."), column=COLUMN),
        Field(
            "topic",
            Scalar.KEY,
            "topic.key",
            meaning=_("Key of the topic."),
            column=ColumnOptions(required=True, leads_to="topics.key"),
        ),
        Field("text", Scalar.TEXT, meaning=_("The question."), column=REQUIRED),
        Field(
            "label",
            Scalar.TEXT,
            meaning=_("Its subject in a few words; empty if it has no short label."),
            column=COLUMN,
        ),
        Field(
            "kind",
            closed_lists.KINDS_OF_VALUE,
            meaning=_("What an answer is made of."),
            column=REQUIRED,
        ),
        Field(
            "unit",
            Scalar.KEY,
            "unit.key",
            meaning=_("Key of the unit, where an answer names no other."),
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "ordered",
            Scalar.YES_NO,
            meaning=_("Choice: the entries are the steps of a scale, from the lowest."),
            description="The vocabulary is a scale, from the lowest step.",
            column=REQUIRED,
        ),
        Field(
            "top",
            TOP,
            lambda one: one.top or None,
            description="Null for a question without one.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "measures",
            closed_lists.MEASURES,
            _of_range("measures"),
            meaning=_("Range: what its numbers are."),
            description="Null for a question that takes no numbers.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "holds",
            closed_lists.HOLDINGS,
            _of_range("holds"),
            meaning=_("Range: how an answer for the whole relates to the cases within it."),
            description="Null for a question that takes no numbers.",
            nullable=True,
            column=COLUMN,
        ),
        Field("vocabulary", ListOf(ENTRY), description="The entries that an answer may name."),
        Field("note", Scalar.MARKDOWN, meaning=_("Note on the question."), column=COLUMN),
    ),
)
