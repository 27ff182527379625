"""The first hour of docs/editing.md in files alone, and its patterns: each example is executed."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from proposals.domain.relations import Relation, compare
from proposals.domain.storage import to_stored
from proposals.domain.vocabulary import Entry, Frame, Kind, Measure, Unit
from proposals.language.languages import language_of
from proposals.language.value_parser import parse
from proposals.models import Coverage, Question, Term, UnitOfMeasure
from proposals.seeding import load
from tests.support.first_hour import files, part, tables
from tests.support.folders import write

pytestmark = pytest.mark.django_db

FILES = files("### In files alone")
COMMANDS = re.findall(r"manage\.py (.*)", part("### In files alone"))
PATTERNS = "### Which question for which point"
CODEBOOK, ANSWERS, ABSENCE = re.findall(r"```toml\n(.*?)```", part(PATTERNS), re.S)
SOLDIERS = '\n[[units]]\nkey = "soldier"\none = "soldier"\nmany = "soldiers"\nwhole = true\n'


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that the page tells to write, below the one in which commands are given."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "ferry", FILES)


def test_the_files_become_a_published_comparison_by_the_commands_of_the_page(folder, capsys):
    for line in COMMANDS:
        call_command(*shlex.split(line))
    said = capsys.readouterr().out
    assert "60 days apart" in said
    assert Coverage.objects.get().kind == "silent"


def test_a_dry_run_stores_nothing(folder):
    call_command("seed", "ferry", "--dry-run")
    assert not Question.objects.exists()


def test_files_and_admin_make_the_same(folder):
    """What is typed on the pages stands in the files: names, texts, answers."""
    written = " ".join("\n".join(FILES.values()).split())
    typed = [
        value
        for step in ("2. Units of measure", "3. Themes, then Topics", "8. The clauses")
        for rows in tables(f"#### {step}")
        for _label, value in rows
    ]
    typed += [
        value
        for rows in tables("#### 6. Proposals")
        for label, value in rows
        if "name" in label.lower()
    ]
    typed += [row[0] for row in tables("#### 9. The evidence")[0]]
    assert [value for value in typed if value not in written] == []


def test_every_pattern_of_the_page_is_read_as_it_says(tmp_path):
    patterns = {
        **FILES,
        "codebook.toml": FILES["codebook.toml"] + SOLDIERS,
        "questions.toml": FILES["questions.toml"] + CODEBOOK,
    }
    north, _south = (name for name in FILES if name.startswith("documents/"))
    patterns[north] = FILES[north] + draft("2", ANSWERS)
    load([write(tmp_path / "ferry", patterns)])
    values = {
        (term.question.key, term.scope): term.value
        for term in Term.objects.filter(clause__key="2").select_related("question")
    }
    assert values == {
        ("soldiers", ""): {"at_most": "800000"},
        ("truce", "phase-1"): {"exactly": "30"},
        ("truce", "phase-2"): {"top": True},
        ("observers", ""): {"admits": ["yes"]},
    }
    right = Term.objects.get(question__key="observers")
    assert (right.condition, right.force) == ("the observers agree", "accepts")
    assert Question.objects.get(key="soldiers").measures == "limit"


@pytest.mark.parametrize(
    ("row", "question", "admits"),
    [
        ("**A cap**", "soldiers", {"at_most": "800000"}),
        ("**No cap**", "soldiers", {"top": True}),
        ("**Permanence**", "truce", {"top": True}),
        ("**A right**", "observers", {"admits": ["yes"]}),
    ],
)
def test_the_answer_that_a_pattern_names_is_understood(tmp_path, row, question, admits):
    patterns = {
        **FILES,
        "codebook.toml": FILES["codebook.toml"] + SOLDIERS,
        "questions.toml": FILES["questions.toml"] + CODEBOOK,
    }
    load([write(tmp_path / "ferry", patterns)])
    (words,) = (cells[2] for cells in tables(PATTERNS)[0] if cells[0].startswith(row))
    asked = Question.objects.get(key=question)
    units = [unit.as_unit() for unit in UnitOfMeasure.objects.all() if unit == asked.unit]
    frame = asked.frame(units)
    assert to_stored(parse(words, frame, language_of("en")), frame) == admits


def test_two_caps_that_differ_conflict_and_permanence_takes_in_at_least():
    """What the page says that follows from the two ways to ask."""
    soldier, top = Unit("soldier", "soldier", "soldiers"), Entry("top", "no limit")
    limit = Frame(Kind.RANGE, unit=soldier, top=top, measures=Measure.LIMIT)
    amount = Frame(Kind.RANGE, unit=soldier, top=top)

    def meet(frame: Frame, *texts: str) -> bool:
        first, second = (parse(text, frame, language_of("en")) for text in texts)
        return compare(first, second).relation is not Relation.APART

    assert not meet(limit, "at most 600,000 soldiers", "at most 800,000 soldiers")
    assert meet(amount, "at most 600,000 soldiers", "at most 800,000 soldiers")
    assert meet(amount, "at least 30 soldiers", "no limit")
    assert not meet(amount, "30 soldiers", "no limit")


def test_a_point_that_an_edit_struck_out_is_recorded_as_the_page_says(tmp_path):
    north, _south = (name for name in FILES if name.startswith("documents/"))
    edit = (
        FILES[north]
        .partition("[[clauses]]")[0]
        .replace('key = "handed-over"', 'key = "second"\nedits = "north-paper.handed-over"')
        .replace("date = 2025-03-01", "date = 2025-03-03\ncomplete = true")
        .replace('label = "as handed over"', 'label = "second page"')
    )
    patterns = {
        **FILES,
        "codebook.toml": FILES["codebook.toml"] + SOLDIERS,
        "questions.toml": FILES["questions.toml"] + CODEBOOK,
        north: FILES[north] + draft("2", ANSWERS),
        "documents/north-paper.second.toml": edit + ABSENCE,
    }
    load([write(tmp_path / "ferry", patterns)])
    absence = Coverage.objects.get(version__key="second")
    assert (absence.kind, absence.question.key) == ("struck-out", "observers")


def draft(key: str, answers: str) -> str:
    """A clause that holds answers of the page."""
    assert tomllib.loads(answers)["clauses"]
    head = f'\n[[clauses]]\nkey = "{key}"\nheading = "Other points"\ntopics = ["the-ferry"]\n\n'
    return head + answers
