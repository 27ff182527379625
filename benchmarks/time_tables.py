"""The tables of processor time: ours beside the bare view, round by round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmarks.bounds import Line, Report, grid, ratio, report, spread
from benchmarks.process import Process

LEAST_FRESH, LEAST_KEPT, LEAST_UNCHANGED = 2, 50, 60
MOST_GROWN = 2
BARE_ADDRESS = "/bare/istanbul-2025/ukraine-memorandum/russia-memorandum/"
BARE, BARE_ALONE = "bare", "bare without sources"
TIMES = {"fresh": 2, "kept": 50, "304": 50}
"""Requests of a page in each state and round."""
STATES = tuple(TIMES)
EXPLANATION = """\
  fresh          the page is not kept; of its parts, what the process keeps is used
  cold           the process keeps nothing yet
  after an edit  a clause that the page shows was changed just before
  kept           the finished page is handed out again
  304            its reader has the page already, and is told so"""
OTHERS = (
    "?verdict=conflict",
    "?d=russia-memorandum&d=ukraine-memorandum&order=document",
    "?d=ukraine-memorandum&d=russia-memorandum&d=agreed-outcomes&theme=people",
    "?d=ukraine-memorandum&d=ukraine-statements&d=russia-statements",
    "?q=children",
)
"""Real selections: those of a reader who narrows, turns round, adds columns and searches."""


class Job(NamedTuple):
    """What is timed in every round: addresses in a state, in one of the two processes."""

    state: str
    addresses: tuple[str, ...]
    times: int = 1
    grown: bool = False


Seconds = Mapping[str, list[float]]
"""Seconds of a request by name of the job, one for each round."""


def tables(one: Process, many: Process, times: int, rounds: int) -> Iterator[Report]:
    """Yield the tables of ratios, of growth, and of the time of each page."""
    pages = one("site.pages")
    seconds = _measure(_jobs(pages), one, many, rounds)
    title = f"Comparison page: times faster than a bare Django view, {rounds} rounds, quartiles"
    yield report(title, _ratios(seconds))
    yield report(f"Cost at {times} times the data, in times of the cost at one", _grown(seconds))
    yield _milliseconds(seconds, pages, times)


def _jobs(pages: Mapping[str, str]) -> dict[str, Job]:
    compare = pages["compare"]
    others = tuple(compare + query for query in OTHERS)
    jobs = {
        BARE: Job("fresh", (BARE_ADDRESS,), times=2),
        BARE_ALONE: Job("fresh", (f"{BARE_ADDRESS}?sources=no",)),
        "compare, cold": Job("cold", (compare,)),
        "compare, after an edit": Job("after an edit", (compare,)),
        "compare, other selections": Job("fresh", others),
    }
    for name, address in pages.items():
        for state in STATES:
            jobs[f"{name}, {state}"] = Job(state, (address,), times=TIMES[state])
    for state, times in TIMES.items():
        job = Job(state, (compare,), times=max(1, times // 2), grown=True)
        jobs[f"compare, {state}, grown"] = job
    return jobs


def _measure(jobs: Mapping[str, Job], one: Process, many: Process, rounds: int) -> Seconds:
    """Return the seconds of every job in every round; all jobs have their turn in each."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for _round in range(rounds):
        for name, job in jobs.items():
            process = many if job.grown else one
            spent = process("steps.seconds", job.state, job.addresses, job.times)
            seconds[name].append(spent)
    return seconds


def _ratios(seconds: Seconds) -> list[Line]:
    """Return how many times faster than the bare view the comparison is, in each state."""
    bounds = {
        "compare, cold": None,
        "compare, after an edit": None,
        "compare, other selections": None,
        "compare, fresh": LEAST_FRESH,
        "compare, kept": LEAST_KEPT,
        "compare, 304": LEAST_UNCHANGED,
    }
    rows = [
        Line(name=name, measured=ratio(seconds[BARE], seconds[name]), unit="x", least=least)
        for name, least in bounds.items()
    ]
    alone = ratio(seconds[BARE_ALONE], seconds["compare, fresh"])
    name = "compare, fresh, against the view without sources"
    return [*rows, Line(name=name, measured=alone, unit="x")]


def _grown(seconds: Seconds) -> list[Line]:
    """Return what the comparison costs in the larger database, in times of the smaller one."""
    return [
        Line(
            name=f"{name}, more data",
            measured=ratio(seconds[f"{name}, grown"], seconds[name]),
            unit="x",
            most=MOST_GROWN,
        )
        for name in ("compare, fresh", "compare, kept")
    ]


def _milliseconds(seconds: Seconds, pages: Mapping[str, str], times: int) -> Report:
    """Return the medians of every page in every state, and of the bare view."""
    rows = {name: [_median(seconds[f"{name}, {state}"]) for state in STATES] for name in pages}
    rows[f"compare x {times}"] = [_median(seconds[f"compare, {state}, grown"]) for state in STATES]
    rows["bare view"] = [_median(seconds[BARE])]
    rows["no sources"] = [_median(seconds[BARE_ALONE])]
    title = "Milliseconds of processor time of a request, medians"
    return Report(f"{grid(title, STATES, rows)}\n{EXPLANATION}", ())


def _median(values: list[float]) -> float:
    return spread(values).middle * 1000
