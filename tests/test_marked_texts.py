"""The tool that collects texts for translators reads calls only, with the texts written in them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PLACES = {
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
"""Which arguments of each function are texts."""

CODE = [
    path
    for folder in ("config", "proposals", "sources")
    for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*.py"))
]


def unread(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which a text is asked for that the tool cannot read."""
    names = {
        one.asname or one.name: PLACES[one.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.name in PLACES
    }
    called = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called[node.func] = node.args
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            texts = called.get(node, [])
            written = [texts[place] for place in names[node.id] if place < len(texts)]
            if len(written) < len(names[node.id]) or not all(map(is_written, written)):
                yield node.lineno


def is_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_text_for_translators_is_written_in_its_call():
    assert len(CODE) > 300
    found = {str(path): list(unread(ast.parse(path.read_text()))) for path in CODE}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_text_that_the_tool_cannot_read_is_found():
    head = "from django.utils.translation import ngettext, gettext as _\n"
    for line in ("partial(ngettext, 'one', 'more')", "_(text)", "_(f'{text} here')"):
        assert list(unread(ast.parse(head + line))) == [2]
    assert list(unread(ast.parse(head + "ngettext('one', 'more', number)"))) == []
