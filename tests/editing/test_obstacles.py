"""What keeps a clause from readers: no evidence, questions left open, quotes that do not hold."""

import pytest

from proposals.editing.obstacles import find_obstacles
from proposals.editing.review import StepRefused, publish, submit
from proposals.editing.revisions import open_revision
from proposals.models import Clause
from sources.texts import keep_text
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause():
    """A draft with evidence, on a topic with one question."""
    clause = EvidenceFactory().clause
    clause.topics.add(TopicFactory())
    return clause


@pytest.fixture
def question(clause):
    return QuestionFactory(
        topic=clause.topics.get(),
        negotiation=clause.version.proposal.negotiation,
        text="How long does it last?",
    )


def test_a_clause_without_evidence_cannot_be_published():
    assert find_obstacles(ClauseFactory()) == [
        "It has no evidence: add an article that speaks to it.",
    ]


def test_a_clause_with_evidence_and_without_topics_can_be_published():
    assert find_obstacles(EvidenceFactory().clause) == []


def test_a_question_of_its_topics_that_nobody_coded_is_named(clause, question):
    (found,) = find_obstacles(clause)
    assert "“How long does it last?” is neither answered nor covered" in found


def test_a_clause_that_answers_can_be_published(clause, question):
    TermFactory(clause=clause, question=question)
    assert find_obstacles(clause) == []


def test_a_question_may_be_answered_by_another_clause_of_the_version(clause, question):
    TermFactory(clause__version=clause.version, question=question)
    assert find_obstacles(clause) == []


def test_an_absence_can_be_recorded_where_the_only_answer_was_withdrawn(clause, question):
    taken = ClauseFactory(version=clause.version, state="withdrawn")
    TermFactory(clause=taken, question=question)
    CoverageFactory.build(version=clause.version, question=question).full_clean()


def test_a_question_may_be_covered_by_a_checked_absence(clause, question):
    CoverageFactory(version=clause.version, question=question)
    assert find_obstacles(clause) == []


@pytest.mark.parametrize("elsewhere", [TermFactory, CoverageFactory])
def test_what_another_version_says_codes_nothing_here(elsewhere, clause, question):
    within = {"version__proposal": clause.version.proposal, "version__key": "other"}
    if elsewhere is TermFactory:
        within = {f"clause__{name}": value for name, value in within.items()}
    elsewhere(question=question, **within)
    assert len(find_obstacles(clause)) == 1


def test_a_question_of_another_negotiation_on_the_topic_is_no_obstacle(clause):
    QuestionFactory(topic=clause.topics.get())
    assert find_obstacles(clause) == []


def test_an_answer_that_meets_a_recorded_absence_is_named(clause, question):
    TermFactory(clause=clause, question=question)
    CoverageFactory(version=clause.version, question=question)
    (found,) = find_obstacles(clause)
    assert "recorded as leaving without an answer" in found


def test_a_revision_may_take_back_the_only_answer(question):
    public = ClauseFactory(
        version__proposal__negotiation=question.negotiation,
        topics=[question.topic],
        published=True,
    )
    TermFactory(clause=public, question=question)
    draft = open_revision(public, analyst())
    draft.terms.all().delete()
    assert find_obstacles(draft) == []


@pytest.mark.parametrize("state", ["changed", "missing", "several"])
def test_a_quote_that_does_not_hold_is_named_with_its_article(state):
    evidence = EvidenceFactory(quoted=True, article__key="A5")
    type(evidence).objects.update(quote_state=state)
    (found,) = find_obstacles(evidence.clause)
    assert found.startswith("The quote “at least 30 days” does not hold in A5:")


@pytest.mark.parametrize("state", ["once", "no_text"])
def test_a_quote_that_holds_or_has_no_text_to_be_checked_with_is_no_obstacle(state):
    evidence = EvidenceFactory(quoted=True)
    type(evidence).objects.update(quote_state=state)
    assert find_obstacles(evidence.clause) == []


def test_a_state_of_evidence_without_a_quote_is_no_obstacle():
    evidence = EvidenceFactory()
    type(evidence).objects.update(quote_state="missing")
    assert find_obstacles(evidence.clause) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [("It lasts at least 30 days, they said.", True), ("It lasts for ever, they said.", False)],
)
def test_a_quote_that_was_never_checked_is_checked_now(text, held):
    evidence = EvidenceFactory(quoted=True)
    keep_text(evidence.article, text, "An editor")
    type(evidence).objects.update(quote_state="unchecked")
    assert (find_obstacles(evidence.clause) == []) == held
    evidence.refresh_from_db()
    assert (evidence.quote_state == "once") == held


def test_all_obstacles_are_told_at_once(question):
    clause = ClauseFactory(
        version__proposal__negotiation=question.negotiation, topics=[question.topic]
    )
    submit(clause, analyst())
    with pytest.raises(StepRefused) as refused:
        publish(clause, reviewer())
    assert len(refused.value.messages) == 2
    assert not Clause.objects.published().exists()


def test_a_clause_that_lost_its_evidence_in_review_is_not_published():
    evidence = EvidenceFactory()
    submit(evidence.clause, analyst())
    evidence.delete()
    with pytest.raises(StepRefused, match="no evidence"):
        publish(evidence.clause, reviewer())
