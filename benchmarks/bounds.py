"""Measured numbers beside their bounds: medians of rounds, ratios, PASS and FAIL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

PASS, FAIL = "PASS", "FAIL"


@dataclass(frozen=True)
class Spread:
    """The median of a number over rounds, and the quartiles around it."""

    middle: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Return the median and the quartiles of one value or several."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high)


def ratio(above: Sequence[float], below: Sequence[float]) -> Spread:
    """Return the spread of the ratios of two series, round by round.

    What slows a whole round, such as a busy machine, does not move its ratio.
    """
    return spread([one / other for one, other in zip(above, below, strict=True)])


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number of the report; `least` and `most` are its bounds, both without one."""

    name: str
    measured: Spread
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def verdict(self) -> str:
        """PASS or FAIL by the median; empty for a number without a bound."""
        if self.least is None and self.most is None:
            return ""
        low_enough = self.most is None or self.measured.middle <= self.most
        high_enough = self.least is None or self.measured.middle >= self.least
        return PASS if low_enough and high_enough else FAIL

    @property
    def bound(self) -> str:
        """The bound in signs."""
        if self.least is not None:
            return f">= {_number(self.least)}"
        return "" if self.most is None else f"<= {_number(self.most)}"

    @property
    def cell(self) -> str:
        """The number with its bound, as a cell of a table."""
        return f"{_number(self.measured.middle)} {self.bound}".rstrip()

    @property
    def text(self) -> str:
        """The number as a line of the table."""
        low, high = _number(self.measured.low), _number(self.measured.high)
        between = f"{low} - {high}" if low != high else ""
        value = f"{_number(self.measured.middle):>9} {self.unit:12}"
        return f"{self.name:44}{value}{between:20}{self.bound:>11}  {self.verdict}".rstrip()


@dataclass(frozen=True)
class Report:
    """A table as text, with the numbers in it that may have bounds."""

    text: str
    lines: tuple[Line, ...]


def single(
    name: str,
    value: float,
    unit: str = "",
    *,
    least: float | None = None,
    most: float | None = None,
) -> Line:
    """Return a line for a number that is counted, not timed."""
    return Line(name=name, measured=spread([value]), unit=unit, least=least, most=most)


def report(title: str, lines: Iterable[Line]) -> Report:
    """Return a table of numbers, one a line."""
    rows = tuple(lines)
    return Report("\n".join([title, *(f"  {line.text}" for line in rows)]), rows)


def grid(title: str, columns: Sequence[str], rows: Mapping[str, Sequence[float | str]]) -> str:
    """Return rows of numbers or words under the names of their columns, as text."""
    texts = {name: [_cell(cell) for cell in cells] for name, cells in rows.items()}
    width = max(14, *(2 + len(text) for cells in texts.values() for text in cells))
    heads = "".join(f"{column:>{width}}" for column in columns)
    lines = [
        f"  {name:12}" + "".join(f"{text:>{width}}" for text in cells)
        for name, cells in texts.items()
    ]
    return "\n".join([title, f"  {'':12}{heads}", *lines])


def _cell(cell: float | str) -> str:
    return cell if isinstance(cell, str) else _number(cell)


def failures(lines: Iterable[Line]) -> list[str]:
    """Return the names of the numbers beyond their bounds."""
    return [line.name for line in lines if line.verdict == FAIL]


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
