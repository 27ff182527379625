"""What history keeps of a clause: itself with answers and evidence, by whom and why."""

import pytest

from proposals.editing.review import publish, submit
from proposals.editing.revisions import copy_version, open_revision
from proposals.history.content import read_content
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import Transition
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    PartyFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return analyst(first_name="Ada", last_name="Writer")


def reasons(clause):
    return [entry.reason for entry in list_entries(clause)]


def test_a_change_is_recorded_with_who_when_and_why(ada):
    clause = ClauseFactory(created_by=ada)
    with record_change(clause, ada, "entered"):
        pass
    (entry,) = list_entries(clause)
    assert (entry.by_name, entry.reason) == ("Ada Writer", "entered")
    assert entry.at is not None


def test_a_clause_is_recorded_as_it_is_at_the_end_of_the_change(ada):
    clause = ClauseFactory(created_by=ada, heading="Truce")
    with record_change(clause, ada, "renamed"):
        clause.heading = "Ceasefire"
        clause.save()
        TermFactory(clause=clause)
    (entry,) = list_entries(clause)
    assert entry.content.fields["heading"] == "Ceasefire"
    assert len(entry.content.terms) == 1


def test_the_newest_entry_comes_first(ada):
    clause = ClauseFactory(created_by=ada)
    for reason in ("one", "two", "three"):
        with record_change(clause, ada, reason):
            pass
    assert reasons(clause) == ["three", "two", "one"]


def test_a_loaded_clause_is_recorded_as_it_was_before_its_first_change(ada):
    clause = ClauseFactory(heading="Truce")
    with record_change(clause, ada, "renamed"):
        clause.heading = "Ceasefire"
        clause.save()
    loaded = list_entries(clause)[-1]
    assert reasons(clause) == ["renamed", "as loaded"]
    assert (loaded.content.fields["heading"], loaded.by_name) == ("Truce", "")


def test_what_failed_is_not_recorded(ada):
    clause = ClauseFactory()
    with pytest.raises(ZeroDivisionError), record_change(clause, ada, "a try"):
        raise ZeroDivisionError
    assert reasons(clause) == []


def test_references_are_recorded_by_keys_that_people_know(ada):
    clause = ClauseFactory(created_by=ada, topics=[TopicFactory(key="truce")])
    negotiation = clause.version.proposal.negotiation
    awaited = ClauseFactory(version=clause.version)
    term = TermFactory(
        clause=clause,
        question=QuestionFactory(negotiation=negotiation, key="length"),
        bearers=[PartyFactory(negotiation=negotiation, key="aria")],
        waits_for=awaited,
    )
    EvidenceFactory(clause=clause, article=ArticleFactory(key="A5"), term=term)
    content = read_content(clause)
    (answer,), (evidence,) = content.terms, content.evidence
    assert content.topics == ("truce",)
    assert answer.key == "length#1"
    assert (answer.values["bearers"], answer.values["waits_for"]) == (("aria",), awaited.uid)
    assert (evidence.key, evidence.values["term"]) == ("A5#1", "length#1")


def test_a_clause_and_its_revision_have_the_same_content(ada):
    clause = ClauseFactory(published=True, topics=[TopicFactory()])
    EvidenceFactory(clause=clause, term=TermFactory(clause=clause), quoted=True)
    draft = read_content(open_revision(clause, ada))
    public = read_content(clause)
    assert (draft.fields, draft.topics) == (public.fields, public.topics)
    assert (draft.terms, draft.evidence) == (public.terms, public.evidence)


def test_what_was_removed_since_is_still_named_by_its_number(ada):
    clause = ClauseFactory(created_by=ada, topics=[TopicFactory()])
    with record_change(clause, ada, "entered"):
        pass
    topic = clause.topics.get()
    number = topic.pk
    clause.topics.clear()
    topic.delete()
    assert list_entries(clause)[0].content.topics == (f"?{number}",)


def test_what_an_answer_looked_like_stays_when_it_is_deleted(ada):
    clause = TermFactory(clause__created_by=ada).clause
    with record_change(clause, ada, "entered"):
        pass
    with record_change(clause, ada, "taken back"):
        clause.terms.all().delete()
    now, before = list_entries(clause)
    assert (len(now.content.terms), len(before.content.terms)) == (0, 1)


def test_the_history_of_a_revision_goes_over_to_its_clause(ada):
    clause = ClauseFactory(published=True, heading="Truce")
    draft = open_revision(clause, ada)
    with record_change(draft, ada, "renamed"):
        draft.heading = "Ceasefire"
        draft.save()
    submit(draft, ada, "ready")
    publish(draft, reviewer(), "misread")
    assert reasons(clause) == ["misread", "ready", "renamed", "as loaded"]
    assert [entry.content.fields["heading"] for entry in list_entries(clause)] == [
        "Ceasefire", "Ceasefire", "Ceasefire", "Truce",
    ]  # fmt: skip


def test_a_step_of_review_knows_the_state_that_it_left(ada):
    clause = EvidenceFactory(clause__created_by=ada).clause
    submit(clause, ada)
    publish(clause, reviewer())
    states = {entry.number: entry.content.state for entry in list_entries(clause)}
    steps = {step.revision_id: step.to_state for step in Transition.objects.all()}
    assert steps == states


def test_a_name_is_kept_when_the_account_is_gone(ada):
    clause = EvidenceFactory(clause__created_by=ada).clause
    submit(clause, ada)
    ada.delete()
    assert [entry.by_name for entry in list_entries(clause)] == ["Ada Writer"]


def test_a_copied_clause_begins_with_what_it_was_copied_from(ada):
    first, second = (ClauseFactory(heading=heading) for heading in ("One", "Two"))
    second.version = first.version
    second.save()
    TermFactory(clause=first)
    version = copy_version(first.version, "next", "as of 3 June", ada)
    answers = {}
    for copy in version.clauses.all():
        (entry,) = list_entries(copy)
        assert entry.reason == f"copied from {first.version}"
        answers[entry.content.fields["heading"]] = len(entry.content.terms)
    assert answers == {"One": 1, "Two": 0}


def test_nested_changes_are_recorded_once_with_the_outer_reason(ada):
    clause = ClauseFactory(created_by=ada)
    with record_change(clause, ada, "all of it"), record_change(clause, ada, "a part"):
        pass
    assert reasons(clause) == ["all of it"]


def test_a_long_history_is_read_in_a_fixed_number_of_queries(ada, django_assert_max_num_queries):
    clause = ClauseFactory(created_by=ada)
    for number in range(12):
        EvidenceFactory(clause=clause, term=TermFactory(clause=clause))
        with record_change(clause, ada, f"change {number}"):
            pass
    with django_assert_max_num_queries(13):
        assert len(list_entries(clause)) == 12
