"""Which marks an edit moves, and what changing the edited text does to edits that take it over."""

import pytest
from django.urls import reverse

from proposals.comparisons.edit_marks import edit_marks
from proposals.comparisons.impact import TypedTerm, impact
from proposals.domain.verdicts import Mark
from proposals.editing.revisions import open_revision
from proposals.models import Clause, Term
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    analyst,
    publish,
)
from tests.support import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    return NegotiationFactory()


@pytest.fixture
def length(talks):
    return QuestionFactory(negotiation=talks, key="length", text="How long?", ordinal=1)


@pytest.fixture
def notice(talks):
    return QuestionFactory(negotiation=talks, key="notice", text="How soon?", ordinal=2)


def party(talks, name):
    return PartyFactory(negotiation=talks, key=name.lower(), name=name, role="principal")


def text(talks, name, by, **more):
    proposal = ProposalFactory(negotiation=talks, key=name.lower(), name=name, parties=[by])
    return VersionFactory(proposal=proposal, key="first", label="first", **more)


def said(version, key, question=None, value="", published=True, **more):
    clause = ClauseFactory(version=version, key=key, heading=f"Point {key}", **more)
    if value:
        TermFactory(clause=clause, question=question, value=value)
    if published:
        EvidenceFactory(clause=clause)
        publish(clause)
    return clause


@pytest.fixture
def upper(talks, length, notice):
    """A text that demands 30 days in its point 1, and 5 in its point 2."""
    version = text(talks, "Upper", party(talks, "Hill"))
    said(version, "1", length, "at least 30 days")
    said(version, "2", notice, "exactly 5 days")
    return version


@pytest.fixture
def lower(talks, length, notice):
    """The text of the other party: 10 days at most, and 5."""
    version = text(talks, "Lower", party(talks, "Dale"))
    said(version, "1", length, "at most 10 days")
    said(version, "2", notice, "exactly 5 days")
    return version


@pytest.fixture
def edit(upper):
    return VersionFactory(
        proposal=upper.proposal, key="second", label="second", edits=upper, complete=True, ordinal=2
    )


def moved(edit, *against):
    found = edit_marks(edit, against)
    return [
        (one.question.key, one.other.proposal.key, one.before.mark, one.after.mark)
        for one in found.moved
    ]


def test_an_edit_that_changes_nothing_moves_no_mark(upper, lower, edit):
    found = edit_marks(edit)
    assert found.moved == ()
    assert [one.proposal.key for one in found.others] == ["lower"]
    assert (found.compared, found.unmoved) == (2, 2)


def test_a_draft_counts_as_if_it_were_published(upper, lower, edit, length):
    said(edit, "1", length, "at least 10 days", published=False)
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.COMPATIBLE)]
    assert "10 days" in edit_marks(edit).moved[0].after.sentence


def test_a_published_clause_counts_as_it_is_being_revised(upper, lower, edit, length):
    clause = said(edit, "1", length, "at least 30 days")
    assert moved(edit) == []
    draft = open_revision(clause, analyst())
    draft.terms.all().delete()
    TermFactory(clause=draft, question=length, value="exactly 10 days")
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.COMPATIBLE)]


def test_a_clause_that_was_withdrawn_says_nothing_and_is_in_doubt(upper, lower, edit, length):
    clause = said(edit, "1", length, "exactly 10 days")
    Clause.objects.filter(pk=clause.pk).update(state="withdrawn")
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.NOT_COMPARED)]


def test_a_point_that_is_struck_out_answers_nothing_any_more(upper, lower, edit, length):
    said(edit, "1", published=False, status="struck-out")
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.NOT_COMPARED)]
    CoverageFactory(version=edit, question=length, kind="struck-out")
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.ONE_SIDE)]


def test_a_point_in_whose_place_another_stands_is_not_taken_over(upper, lower, edit, notice):
    said(edit, "9", notice, "exactly 6 days", published=False, replaces=["1", "2"])
    assert moved(edit) == [
        ("length", "lower", Mark.CONFLICT, Mark.NOT_COMPARED),
        ("notice", "lower", Mark.AGREE, Mark.CONFLICT),
    ]


def test_of_an_edit_known_from_reports_nothing_is_taken_over(upper, lower, edit):
    edit.complete = False
    edit.save()
    assert moved(edit) == [
        ("length", "lower", Mark.CONFLICT, Mark.NOT_COMPARED),
        ("notice", "lower", Mark.AGREE, Mark.NOT_COMPARED),
    ]


def test_of_other_texts_only_what_readers_see_counts(upper, lower, edit, length):
    said(lower, "3", length, "exactly 99 days", published=False)
    said(upper, "3", length, "exactly 98 days", published=False)
    assert moved(edit) == []


def test_the_editor_chooses_with_what_it_is_compared(talks, upper, lower, edit, length):
    third = text(talks, "Ferry", party(talks, "Coast"))
    said(third, "1", length, "exactly 30 days")
    said(edit, "1", length, "exactly 10 days", published=False)
    assert moved(edit, "ferry.first") == [("length", "ferry", Mark.COMPATIBLE, Mark.CONFLICT)]
    choices = [one.key for one in edit_marks(edit).choices]
    assert choices == ["lower.first", "ferry.first"]


def test_an_edit_by_another_party_is_compared_with_neither_text(talks, upper, lower, length):
    by = ProposalFactory(negotiation=talks, key="ferry", parties=[party(talks, "Coast")])
    edit = VersionFactory(proposal=by, edits=upper, complete=True)
    said(edit, "1", length, "exactly 10 days", published=False)
    assert moved(edit) == [("length", "lower", Mark.CONFLICT, Mark.COMPATIBLE)]


def test_an_edit_of_an_edit_stands_on_both(upper, lower, edit, length, notice):
    said(edit, "1", length, "exactly 10 days")
    third = VersionFactory(proposal=upper.proposal, key="third", edits=edit, complete=True)
    assert moved(third) == []
    said(third, "2", notice, "exactly 7 days", published=False)
    assert moved(third) == [("notice", "lower", Mark.AGREE, Mark.CONFLICT)]


def test_there_is_nothing_to_say_of_a_text_that_edits_none(upper, lower):
    assert edit_marks(upper) is None


def test_there_is_nothing_to_say_while_nothing_is_published():
    edited = VersionFactory()
    assert edit_marks(VersionFactory(proposal=edited.proposal, edits=edited)) is None


def test_the_queries_do_not_grow(talks, upper, lower, edit, length, django_assert_max_num_queries):
    for number in range(3, 12):
        question = QuestionFactory(negotiation=talks)
        said(upper, str(number), question, "exactly 3 days")
        said(edit, str(number), question, "exactly 4 days", published=False)
        said(text(talks, f"Other-{number}", party(talks, f"P{number}")), "1", question, "1 day")
    with django_assert_max_num_queries(14):
        edit_marks(edit)


# On the page


def shown(client, edit, **query):
    page = client.get(reverse("admin:proposals_version_points", args=[edit.pk]), query)
    root = pages.parsed(page.content.decode())
    rows = root.xpath("//section[@id='marks']//tbody/tr")
    cells = [[pages.text_of(cell) for cell in row.xpath("./th|./td")] for row in rows]
    return cells, pages.text_of(root.xpath("//section[@id='marks']")[0])


def test_the_page_of_the_points_tells_which_marks_move(client, upper, lower, edit, length):
    client.force_login(analyst())
    said(edit, "1", length, "exactly 20 days", published=False)
    cells, words = shown(client, edit)
    assert cells == []
    assert "No mark moves." in words
    assert "2 marks stay as they are." in words
    Term.objects.filter(clause__version=edit).update(value={"exactly": "10"})
    ((question, against, before, after, _why),), words = shown(client, edit)
    assert (question, against) == ("How long?", "Lower")
    assert ("conflict" in before, "compatible" in after) == (True, True)
    assert "1 mark stays as it is." in words


def test_a_document_that_is_not_there_is_answered_with_the_usual_ones(client, upper, lower, edit):
    client.force_login(analyst())
    _cells, words = shown(client, edit, against="nowhere.at-all")
    assert "2 marks stay as they are." in words


# The impact of a change of the edited text


def typed(question, value):
    return TypedTerm(Term(question=question, value=value, force="demands"))


def changes(clause, terms, replaces):
    return [
        (
            one.in_edit.version.key if one.in_edit else "",
            one.other.proposal.key,
            one.before.mark,
            one.after.mark,
        )
        for one in impact(clause, terms, replaces).changes
    ]


@pytest.fixture
def public_edit(edit, notice):
    """An edit that readers know: it changes point 2 and takes point 1 over."""
    said(edit, "2", notice, "exactly 8 days")
    return edit


def test_a_change_of_the_edited_text_reaches_the_edits_that_take_it_over(
    upper, lower, public_edit, length
):
    own = upper.clauses.get(key="1")
    assert changes(own, [typed(length, {"at_least": "10"})], own.pk) == [
        ("", "lower", Mark.CONFLICT, Mark.COMPATIBLE),
        ("second", "lower", Mark.CONFLICT, Mark.COMPATIBLE),
    ]


def test_a_change_of_a_point_that_the_edit_changes_does_not_reach_it(
    upper, lower, public_edit, notice
):
    own = upper.clauses.get(key="2")
    assert changes(own, [typed(notice, {"exactly": "6"})], own.pk) == [
        ("", "lower", Mark.AGREE, Mark.CONFLICT)
    ]


def test_a_new_point_of_the_edited_text_is_taken_over(talks, upper, lower, public_edit):
    question = QuestionFactory(negotiation=talks)
    said(lower, "3", question, "exactly 4 days")
    new = Clause(version=upper, key="3")
    assert changes(new, [typed(question, {"exactly": "3"})], None) == [
        ("", "lower", Mark.NOT_COMPARED, Mark.CONFLICT),
        ("second", "lower", Mark.NOT_COMPARED, Mark.CONFLICT),
    ]


def test_an_edit_that_is_known_from_reports_is_not_reached(upper, lower, public_edit, length):
    public_edit.complete = False
    public_edit.save()
    own = upper.clauses.get(key="1")
    assert changes(own, [typed(length, {"at_least": "10"})], own.pk) == [
        ("", "lower", Mark.CONFLICT, Mark.COMPATIBLE)
    ]


def test_a_clause_of_the_edit_stands_in_place_of_what_it_took_over(
    upper, lower, public_edit, length
):
    new = Clause(version=public_edit, key="1", status="firm")
    assert changes(new, [typed(length, {"exactly": "10"})], None) == [
        ("", "lower", Mark.CONFLICT, Mark.COMPATIBLE)
    ]
    struck = Clause(version=public_edit, key="1", status="struck-out")
    assert changes(struck, [typed(length, {"exactly": "10"})], None) == [
        ("", "lower", Mark.CONFLICT, Mark.NOT_COMPARED)
    ]


def test_what_a_clause_keeps_from_being_taken_over_is_told(upper, lower, public_edit):
    struck = Clause(version=public_edit, key="1", status="struck-out")
    assert changes(struck, [], None) == [("", "lower", Mark.CONFLICT, Mark.NOT_COMPARED)]
    replacing = Clause(version=public_edit, key="9", replaces=["1"])
    assert changes(replacing, [], None) == [("", "lower", Mark.CONFLICT, Mark.NOT_COMPARED)]
    beside = Clause(version=public_edit, key="9")
    assert changes(beside, [], None) == []


def test_a_revision_that_lets_a_point_be_taken_over_again_is_told(upper, lower, public_edit):
    clause = said(public_edit, "9", replaces=["1"])
    clause.replaces = []
    assert changes(clause, [], clause.pk) == [("", "lower", Mark.NOT_COMPARED, Mark.CONFLICT)]


def test_an_edit_of_the_edit_is_told_as_well(upper, lower, public_edit):
    third = VersionFactory(
        proposal=upper.proposal, key="third", edits=public_edit, complete=True, ordinal=3
    )
    said(third, "7")
    struck = Clause(version=public_edit, key="1", status="struck-out")
    assert changes(struck, [], None) == [
        ("", "lower", Mark.CONFLICT, Mark.NOT_COMPARED),
        ("third", "lower", Mark.CONFLICT, Mark.NOT_COMPARED),
    ]


def test_another_document_that_takes_its_answer_over_is_compared(talks, upper, lower, length):
    mine = text(talks, "Ferry", party(talks, "Coast"))
    third = VersionFactory(
        proposal=upper.proposal, key="third", edits=upper, complete=True, ordinal=3
    )
    said(third, "8")
    own = said(mine, "1")
    assert changes(own, [typed(length, {"exactly": "9"})], own.pk) == [
        ("", "upper", Mark.NOT_COMPARED, Mark.CONFLICT),
        ("", "lower", Mark.NOT_COMPARED, Mark.COMPATIBLE),
    ]


def test_the_queries_of_the_impact_do_not_grow_with_edits(
    talks, upper, lower, public_edit, length, django_assert_max_num_queries
):
    for number in range(3, 9):
        more = VersionFactory(
            proposal=upper.proposal, key=f"v{number}", edits=upper, complete=True, ordinal=number
        )
        said(more, "7")
    own = upper.clauses.get(key="1")
    with django_assert_max_num_queries(12):
        impact(own, [typed(length, {"at_least": "10"})], own.pk)


def test_the_page_of_a_point_names_the_edit_that_is_reached(client, upper, lower, public_edit):
    client.force_login(analyst())
    draft = open_revision(upper.clauses.get(key="1"), analyst())
    TermFactory(clause=draft, question=draft.terms.get().question, value="exactly 40 days")
    page = client.get(reverse("admin:proposals_clause_change", args=[draft.pk]))
    root = pages.parsed(page.content.decode())
    words = pages.text_of(root.xpath("//*[@id='impact']")[0])
    assert "against Lower" in words
    assert "Upper, which edits this text, against Lower" in words
