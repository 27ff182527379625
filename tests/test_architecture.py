"""Rules about the shape of the code that no other tool holds."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "proposals", "sources")
LONGEST_MODULE = 350
LONGEST_FUNCTION = 50
# Found by Django, not by a name in our code.
KNOWN_TO_DJANGO = re.compile(r"^(400|403|403_csrf|404|500)\.html$|^admin/")
# An htmx swap or a link needs none of these; the content policy would refuse them all.
FORBIDDEN_MARKUP = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "a handler of htmx": re.compile(r"\shx-(on|vals\s*=\s*[\"']js:|vars)", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
}
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.I)
# What a browser fetches by itself; a link that a reader may follow is no load.
LOADS = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|link|use|track)\b[^>]*?"
    r"\s(?:src|srcset|data|href|poster)\s*=\s*[\"']\s*(?:https?:)?//[^\"']*",
    re.IGNORECASE,
)
STYLE_LOADS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^\s\"')]*", re.IGNORECASE)
# Comments and tags are gone before a browser sees the page.
TEMPLATE_SYNTAX = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|{%.*?%}", re.DOTALL)


def modules() -> list[Path]:
    every = chain.from_iterable((ROOT / app).rglob("*.py") for app in APPS)
    return sorted(path for path in every if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def markup(path: Path) -> str:
    return TEMPLATE_SYNTAX.sub("", path.read_text())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    """Return the name by which a module is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(source: str, known: set[str]) -> set[str]:
    """Return those of the known modules that a source imports, wherever in it, for whatever use."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in known else node.module for name in inner}
    return names & known


def import_circle(sources: dict[str, str]) -> list[str]:
    """Return modules that import each other in a circle, the first one again at the end."""
    graph = {module: imports_of(source, set(sources)) for module, source in sources.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def problems_of_markup(text: str) -> list[str]:
    """What a strict content policy would refuse in this piece of a page."""
    forbidden = [what for what, pattern in FORBIDDEN_MARKUP.items() if pattern.search(text)]
    inline = [
        "an inline script"
        for script in SCRIPT.finditer(text)
        if script["body"].strip() and "json" not in script["attributes"]
    ]
    return (
        forbidden + inline + [f"a load from another host: {load}" for load in LOADS.findall(text)]
    )


def test_the_engine_imports_nothing_but_the_standard_library():
    program = (
        "import sys, pkgutil, importlib, proposals.domain as engine\n"
        "for module in pkgutil.walk_packages(engine.__path__, 'proposals.domain.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}"
        " - set(sys.stdlib_module_names) - {'proposals', '__main__'}))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def test_imports_point_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def test_no_modules_import_each_other_in_a_circle():
    assert import_circle({dotted(path): path.read_text() for path in modules()}) == []


@pytest.mark.parametrize(
    "sources",
    [
        {"a": "import b", "b": "from a import name"},
        {"a": "from b import c", "b": "", "b.c": "if TYPE_CHECKING:\n    from a import name"},
        {"a": "from b import name", "b": "from b.c import name", "b.c": "import a"},
        {"a": "from b import c", "b.c": "def f():\n    from a import name"},
    ],
)
def test_the_rule_for_imports_sees_a_circle(sources):
    assert import_circle(sources)


def test_the_rule_for_imports_lets_a_straight_line_be():
    sources = {"a": "from b import c", "b": "from b.c import name", "b.c": "import d", "d": ""}
    assert import_circle(sources) == []


def test_the_engine_reads_no_clock_and_no_file():
    forbidden = re.compile(r"\b(open\(|today\(|now\(|import (os|time|random|pathlib|socket)\b)")
    engine = (ROOT / "proposals" / "domain").rglob("*.py")
    assert [name(path) for path in engine if forbidden.search(path.read_text())] == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_is_short_enough_to_live_in(path):
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_function_fits_a_screen(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, functions) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_says_what_it_owns(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), "the first line must be a docstring"


def test_every_template_is_used():
    sources = [path.read_text() for path in modules()]
    pages = {path: path.read_text() for path in templates()}
    assert pages
    for path in pages:
        wanted = str(path.relative_to(ROOT / "templates"))
        others = [text for other, text in pages.items() if other != path]
        used = any(wanted in text for text in chain(sources, others))
        assert used or KNOWN_TO_DJANGO.search(wanted), f"nobody uses templates/{wanted}"


def test_no_template_needs_an_exception_from_the_content_policy():
    found = {name(path): problems_of_markup(markup(path)) for path in templates()}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p style='color: red'>",
        "<style>p {}</style>",
        '<a href="#" onclick="go()">',
        '<div hx-on:click="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/a.js"></script>',
        '<img alt="" src="//cdn.example/a.png">',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
    ],
)
def test_the_rule_for_templates_sees_what_it_forbids(text):
    assert problems_of_markup(text)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://example.org/article">an article</a>',
        '<script src="/static/a.js" defer></script>',
        '<script type="application/json" id="x">{}</script>',
        '<form hx-get="/x" hx-trigger="change" class="one">',
    ],
)
def test_the_rule_for_templates_lets_honest_markup_be(text):
    assert problems_of_markup(text) == []


def test_no_stylesheet_or_script_loads_from_another_host():
    files = chain((ROOT / "static").rglob("*.css"), (ROOT / "static").rglob("*.js"))
    found = {name(path): STYLE_LOADS.findall(path.read_text()) for path in files}
    assert {path: loads for path, loads in found.items() if loads} == {}
