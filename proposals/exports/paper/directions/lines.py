"""The pieces of a broken line in the order in which one reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline


@dataclass(frozen=True)
class _Leaf:
    """A piece of a broken line, and the elements that it stands in, from the outside."""

    box: Any
    place: int
    level: int
    path: tuple[Any, ...]


@dataclass
class _Order:
    """The pieces of a broken line, as one sees them from the left."""

    leaves: list[_Leaf]
    beside: dict[int, list[tuple[int, Any]]]
    ends: dict[int, tuple[int, int]]

    def fill(self, parent: Any, start: int, end: int, depth: int, x: float) -> float:
        """Place what an element holds of the pieces between two places, and return where it ends.

        What is not in the flow of the line stays where it was, in the first part of its element.
        """
        first, _last = self.ends.get(id(parent), (start, end))
        children = list(self.beside.get(id(parent), ())) if first >= start else []
        while start < end:
            leaf = self.leaves[start]
            if len(leaf.path) == depth:
                leaf.box.translate(dx=x - leaf.box.position_x)
                x += leaf.box.margin_width()
                children.append((leaf.place, leaf.box))
                start += 1
                continue
            whole = leaf.path[depth]
            stop = start
            while stop < end and self._holds(stop, depth, whole):
                stop += 1
            part, x = self._place_part(whole, start, stop, depth, x)
            children.append((min(one.place for one in self.leaves[start:stop]), part))
            start = stop
        children.sort(key=lambda child: child[0])
        parent.children = tuple(child for _place, child in children)
        return x

    def _holds(self, place: int, depth: int, box: Any) -> bool:
        path = self.leaves[place].path
        return len(path) > depth and path[depth] is box

    def _place_part(
        self, whole: Any, start: int, stop: int, depth: int, x: float
    ) -> tuple[Any, float]:
        """Place an element, or the part of it that stands together, and return it and its end."""
        first, last = self.ends[id(whole)]
        part = whole
        if first < start or last >= stop:
            part = whole.copy()
            part.remove_decoration_sides = set(whole.remove_decoration_sides)
            if whole.style["box_decoration_break"] != "clone":
                if first < start:
                    part._reset_spacing("left")
                if last >= stop:
                    part._reset_spacing("right")
            self.ends[id(part)] = self.ends[id(whole)]
            if first >= start:
                self.beside[id(part)] = self.beside.get(id(whole), [])
        part.position_x = x
        x = part.content_box_x()
        end = self.fill(part, start, stop, depth + 1, x)
        part.width = end - x
        return part, x + part.margin_width() - (x - part.position_x)


def _read_leaves(
    parent: Any, path: tuple[Any, ...], leaves: list[_Leaf], order: dict[int, list[Any]], base: int
) -> None:
    for child in parent.children:
        if not child.is_in_normal_flow():
            order.setdefault(id(parent), []).append((len(leaves), child))
        elif isinstance(child, boxes.InlineBox) and child.children:
            _read_leaves(child, (*path, child), leaves, order, base)
        else:
            level = getattr(child, "level", leaves[-1].level if leaves else base)
            leaves.append(_Leaf(child, len(leaves), level, path))


def in_visual_order(levels: list[int]) -> list[int]:
    """Return the places of a line's pieces from left to right (rule L2)."""
    order = list(range(len(levels)))
    for bound in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= bound:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def place_line(line: Any, start: float) -> None:
    """Put the pieces of a broken line in the order in which one reads them."""
    base = int(line.style["direction"] == "rtl")
    leaves: list[_Leaf] = []
    beside: dict[int, list[tuple[int, Any]]] = {}
    _read_leaves(line, (), leaves, beside, base)
    seen = [leaves[place] for place in in_visual_order([leaf.level for leaf in leaves])]
    ends: dict[int, tuple[int, int]] = {}
    for place, leaf in enumerate(seen):
        for box in leaf.path:
            first, _last = ends.get(id(box), (place, place))
            ends[id(box)] = first, place
    _Order(seen, beside, ends).fill(line, 0, len(seen), 0, start)


def move_floats(parent: Any, distance: float) -> None:
    """Move what floats in a line, or in an element of it, to the right."""
    for child in parent.children:
        if child.is_floated():
            child.translate(dx=distance)
        elif isinstance(child, boxes.InlineBox):
            move_floats(child, distance)


def start_of(line: Any) -> float:
    """Return where the pieces of a line begin at its left, before its indent."""
    starts = [child.position_x for child in line.children if child.is_in_normal_flow()]
    # A line from right to left is indented at its right, where nothing has to move.
    indent = line.text_indent if line.style["direction"] == "rtl" else 0
    return float(min(starts, default=line.position_x) - indent)


def set_last_text_again(context: Any, line: Any) -> None:
    """Set the last text of a line without the space that was cut from its end.

    WeasyPrint leaves the space in what it draws; from right to left it would stand at the left.
    """
    box = line
    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
    if isinstance(box, boxes.TextBox) and box.text and box.pango_layout.text != box.text:
        again, _resume, _broken = inline.split_text_box(context, box, None, 0)
        box.pango_layout = again.pango_layout
