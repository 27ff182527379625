"""The words for one side: conditions, and the verb that a name takes."""

import pytest

from proposals.domain.rows import compare_positions
from proposals.domain.terms import Column, Condition
from proposals.domain.verdicts import Mark
from proposals.language.labels import count_of_mark
from proposals.language.patterns import OTHER as MANY
from tests.domain.examples import DAYS, MEMO, OTHER, SILENT, TIED, explained, position
from tests.support.english import ENGLISH


def test_several_conditions_are_all_named_once() -> None:
    elections = {"condition": Condition("elections in Ukraine.")}
    cell = position(OTHER, DAYS, ("30 days", TIED), ("30 days", elections), ("30 days", TIED))
    found = compare_positions(cell, position(MEMO, DAYS, SILENT))
    assert explained(DAYS, found) == (
        "Russia's memorandum asks for 30 days. The answer is tied to conditions: the withdrawal "
        "of Ukrainian forces; elections in Ukraine. Ukraine's memorandum is silent on this."
    )


def test_a_condition_without_words_is_said_to_be_unnamed() -> None:
    cell = position(OTHER, DAYS, ("30 days", {"condition": Condition()}))
    text = explained(DAYS, compare_positions(cell, position(MEMO, DAYS, SILENT)))
    assert "The answer is tied to a condition that is not named." in text


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Ukraine's memorandum", False),
        ("the Russian delegation's statements", True),
        ("the statement at the talks", False),
        ("the statements at the talks of Istanbul", True),
        ("the plan of the United States", False),
        ("the agreed outcomes", True),
        ("the memoranda", True),
        ("the Minsk process", False),
        ("the mediators'", False),
    ],
)
def test_a_name_takes_the_verb_of_its_head_noun(name: str, plural: bool) -> None:
    assert (ENGLISH.number_of(Column("c", name)) == MANY) is plural


def test_a_column_may_say_itself_which_verb_it_takes() -> None:
    assert ENGLISH.number_of(Column("c", "the Geneva series of drafts", plural=True)) == MANY


@pytest.mark.parametrize(
    ("mark", "one", "many"),
    [
        (Mark.CONFLICT, "1 conflict", "12 conflicts"),
        (Mark.DIFFERS, "1 differs", "12 differ"),
        (Mark.ONE_SIDE, "1 from one side only", "12 from one side only"),
        (Mark.NOT_COMPARED, "1 not compared", "12 not compared"),
        (Mark.COMPATIBLE, "1 compatible", "12 compatible"),
        (Mark.AGREE, "1 agrees", "12 agree"),
    ],
)
def test_marks_are_counted_in_either_number(mark: Mark, one: str, many: str) -> None:
    assert count_of_mark(mark, 1, ENGLISH) == one
    assert count_of_mark(mark, 12, ENGLISH) == many


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("the plan is silent", "The plan is silent."),
        ("élan says so.", "Élan says so."),
        ("თოვლის მხარე is silent", "თოვლის მხარე is silent."),  # no capital begins a Georgian word
        ("أهل السهل are silent", "أهل السهل are silent."),
    ],
)
def test_a_sentence_begins_as_its_script_has_it(clause: str, sentence: str) -> None:
    assert ENGLISH.sentence(clause) == sentence
