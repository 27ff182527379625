"""Closed lists: options with each column's mark on its own; items in groups, contested first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from proposals.comparisons import Row
from proposals.domain.values import Choice, Items, Value
from proposals.figures.column_answers import ColumnAnswer


@dataclass(frozen=True)
class Holder:
    """A column that holds something; `options` names its alternatives if not all of them do."""

    party: int
    name: str
    options: str = ""


Holders = tuple[Holder, ...]

LONGEST_LIST = 150
"""Letters of items that fit beside two answers; longer lists are folded."""

_ORDER = ("contested", "shared", "single")


@dataclass(frozen=True)
class FigureOption:
    """One option of a choice with the columns that admit it."""

    label: str
    holders: Holders


@dataclass(frozen=True)
class ChoiceFigure:
    """The options that somebody admits, in their order, and the others in words."""

    options: tuple[FigureOption, ...]
    others: str
    template: str = "figures/_choice.html"


@dataclass(frozen=True)
class Item:
    """One item: who requires it, who rules it out."""

    label: str
    required: Holders
    excluded: Holders

    @property
    def parties(self) -> set[int]:
        """Whoever speaks of it."""
        return {holder.party for holder in (*self.required, *self.excluded)}

    def kind(self, columns: int) -> str:
        """The group that it belongs to, of so many columns that speak."""
        if self.required and self.excluded and len(self.parties) > 1:
            return "contested"
        alike = not (self.required and self.excluded)
        options = any(holder.options for holder in (*self.required, *self.excluded))
        everybody = 1 < columns == len(self.parties)
        return "shared" if alike and everybody and not options else "single"


@dataclass(frozen=True)
class ItemGroup:
    """Items in which the columns stand alike: who requires them, who rules them out.

    `kind` is contested, shared or single; of what every column of the page says, none is named.
    """

    kind: str
    title: str
    required: Holders
    excluded: Holders
    items: tuple[str, ...]


@dataclass(frozen=True)
class ItemsFigure:
    """Items in groups: contested, in common to every column that speaks, of some only."""

    groups: tuple[ItemGroup, ...]
    template: str = "figures/_items.html"

    @property
    def long(self) -> bool:
        """Whether it takes more than the room of a row."""
        return sum(len(label) for group in self.groups for label in group.items) > LONGEST_LIST


def choice_figure(row: Row, answering: tuple[ColumnAnswer, ...]) -> ChoiceFigure:
    """Each option with the columns that admit it."""
    options = [
        FigureOption(entry.label, _holders(answering, partial(_admits, entry.key)))
        for entry in row.wording.frame.entries
    ]
    others = [option.label for option in options if not option.holders]
    return ChoiceFigure(
        tuple(option for option in options if option.holders),
        row.wording.language.listed(others, "list.or"),
    )


def items_figure(row: Row, answering: tuple[ColumnAnswer, ...]) -> ItemsFigure | None:
    """Group the items that any column speaks of; None if no column names one."""
    items = [_item(entry.label, entry.key, answering) for entry in row.wording.frame.entries]
    columns = len(answering)
    groups: dict[tuple[int, Holders, Holders], list[str]] = {}
    for item in filter(lambda item: item.parties, items):
        place = (_ORDER.index(item.kind(columns)), item.required, item.excluded)
        groups.setdefault(place, []).append(item.label)
    if not groups:
        return None
    found = sorted(groups.items(), key=lambda pair: pair[0][0])
    everybody = columns == len(row.cells)
    return ItemsFigure(tuple(_group(everybody, *place, labels) for place, labels in found))


def _group(
    everybody: bool, place: int, required: Holders, excluded: Holders, labels: list[str]
) -> ItemGroup:
    kind = _ORDER[place]
    if kind == "shared" and everybody:
        title = _("Required by all") if required else _("Ruled out by all")
        return ItemGroup(kind, title, (), (), tuple(labels))
    titles = {"contested": _("Contested"), "shared": _("In common"), "single": _("Not shared")}
    return ItemGroup(kind, titles[kind], required, excluded, tuple(labels))


def _item(label: str, key: str, answering: tuple[ColumnAnswer, ...]) -> Item:
    return Item(
        label,
        _holders(answering, partial(_requires, key)),
        _holders(answering, partial(_excludes, key)),
    )


def _admits(key: str, value: Value) -> bool:
    return isinstance(value, Choice) and key in value.options


def _requires(key: str, value: Value) -> bool:
    return isinstance(value, Items) and key in value.required


def _excludes(key: str, value: Value) -> bool:
    return isinstance(value, Items) and key in value.excluded


def _holders(answering: Iterable[ColumnAnswer], holds: Callable[[Value], bool]) -> Holders:
    found = []
    for answer in answering:
        holding = [alternative for alternative in answer.alternatives if holds(alternative.value)]
        if holding:
            every = len(holding) == len(answer.alternatives)
            options = "" if every else "; ".join(alternative.option for alternative in holding)
            found.append(Holder(answer.party, answer.name, options))
    return tuple(found)
