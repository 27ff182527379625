"""What a brief says of answers beside their short form, on talks of three parties."""

import io
from pathlib import Path

import docx
import pytest

from proposals.comparisons import Selection
from proposals.domain.relations import Contested
from proposals.exports import word
from proposals.exports.brief import content
from proposals.exports.brief.caveats import caveats
from proposals.exports.brief.content import Brief, BriefRow
from proposals.seeding import load
from tests.support.briefs import article, brief_of, words
from tests.support.folders import LAKE, SMALL, stored_for_a_module, write

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

PLACES = ("harbours", "mountain roads", "river crossings", "border stations", "airfields", "mines")
SIDES = ("x", "y", "z")
CONDITION = "the bridge stands"
ASYMMETRY = "Asked of West only."
NOT_TOGETHER = "nothing satisfies all of them"
FIVE = (
    "limnaia-memorandum.handed-over",
    "wadi-plan.second",
    "league-plan.bridging",
    "agreed",
    "wadi-plan.first",
)

TERM = """
[[clauses.terms]]
question = "{question}"
value = {value}
force = "demands"
{more}
"""
CLAUSE = """
[[clauses]]
key = "{key}"
heading = "Truce"
state = "published"
topics = ["truce"]
status = "{status}"
"""
EVIDENCE = """
[[clauses.evidence]]
article = "G1"
basis = "describes"
quote = "as agreed"
"""


def term(question: str, value: str, more: str = "") -> str:
    return TERM.format(question=question, value=value, more=more)


def clause(key: str, *terms: str, status: str = "firm") -> str:
    return CLAUSE.format(key=key, status=status) + "".join(terms) + EVIDENCE


def plan(party: str, *clauses: str) -> str:
    head = SMALL["documents/plan.first.toml"].partition("[[clauses]]")[0]
    head = head.replace('key = "plan"', f'key = "{party}-plan"', 1).replace('"east"', f'"{party}"')
    head = head.replace('"Plan"', f'"Plan of {party}"').replace('"The plan"', f'"the {party} plan"')
    return head + "".join(clauses)


def vocabulary(keys: tuple[str, ...]) -> str:
    entries = ", ".join(f'{{ key = "{key.replace(" ", "-")}", label = "{key}" }}' for key in keys)
    return f"vocabulary = [{entries}]\n"


def of_places(group: str, places: tuple[str, ...]) -> str:
    keys = ", ".join(f'"{place.replace(" ", "-")}"' for place in places)
    return f"{{ {group} = [{keys}] }}"


@pytest.fixture
def brief(tmp_path: Path, db: None) -> Brief:
    """The brief of three plans that are apart in the last entry of a list."""
    length = SMALL["questions.toml"].partition('[[questions]]\nkey = "where"')[0]
    head = '[[questions]]\nkey = "{}"\ntopic = "truce"\ntext = "{}"\nkind = "{}"\n'
    questions = (
        length,
        head.format("where", "Where?", "items"),
        vocabulary(PLACES),
        head.format("side", "Which side?", "choice"),
        vocabulary(SIDES),
    )
    south = '[[parties]]\nkey = "south"\nname = "South"\n'
    files = {
        **SMALL,
        "negotiation.toml": SMALL["negotiation.toml"].replace('"small"', '"three"') + south,
        "questions.toml": "".join(questions),
    }
    del files["documents/plan.first.toml"]
    files["documents/east-plan.first.toml"] = plan(
        "east",
        clause(
            "1",
            term("length", "{ at_least = 30 }", f'bearers = ["west"]\ncondition = "{CONDITION}"'),
            term("where", of_places("requires", PLACES)),
            term("side", '{ admits = ["x", "y"] }'),
        ),
    )
    files["documents/west-plan.first.toml"] = plan(
        "west",
        clause(
            "1",
            term("length", "{ exactly = 10 }"),
            term("where", of_places("excludes", PLACES[-1:])),
            term("side", '{ admits = ["y", "z"] }'),
        ),
    )
    files["documents/south-plan.first.toml"] = plan(
        "south",
        clause("1", term("side", '{ admits = ["x", "z"] }')),
        clause("2", term("length", "{ at_most = 5 }"), status="withdrawn"),
    )
    load([write(tmp_path / "three", files)])
    return brief_of("three", Selection(("east-plan", "west-plan", "south-plan"), whole=True))


def row(brief: Brief, question: str) -> BriefRow:
    rows = (line for group in brief.groups for line in group.rows)
    return next(line for line in rows if line.row.question.key == question)


def drawn(brief: Brief, question: str) -> str:
    (found,) = article(brief).xpath(f"//tbody[@id='q-{question}']")
    return words(found)


def word_text(brief: Brief) -> str:
    """The text of the tables of the Word file."""
    document = docx.Document(io.BytesIO(word.write_brief(brief.bundle)))
    cells = (cell for table in document.tables for one in table.rows for cell in one.cells)
    return " ".join(" ".join(cell.text for cell in cells).split())


def test_a_contested_entry_at_the_end_of_a_long_list_is_named(brief: Brief):
    clash = row(brief, "where").pair.pair.worst.clash
    assert isinstance(clash, Contested)
    assert clash.left_requires | clash.right_requires == {PLACES[-1]}
    east = next(texts for document, texts in row(brief, "where").answers if "east" in document.key)
    assert PLACES[-1] not in " ".join(east)
    assert row(brief, "where").sentence == "One side wants what the other rules out: mines."
    assert row(brief, "where").sentence in drawn(brief, "where")
    assert row(brief, "where").sentence in word_text(brief)


def test_a_duty_of_one_side_and_a_condition_that_does_not_decide_stand_with_the_answer(
    brief: Brief,
):
    text = f"at least 30 days. Condition: {CONDITION}. {ASYMMETRY}"
    assert "condition" not in row(brief, "length").sentence
    assert text in drawn(brief, "length")
    assert text in word_text(brief)


def test_a_withdrawn_answer_stands_with_its_status(brief: Brief):
    text = "at most 5 days (withdrawn)"
    assert text in drawn(brief, "length")
    assert text in word_text(brief)


def test_answers_that_meet_two_by_two_only_are_said_to_do_so(brief: Brief):
    assert row(brief, "side").row.verdict.nothing_satisfies_all
    assert NOT_TOGETHER in drawn(brief, "side")
    assert NOT_TOGETHER in word_text(brief)


def test_notes_on_a_row_count_for_its_length(brief: Brief):
    line = row(brief, "side")
    assert line.why_letters[1:] == (len(line.notes),)
    assert len(row(brief, "where").why_letters) == 1


def is_worded(brief: Brief) -> bool:
    """Whether the words of any cell were made."""
    return any("_words" in vars(cell) for one in brief.matrix.rows for cell in one.cells)


def test_too_many_rows_are_known_to_be_long_before_any_is_put_into_words(
    stored: None, monkeypatch: pytest.MonkeyPatch
):
    lake = brief_of("lake-2031")
    monkeypatch.setattr(content, "TWO_PAGES", 5)
    assert not lake.is_short
    assert not is_worded(lake)


def test_caveats_are_counted_without_putting_answers_into_words(stored: None):
    five = brief_of("lake-2031", Selection(FIVE, whole=True))
    texts = [caveat.text for caveat in caveats(five.matrix)]
    assert not is_worded(five)
    answers = sum(bool(cell.terms) for one in five.matrix.rows for cell in one.cells)
    assert f"of {answers} answers" in texts[2]
