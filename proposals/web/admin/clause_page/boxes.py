"""The boxes of an answer for templates: plain controls, each with its state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.domain.vocabulary import Frame, Kind
from proposals.web.admin.clause_page.box_values import (
    EXCLUDED,
    HIGH,
    LOW,
    OPEN,
    REQUIRED,
    BoxValues,
)


@dataclass(frozen=True)
class BoxOption:
    """An option of a box: its value, its label, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Box:
    """One control: its name and label, with the value filled in, or the options to choose from."""

    name: str
    label: str
    value: str = ""
    options: tuple[BoxOption, ...] = ()


@dataclass(frozen=True)
class Boxes:
    """All controls of one answer, for the template of the question's kind."""

    kind: str
    boxes: tuple[Box, ...]
    hint: str

    @property
    def template(self) -> str:
        """The path of the template that draws the boxes."""
        return f"admin/proposals/clause/boxes/{self.kind}.html"


def draw_boxes(frame: Frame, values: BoxValues, start: str) -> Boxes:
    """Return the boxes of a question that takes them; their names begin with `start`."""
    boxes, hint = {
        Kind.CHOICE: _choice,
        Kind.ITEMS: _items,
        Kind.RANGE: _range,
        Kind.DATE: _date,
        Kind.SEQUENCE: _sequence,
    }[frame.kind](frame, values, start)
    return Boxes(frame.kind.value, boxes, hint)


BoxesAndHint = tuple[tuple[Box, ...], str]


def _first_value(values: BoxValues, name: str) -> str:
    return next(iter(values.get(name, ())), "")


def _choice(frame: Frame, values: BoxValues, start: str) -> BoxesAndHint:
    ticked = values.get("admits", ())
    options = tuple(BoxOption(key, label, key in ticked) for key, label in frame.labels.items())
    box = Box(f"{start}admits", _("Admits"), options=options)
    return (box,), _("Tick every option that the document would accept.")


def _items(frame: Frame, values: BoxValues, start: str) -> BoxesAndHint:
    states = ((REQUIRED, _("required")), (EXCLUDED, _("excluded")), (OPEN, _("open")))
    boxes = []
    for key, label in frame.labels.items():
        current = _first_value(values, f"item-{key}")
        options = tuple(BoxOption(state, word, current == state) for state, word in states)
        boxes.append(Box(f"{start}item-{key}", label, current, options))
    return tuple(boxes), _("Open: the document does not say.")


def _range(frame: Frame, values: BoxValues, start: str) -> BoxesAndHint:
    unit = _first_value(values, "unit") or frame.all_units[0].key
    units = tuple(BoxOption(one.key, one.many, one.key == unit) for one in frame.all_units)
    boxes = (
        _end(values, start, name="low", label=_("Lower end"), words=LOW),
        _end(values, start, name="high", label=_("Upper end"), words=HIGH),
        Box(f"{start}unit", _("Unit"), unit, units),
        _any(values, start, _("Any amount: the document leaves it open")),
    )
    return boxes, _("Leave an end empty if it is open; the same number twice is exactly that.")


def _end(values: BoxValues, start: str, *, name: str, label: str, words: tuple[str, str]) -> Box:
    current = _first_value(values, f"{name}_word") or words[0]
    labels = {LOW[0]: _("at least"), LOW[1]: _("more than"),
              HIGH[0]: _("at most"), HIGH[1]: _("less than")}  # fmt: skip
    options = tuple(BoxOption(word, labels[word], word == current) for word in words)
    return Box(f"{start}{name}", label, _first_value(values, name), options)


def _any(values: BoxValues, start: str, label: str) -> Box:
    return Box(f"{start}any", label, _first_value(values, "any"))


def _date(frame: Frame, values: BoxValues, start: str) -> BoxesAndHint:
    boxes = (
        Box(f"{start}from", _("From"), _first_value(values, "from")),
        Box(f"{start}to", _("Until"), _first_value(values, "to")),
        _any(values, start, _("Any day: the document leaves it open")),
    )
    return boxes, _("Leave an end empty if it is open; the same day twice is that day.")


def _sequence(frame: Frame, values: BoxValues, start: str) -> BoxesAndHint:
    boxes = tuple(
        Box(f"{start}step-{key}", label, _first_value(values, f"step-{key}"))
        for key, label in frame.labels.items()
    )
    hint = _("Number the steps 1, 2, 3; the same number for steps that go together; "
             "empty for a step that the document does not place.")  # fmt: skip
    return boxes, hint
