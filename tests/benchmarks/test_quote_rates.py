"""How often the check of quotes settles wrongly, or asks in vain, on the list of edits."""

from benchmarks import quotes
from benchmarks.quote_edits import Edit, harmless_edits, turning_edits
from benchmarks.quotes import MOST_FALSE_ALARMS, measure, report

LEAST_EDITS = 200


def test_no_edit_of_what_is_said_leaves_a_quote_settled():
    rates = measure(turning_edits(), settled=False)
    assert rates.edits >= LEAST_EDITS
    assert rates.failures == [], report("False settles", rates)


def test_edits_that_say_nothing_hardly_ask_an_editor():
    rates = measure(harmless_edits(), settled=True)
    assert rates.edits >= LEAST_EDITS
    assert rates.share <= MOST_FALSE_ALARMS, report("False alarms", rates)


def test_signs_nobody_sees_and_moved_paragraphs_ask_no_editor():
    wrong = measure(harmless_edits(), settled=True).wrong
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
    settles, alarms = (line for line in lines if not line.startswith(" "))
    assert settles.startswith("False settles: 0 of ")
    assert settles.endswith(" (0.0%)")
    assert alarms.startswith("False alarms: ")


def test_a_wrong_settle_fails_and_is_named(capsys, monkeypatch):
    (edit,) = list(turning_edits())[:1]
    same = Edit(edit.kind, edit.name, edit.passage, "", edit.passage.quote)
    bare = Edit(edit.kind, edit.name, type(edit.passage)(edit.passage.quote), "", same.text)
    monkeypatch.setattr(quotes, "turning_edits", lambda: iter([bare]))
    assert quotes.main() == 1
    assert edit.name in capsys.readouterr().out
