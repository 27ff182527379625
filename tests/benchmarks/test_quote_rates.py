"""How often the check of quotes settles wrongly, or asks in vain, on the list of edits."""

import pytest

from benchmarks import quotes
from benchmarks.quote_edits import Edit, harmless_edits, turning_edits
from benchmarks.quotes import MOST_FALSE_ALARMS, measure, report
from sources.passages import Passage

LEAST_EDITS = 200


@pytest.fixture(scope="module")
def alarms():
    return measure(harmless_edits(), settled=True)


def test_no_edit_of_what_is_said_leaves_a_quote_settled():
    rates = measure(turning_edits(), settled=False)
    assert rates.edits >= LEAST_EDITS
    assert rates.failures == [], report("False settles", rates)


def test_edits_that_say_nothing_hardly_ask_an_editor(alarms):
    assert alarms.edits >= LEAST_EDITS
    assert alarms.share <= MOST_FALSE_ALARMS, report("False alarms", alarms)


def test_signs_nobody_sees_and_moved_paragraphs_ask_no_editor(alarms):
    wrong = dict(alarms.wrong)
    # A short word that ends the sentence before may be an abbreviation once it has a capital.
    assert len(wrong.pop("case of a letter")) == 1
    assert sorted(wrong) == [
        "next paragraph longer",
        "next paragraph taken away",
        "quotation marks",
    ]


def test_the_list_is_the_same_in_every_run():
    assert list(turning_edits()) == list(turning_edits())


def test_both_rates_are_printed(capsys):
    assert quotes.main() == 0
    lines = capsys.readouterr().out.splitlines()
    first, second = (line for line in lines if not line.startswith(" "))
    assert first.startswith("False settles: 0 of ")
    assert first.endswith(" (0.0%)")
    assert second.startswith("False alarms: ")


def test_a_wrong_settle_fails_and_is_named(capsys, monkeypatch):
    edit = Edit("named", "a quote without words around", Passage("peace"), "", "No peace today.")
    monkeypatch.setattr(quotes, "turning_edits", lambda: [edit])
    monkeypatch.setattr(quotes, "harmless_edits", lambda: [edit])
    assert quotes.main() == 1
    shown = capsys.readouterr().out
    assert "False settles: 1 of 1 (100.0%)" in shown
    assert "a quote without words around" in shown
