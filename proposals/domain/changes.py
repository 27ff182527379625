"""The ways in which a question may change between two texts, and what has to be known of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """The ways in which one question may have changed from a text to a later one."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    """The same answer in other words."""
    WIDENED = "widened"
    """Everything that was admitted still is, and more."""
    NARROWED = "narrowed"
    MOVED = "moved"
    """Another answer, neither wider nor narrower."""
    FORCE = "force"
    """The same answer, put forward in another way."""
    SCOPE_OR_CONDITION = "scope-or-condition"
    """The same answer for other cases, on other conditions, or to be done by others."""
    BRACKETS = "brackets"
    """The same answer, firm where it stood in brackets, or the other way round."""
    NEW = "new"
    STRUCK_OUT = "struck-out"
    ELSEWHERE = "elsewhere"
    SILENT = "silent"
    """Answered before; now an absence that was checked: silent, deferred or withdrawn."""
    UNANSWERED = "unanswered"
    """Neither text answers, and both absences were checked."""
    UNKNOWN = "unknown"
    """One of the texts is not coded: no change is claimed."""
    PARTLY_SEEN = "partly-seen"
    """One text names what the other does not, and that may stand in what was not seen of it."""
    NOT_COMPUTED = "not-computed"


SET_CHANGES = frozenset({Change.WIDENED, Change.NARROWED, Change.MOVED})
"""The changes of what is admitted; only for these is there an approach to others."""


class NotComputedBecause(StrEnum):
    """The causes why nothing is computed although both texts answer."""

    PROSE = "prose"
    UNLIKE = "unlike"
    """Values of different kinds, or in units without a factor."""
    INCONSISTENT = "inconsistent"
    OPTIONS = "options"
    """The texts offer alternatives that are not the same ones."""
    REJECTION = "rejection"
    """A text says no more than that it rejects the point of another."""


@dataclass(frozen=True)
class Seen:
    """Whether the full text of the earlier, and of the later one, is known.

    What is not named in a text of which parts were not seen may stand in these: that a list is
    shorter, or that nobody is said to act, is no change then.
    """

    before: bool = True
    after: bool = True


SEEN_IN_FULL = Seen()
"""Both texts are known in full."""
