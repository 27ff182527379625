"""What pages cost, beside a bare Django view of the same rows: `python -m benchmarks.pages`.

With `--short` it counts queries and bytes only, which takes a minute and is the same on every
machine. Exits with 1 if a number is beyond its bound.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import count_table, time_tables
from benchmarks.bounds import Report, failures, report, single
from benchmarks.engine import measure_comparison
from benchmarks.process import Process, copy_database

ONE, MANY, WORKER = "one-time.sqlite3", "many-times.sqlite3", "worker.sqlite3"
TIMES = 50
TIMES_IF_SHORT = 3
ROUNDS = 9
LEAST_PAIRS = 10_000
MOST_MEGABYTES = 150
MOST_GROWTH = 5
"""Megabytes that a worker may gain between its 2,000th and its 10,000th request: it is flat."""
REQUESTS = (1_000, 2_000, 10_000)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print tables and return the exit code."""
    options = _options(arguments)
    failed: list[str] = []
    with TemporaryDirectory() as name:
        for table in _tables(Path(name), options):
            sys.stdout.write(f"{table.text}\n\n")
            sys.stdout.flush()
            failed += failures(table.lines)
    sys.stdout.write(f"FAIL: {'; '.join(failed)}\n" if failed else "PASS\n")
    return 1 if failed else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="count queries and bytes, time nothing"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of the timing")
    return parser.parse_args(arguments)


def _tables(folder: Path, options: argparse.Namespace) -> Iterator[Report]:
    """Yield the tables, each as soon as it is measured."""
    with Process(folder, ONE) as one, Process(folder, MANY) as many:
        one("site.prepare")
        copy_database(folder, ONE, MANY)
        copy_database(folder, ONE, WORKER)
        times = TIMES_IF_SHORT if options.short else TIMES
        many("site.grow", times)
        yield count_table.counts(one, many, times)
        yield count_table.first_view(one)
        if options.short:
            return
        yield from time_tables.tables(one, many, times, options.rounds)
    yield _worker(folder)
    rate = measure_comparison()["mixed"]
    yield report("The engine", [single("pairs", rate, "a second", least=LEAST_PAIRS)])


def _worker(folder: Path) -> Report:
    with Process(folder, WORKER) as worker:
        sizes = worker("worker.megabytes_after", REQUESTS)
    lines = [
        single(f"after {requests:,} requests", size, "MB", most=MOST_MEGABYTES)
        for requests, size in zip(REQUESTS, sizes, strict=True)
    ]
    name = f"growth from {REQUESTS[-2]:,} to {REQUESTS[-1]:,} requests"
    growth = single(name, sizes[-1] - sizes[-2], "MB", most=MOST_GROWTH)
    return report("Memory of a worker", [*lines, growth])


if __name__ == "__main__":
    raise SystemExit(main())
