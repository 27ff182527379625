"""The history of a clause or a response for its editors: entries, what each changed, and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proposals.history.content_diff import ContentDiff, diff_contents
from proposals.history.entries import HistoryEntry
from proposals.history.names import NameLookup
from proposals.models import Clause, Response, ReviewState, Transition


@dataclass(frozen=True)
class TimelineRow:
    """An entry with what differs from the entry before it, and the step of review it records."""

    entry: HistoryEntry
    change: ContentDiff | None
    step: Transition | None

    @property
    def number(self) -> int:
        """The number that names the entry in addresses."""
        return self.entry.number

    @property
    def state(self) -> str:
        """The state of review after the change, in words."""
        return str(dict(ReviewState.choices).get(self.entry.content.state, ""))


def timeline_rows(
    row: Clause | Response, entries: Sequence[HistoryEntry], count: int, names: NameLookup
) -> Iterator[TimelineRow]:
    """Yield rows for the first `count` of some entries, newest first; one query.

    An entry beyond them is the one that the last row is compared with.
    """
    numbers = [entry.number for entry in entries]
    own = row.transitions.filter(revision__in=numbers).select_related("held_in")
    steps = {step.revision_id: step for step in own}
    for place, entry in enumerate(entries[:count]):
        older = entries[place + 1] if place + 1 < len(entries) else None
        change = diff_contents(older.content, entry.content, names) if older else None
        yield TimelineRow(entry, change, steps.get(entry.number))


def choose_pair(
    entries: Sequence[HistoryEntry], one: str, other: str
) -> tuple[HistoryEntry, HistoryEntry] | tuple[()]:
    """Return the entries with two numbers, the older first.

    Unless both numbers are known, return the latest change; nothing where there is none.
    """
    by_number = {str(entry.number): entry for entry in entries}
    first, second = by_number.get(one), by_number.get(other)
    if first is None or second is None:
        return (_entry_before(entries), entries[0]) if len(entries) > 1 else ()
    in_order = entries.index(first) >= entries.index(second)
    return (first, second) if in_order else (second, first)


def _entry_before(entries: Sequence[HistoryEntry]) -> HistoryEntry:
    """Return the latest entry whose content is another than now; steps of review change none."""
    now = replace(entries[0].content, state="")
    others = (entry for entry in entries[1:] if replace(entry.content, state="") != now)
    return next(others, entries[1])
