"""Cells in words: who acts is said once, whatever the language calls the parties in a sentence."""

from types import SimpleNamespace

import pytest

from proposals.comparisons.cell_words import cell_words
from proposals.comparisons.cells import AlternativeView
from proposals.language.base import Language
from proposals.language.wording import Wording
from tests.domain.examples import DAYS, OTHER, PARTIES, position
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.english import ENGLISH

PRINCIPALS = frozenset({"ukraine", "russia"})


def alternatives(
    language: Language, *options: set[str], names: dict[str, str] = PARTIES
) -> tuple[AlternativeView, ...]:
    """The alternatives of a cell, each with the bearers of one option."""
    cell = position(
        OTHER,
        DAYS,
        *(
            ("30 days", {"option": f"option-{number}", "bearers": frozenset(bearers)})
            for number, bearers in enumerate(options, start=1)
        ),
    )
    views = [SimpleNamespace(answer=term, scope=term.case.words) for term in cell.terms]
    words = cell_words(cell, views, Wording(language, DAYS, names), principals=PRINCIPALS)
    return words.alternatives


@pytest.mark.parametrize("language", [ENGLISH, MADE_UP], ids=["English", "a language with cases"])
def test_who_acts_is_left_to_the_sentence_on_a_duty_that_names_the_same(language: Language) -> None:
    (one,) = alternatives(language, {"ukraine"})
    assert one.bearers
    assert one.separate_bearers == ""


def test_who_acts_stands_by_itself_where_no_sentence_names_anybody() -> None:
    (one,) = alternatives(ENGLISH, {"ukraine", "russia"})
    assert one.separate_bearers == one.bearers == "Ukraine and Russia"


def test_who_acts_is_left_to_a_sentence_that_names_a_mediator_too() -> None:
    (one,) = alternatives(ENGLISH, {"ukraine", "turkey"})
    assert one.bearers == "Ukraine and Turkey"
    assert one.separate_bearers == ""


def test_who_acts_is_said_of_each_answer_where_the_sentence_names_more() -> None:
    names = {**PARTIES, "turkey": "kraine"}
    asked, other = alternatives(ENGLISH, {"ukraine"}, {"turkey"}, names=names)
    assert asked.separate_bearers == "Ukraine"
    assert other.separate_bearers == "kraine"


def test_nobody_acts_where_no_bearer_is_coded() -> None:
    (one,) = alternatives(ENGLISH, set())
    assert one.separate_bearers == one.bearers == ""
