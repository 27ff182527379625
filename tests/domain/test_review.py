"""The steps of review as a plain table."""

import pytest

from proposals.domain.review import STEPS, steps_from

STATES = ("draft", "review", "changes", "published", "withdrawn")


def test_a_clause_reaches_readers_by_one_step_from_review_only():
    to_readers = [step for step in STEPS.values() if step.target == "published"]
    assert [(step.name, step.sources) for step in to_readers] == [("publish", ("review",))]


def test_what_readers_see_is_only_ever_withdrawn():
    assert [step.name for step in steps_from("published")] == ["withdraw"]


@pytest.mark.parametrize("name", ["publish", "request_changes", "withdraw"])
def test_what_decides_over_others_work_needs_the_right_to_review(name):
    assert STEPS[name].permission == "review"


@pytest.mark.parametrize("name", ["request_changes", "withdraw", "reopen"])
def test_a_step_back_needs_a_reason(name):
    assert STEPS[name].needs_reason


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_way_on(state):
    assert steps_from(state)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_is_known_by_its_name_and_stays_among_known_states(step):
    assert STEPS[step.name] is step
    assert {*step.sources, step.target} <= set(STATES)
    assert step.target not in step.sources
