"""The tables as `docs/exports.md` tells them: what the document has to say, word for word."""

from collections.abc import Iterator

from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import DataTable, TableColumn


def told() -> str:
    """The part of the document that names every table and every column."""
    return "\n\n".join("\n".join(_table(table)) for table in EXPLAINED)


def _table(table: DataTable) -> Iterator[str]:
    yield f"### `{table.name}`"
    yield ""
    yield f"{table.meaning} Key: {', '.join(f'`{name}`' for name in table.key)}."
    for link in table.links:
        columns = ", ".join(f"`{name}`" for name in link.columns)
        yield f"{columns} → `{link.table}`."
    yield ""
    yield "| column | type | holds |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type.value} | {_meaning(column)} |"


def _meaning(column: TableColumn) -> str:
    values = ", ".join(column.values)
    return f"{column.meaning} One of: {values}." if values else str(column.meaning)
