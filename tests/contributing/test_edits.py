"""The edits of the additions: each finds its place, or names the file in which it is gone."""

import pytest

from tests.contributing.edits import (
    Above,
    AtEndOf,
    Below,
    EndOfFile,
    Instead,
    NoSuchPlace,
    TextOf,
    write_changes,
)
from tests.contributing.recipes import compare_paths, named_paths

MODULE = """\
class Kind:
    A = "a"


TABLE = {
    "a": 1,
}
NAMES = ("a", "b")
"""


@pytest.mark.parametrize(
    ("edit", "line", "before"),
    [
        (AtEndOf("Kind", '    B = "b"'), '    B = "b"', '    A = "a"'),
        (AtEndOf("TABLE", '    "b": 2,'), '    "b": 2,', '    "a": 1,'),
        (Below(r"^class Kind", "    pass"), "    pass", "class Kind:"),
        (Above(r"^NAMES", "MORE = 1"), "MORE = 1", "}"),
        (Instead(r'"b"\)$', '"b", "c")'), 'NAMES = ("a", "b", "c")', "}"),
        (EndOfFile("\nLAST = 1\n"), "LAST = 1", 'NAMES = ("a", "b")'),
    ],
)
def test_an_edit_goes_where_its_place_is(edit, line, before):
    lines = edit.apply_to(MODULE).splitlines()
    assert lines[lines.index(line) - 1] == before


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (AtEndOf("Missing", ""), "'Missing' is defined 0 times"),
        (AtEndOf("NAMES", ""), "'NAMES' does not end with a bracket on a line of its own"),
        (Below("a", ""), "'a' is found in"),
        (Above("Missing", ""), "'Missing' is found in 0 lines"),
        (Instead("Missing", ""), "'Missing' is found 0 times"),
        (TextOf("README.md"), "the file is there already"),
    ],
)
def test_an_edit_whose_place_is_gone_names_the_file_and_the_place(tmp_path, edit, reason):
    (tmp_path / "module.py").write_text(MODULE)
    with pytest.raises(NoSuchPlace, match=r"^module\.py has no place .*any more: ") as refused:
        write_changes({"module.py": [edit]}, tmp_path)
    assert reason in str(refused.value)
    assert (tmp_path / "module.py").read_text() == MODULE


def test_the_paths_of_a_recipe_are_those_of_its_numbered_steps():
    recipe = "See `a/b.py`.\n\n1. `c/d.py`: this, as in\n   `e/f.py`.\n2. `g/<name>.py`: that.\n"
    assert named_paths(recipe) == ["c/d.py", "e/f.py", "g/<name>.py"]


def test_a_path_too_many_and_a_file_that_is_not_named_are_both_told():
    assert compare_paths(["a/<name>.py", "b.py"], ["a/one.py", "a/two.py", "c.py"]) == [
        "b.py is named, and nothing was done to it",
        "c.py was touched, and is not named",
    ]
