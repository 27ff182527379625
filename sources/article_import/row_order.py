"""The order in which rows of a file are planned and written: a source before its reprints."""

from __future__ import annotations

from collections.abc import Sequence

from sources.article_import.tables import TableRow


def sources_first(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return rows in their order, but each behind the row of the article that it was taken from.

    Rows that are taken from each other in a circle stay together; the first has no source then.
    """
    by_key = {row.cells["key"]: row for row in reversed(rows) if row.cells.get("key")}
    ordered: dict[int, TableRow] = {}
    for row in rows:
        chain: dict[int, TableRow] = {}
        waiting: TableRow | None = row
        while waiting and waiting.number not in chain and waiting.number not in ordered:
            chain[waiting.number] = waiting
            waiting = by_key.get(waiting.cells.get("syndicated_from", ""))
        ordered |= dict(reversed(chain.items()))
    return list(ordered.values())
