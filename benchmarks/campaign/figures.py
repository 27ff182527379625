"""What was measured in one scenario, and when that is a failure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

GONE = 0
"""The status of an answer that never came: the connection broke, or time was up."""
FAULT = 500
"""A fault that nobody expected; what the site refuses in words has another status."""


@dataclass
class Answers:
    """Answers of the site by their status, and how long each took in seconds; for many threads."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def add(self, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self.statuses[status] += 1
            self.times.append(seconds)

    def __str__(self) -> str:
        if not self.times:
            return "no answers"
        parts = ", ".join(
            f"{count} x {status or 'none'}" for status, count in sorted(self.statuses.items())
        )
        middle, worst = statistics.median(self.times), max(self.times)
        return f"{parts}; median {middle:.2f} s, worst {worst:.2f} s"


@dataclass(frozen=True)
class Row:
    """One row that an editor saved over and over, each time with the next number in it.

    `before` is the number of the save before the first one of these, `acknowledged` are those that
    the site called done, `sent` is the last one that was sent. `stored` are the numbers in its
    fields, `recorded` those in the entries of its history, the newest first.
    """

    name: str
    before: int
    acknowledged: tuple[int, ...]
    sent: int
    stored: tuple[int, ...]
    recorded: tuple[int, ...]

    @property
    def lost(self) -> list[int]:
        """The saves that were acknowledged, and are in no entry of history."""
        return sorted(set(self.acknowledged) - set(self.recorded))

    @property
    def problem(self) -> str:
        """What is wrong with it; empty if nothing is."""
        if len(set(self.stored)) != 1:
            return f"{self.name} is half-written: its fields are those of saves {self.stored}"
        (number,) = set(self.stored)
        last = max(self.acknowledged, default=self.before)
        if number < last:
            return f"{self.name} lost save {last}, which was acknowledged: {number}"
        if number > self.sent:
            return f"{self.name} has save {number}, and {self.sent} was the last one sent"
        if number != max(self.recorded[:1], default=0):
            return f"{self.name} has save {number}, and its history {self.recorded[:1]}"
        if self.lost:
            return f"{self.name} lost from its history the acknowledged saves {self.lost}"
        return ""


@dataclass
class Figures:
    """The figures of one scenario on one database."""

    scenario: str
    database: str
    answers: dict[str, Answers] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def finish(self) -> None:
        """Add what is wrong with rows and answers to the problems."""
        self.problems += [problem for row in self.rows if (problem := row.problem)]
        for name, answers in self.answers.items():
            if answers.statuses[FAULT]:
                self.problems.append(f"{name}: {answers.statuses[FAULT]} x error 500")

    def lines(self) -> list[str]:
        """Return the figures in lines, problems last."""
        lines = [f"{self.scenario} on {self.database}: {self.seconds:.0f} s"]
        if self.rows:
            sent = sum(row.sent - row.before for row in self.rows)
            done = sum(len(row.acknowledged) for row in self.rows)
            lost = sum(len(row.lost) for row in self.rows)
            kept = f"{done - lost} of them kept, {lost} lost"
            lines.append(f"  saves: {sent} sent, {done} acknowledged, {kept}")
        lines += [f"  {name}: {answers}" for name, answers in self.answers.items()]
        lines += [f"  {note}" for note in self.notes]
        return [*lines, *(f"  PROBLEM: {problem}" for problem in self.problems)]


def compare_counts(found: Mapping[str, int], allowed: list[Mapping[str, int]]) -> str:
    """Return what is wrong with numbers of rows that may be one of several; empty if nothing is."""
    if found in allowed:
        return ""
    whole = max(allowed, key=lambda one: sum(one.values()))
    other = {name: (count, whole.get(name)) for name, count in found.items()}
    parts = ", ".join(f"{name}: {a} of {b}" for name, (a, b) in other.items() if a != b)
    return f"half of a load is stored: {parts}"
