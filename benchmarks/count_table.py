"""The table of queries and bytes: what a page may ask of the database, and what travels."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.bounds import FAIL, PASS, Line, Report, failures, grid, report, single
from benchmarks.process import Process

MOST_KEPT = 1
MOST_BYTES = 80_000
NOT_MODIFIED = 304
COLUMNS = (COLD, GROWN, KEPT, SAME, SIZE) = ("cold", "grown", "kept", "not modified", "bytes")
EXPLANATION = """\
  cold          a process that keeps nothing yet makes the page
  {times} x the data  the same with {times} times the rows: no query more
  kept          the finished page is handed out again
  not modified  its reader has the page already, and is told so: status 304, no body
  bytes         of the page as it travels (gzip), at the size of the data in seeds/"""


@dataclass(frozen=True, kw_only=True)
class Most:
    """The bounds of one page: queries of a process that keeps nothing, and bytes with gzip."""

    queries: int
    page_bytes: int


MOST = {
    "home": Most(queries=14, page_bytes=8_000),
    "overview": Most(queries=19, page_bytes=40_000),
    "topic": Most(queries=12, page_bytes=11_000),
    "clause": Most(queries=9, page_bytes=5_500),
    "document": Most(queries=11, page_bytes=6_500),
    "compare": Most(queries=12, page_bytes=25_000),
    "sources": Most(queries=5, page_bytes=7_000),
    "search": Most(queries=10, page_bytes=5_000),
    "print": Most(queries=14, page_bytes=85_000),
    "api": Most(queries=13, page_bytes=85_000),
}
"""Measured queries, which are the same everywhere, and measured bytes with a quarter of room."""


@dataclass(frozen=True)
class Counts:
    """Queries of one page in three states, and bytes as they travel.

    `cold` is for a process that keeps nothing, `unchanged` for a page that the reader has already:
    `unchanged_status` and `unchanged_bytes` are of that answer.
    """

    cold: int
    kept: int
    unchanged: int
    unchanged_status: int
    unchanged_bytes: int
    page_bytes: int


def counts(one: Process, many: Process, times: int) -> Report:
    """Return the counts of all pages, at the size of the data and at `times` that."""
    lines: list[Line] = []
    rows: dict[str, list[float | str]] = {}
    for name, address in one("site.pages").items():
        checks = _checks(name, one("counts.count", address), many("counts.count", address))
        lines += checks.values()
        rows[name] = [checks[column].cell for column in COLUMNS]
        rows[name].append(FAIL if failures(checks.values()) else PASS)
    columns = [f"{times} x the data" if column == GROWN else column for column in COLUMNS]
    text = grid("Queries of each page, and its bytes", [*columns, ""], rows)
    return Report(f"{text}\n{EXPLANATION.format(times=times)}", tuple(lines))


def first_view(one: Process) -> Report:
    """Return the bytes of all that the first view of a comparison fetches."""
    sizes = one("counts.first_view", one("site.pages")["compare"])
    total = single("page and files, gzip", sum(sizes.values()), "bytes", most=MOST_BYTES)
    files = [single(f"  {name}", size, "bytes") for name, size in sizes.items()]
    return report("First view of a comparison", [total, *files])


def _checks(name: str, page: Counts, grown: Counts) -> dict[str, Line]:
    """Return the numbers of a page with their bounds, those of the table by their columns."""
    most, same = MOST[name], NOT_MODIFIED
    return {
        COLD: single(f"{name}: queries, cold", page.cold, most=most.queries),
        GROWN: single(f"{name}: queries, cold, of more data", grown.cold, most=page.cold),
        KEPT: single(f"{name}: queries, kept", page.kept, most=MOST_KEPT),
        SAME: single(f"{name}: queries, not modified", page.unchanged, most=MOST_KEPT),
        SIZE: single(f"{name}: bytes", page.page_bytes, most=most.page_bytes),
        "status": single(
            f"{name}: status, not modified", page.unchanged_status, least=same, most=same
        ),
        "body": single(f"{name}: body, not modified", page.unchanged_bytes, most=0),
    }
