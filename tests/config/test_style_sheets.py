"""How style sheets are put together before they are sent."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config.style_sheets import layered
from proposals.exports.paper.styles import stylesheet, whole

ROOT = Path(__file__).resolve().parent.parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
LONGEST = 350
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Why one stands outside the layers is said where it does.
OUTSIDE = {"frozen.css": ["@media screen"]}


def name(path):
    return path.name


def outermost(css):
    """The heads of the blocks and statements that stand in no other."""
    heads, depth, head = [], 0, ""
    for sign in COMMENT.sub("", css):
        depth -= sign == "}"
        if depth == 0 and sign in "{;}":
            heads.append(head.strip())
            head = ""
        elif depth == 0:
            head += sign
        depth += sign == "{"
    return [one for one in heads if one]


def sent(path):
    return Path(finders.find(path)).read_text()


def test_parts_take_the_place_of_their_imports(tmp_path):
    (tmp_path / "part.css").write_text("p {}\n")
    (tmp_path / "more.css").write_text('@import "part.css";\nq {}\n')
    (tmp_path / "all.css").write_text('/* all */\n@import "more.css";\na {}\n')
    assert whole(tmp_path / "all.css") == "/* all */\np {}\nq {}\na {}\n"


def test_a_part_for_one_medium_stays_with_it(tmp_path):
    (tmp_path / "part.css").write_text("p {}\n")
    (tmp_path / "all.css").write_text('@import "part.css" print;\n')
    assert whole(tmp_path / "all.css") == "@media print {\np {}\n}\n"


def test_a_sheet_or_a_part_that_is_not_there_is_named(tmp_path):
    (tmp_path / "all.css").write_text('@import "part.css";\n')
    with pytest.raises(FileNotFoundError, match=r"part\.css"):
        whole(tmp_path / "all.css")
    with pytest.raises(FileNotFoundError, match=r"css/nothing\.css"):
        stylesheet(["css/nothing.css"])


def test_the_readers_pages_get_one_style_sheet_with_all_its_parts():
    css = sent("css/readers.css")
    assert "@import" not in css
    assert outermost(css)[0] == "@layer reset, tokens, base, layout, components, sheet, print"
    for part in ("--carmine", ".matrix thead th", ".figure", "@media print"):
        assert part in css


def test_the_admins_own_style_sheets_stand_in_the_lowest_layer():
    assert outermost(sent("admin/css/base.css")) == ["@layer django"]
    assert outermost(sent("admin/css/forms.css")) == ["@import url('widgets.css')", "@layer django"]


def test_what_must_stand_first_in_a_style_sheet_stays_first(tmp_path):
    file = tmp_path / "some.css"
    file.write_text('@charset "UTF-8";\n/* why */\n@import url(a.css);\np {}\n')
    assert outermost(layered(file)) == ['@charset "UTF-8"', "@import url(a.css)", "@layer django"]


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_every_rule_stands_in_a_layer(path):
    heads = outermost(path.read_text())
    assert heads
    loose = [one for one in heads if not one.startswith(("@layer ", "@import "))]
    assert loose == OUTSIDE.get(path.name, [])


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_style_sheet_is_short_enough_to_live_in(path):
    assert len(path.read_text().splitlines()) <= LONGEST


def test_every_style_sheet_is_linked_or_imported():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    modules = "".join(path.read_text() for path in (ROOT / "proposals").rglob("*.py"))
    imports = "".join(re.findall(r"@import .*", "\n".join(path.read_text() for path in SHEETS)))
    unused = [
        path.name
        for path in SHEETS
        if f"css/{path.name}" not in templates + modules and f'"{path.name}"' not in imports
    ]
    assert unused == []
