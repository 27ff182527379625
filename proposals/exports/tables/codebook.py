"""The codebook as tables: what each column holds, and what each allowed value means."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from proposals.exports.tables.columns import DataTable, Link, Row, TableColumn, Type
from proposals.exports.tables.tables import TABLES

CODEBOOK = DataTable(
    "codebook",
    _("Every column of every table: what it holds."),
    (
        TableColumn("table", _("Name of the table.")),
        TableColumn("column", _("Name of the column.")),
        TableColumn(
            "type",
            _("Type of its values."),
            values={one.value: one.value for one in Type},
            must=True,
        ),
        TableColumn("required", _("No row leaves it empty."), Type.YES_NO, must=True),
        TableColumn(
            "key",
            _("It tells rows apart, alone or with the others so marked."),
            Type.YES_NO,
            must=True,
        ),
        TableColumn("leads_to", _("Table and column where its values stand.")),
        TableColumn("meaning", _("What it holds."), must=True),
        TableColumn(
            "allowed_values", _("The values that may stand there; codebook_values explains.")
        ),
    ),
    ("table", "column"),
)

CODEBOOK_VALUES = DataTable(
    "codebook_values",
    _("Every value of the columns that take few: what it means."),
    (
        TableColumn("table", _("Name of the table.")),
        TableColumn("column", _("Name of the column.")),
        TableColumn("value", _("The value.")),
        TableColumn("meaning", _("What it means."), must=True),
    ),
    ("table", "column", "value"),
    (Link(("table", "column"), "codebook", ("table", "column")),),
)

EXPLAINED = (*TABLES, CODEBOOK, CODEBOOK_VALUES)
"""All that is explained, the codebook itself included."""


def codebook_rows(table: DataTable) -> Iterator[Row]:
    """The rows of one of the two tables of the codebook."""
    for one in EXPLAINED:
        yield from one.described() if table is CODEBOOK else one.listed()
