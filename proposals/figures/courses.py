"""The course of a number or a day along the dates of texts: a mark for each answer, steps as lines.

Places run from 0 to 100: across by the days of the texts, upwards by the values. Both are in
proportion, with the longest stretches cut where short ones would vanish, and a mark at each cut;
texts of one day stand side by side. The outcome above every number has a band of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from proposals.comparisons import Colour
from proposals.comparisons.movements import MovedRow
from proposals.domain.terms import Answer
from proposals.domain.values import DateSpan, Range, Value
from proposals.figures.breaks import EDGE, Places, Scale, scale_of
from proposals.figures.column_answers import ColumnAnswer, column_answers
from proposals.figures.scales import GUTTER, LEVEL, share_scale
from proposals.figures.spans import Ends, ends_of, is_top
from proposals.figures.ticks import Tick, TickLabels, place_ticks
from proposals.language.active import put_in

BESIDE = 7
"""How far answers of one day stand apart, in hundredths of the plot."""

LABELS_APART = 15
"""How far labels of values stand apart at least, in hundredths of the height of the plot."""

BAND, GAP, PLOT = Decimal(2), Decimal("0.5"), Decimal(9)
"""The heights of the band on top, of the room below it, and of the plot, in the size of letters."""

FEWEST_TEXTS = 2
"""The fewest texts with a number whose course is drawn."""


@dataclass(frozen=True, kw_only=True)
class CourseMark:
    """One answer: where its text stands, and from where to where it reaches.

    `low` and `high` are heights; both are 0 in the band of the outcome above every number, of which
    `top` tells. `open_low` and `open_high` say that it runs on. `anchor` is where lines meet it.
    """

    number: int
    day: date
    at: float
    low: float
    high: float
    anchor: float
    top: bool
    open_low: bool
    open_high: bool
    colour: Colour
    name: str
    answer: str

    @property
    def point(self) -> bool:
        """Whether exactly one value is admitted."""
        return self.top or self.low == self.high

    @property
    def upper(self) -> float:
        """The upper end as pictures count: from above."""
        return round(100 - self.high, 2)

    @property
    def lower(self) -> float:
        """The lower end as pictures count: from above."""
        return round(100 - self.low, 2)

    @property
    def height(self) -> float:
        """How far it reaches."""
        return round(self.high - self.low, 2)


@dataclass(frozen=True)
class CourseLine:
    """A step from one answer to the next in its line; None for a height is the band on top."""

    left: float
    right: float
    start: float | None
    end: float | None


@dataclass(frozen=True)
class HeightLabel:
    """A value at its height, counted from above; without words where they would touch others."""

    at: float
    words: str


@dataclass(frozen=True, kw_only=True)
class CourseFigure:
    """The course of a question that is answered in numbers or days; `text` is the same in words."""

    marks: tuple[CourseMark, ...]
    lines: tuple[CourseLine, ...]
    heights: tuple[HeightLabel, ...]
    numbers: tuple[Tick, ...]
    cuts: tuple[float, ...]
    day_cuts: tuple[float, ...]
    text: str
    gutter: int = GUTTER

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return 100 - self.gutter

    @property
    def has_top(self) -> bool:
        """Whether an answer is the outcome above every number."""
        return any(mark.top for mark in self.marks)

    @property
    def plot_from(self) -> Decimal:
        """Where the plot begins, in the size of letters: below the band, if there is one."""
        return BAND + GAP if self.has_top else GAP

    @property
    def middle_of_band(self) -> Decimal:
        """The height of the middle of the band, from the upper edge of the plot."""
        return BAND / 2 - self.plot_from

    @property
    def axis(self) -> Decimal:
        """Where the plot ends."""
        return self.plot_from + PLOT

    @property
    def words(self) -> list[tuple[Tick, Decimal]]:
        """The numbers below the plot, each with its distance from the top."""
        return [(tick, self.axis + Decimal("1.1") + LEVEL * tick.level) for tick in self.numbers]

    @property
    def days_at(self) -> Decimal:
        """Where the first and the last day stand."""
        levels = max((tick.level for tick in self.numbers), default=0) + 1
        return self.axis + Decimal("1.1") + LEVEL * levels

    @property
    def total(self) -> Decimal:
        """The height of all of it."""
        return self.days_at + Decimal("0.4")

    @property
    def plot_height(self) -> Decimal:
        """The height of the plot."""
        return PLOT

    @property
    def band(self) -> Decimal:
        """The height of the band."""
        return BAND

    @property
    def ends(self) -> tuple[CourseMark, ...]:
        """The marks of the first and the last day; one, if all are of one day."""
        first, last = self.marks[0], self.marks[-1]
        return (first,) if first.day == last.day else (first, last)


@dataclass(frozen=True)
class _Stated:
    """One answer with the column that states it, the number of its text, and its day."""

    number: int
    day: int
    column: ColumnAnswer
    answer: Answer


def course_figure(moved: MovedRow) -> CourseFigure | None:
    """Return the course of a question; None unless two dated texts state values of one scale."""
    stated = _stated(moved)
    values = [one.answer.value for one in stated]
    points = sorted({p for value in values for p in ends_of(value) if p is not None})
    if len({one.column.key for one in stated}) < FEWEST_TEXTS or not points:
        return None
    if not share_scale(values):
        return None
    lows, highs = zip(*(ends_of(value) for value in values if not is_top(value)), strict=True)
    scale = scale_of(points, open_left=None in lows, open_right=None in highs)
    across, day_cuts = day_places([one.day for one in stated])
    marks = tuple(
        _mark(one, at, scale.places, moved) for one, at in zip(stated, across, strict=True)
    )
    return CourseFigure(
        marks=marks,
        lines=tuple(_lines(moved, stated, marks)),
        heights=_heights(points, scale, TickLabels(points, values, moved.row.wording)),
        numbers=place_ticks([(mark.at, str(mark.number)) for mark in marks], 100 - GUTTER),
        cuts=tuple(round(100 - cut, 2) for cut in scale.cuts),
        day_cuts=day_cuts,
        text=_text(moved, marks),
    )


def day_places(days: Sequence[int]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the place of each day in rising order, those of one day side by side, and the cuts."""
    each = sorted(set(days))
    beside = len(days) - len(each)
    width = max(100 - BESIDE * beside, 40)
    step = (100 - width) / beside if beside else 0.0
    scale = scale_of([Fraction(day) for day in each])
    places: list[float] = []
    shift = 0.0
    shifts = {}
    for place, day in enumerate(days):
        shift += step if place and days[place - 1] == day else 0.0
        shifts[day] = shift
        places.append(round(scale.places[Fraction(day)] * width / 100 + shift, 2))
    cuts = []
    for cut in scale.cuts:
        before = max(day for day in each if scale.places[Fraction(day)] < cut)
        cuts.append(round(cut * width / 100 + shifts[before], 2))
    return tuple(places), tuple(cuts)


def _stated(moved: MovedRow) -> list[_Stated]:
    """Return every answer of a dated text, with its place among the texts that answer."""
    found: list[_Stated] = []
    days = {cell.document.key: cell.document.version.date for cell in moved.row.cells}
    dated = [one for one in column_answers(moved.row) if days[one.key] is not None]
    for number, column in enumerate(dated, start=1):
        day = days[column.key]
        if day is not None:
            drawn = (one for one in column.answers if isinstance(one.value, Range | DateSpan))
            found += [_Stated(number, day.toordinal(), column, answer) for answer in drawn]
    return found


def _mark(stated: _Stated, at: float, places: Places, moved: MovedRow) -> CourseMark:
    value, wording = stated.answer.value, moved.row.wording
    low, high = _heights_of(value, places)
    label = stated.column.label_of(stated.answer)
    words = wording.value(value)
    ends, top = ends_of(value), is_top(value)
    return CourseMark(
        number=stated.number,
        day=date.fromordinal(stated.day),
        at=at,
        low=low,
        high=high,
        anchor=0.0 if top else _anchor(ends, places),
        top=top,
        open_low=ends[0] is None and not top,
        open_high=ends[1] is None and not top,
        colour=stated.column.colour,
        name=stated.column.column.name,
        answer=put_in("%(words)s (%(label)s)", words=words, label=label) if label else words,
    )


def _heights_of(value: Value, places: Places) -> tuple[float, float]:
    """Return from where to where a value reaches; an open end runs to the edge of the plot."""
    if is_top(value):
        return 0.0, 0.0
    low, high = ends_of(value)
    return (
        EDGE / 2 if low is None else places[low],
        100 - EDGE / 2 if high is None else places[high],
    )


def _anchor(ends: Ends, places: Places) -> float:
    """Return where lines meet a mark: at its stated end, between two of them in the middle."""
    heights = [places[end] for end in ends if end is not None]
    return round(sum(heights) / len(heights), 2) if heights else 50.0


def _lines(
    moved: MovedRow, stated: Sequence[_Stated], marks: Sequence[CourseMark]
) -> Iterable[CourseLine]:
    """Yield a line for each step between texts of which each states one value."""
    own: dict[str, list[CourseMark]] = {}
    for one, mark in zip(stated, marks, strict=True):
        own.setdefault(one.column.key, []).append(mark)
    for step in moved.steps:
        before = own.get(step.before.document.key, [])
        after = own.get(step.after.document.key, [])
        if len(before) == len(after) == 1:
            heights = [None if one.top else round(100 - one.anchor, 2) for one in before + after]
            yield CourseLine(before[0].at, after[0].at, heights[0], heights[1])


def _heights(
    points: Sequence[Fraction], scale: Scale, labels: TickLabels
) -> tuple[HeightLabel, ...]:
    """Return the values at their heights; the words of some are left out, never the outermost."""
    places = [scale.places[point] for point in points]
    told = {0, len(points) - 1}
    last = places[0]
    for number, place in enumerate(places[1:-1], start=1):
        if place - last >= LABELS_APART and places[-1] - place >= LABELS_APART:
            told.add(number)
            last = place
    if len(points) > 1 and places[-1] - places[0] < LABELS_APART:
        told.discard(0)
    return tuple(
        HeightLabel(round(100 - place, 2), labels.of(point, last=False) if at in told else "")
        for at, (point, place) in enumerate(zip(points, places, strict=True))
    )


def _text(moved: MovedRow, marks: Iterable[CourseMark]) -> str:
    language = moved.row.wording.language
    told = (language.text("figure.named", name=one.name, answer=one.answer) for one in marks)
    return language.joined(told, "list.apart")
