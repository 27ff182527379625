"""Figures of closed lists: what columns want together, and what one wants that another refuses.

What only repeats the answers beside it is not drawn. Answers for different cases are never put
together: entries are shared for one case, or contested where both sides speak of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from proposals.comparisons import Colour, Row
from proposals.figures.column_answers import ColumnAnswer
from proposals.figures.stance_words import StanceWords
from proposals.figures.stances import (
    Holders,
    Stance,
    StatedItem,
    contested_items,
    own_items,
    shared_items,
)

LONGEST_LIST = 150
"""The most letters of items that fit a verdict beside two answers in short."""

_GROUPS = ("shared", "contested", "single")
"""The kinds of group, in the order in which they are drawn."""


@dataclass(frozen=True)
class StanceLine:
    """One line: who takes which stance, and on what, both in words.

    `colour` is that of the only column that takes it; None if several do.
    """

    who: str
    items: str
    colour: Colour | None = None


@dataclass(frozen=True)
class ItemGroup:
    """Entries on which the same columns take the same stances; `kind` is one of three.

    `shared` by columns of different parties, `contested` between two, `single` of one party.
    """

    kind: str
    keys: tuple[str, ...]
    lines: tuple[StanceLine, ...]

    @property
    def colour(self) -> Colour | None:
        """The colour of the only column that speaks of them; None if several do."""
        return self.lines[0].colour if len(self.lines) == 1 else None


@dataclass(frozen=True)
class ItemsFigure:
    """What columns share and what is contested between them, in lines of plain words."""

    groups: tuple[ItemGroup, ...]
    template: str = "figures/_stances.html"

    @property
    def long(self) -> bool:
        """Whether it takes more than the room of a row in short."""
        return sum(len(line.items) for group in self.groups for line in group.lines) > LONGEST_LIST

    @property
    def contested(self) -> bool:
        """Whether it says all that a sentence on what is contested would."""
        return all(group.kind == "contested" for group in self.groups)


@dataclass(frozen=True)
class ChoiceFigure:
    """The options that several columns admit, in lines of plain words."""

    groups: tuple[ItemGroup, ...]
    template: str = "figures/_stances.html"


def choice_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ChoiceFigure | None:
    """Return the options that columns of different parties admit; None if there are none."""
    items = [
        item
        for entry in row.wording.frame.entries
        for item in shared_items(entry.key, Stance.ADMITS, answers)
    ]
    groups = tuple(_groups(items, StanceWords(row, answers)))
    return ChoiceFigure(groups) if groups else None


def items_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ItemsFigure | None:
    """Return the items that are shared or contested; None if none is."""
    groups = tuple(group for group in item_groups(row, answers) if group.kind != "single")
    return ItemsFigure(groups) if groups else None


def item_groups(row: Row, answers: tuple[ColumnAnswer, ...]) -> list[ItemGroup]:
    """Return every item that a column names, in groups: shared, contested, of one party."""
    contested = contested_items(row, answers)
    disputed = {item.key: item.stated for item in contested}
    shared = [
        item
        for entry in row.wording.frame.entries
        for stance in (Stance.WANTS, Stance.REFUSES)
        for item in shared_items(entry.key, stance, answers)
        if not item.stated <= disputed.get(entry.key, frozenset())
    ]
    named = disputed.keys() | {item.key for item in shared}
    single = [
        item
        for entry in row.wording.frame.entries
        if entry.key not in named
        for item in own_items(entry.key, answers)
    ]
    return list(_groups([*shared, *contested, *single], StanceWords(row, answers)))


def _groups(items: Iterable[StatedItem], words: StanceWords) -> Iterable[ItemGroup]:
    """Yield the items that are told in the same lines together, shared ones first."""
    keys: dict[tuple[str, tuple[Holders, ...], str], list[str]] = defaultdict(list)
    for item in items:
        keys[item.kind, item.sides, item.case].append(item.key)
    for (kind, sides, case), members in sorted(
        keys.items(), key=lambda one: _GROUPS.index(one[0][0])
    ):
        listed = words.items(members)
        lines = [_line(side, listed, case=case, words=words) for side in sides]
        if len(lines) > 1 and len(members) > 1:
            lines[1:] = [
                StanceLine(line.who, words.all_of_these, line.colour) for line in lines[1:]
            ]
        yield ItemGroup(kind, tuple(members), tuple(lines))


def _line(side: Holders, items: str, *, case: str, words: StanceWords) -> StanceLine:
    colour = side[0].colour if len(side) == 1 else None
    return StanceLine(words.who(side, case), items, colour)
