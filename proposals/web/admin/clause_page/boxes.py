"""The boxes of an answer for templates: plain controls, each with its state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.domain.vocabulary import Frame, Kind, Measure
from proposals.web.admin.clause_page.box_values import (
    EXCLUDED,
    HIGH,
    LOW,
    OPEN,
    REQUIRED,
    SCALE_ENDS,
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
    if not frame.ordered:
        return (box,), _("Tick every option that the document would accept.")
    labels = (_("At least"), _("At most"))
    ends = (
        _scale_end(frame, values, start, name=name, label=label)
        for name, label in zip(SCALE_ENDS, labels, strict=True)
    )
    hint = _("Tick every option that the document would accept, or choose the ends of a stretch of "
             "the scale, one of them or both.")  # fmt: skip
    return (box, *ends), hint


def _scale_end(frame: Frame, values: BoxValues, start: str, *, name: str, label: str) -> Box:
    current = _first_value(values, name)
    steps = (BoxOption(key, frame.label(key), key == current) for key in frame.scale)
    return Box(f"{start}{name}", label, current, (BoxOption("", "–", not current), *steps))


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
    is_limit = frame.measures is Measure.LIMIT
    flags = [_any(values, start, _any_label(is_limit))]
    if frame.top is not None:
        flags.append(Box(f"{start}top", frame.top.label, _first_value(values, "top")))
    ends = _limits(values, start) if is_limit else _ends(values, start)
    return (*ends, Box(f"{start}unit", _("Unit"), unit, units), *flags), _range_hint(is_limit)


def _any_label(is_limit: bool) -> str:
    if is_limit:
        return _("Any limit: the document leaves it open")
    return _("Any amount: the document leaves it open")


def _range_hint(is_limit: bool) -> str:
    if is_limit:
        return _("The limit itself; the lowest limit only where several would do.")
    return _("Leave an end empty if it is open; the same number twice is exactly that.")


def _ends(values: BoxValues, start: str) -> tuple[Box, Box]:
    return (
        _end(values, start, name="low", label=_("Lower end"), words=LOW),
        _end(values, start, name="high", label=_("Upper end"), words=HIGH),
    )


def _limits(values: BoxValues, start: str) -> tuple[Box, Box]:
    """Return the boxes for a limit, which is "at most" its number, and the lowest that would do."""
    return (
        _end(values, start, name="low", label=_("Lowest limit"), words=LOW[:1]),
        _end(values, start, name="high", label=_("Limit"), words=HIGH[:1]),
    )


def _end(values: BoxValues, start: str, *, name: str, label: str, words: tuple[str, ...]) -> Box:
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
