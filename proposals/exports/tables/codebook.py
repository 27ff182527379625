"""The codebook as tables: what each column holds, and what each allowed value means."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables.columns import Column, Link, Row, Table, Type
from proposals.exports.tables.tables import TABLES

CODEBOOK = Table(
    "codebook",
    _("Every column of every table: what it holds."),
    (
        Column("table", _("Name of the table.")),
        Column("column", _("Name of the column.")),
        Column("type", _("Type of its values."), values={one.value: one.value for one in Type},
               must=True),
        Column("required", _("No row leaves it empty."), Type.YES_NO, must=True),
        Column("key", _("It tells rows apart, alone or with the others so marked."), Type.YES_NO,
               must=True),
        Column("leads_to", _("Table and column where its values stand.")),
        Column("meaning", _("What it holds."), must=True),
        Column("allowed_values", _("The values that may stand there; codebook_values explains.")),
    ),
    ("table", "column"),
)  # fmt: skip

CODEBOOK_VALUES = Table(
    "codebook_values",
    _("Every value of the columns that take few: what it means."),
    (
        Column("table", _("Name of the table.")),
        Column("column", _("Name of the column.")),
        Column("value", _("The value.")),
        Column("meaning", _("What it means."), must=True),
    ),
    ("table", "column", "value"),
    (Link(("table", "column"), "codebook", ("table", "column")),),
)

EXPLAINED = (*TABLES, CODEBOOK, CODEBOOK_VALUES)
"""All that is explained, the codebook itself included."""


def codebook_rows(table: Table) -> Iterator[Row]:
    """The rows of one of the two tables of the codebook."""
    for one in EXPLAINED:
        yield from one.described() if table is CODEBOOK else one.listed()
