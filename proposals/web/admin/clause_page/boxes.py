"""The boxes of an answer as plain values for templates: each control with its state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.domain.vocabulary import Frame, Kind
from proposals.web.admin.clause_page.value_input import EXCLUDED, HIGH, LOW, OPEN, REQUIRED, Filled


@dataclass(frozen=True)
class BoxOption:
    """One thing to choose: its value, its label, whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Box:
    """One control: its name, its label, what is filled in, or what can be chosen."""

    name: str
    label: str
    value: str = ""
    options: tuple[BoxOption, ...] = ()


@dataclass(frozen=True)
class Boxes:
    """All controls of one answer, for a template of the question's kind."""

    kind: str
    boxes: tuple[Box, ...]
    hint: str

    @property
    def template(self) -> str:
        """The template that draws them."""
        return f"admin/proposals/clause/boxes/{self.kind}.html"


def drawn(frame: Frame, filled: Filled, start: str) -> Boxes:
    """The boxes of a question that takes them; names begin with `start`."""
    boxes, hint = {
        Kind.CHOICE: _choice,
        Kind.ITEMS: _items,
        Kind.RANGE: _range,
        Kind.DATE: _date,
        Kind.SEQUENCE: _sequence,
    }[frame.kind](frame, filled, start)
    return Boxes(frame.kind.value, boxes, hint)


Drawn = tuple[tuple[Box, ...], str]


def _first(filled: Filled, name: str) -> str:
    return next(iter(filled.get(name, ())), "")


def _choice(frame: Frame, filled: Filled, start: str) -> Drawn:
    ticked = filled.get("admits", ())
    options = tuple(BoxOption(key, label, key in ticked) for key, label in frame.labels.items())
    box = Box(f"{start}admits", _("Admits"), options=options)
    return (box,), _("Tick every option that the document would accept.")


def _items(frame: Frame, filled: Filled, start: str) -> Drawn:
    states = ((REQUIRED, _("required")), (EXCLUDED, _("excluded")), (OPEN, _("open")))
    boxes = []
    for key, label in frame.labels.items():
        now = _first(filled, f"item-{key}")
        options = tuple(BoxOption(state, word, now == state) for state, word in states)
        boxes.append(Box(f"{start}item-{key}", label, now, options))
    return tuple(boxes), _("Open: the document does not say.")


def _range(frame: Frame, filled: Filled, start: str) -> Drawn:
    unit = _first(filled, "unit") or frame.all_units[0].key
    units = tuple(BoxOption(one.key, one.many, one.key == unit) for one in frame.all_units)
    boxes = (
        _end(filled, start, "low", _("Lower end"), LOW),
        _end(filled, start, "high", _("Upper end"), HIGH),
        Box(f"{start}unit", _("Unit"), unit, units),
        _any(filled, start, _("Any amount: the document leaves it open")),
    )
    return boxes, _("Leave an end empty if it is open; the same number twice is exactly that.")


def _end(filled: Filled, start: str, name: str, label: str, words: tuple[str, str]) -> Box:
    now = _first(filled, f"{name}_word") or words[0]
    shown = {LOW[0]: _("at least"), LOW[1]: _("more than"),
             HIGH[0]: _("at most"), HIGH[1]: _("less than")}  # fmt: skip
    options = tuple(BoxOption(word, shown[word], word == now) for word in words)
    return Box(f"{start}{name}", label, _first(filled, name), options)


def _any(filled: Filled, start: str, label: str) -> Box:
    return Box(f"{start}any", label, _first(filled, "any"))


def _date(frame: Frame, filled: Filled, start: str) -> Drawn:
    boxes = (
        Box(f"{start}from", _("From"), _first(filled, "from")),
        Box(f"{start}to", _("Until"), _first(filled, "to")),
        _any(filled, start, _("Any day: the document leaves it open")),
    )
    return boxes, _("Leave an end empty if it is open; the same day twice is that day.")


def _sequence(frame: Frame, filled: Filled, start: str) -> Drawn:
    boxes = tuple(
        Box(f"{start}step-{key}", label, _first(filled, f"step-{key}"))
        for key, label in frame.labels.items()
    )
    hint = _("Number the steps 1, 2, 3; the same number for steps that go together; "
             "empty for a step that the document does not place.")  # fmt: skip
    return boxes, hint
