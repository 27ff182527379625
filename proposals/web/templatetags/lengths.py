"""Lengths from which a page gives a text less room, by name: templates compare no numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django import template
from django.template.defaultfilters import truncatewords

from proposals.language.patterns import Phrase

register = template.Library()

Item = TypeVar("Item")

# In characters.
LONG_ANSWER = 90
"""An answer beyond this is set lighter and smaller: as a whole block it needs no weight."""
LONG_ANSWER_ON_PAPER = 120
"""The same on the printed sheet, whose columns hold more letters."""

FEW_CHANGES = 8
"""So many changes since a freeze can be read at once; more begin folded by group."""
LATEST_EVENTS = 3
"""Steps of a clause's past on its own page; all stand on the page of its history."""
OFFERED_INSTEAD = 5
"""Places offered in a frame whose address leads nowhere: a frame is small."""
TITLE_WORDS = 18
"""Words of a title in the way back above a page, so that it stays on two lines."""


@register.filter
def is_long_answer(answer: Phrase) -> bool:
    """Return whether an answer is set lighter and smaller."""
    return answer.answer_length > LONG_ANSWER


@register.filter
def is_long_answer_on_paper(answer: Phrase) -> bool:
    """Return whether an answer is set lighter on the printed sheet."""
    return answer.answer_length > LONG_ANSWER_ON_PAPER


@register.filter
def are_few_changes(number: int) -> bool:
    """Return whether so many changes are shown unfolded."""
    return number <= FEW_CHANGES


@register.filter
def latest_events(events: Sequence[Item]) -> Sequence[Item]:
    """Return the events, newest first, that a clause's own page shows."""
    return events[:LATEST_EVENTS]


@register.filter
def offered_instead(places: Sequence[Item]) -> Sequence[Item]:
    """Return the places that a frame offers instead of one that does not exist."""
    return places[:OFFERED_INSTEAD]


@register.filter
def short_title(title: object) -> str:
    """Return the first words of a title, for the way back above a page."""
    return truncatewords(str(title), TITLE_WORDS)
