"""Every pattern of a language as the engine fills it: what it says of many examples, by key.

The same examples are told in each language one after the other, so that what two languages say of
one of them stands side by side. Patterns that no example reaches are filled with made-up answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from proposals.domain.rows import compare_positions
from proposals.language.base import Language
from proposals.language.explanations import explain_in_parts, explain_pair
from proposals.language.keys import KEYS
from proposals.language.languages import language_of
from proposals.language.movements import explain_movement, movement_label
from proposals.language.patterns import OTHER, Phrase
from proposals.language.short_answers import short_side
from proposals.language.wording import Wording
from tests.domain.examples import PARTIES
from tests.domain.test_rules import EXAMPLES as RULES
from tests.domain.test_rules import compared, frame_of
from tests.language.slot_texts import TIMES, filled_slots
from tests.language.test_movements import TOLD
from tests.language.world import told_in

ENOUGH = 3
"""How many examples of a pattern there are, if it has anything to fill in."""

SLOTS = "slots"
"""How the names of examples begin that only fill the slots of one pattern."""

Told = dict[str, dict[str, str]]
"""By key, what a language said with its pattern, by the example of which it said it."""


@cache
def told(code: str) -> Told:
    """Return what a language says with each pattern, by key and by example."""
    recorder = _recorder(language_of(code))
    for name, tell in _tellers():
        recorder.example = name
        tell(recorder)
    for key, place in ((key, place) for key in KEYS for place in range(TIMES)):
        recorder.example = f"within {key} {place}"
        number, slots = filled_slots(recorder, key, place)
        recorder.example = f"{SLOTS} {place}"
        recorder.phrase(key, number, **slots)
    said: Told = recorder.said
    return said


def shown(code: str, key: str) -> dict[str, str]:
    """Return some examples of a pattern that differ, by the name of the example.

    Examples of which English says something, too, come first. Of a pattern with grammatical numbers
    all that fill its slots are shown, and none else.
    """
    english, said = told("en")[key], told(code)[key]
    has_numbers = not isinstance(language_of(code).patterns[key], str)
    names = sorted(said, key=lambda name: name not in english)
    if has_numbers:
        names = [name for name in names if name.startswith(SLOTS)]
    texts: dict[str, str] = {}
    for name in names:
        if said[name] not in texts.values():
            texts[name] = said[name]
    return dict(list(texts.items())[: TIMES if has_numbers else ENOUGH])


def _recorder(language: Language) -> Any:
    """Return a language that writes down what it says with each pattern."""

    class Recorder(type(language)):  # type: ignore[misc]
        said: Told = {}
        example = ""

        def phrase(self, key: str, plural: str = OTHER, /, **slots: str) -> Phrase:
            phrase: Phrase = super().phrase(key, plural, **slots)
            self.said.setdefault(key, {}).setdefault(self.example, str(phrase))
            return phrase

    return Recorder()


def _tellers() -> Iterator[tuple[str, Callable[[Language], None]]]:
    """Yield the examples by name, as functions that tell them in a language."""
    for place, example in enumerate(RULES):
        yield f"rule {place}", partial(_tell_pair, example)
    for place, (frame, movement) in enumerate(TOLD):
        yield f"movement {place}", partial(_tell_movement, frame, movement)


def _tell_pair(example: Any, language: Language) -> None:
    found = compared(example)
    cells = told_in(language.code, (found.left, found.right))
    frame = told_in(language.code, frame_of(example))
    pair = compare_positions(*cells, holds=frame.holds)
    wording = Wording(language, frame, told_in(language.code, PARTIES))
    explain_pair(pair, wording)
    explain_in_parts(pair.worst, wording)
    for side in (pair.worst.left, pair.worst.right):
        short_side(pair.worst, side, wording)


def _tell_movement(frame: Any, movement: Any, language: Language) -> None:
    frame, movement = told_in(language.code, (frame, movement))
    wording = Wording(language, frame, told_in(language.code, PARTIES))
    explain_movement(movement, wording)
    movement_label(movement, wording)
