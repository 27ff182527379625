"""Figures of closed lists: options with the columns that admit them, and items in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from proposals.comparisons import Colour, Row
from proposals.domain.values import Choice, Items, Value
from proposals.domain.vocabulary import Entry
from proposals.figures.column_answers import ColumnAnswer


@dataclass(frozen=True)
class Holder:
    """A column that admits, requires or excludes an entry.

    `options` names its alternatives and cases that do, if not all of them do.
    """

    colour: Colour
    name: str
    options: str = ""


Holders = tuple[Holder, ...]

LONGEST_LIST = 150
"""The most letters of items that fit beside two answers; longer lists are folded."""

_GROUPS = ("contested", "shared", "single")
"""The kinds of group, in the order in which they are drawn."""


@dataclass(frozen=True)
class FigureOption:
    """One option of a choice with the columns that admit it."""

    label: str
    holders: Holders


@dataclass(frozen=True)
class ChoiceFigure:
    """The options that any column admits, in their order, and the other options in words."""

    options: tuple[FigureOption, ...]
    others: str
    template: str = "figures/_choice.html"


@dataclass(frozen=True)
class Item:
    """One item with the columns that require it and those that exclude it."""

    label: str
    required: Holders
    excluded: Holders

    @property
    def columns(self) -> set[Colour]:
        """The colours of the columns that name it; no two columns share one."""
        return {holder.colour for holder in (*self.required, *self.excluded)}

    def kind(self, columns: int) -> str:
        """Return the kind of group that it belongs to, if so many columns answer."""
        if self.required and self.excluded:
            return "contested" if len(self.columns) > 1 else "single"
        has_options = any(holder.options for holder in (*self.required, *self.excluded))
        by_all = 1 < columns == len(self.columns)
        return "shared" if by_all and not has_options else "single"


@dataclass(frozen=True)
class ItemGroup:
    """Items that the same columns require and the same columns exclude.

    `kind` is contested, shared or single; no column is named if all columns of the page agree.
    """

    kind: str
    title: str
    required: Holders
    excluded: Holders
    items: tuple[str, ...]


@dataclass(frozen=True)
class ItemsFigure:
    """Items in groups: contested, shared by every column that answers, of some columns only."""

    groups: tuple[ItemGroup, ...]
    template: str = "figures/_items.html"

    @property
    def long(self) -> bool:
        """Whether it takes more than the room of a row."""
        return sum(len(label) for group in self.groups for label in group.items) > LONGEST_LIST


def choice_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ChoiceFigure:
    """Return each option with the columns that admit it."""
    options = [
        FigureOption(entry.label, _holders(answers, partial(_admits, entry.key)))
        for entry in row.wording.frame.entries
    ]
    others = [option.label for option in options if not option.holders]
    return ChoiceFigure(
        tuple(option for option in options if option.holders),
        row.wording.language.listed(others, "list.or"),
    )


def items_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ItemsFigure | None:
    """Return the items that any column names, in groups; None if no column names one."""
    labels: dict[tuple[str, Holders, Holders], list[str]] = {}
    for entry in row.wording.frame.entries:
        item = _item(entry, answers)
        if item.columns:
            group = item.kind(len(answers)), item.required, item.excluded
            labels.setdefault(group, []).append(item.label)
    if not labels:
        return None
    all_answer = len(answers) == len(row.cells)
    groups = [
        _group(kind, required, excluded, items=tuple(items), all_answer=all_answer)
        for (kind, required, excluded), items in labels.items()
    ]
    return ItemsFigure(tuple(sorted(groups, key=lambda group: _GROUPS.index(group.kind))))


def _group(
    kind: str,
    required: Holders,
    excluded: Holders,
    *,
    items: tuple[str, ...],
    all_answer: bool,
) -> ItemGroup:
    titles = {"contested": _("Contested"), "shared": _("In common"), "single": _("Not shared")}
    title = titles[kind]
    if kind == "shared" and all_answer:
        title = _("Required by all") if required else _("Ruled out by all")
        required = excluded = ()
    return ItemGroup(kind, title, required=required, excluded=excluded, items=items)


def _item(entry: Entry, answers: tuple[ColumnAnswer, ...]) -> Item:
    return Item(
        entry.label,
        required=_holders(answers, partial(_requires, entry.key)),
        excluded=_holders(answers, partial(_excludes, entry.key)),
    )


def _admits(key: str, value: Value) -> bool:
    return isinstance(value, Choice) and key in value.options


def _requires(key: str, value: Value) -> bool:
    return isinstance(value, Items) and key in value.required


def _excludes(key: str, value: Value) -> bool:
    return isinstance(value, Items) and key in value.excluded


def _holders(answers: Iterable[ColumnAnswer], holds: Callable[[Value], bool]) -> Holders:
    """Return the columns of which any answer holds, with what tells these from the others."""
    holders = []
    for answer in answers:
        labels = [answer.label_of(one) for one in answer.answers if holds(one.value)]
        if labels:
            of_all = len(labels) == len(answer.answers) > 1
            names = "" if of_all else "; ".join(filter(None, labels))
            holders.append(Holder(answer.colour, answer.name, names))
    return tuple(holders)
