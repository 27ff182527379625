"""What `docs/exports.md` has to say of the fields: the tables word for word, the record by name."""

from collections.abc import Iterator

from proposals.exports.record.fields import (
    ClosedList,
    CountsBy,
    Entity,
    ListOf,
    ValueType,
)
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import DataTable, TableColumn


def tables_text() -> str:
    """Return the part of the document that names every table and every column."""
    return "\n\n".join("\n".join(table_text(table)) for table in EXPLAINED)


def entities_in(entity: Entity) -> list[Entity]:
    """Return an entity and every one inside it, each once."""
    met: dict[str, Entity] = {}
    waiting = [entity]
    while waiting:
        one = waiting.pop(0)
        if one.name not in met:
            met[one.name] = one
            types = (innermost(field.type) for field in one.fields)
            waiting += [inner for inner in types if isinstance(inner, Entity)]
    return list(met.values())


def innermost(outer: ValueType) -> ValueType:
    """Return the type of the values of lists and counts; else the type itself."""
    if isinstance(outer, ListOf):
        return innermost(outer.type)
    return outer.values if isinstance(outer, CountsBy) else outer


def closed_lists_in(entity: Entity) -> dict[str, ClosedList]:
    """Return the closed lists of an entity and of those inside it, by where they stand."""
    types = {
        f"{one.name}.{field.name}": innermost(field.type)
        for one in entities_in(entity)
        for field in one.fields
    }
    return {place: one for place, one in types.items() if isinstance(one, ClosedList)}


def table_text(table: DataTable) -> Iterator[str]:
    """Yield the lines of the document that name a table and its columns."""
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
