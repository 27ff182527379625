"""The codebook as tables: what each column holds, and what each allowed value means."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from proposals.exports.record.fields import Json
from proposals.exports.tables.columns import DataTable, Link, Row, TableColumn, Type
from proposals.exports.tables.tables import TABLES


def _columns(_record: Json) -> Iterator[Row]:
    for table in EXPLAINED:
        yield from table.codebook_rows()


def _values(_record: Json) -> Iterator[Row]:
    for table in EXPLAINED:
        yield from table.value_rows()


CODEBOOK = DataTable(
    name="codebook",
    meaning=_("Every column of every table: what it holds."),
    columns=(
        TableColumn("table", _("Name of the table.")),
        TableColumn("column", _("Name of the column.")),
        TableColumn(
            "type",
            _("Type of its values."),
            values={one.value: one.value for one in Type},
            required=True,
        ),
        TableColumn("required", _("No row leaves it empty."), Type.YES_NO, required=True),
        TableColumn(
            "key",
            _("It tells rows apart, alone or with the others so marked."),
            Type.YES_NO,
            required=True,
        ),
        TableColumn("leads_to", _("Table and column where its values stand.")),
        TableColumn("meaning", _("What it holds."), required=True),
        TableColumn(
            "allowed_values", _("The values that may stand there; codebook_values explains.")
        ),
    ),
    key=("table", "column"),
    rows=_columns,
)

CODEBOOK_VALUES = DataTable(
    name="codebook_values",
    meaning=_("Every value of the columns that take few: what it means."),
    columns=(
        TableColumn("table", _("Name of the table.")),
        TableColumn("column", _("Name of the column.")),
        TableColumn("value", _("The value.")),
        TableColumn("meaning", _("What it means."), required=True),
    ),
    key=("table", "column", "value"),
    rows=_values,
    joint_links=(Link(("table", "column"), "codebook", ("table", "column")),),
)

EXPLAINED = (*TABLES, CODEBOOK, CODEBOOK_VALUES)
"""All that is explained, the codebook itself included."""
