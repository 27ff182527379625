"""Examples of answers: every kind of value, and every force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from proposals.domain.rows import compare_positions
from proposals.domain.storage import from_stored
from proposals.domain.terms import Force
from proposals.domain.verdicts import Mark
from proposals.domain.vocabulary import Frame
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.models import ValueKind
from proposals.web.pages.examples import villages


@dataclass(frozen=True)
class KindExample:
    """One kind of value: what an outcome is, and answers as they read."""

    name: str
    outcome: str
    readings: tuple[str, ...]


@dataclass(frozen=True)
class ForceExample:
    """One force: its verb, and the verbs of the forces with which it meets."""

    verb: str
    meets: tuple[str, ...]


def kind_examples() -> list[KindExample]:
    """Return each kind of value, with what an outcome is and answers in words."""
    language = active_language()
    return [
        KindExample(
            str(ValueKind(frame.kind).label),
            outcome,
            tuple(
                plain_form.write(from_stored(answer, frame), frame, language) for answer in answers
            ),
        )
        for frame, outcome, answers in _kinds()
    ]


def _kinds() -> Iterator[tuple[Frame, str, list[dict[str, Any]]]]:
    """Yield a question of each kind, what an outcome of it is, and answers in stored form."""
    options = _("one option of a closed list; an ordered list is a scale")
    yield villages.halt().frame, options, [{"at_least": "slow"}, {"admits": ["none"]}]
    points = _("any part of a closed list")
    yield villages.goods().frame, points, [{"requires": ["fish"], "excludes": ["cattle"]}]
    number = _("a number, or the outcome above all numbers if the question has one")
    yield villages.nets().frame, number, [{"at_most": 16}, {"top": True}]
    yield villages.opening().frame, _("a day"), [{"from": "2041-03-12", "to": "2041-03-26"}]
    steps = _("an order of steps from a closed list")
    yield villages.railway().frame, steps, [{"chains": [["platform", "timetable"]]}]
    prose = _("nothing that can be computed; an editor may judge it")
    yield villages.preamble().frame, prose, [{"text": _("our lake")}]


def force_examples() -> list[ForceExample]:
    """Return each force with those with which it meets, as the engine compares them."""
    language = active_language()
    verbs = {force: language.text(f"verb.{force.value}", "one") for force in Force}
    return [
        ForceExample(verb, tuple(verbs[other] for other in Force if _meet(force, other)))
        for force, verb in verbs.items()
    ]


def _meet(one: Force, other: Force) -> bool:
    """Tell whether two equal answers with these forces agree."""
    season = villages.season()
    sides = (season.term({"exactly": 8}, force=force) for force in (one, other))
    left, right = villages.alder(next(sides)), villages.birch(next(sides))
    return compare_positions(left, right).worst.mark is Mark.AGREE
