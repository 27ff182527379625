"""Texts that edit others, and rival copies, in folders: loaded, written again, refused in words."""

import pytest

from proposals.models import Clause, Version
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from tests.support.folders import append, change, dumped, problems, write

pytestmark = pytest.mark.django_db
EDIT = "documents/plan.second.toml"
COPY = "documents/plan.other.toml"
SECOND = """
[version]
key = "second"
label = "second"
date = 2025-06-05
tier = "oral"
complete = true
edits = "plan.first"
[[clauses]]
key = "2"
heading = "In place of the first"
replaces = ["1"]
[[clauses]]
key = "3"
heading = "Out"
status = "struck-out"
"""
OTHER = """
[version]
key = "other"
label = "other copy"
date = 2025-06-01
tier = "leaked"
copy_of = "plan.first"
[[clauses]]
key = "1"
heading = "Otherwise"
"""


@pytest.fixture
def edited(tmp_path):
    """A small folder whose plan has an edit and a rival copy."""
    path = write(tmp_path / "small")
    change(path, "documents/plan.first.toml", 'tier = "press"', 'tier = "press"\ndate = 2025-06-01')
    head = (path / "documents/plan.first.toml").read_text().partition("[version]")[0]
    append(path, "documents/plan.first.toml", '\n[[clauses]]\nkey = "3"\nheading = "Toll"\n')
    append(path, EDIT, head + SECOND)
    append(path, COPY, head + OTHER)
    return path


def test_an_edit_and_a_copy_load_with_the_points_that_they_name(edited):
    load([edited])
    second, other = Version.objects.get(key="second"), Version.objects.get(key="other")
    assert second.complete
    assert second.edits.key == "first"
    assert other.copy_of.key == "first"
    assert not other.complete
    assert Clause.objects.get(version=second, key="2").replaces == ["1"]
    assert Clause.objects.get(version=second, key="3").status == "struck-out"


def test_they_are_written_again_as_they_are(edited, tmp_path):
    load([edited])
    first = dumped("small", tmp_path / "dump")
    assert 'replaces = ["1"]' in first[EDIT]
    report = load([tmp_path / "dump"])
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}
    assert file_texts("small") == first


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (EDIT, 'replaces = ["1"]', 'replaces = ["11"]', "the edited text has no such point"),
        (EDIT, 'edits = "plan.first"', "", "edits no text whose points"),
        (EDIT, 'edits = "plan.first"', "", "edits no text out of which"),
        (EDIT, 'edits = "plan.first"', 'edits = "plan.second"', "cannot edit itself"),
        (EDIT, 'edits = "plan.first"', 'edits = "plan.frist"', "no such version"),
        (EDIT, 'replaces = ["1"]', 'replaces = "1"', "a list of keys is needed"),
        (EDIT, "complete = true", 'copy_of = "plan.first"', "an edit of a text or a copy of one"),
        (COPY, "date = 2025-06-01", "date = 2025-06-02", "copies of one text have one date"),
        (COPY, "plan.first", "plan.other", "is a copy itself"),
        (EDIT, 'edits = "plan.first"', 'edits = "plan.other"', "is another copy of a text"),
        (EDIT, 'key = "3"', 'key = "33"', "no such point that could be struck out"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edited, file, old, new, message):
    change(edited, file, old, new)
    assert any(message in str(problem).lower() for problem in problems(edited))


def test_a_struck_out_point_answers_nothing(edited):
    term = """
[[clauses.terms]]
question = "length"
value = { at_least = 30 }
force = "demands"
"""
    append(edited, EDIT, term)
    assert any("answers nothing" in str(problem) for problem in problems(edited))


def test_a_text_its_edit_and_its_copy_leave_together(edited):
    load([edited])
    first = edited / "documents/plan.first.toml"
    whole = first.read_text()
    for file in (EDIT, COPY, "documents/plan.first.toml"):
        (edited / file).unlink()
    append(edited, "documents/plan.new.toml", whole.replace('key = "first"', 'key = "new"'))
    load([edited])
    assert [version.key for version in Version.objects.all()] == ["new"]


def test_an_edit_of_an_edit_names_points_of_both(edited):
    third = SECOND.replace("second", "third").replace("06-05", "06-07")
    head = (edited / "documents/plan.first.toml").read_text().partition("[version]")[0]
    third = third.replace("plan.first", "plan.second").replace('["1"]', '["1", "3"]')
    append(edited, "documents/plan.third.toml", head + third)
    load([edited])
    assert Version.objects.get(key="third").edits.edits.key == "first"
