"""What the first hour of docs/editing.md tells people to type, read from the page itself."""

import re

from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
NEW_LINE = "⏎"


def part(heading: str) -> str:
    """The text below a heading of the guide, as far as the next one of its level."""
    level, _space, _name = heading.partition(" ")
    rest = GUIDE.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{2,{len(level)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def tables(heading: str) -> list[list[tuple[str, ...]]]:
    """The tables below a heading: rows of cells, without their heads."""
    blocks = re.findall(r"(?:^\|.*\n)+", part(heading), re.MULTILINE)
    return [
        [
            tuple(cell.strip().replace(f" {NEW_LINE} ", "\n") for cell in line[1:-1].split("|"))
            for line in block.strip().splitlines()[2:]
        ]
        for block in blocks
    ]


def files(heading: str) -> dict[str, str]:
    """The files that are printed below a heading, by their names."""
    found = re.findall(r"^`(\S+\.toml)`\n\n```toml\n(.*?)```", part(heading), re.S | re.M)
    return dict(found)
