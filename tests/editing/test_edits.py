"""Edits of texts: which points the edited text has, and what the edit does with each of them."""

import pytest

from proposals.editing.edits import Treatment, edit_sheet, edited_points, left_alone
from proposals.editing.obstacles import find_obstacles
from proposals.editing.restoration import Seen, restore
from proposals.editing.review import publish, submit
from proposals.editing.revisions import open_revision
from proposals.history import diff_contents, look_up_names
from proposals.history.entries import list_entries
from proposals.models import Clause
from proposals.models.publication_guard import unguarded
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    VersionFactory,
    analyst,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    """A text with the points 1 to 4."""
    version = VersionFactory(key="first")
    for number in range(1, 5):
        point(version, str(number))
    return version


@pytest.fixture
def edit(text):
    return VersionFactory(proposal=text.proposal, key="second", edits=text, complete=True)


def point(version, key, ordinal=None, **more):
    ordinal = ordinal or int(key[0])
    return ClauseFactory(version=version, key=key, heading=f"Point {key}", ordinal=ordinal, **more)


def taken_over(edit):
    return keys(left_alone([edit]).get(edit.pk, ()))


def keys(points):
    return [one.key for one in points]


def sheet(edit):
    return [(one.point.key, one.treatment.value) for one in edit_sheet(edit).points]


def test_a_text_that_edits_none_has_no_points_to_edit(text):
    assert edited_points(text) == ()
    assert edit_sheet(text).points == ()


def test_an_edit_says_of_each_point_what_it_does_with_it(text, edit):
    point(edit, "1")
    point(edit, "2", status="struck-out")
    point(edit, "9", replaces=["3"])
    assert sheet(edit) == [
        ("1", "changed"),
        ("2", "struck-out"),
        ("3", "replaced"),
        ("4", "left-alone"),
    ]


def test_a_point_that_nobody_told_is_not_left_alone(text):
    told = VersionFactory(proposal=text.proposal, edits=text, complete=False)
    point(told, "1")
    assert sheet(told) == [
        ("1", "changed"),
        ("2", "not-told"),
        ("3", "not-told"),
        ("4", "not-told"),
    ]
    assert taken_over(told) == []


def test_what_names_no_point_is_added(text, edit):
    new = point(edit, "5")
    point(edit, "1")
    assert edit_sheet(edit).added == (new,)


def test_the_clause_with_the_key_of_a_point_decides(text, edit):
    point(edit, "2", status="struck-out")
    point(edit, "1", replaces=["2"])
    assert sheet(edit)[:2] == [("1", "changed"), ("2", "struck-out")]


def test_an_edit_of_an_edit_has_the_points_of_both(text, edit):
    point(edit, "1")
    point(edit, "2", status="struck-out")
    point(edit, "2a", replaces=["3"])
    third = VersionFactory(proposal=text.proposal, edits=edit, complete=True)
    points = edited_points(third)
    assert keys(points) == ["1", "2a", "4"]
    assert [one.version for one in points] == [edit, edit, text]
    assert taken_over(third) == ["1", "2a", "4"]


def test_nothing_is_taken_over_through_an_edit_that_is_known_from_reports(text, edit):
    edit.complete = False
    edit.save()
    point(edit, "1")
    third = VersionFactory(proposal=text.proposal, edits=edit, complete=True)
    assert keys(edited_points(third)) == ["1", "2", "3", "4"]
    assert taken_over(third) == ["1"]


def test_a_revision_of_a_point_is_no_second_point(text, edit):
    published = point(text, "7", published=True)
    open_revision(published, analyst())
    assert keys(edited_points(edit)) == ["1", "2", "3", "4", "7"]


def test_texts_that_edit_each_other_come_to_an_end(text, edit):
    type(text).objects.filter(pk=text.pk).update(edits=edit)
    assert keys(edited_points(edit)) == ["1", "2", "3", "4"]


def test_the_queries_do_not_grow(text, edit, django_assert_num_queries):
    for number in range(5, 10):
        point(text, str(number))
        point(edit, str(number))
    with django_assert_num_queries(2):
        edit_sheet(edit)


def test_the_points_that_several_edits_leave_alone_are_read_at_once(
    text, edit, django_assert_num_queries
):
    point(edit, "1")
    third = VersionFactory(proposal=text.proposal, edits=edit, complete=True)
    point(third, "2")
    told = VersionFactory(proposal=text.proposal, edits=edit)
    with django_assert_num_queries(2):
        found = left_alone([text, edit, third, told])
    assert {version: keys(points) for version, points in found.items()} == {
        edit.pk: ["2", "3", "4"],
        third.pk: ["1", "3", "4"],
    }
    with django_assert_num_queries(0):
        assert left_alone([text, told]) == {}


# What keeps a clause of an edit from readers


def test_a_point_that_is_not_there_cannot_be_replaced(text, edit):
    clause = EvidenceFactory(clause=point(edit, "1", replaces=["8"])).clause
    problem = "The edited text has no point “8” in whose place it could stand."
    assert problem in find_obstacles(clause)


def test_a_point_that_is_not_there_cannot_be_struck_out(text, edit):
    clause = EvidenceFactory(clause=point(edit, "8", status="struck-out")).clause
    problem = "It strikes out a point that the edited text does not have."
    assert problem in find_obstacles(clause)
    there = EvidenceFactory(clause=point(edit, "1", status="struck-out")).clause
    assert find_obstacles(there) == []


def test_a_point_that_is_struck_out_answers_nothing(text, edit):
    clause = EvidenceFactory(clause=point(edit, "1", status="struck-out")).clause
    TermFactory(clause=clause)
    assert "It is struck out, and answers a question all the same." in find_obstacles(clause)


def test_a_question_that_a_point_taken_over_answers_is_settled(text, edit):
    topic = TopicFactory()
    question = QuestionFactory(negotiation=text.proposal.negotiation, topic=topic)
    other = QuestionFactory(negotiation=text.proposal.negotiation, topic=topic, text="And then?")
    TermFactory(clause=text.clauses.get(key="4"), question=question)
    struck = EvidenceFactory(clause=point(edit, "1", status="struck-out", topics=[topic])).clause
    problem = "It gives no answer, and the question “And then?” is neither answered nor covered."
    assert find_obstacles(struck) == [problem]
    CoverageFactory(version=edit, question=other, kind="struck-out")
    assert find_obstacles(struck) == []


def test_a_question_that_the_edited_text_leaves_open_is_settled(text, edit):
    question = QuestionFactory(negotiation=text.proposal.negotiation)
    struck = point(edit, "1", status="struck-out", topics=[question.topic])
    EvidenceFactory(clause=struck)
    assert len(find_obstacles(struck)) == 1
    CoverageFactory(version=text, question=question)
    assert find_obstacles(struck) == []
    edit.complete = False
    edit.save()
    struck.refresh_from_db()
    assert len(find_obstacles(struck)) == 1


# Revisions and history


@pytest.fixture
def public(text, edit):
    """A published clause of the edit, entered by hand, that stands in place of point 2."""
    ana = analyst(username="ana")
    clause = EvidenceFactory(clause=point(edit, "1", replaces=["2"], created_by=ana)).clause
    submit(clause, ana, seen=clause.edition)
    clause.refresh_from_db()
    publish(clause, reviewer(), seen=clause.edition)
    clause.refresh_from_db()
    return clause


def test_a_revision_begins_with_the_points_and_brings_them_back_changed(public):
    ben, rita = analyst(username="ben"), reviewer(username="rita")
    draft = open_revision(public, ben)
    assert draft.replaces == ["2"]
    draft.replaces = ["2", "3"]
    draft.save()
    public.refresh_from_db()
    assert public.replaces == ["2"]
    submit(draft, ben, seen=draft.edition)
    draft.refresh_from_db()
    publish(draft, rita, reason="The paper says so.", seen=draft.edition)
    public.refresh_from_db()
    assert public.replaces == ["2", "3"]


def test_the_history_says_in_place_of_which_points_it_came_to_stand(text, public):
    with unguarded():
        Clause.objects.filter(version=text, key="3").update(label="III")
    draft = open_revision(public, analyst(username="ben"))
    before = list_entries(public)[0].content
    draft.replaces = ["3"]
    draft.save()
    names_of = look_up_names(public, [before])
    assert names_of.word("replaces", "2") == "2"
    after = type(before)(
        state=before.state,
        fields={**before.fields, "replaces": ("3",)},
        topics=before.topics,
        terms=before.terms,
        evidence=before.evidence,
    )
    names = look_up_names(public, [before, after])
    (change,) = diff_contents(before, after, names).fields
    assert (change.label, change.before, change.after) == ("stands in place of", ("2",), ("III",))


def test_an_older_entry_is_restored_with_its_points(public):
    ben = analyst(username="ben")
    draft = open_revision(public, ben)
    draft.replaces = ["3", "4"]
    draft.save()
    number = list_entries(public)[0].number
    restored = restore(public, number, ben, reason="Back.", seen=Seen.of(public)).draft
    assert restored.pk == draft.pk
    assert restored.replaces == ["2"]


def test_treatments_have_a_word_each():
    assert len({one.value for one in Treatment}) == 5
