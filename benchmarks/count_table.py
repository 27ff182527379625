"""The table of queries and bytes: what a page may ask of the database, and what travels."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.bounds import FAIL, PASS, Line, Report, failures, grid, report, single
from benchmarks.process import Process

MOST_FRESH = 12
"""Queries of the comparison page; the other pages are held by tests of their own."""
MOST_KEPT = 1
MOST_BYTES = 80_000
NOT_MODIFIED = 304


@dataclass(frozen=True)
class Counts:
    """Queries of one page in three states, and bytes as they travel.

    `fresh` is for a process that keeps nothing, `unchanged` for a page that the reader has already:
    `unchanged_status` and `unchanged_bytes` are of that answer.
    """

    fresh: int
    kept: int
    unchanged: int
    unchanged_status: int
    unchanged_bytes: int
    page_bytes: int


def counts(one: Process, many: Process, times: int) -> Report:
    """Return the counts of all pages, at the size of the data and at `times` that."""
    addresses = one("site.pages")
    lines: list[Line] = []
    rows: dict[str, list[float | str]] = {}
    for name, address in addresses.items():
        page, grown = one("counts.count", address), many("counts.count", address)
        checks = _checks(name, page, grown)
        lines += checks
        numbers = (page.fresh, grown.fresh, page.kept, page.unchanged, page.page_bytes)
        rows[name] = [*numbers, FAIL if failures(checks) else PASS]
    columns = ("fresh", f"{times} x the data", "kept", "not modified", "bytes, gzip", "")
    text = grid("Queries of each page, and its bytes", columns, rows)
    return Report(text, tuple(lines))


def first_view(one: Process) -> Report:
    """Return the bytes of all that the first view of a comparison fetches."""
    sizes = one("counts.first_view", one("site.pages")["compare"])
    total = single("page and files, gzip", sum(sizes.values()), "bytes", most=MOST_BYTES)
    files = [single(f"  {name}", size, "bytes") for name, size in sizes.items()]
    return report("First view of a comparison", [total, *files])


def _checks(name: str, page: Counts, grown: Counts) -> list[Line]:
    fresh = MOST_FRESH if name == "compare" else None
    same = NOT_MODIFIED
    return [
        single(f"{name}: queries, fresh", page.fresh, most=fresh),
        single(f"{name}: queries, fresh, of more data", grown.fresh, most=page.fresh),
        single(f"{name}: queries, kept", page.kept, most=MOST_KEPT),
        single(f"{name}: queries, not modified", page.unchanged, most=MOST_KEPT),
        single(f"{name}: status, not modified", page.unchanged_status, least=same, most=same),
        single(f"{name}: body, not modified", page.unchanged_bytes, most=0),
    ]
