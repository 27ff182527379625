"""The fields of the codebook: themes, topics and questions with their entries."""

from __future__ import annotations

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
        Field("vocabulary", ListOf(ENTRY), description="The entries that an answer may name."),
        Field("note", Scalar.MARKDOWN, meaning=_("Note on the question."), column=COLUMN),
    ),
)
