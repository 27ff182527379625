"""Style sheets for pages from either side: they name no left and right, but a start and an end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))

ALLOWED = {
    ("courses.css", "direction: ltr"): "courses: dates run from the left, as on scales (note 22)",
    ("figures.css", "direction: ltr"): "scales: numbers and dates run from the left (note 22)",
    ("components.css", "transform: scaleX(-1)"): "drawn from the left, and turned by direction",
}
"""What names a side all the same, with the reason."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r'"[^"]*"')
DECLARATION = re.compile(r"([-\w]+):\s*([^;{}]+?)\s*(?=[;}])")

SIDE = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
SIDES = re.compile(r"\b(?:left|right)\b")
FROM_THE_LEFT = re.compile(r"translateX|translate\(|scaleX|\bscale\([^)]*,|skewX")
FOUR = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}
FOUR |= {"scroll-margin", "scroll-padding"}


def declarations(text: str) -> list[tuple[str, str]]:
    """Return the properties of a style sheet with their values."""
    plain = TEXT.sub('""', COMMENT.sub("", text))
    return [(name, value) for name, value in DECLARATION.findall(plain) if name[:2] != "--"]


def values_of(value: str) -> list[str]:
    """Return the values in a list of several, a function being one."""
    parts, depth = [""], 0
    for sign in value.removesuffix("!important").strip():
        depth += (sign == "(") - (sign == ")")
        if sign.isspace() and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part]


def names_a_side(name: str, value: str) -> bool:
    """Tell whether a declaration would have to be turned round for the other direction."""
    values = values_of(value)
    return bool(
        SIDE.search(name)
        or SIDES.search(value)
        or FROM_THE_LEFT.search(value)
        or name == "direction"
        or (name in FOUR and len(values) == 4 and values[1] != values[3])
        or (name == "border-radius" and len(values) in (2, 3, 4) and len(set(values)) > 1)
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_names_no_side(sheet: Path):
    found = declarations(sheet.read_text(encoding="utf-8"))
    sided = {f"{name}: {value}" for name, value in found if names_a_side(name, value)}
    assert sided == {text for name, text in ALLOWED if name == sheet.name}


@pytest.mark.parametrize(
    "text",
    [
        "a { left: 0 }", "a { margin-left: 1px; }", "a { border-top-right-radius: 1px; }",
        "a { text-align: right; }", "a { float: left; }", "a { padding: 1px 2px 1px 0; }",
        "a { margin: 0 0 calc(1px + 2px) 4mm !important; }", "a { transform: translateX(3px); }",
        "a { background: url(x.svg) right; }", "a { border-radius: 0 1px 1px 0; }",
        "a { transform-origin: top left; }", "@media print { a { right: auto } }",
    ],
)  # fmt: skip
def test_a_side_is_found(text: str):
    assert any(names_a_side(name, value) for name, value in declarations(text))


@pytest.mark.parametrize(
    "text",
    [
        "a { margin-inline-start: 1px }", "a { text-align: start; }", "a { padding: 1px 2px; }",
        "a { padding: 0 2mm 1mm; }", "/* left */ .left-point { color: red; }",
        'a { content: "left: 0;"; }', "a { margin: 1px 2px 3px 2px; }", "a { border-radius: 1px; }",
        "a { float: inline-end; }", "a { transform: translateY(-3px); }",
    ],
)  # fmt: skip
def test_nothing_else_is_called_a_side(text: str):
    assert not any(names_a_side(name, value) for name, value in declarations(text))
