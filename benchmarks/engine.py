"""Rates of the engine in pairs of positions a second: `python -m benchmarks.engine`.

Seconds are of this process's own processor time, so that a busy machine does not blur the rate.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from proposals.domain.rows import compare_positions
from proposals.domain.storage import from_stored
from proposals.domain.terms import Column, Condition, Force, Position, Term
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit
from proposals.language.explanations import explain_pair
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.wording import Wording

PAIRS = 20_000
ENTRIES = tuple(Entry(f"step-{n}", f"step number {n}") for n in range(8))
DAY = Unit("day", "day", "days", minimum=Decimal(0))
WEEK = Unit("week", "week", "weeks", minimum=Decimal(0), base="day", factor=7)
FRAMES: Mapping[Kind, Frame] = {
    Kind.CHOICE: Frame(Kind.CHOICE, ENTRIES),
    Kind.ITEMS: Frame(Kind.ITEMS, ENTRIES),
    Kind.RANGE: Frame(Kind.RANGE, unit=DAY, units=(WEEK,)),
    Kind.DATE: Frame(Kind.DATE),
    Kind.SEQUENCE: Frame(Kind.SEQUENCE, ENTRIES),
    Kind.TEXT: Frame(Kind.TEXT),
}
Draw = Callable[[random.Random], dict[str, object]]


def _keys(chance: random.Random, most: int) -> list[str]:
    return [entry.key for entry in chance.sample(ENTRIES, chance.randint(1, most))]


def _items(chance: random.Random) -> dict[str, object]:
    keys = _keys(chance, 6)
    cut = chance.randint(0, len(keys))
    return {"requires": keys[:cut], "excludes": keys[cut:]}


def _range(chance: random.Random) -> dict[str, object]:
    low = chance.randint(0, 60)
    unit = {"unit": chance.choice(["day", "week"])}
    ends: list[dict[str, object]] = [
        {"at_least": low},
        {"at_most": low},
        {"exactly": low},
        {"at_least": low, "at_most": low + 30},
    ]
    return chance.choice(ends) | unit


def _date(chance: random.Random) -> dict[str, object]:
    first = date(2025, 6, 1) + timedelta(days=chance.randint(0, 60))
    return {"from": first, "to": first + timedelta(days=chance.randint(0, 30))}


def _sequence(chance: random.Random) -> dict[str, object]:
    chain = [entry.key for entry in chance.sample(ENTRIES, chance.randint(2, 5))]
    return {"chains": [chain]}


DRAWS: Mapping[Kind, Draw] = {
    Kind.CHOICE: lambda chance: {"admits": _keys(chance, 4)},
    Kind.ITEMS: _items,
    Kind.RANGE: _range,
    Kind.DATE: _date,
    Kind.SEQUENCE: _sequence,
    Kind.TEXT: lambda chance: {"text": f"Answer number {chance.random()}."},
}


def build_positions(kind: Kind, count: int, seed: int = 1) -> list[Position]:
    """Build cells of one kind; every third has a condition, every tenth two alternatives."""
    chance = random.Random(f"{kind} {seed}")  # noqa: S311 - made-up data, the same each time
    return [_position(kind, chance) for _ in range(count)]


def _position(kind: Kind, chance: random.Random) -> Position:
    options = ("one", "two") if chance.random() < 0.1 else ("",)
    terms = tuple(_term(kind, chance, option) for option in options)
    return Position(Column("c", "the plan"), terms)


def _term(kind: Kind, chance: random.Random, option: str) -> Term:
    value = from_stored(DRAWS[kind](chance), FRAMES[kind])
    condition = Condition("a withdrawal") if chance.random() < 1 / 3 else None
    return Term(value, chance.choice(list(Force)), condition=condition, option=option)


def measure_comparison(pairs: int = PAIRS) -> dict[str, float]:
    """Return pairs a second, by kind and for all kinds mixed; positions are new, never warm."""
    each = max(1, pairs // len(FRAMES))
    seconds = {kind: _compare(kind, each) for kind in FRAMES}
    rates = {str(kind): each / spent for kind, spent in seconds.items()}
    return {**rates, "mixed": each * len(FRAMES) / sum(seconds.values())}


def _compare(kind: Kind, count: int) -> float:
    pairs = _build_pairs(kind, count)
    begun = time.process_time()
    for one, other in pairs:
        _ = compare_positions(one, other).worst
    return time.process_time() - begun


def _build_pairs(kind: Kind, count: int) -> Iterable[tuple[Position, Position]]:
    one, other = build_positions(kind, count, seed=1), build_positions(kind, count, seed=2)
    return zip(one, other, strict=True)


def measure_speech(pairs: int = PAIRS) -> float:
    """Return verdicts put into words a second, all kinds mixed."""
    each, language = max(1, pairs // len(FRAMES)), language_of(DATA_LANGUAGE)
    work = [
        (Wording(language, frame), compare_positions(one, other))
        for kind, frame in FRAMES.items()
        for one, other in zip(
            build_positions(kind, each, 1), build_positions(kind, each, 2), strict=True
        )
    ]
    begun = time.process_time()
    for wording, pair in work:
        explain_pair(pair, wording)
    return len(work) / (time.process_time() - begun)


def report(pairs: int = PAIRS) -> str:
    """Return the rates as lines of text."""
    each = max(1, pairs // len(FRAMES))
    rates = measure_comparison(pairs)
    lines = [f"{kind:9}{each:8,} pairs{rates[kind]:12,.0f} a second" for kind in FRAMES]
    total = each * len(FRAMES)
    lines.append(f"{'mixed':9}{total:8,} pairs{rates['mixed']:12,.0f} a second")
    lines.append(f"{'in words':9}{total:8,} pairs{measure_speech(pairs):12,.0f} a second")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
