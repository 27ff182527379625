"""The recipes of CONTRIBUTING.md: their sections, and the files that their steps name."""

import re
from collections.abc import Iterable

from tests.conftest import ROOT

_SECTION = re.compile(r"^## (Add .*)\n((?:.|\n)*?)(?=^## |\Z)", re.MULTILINE)
_STEP = re.compile(r"^\d+\. .*(?:\n +.*)*", re.MULTILINE)
_PATH = re.compile(r"`([^`\s]*/[^`\s]*)`")
_BLANK = re.compile(r"<[a-z]+>")


def recipes() -> dict[str, str]:
    """Return the text of each recipe by its heading."""
    return dict(_SECTION.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))


def named_paths(recipe: str) -> list[str]:
    """Return the paths in the numbered steps of a recipe; `<word>` stands for any name."""
    return [path for step in _STEP.findall(recipe) for path in _PATH.findall(step)]


def compare_paths(named: Iterable[str], touched: Iterable[str]) -> list[str]:
    """Return a line for each named path that no file has, and for each file that none names."""
    patterns = {path: _pattern(path) for path in named}
    files = list(touched)
    unused = [
        f"{path} is named, and nothing was done to it"
        for path, pattern in patterns.items()
        if not any(map(pattern.fullmatch, files))
    ]
    unnamed = [
        f"{file} was touched, and is not named"
        for file in files
        if not any(pattern.fullmatch(file) for pattern in patterns.values())
    ]
    return sorted(unused + unnamed)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, _BLANK.split(path))))
