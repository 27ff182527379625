"""The campaign tells what was lost, half-written or answered with a fault; its forms are whole."""

import pytest

from benchmarks.campaign import scenarios
from benchmarks.campaign.figures import Answers, Figures, Row, compare_counts
from benchmarks.campaign.scenarios import EVERY, IN_SHORT, Scale
from benchmarks.campaign.visitor import filled


def row(**more):
    recorded = tuple(range(more.get("stored", (7,))[-1], 0, -1))
    values = {"before": 2, "acknowledged": (3, 5, 7), "sent": 8, "stored": (7, 7)}
    values["recorded"] = recorded
    return Row("the draft of 1", **{**values, **more})


@pytest.mark.parametrize("number", [7, 8])
def test_the_last_save_that_was_acknowledged_or_the_one_on_its_way_may_be_stored(number):
    assert row(stored=(number, number)).problem == ""


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"stored": (6, 6)}, "lost save 7, which was acknowledged: 6"),
        ({"stored": (7, 8)}, r"half-written: its fields are those of saves \(7, 8\)"),
        ({"stored": (9, 9)}, "has save 9, and 8 was the last one sent"),
        ({"recorded": (6, 5, 4, 3)}, "has save 7, and its history (6,)"),
        ({"recorded": (7, 6, 4, 3)}, "lost from its history the acknowledged saves [5]"),
    ],
)
def test_what_is_lost_or_half_written_is_a_problem(more, words):
    figures = Figures("kills", "SQLite", rows=[row(**more)])
    figures.finish()
    (problem,) = figures.problems
    assert words.replace("\\", "") in problem
    assert figures.lines()[-1] == f"  PROBLEM: {problem}"


def test_saves_are_counted_from_the_beginning_of_a_scenario():
    figures = Figures("kills", "SQLite", rows=[row(), row(stored=(6, 6))])
    assert "  saves: 12 sent, 6 acknowledged, 5 of them kept, 1 lost" in figures.lines()


def test_answers_are_told_by_status_with_their_middle_and_worst_time():
    answers = Answers()
    for status, seconds in ((200, 1.0), (200, 3.0), (0, 2.0)):
        answers.add(status, seconds)
    assert str(answers) == "1 x none, 2 x 200; median 2.00 s, worst 3.00 s"


@pytest.mark.parametrize(("status", "count"), [(500, 1), (503, 0), (429, 0), (302, 0), (0, 0)])
def test_a_fault_is_a_problem_and_a_refusal_in_words_is_none(status, count):
    answers = Answers()
    answers.add(status, 1.0)
    figures = Figures("flood", "SQLite", answers={"saves": answers})
    figures.finish()
    assert len(figures.problems) == count


def test_half_of_a_load_is_a_problem():
    nothing, whole = {"Clause": 0, "Term": 0}, {"Clause": 271, "Term": 383}
    assert (
        compare_counts(whole, [nothing, whole]) == compare_counts(nothing, [nothing, whole]) == ""
    )
    half = compare_counts({"Clause": 271, "Term": 7}, [nothing, whole])
    assert half == "half of a load is stored: Term: 7 of 383"


def test_a_form_is_filled_in_as_a_browser_does():
    page = """
        <form id="clause_form" method="post"><input name="a" value="1">
        <input type="submit" name="b">
        <textarea name="text">\nold</textarea><input type="checkbox" name="off" value="x">
        <select name="one"><option value="p"><option value="q" selected></select></form>
        <input name="edition" value="4" form="clause_form"><input name="other" value="5">"""
    fields = filled(page, "clause_form", [("text", "new")])
    assert sorted(fields) == [("a", "1"), ("edition", "4"), ("one", "q"), ("text", "new")]


class LosingSite:
    """A site whose database forgets the last save that it acknowledged."""

    database, editors, port = "SQLite", [(1, ("ada", "secret"))], 0

    def __init__(self):
        self.states = [0, 4]

    def inside(self, _step):
        number = self.states.pop(0)
        return {"1": {"stored": [number, number], "recorded": [number]}}

    def examine(self, _database):
        return ""


class BusyEditor:
    def __init__(self, *_):
        self.answers = Answers()
        self.answers.add(302, 0.1)

    def start(self):
        self.acknowledged, self.sent = [5], 5

    def await_save(self):
        """It is never late."""

    def stop(self):
        """It has stopped."""


def test_a_scenario_sees_a_site_that_loses_a_save(monkeypatch):
    monkeypatch.setattr(scenarios, "Editor", BusyEditor)
    figures = Figures("kills", "SQLite")
    with scenarios.saving(LosingSite(), figures):
        pass
    figures.finish()
    assert figures.problems == ["the draft of 1 lost save 5, which was acknowledged: 4"]


def test_a_short_campaign_is_a_part_of_the_whole():
    assert set(IN_SHORT) < set(EVERY)
    assert (Scale(short=True).of(10, 3), Scale().of(10, 3)) == (3, 10)


def test_a_load_that_stores_a_half_fails_the_scenario(monkeypatch):
    class HalfLoading(LosingSite):
        counts = iter([{"Clause": 0}, {"Clause": 9}, {"Clause": 4}, {"Clause": 9}, {"Clause": 9}])

        def create(self, _name):
            """It is empty."""

        def manage(self, *_, database):
            """It is done."""

        def begin(self, *_, database):
            return self

        def kill(self):
            """It is dead."""

        def communicate(self):
            return "", ""

        def inside(self, _step, _database):
            return next(self.counts, {"Clause": 9})

    monkeypatch.setattr(scenarios.time, "sleep", lambda _seconds: None)
    figures = scenarios.seed_killed(HalfLoading(), Scale(short=True))
    (problem,) = figures.problems
    assert problem.endswith("half of a load is stored: Clause: 4 of 9")
