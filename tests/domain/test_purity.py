"""The engine stands alone: the standard library and itself, no input, no output, no clock."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "proposals" / "domain"
MODULES = sorted(FOLDER.glob("*.py"))
NEEDED = {"__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions"}
NEEDED |= {"functools", "itertools", "math", "re", "reprlib", "typing", "unicodedata"}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_the_standard_library_and_the_engine_only(path: Path) -> None:
    outside = [name for name in _imported(path) if not name.startswith("proposals.domain")]
    assert {name.split(".")[0] for name in outside} <= NEEDED <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_reads_no_clock_and_no_file(path: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"today", "now", "utcnow", "open", "print", "input", "exec", "eval"}


def test_the_engine_loads_without_any_framework() -> None:
    names = [f"proposals.domain.{path.stem}" for path in MODULES if path.stem != "__init__"]
    code = f"import sys, {', '.join(names)}; assert not [m for m in sys.modules if 'django' in m]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parents[1])
