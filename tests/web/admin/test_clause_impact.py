"""What an edit does: the verdicts that a typed clause would change against the other documents."""

import pytest

from proposals.comparisons.impact import TypedTerm, impact
from proposals.domain.verdicts import Mark
from proposals.editing.revisions import open_revision
from proposals.models import Clause, Term
from proposals.models.publication_guard import unguarded
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support.clause_pages import address, changed, opened, part, person, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    return NegotiationFactory()


@pytest.fixture
def question(talks):
    return QuestionFactory(negotiation=talks, text="How long?")


def document(talks, name, value="", question=None, **more):
    """A document with one published clause, that answers the question if a value is given."""
    proposal = ProposalFactory(negotiation=talks, name=name)
    version = VersionFactory(proposal=proposal)
    clause = ClauseFactory(version=version, published=True)
    if value:
        TermFactory(clause=clause, question=question, value=value, **more)
    return clause


def typed(question, value, **more):
    return TypedTerm(Term(question=question, value=value, force="demands", **more))


def marks(found):
    return [(one.other.name, one.before.mark, one.after.mark) for one in found.changes]


def test_a_new_answer_changes_a_verdict(talks, question):
    document(talks, "The plan", "2 to 3 days", question)
    own = document(talks, "The memorandum")
    found = impact(own, [typed(question, {"at_least": "30"})], own.pk)
    assert marks(found) == [("The plan", Mark.NOT_COMPARED, Mark.CONFLICT)]
    assert "27 days apart" in found.changes[0].after.sentence


def test_an_edit_that_meets_the_other_document_is_told(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 60 days", question)
    found = impact(own, [typed(question, {"at_least": "30"})], own.pk)
    assert marks(found) == [("The plan", Mark.CONFLICT, Mark.COMPATIBLE)]


def test_an_edit_that_says_the_same_changes_nothing(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 60 days", question)
    found = impact(own, [typed(question, {"at_least": "60"})], own.pk)
    assert (found.changes, found.compared, found.unchanged) == ((), 1, 1)


def test_another_reason_for_the_same_verdict_is_told_too(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 60 days", question)
    found = impact(own, [typed(question, {"at_least": "90"})], own.pk)
    assert found.changes[0].same_mark
    assert "60 days apart" in found.changes[0].after.sentence


def test_an_answer_that_is_taken_away_changes_the_verdict(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 60 days", question)
    found = impact(own, [], own.pk)
    assert marks(found) == [("The plan", Mark.CONFLICT, Mark.NOT_COMPARED)]


def test_every_other_document_is_told_the_worst_first(talks, question):
    document(talks, "First", "30 days", question)
    document(talks, "Second", "9 days", question)
    own = document(talks, "The memorandum")
    found = impact(own, [typed(question, {"exactly": "30"})], own.pk)
    assert marks(found) == [
        ("Second", Mark.NOT_COMPARED, Mark.CONFLICT),
        ("First", Mark.NOT_COMPARED, Mark.AGREE),
    ]


def test_other_versions_of_the_same_proposal_and_older_ones_are_left_out(talks, question):
    old = document(talks, "The plan", "9 days", question)
    newer = VersionFactory(proposal=old.version.proposal, ordinal=9)
    later = ClauseFactory(version=newer, published=True)
    TermFactory(clause=later, question=question, value="30 days")
    own = document(talks, "The memorandum")
    TermFactory(
        clause=ClauseFactory(version=VersionFactory(proposal=own.version.proposal), published=True),
        question=question,
        value="1 day",
    )
    found = impact(own, [typed(question, {"exactly": "30"})], own.pk)
    assert [one.after.mark for one in found.changes] == [Mark.AGREE]


def test_bearers_scope_and_condition_count(talks, question):
    party = PartyFactory(negotiation=talks)
    document(talks, "The plan", "30 days", question, bearers=[party])
    own = document(talks, "The memorandum")
    same = TypedTerm(
        Term(question=question, value={"exactly": "30"}, force="demands"), (party.key,)
    )
    other = typed(question, {"exactly": "30"}, condition="the forces withdraw")
    assert [one.after.mark for one in impact(own, [same], own.pk).changes] == [Mark.AGREE]
    assert [one.after.mark for one in impact(own, [other], own.pk).changes] == [Mark.DIFFERS]


def test_a_clause_that_is_put_off_gives_no_answer(talks, question):
    document(talks, "The plan", "30 days", question)
    own = document(talks, "The memorandum", "9 days", question)
    own.status = "deferred"
    found = impact(own, [typed(question, {"exactly": "9"})], own.pk)
    assert marks(found) == [("The plan", Mark.CONFLICT, Mark.ONE_SIDE)]


def test_a_checked_silence_of_the_other_document_is_one_side_only(talks, question):
    other = document(talks, "The plan")
    CoverageFactory(version=other.version, question=question)
    own = document(talks, "The memorandum")
    found = impact(own, [typed(question, {"exactly": "9"})], own.pk)
    assert [one.after.mark for one in found.changes] == [Mark.ONE_SIDE]


def test_answers_that_do_not_hold_together_are_told(talks, question):
    document(talks, "The plan", "30 days", question)
    own = document(talks, "The memorandum")
    both = [typed(question, {"exactly": "9"}), typed(question, {"exactly": "10"})]
    assert impact(own, both, own.pk).problems


def test_the_other_clauses_of_the_document_keep_their_answers(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 20 days", question)
    second = ClauseFactory(version=own.version)
    found = impact(second, [typed(question, {"at_least": "60"})], second.pk)
    assert marks(found) == [("The plan", Mark.COMPATIBLE, Mark.CONFLICT)]


def test_a_revision_is_measured_against_what_it_revises(talks, question):
    document(talks, "The plan", "at most 30 days", question)
    own = document(talks, "The memorandum", "at least 60 days", question)
    revision = open_revision(own, person("ana", superuser=True))
    found = impact(revision, [typed(question, {"at_least": "60"})], revision.revises_id)
    assert found.changes == ()


def test_a_first_clause_of_a_version_that_readers_do_not_know_is_compared_too(talks, question):
    document(talks, "The plan", "9 days", question)
    party = PartyFactory(negotiation=talks)
    version = VersionFactory(proposal=ProposalFactory(negotiation=talks, parties=[party]))
    found = impact(Clause(version=version), [typed(question, {"exactly": "30"})], None)
    assert [one.after.mark for one in found.changes] == [Mark.CONFLICT]


def test_nothing_is_compared_while_nothing_is_published():
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    assert impact(clause, [typed(question, {"exactly": "9"})], clause.pk).compared == 0


def test_nothing_is_saved_by_looking(talks, question):
    document(talks, "The plan", "30 days", question)
    own = document(talks, "The memorandum", "9 days", question)
    impact(own, [typed(question, {"exactly": "30"})], own.pk)
    assert Term.objects.get(clause=own).value == {"exactly": "9"}


def test_the_queries_do_not_grow(talks, question, django_assert_max_num_queries):
    for number in range(6):
        document(talks, f"Plan {number}", "30 days", question)
    own = document(talks, "The memorandum", "9 days", question)
    with django_assert_max_num_queries(12):
        impact(own, [typed(question, {"exactly": "30"})], own.pk)


# On the page


@pytest.fixture
def draft(talks, question):
    document(talks, "The plan", "2 to 3 days", question)
    clause = document(talks, "The memorandum", "at most 3 days", question)
    with unguarded():
        Clause.objects.filter(pk=clause.pk).update(state="draft")
    clause.refresh_from_db()
    return clause


def test_the_page_tells_what_the_typed_answer_would_change(draft):
    client = visit(person("ana", superuser=True))
    page = changed(opened(client, draft), terms__0__value="at least 30 days", _look="1")
    shown = part(client.post(address(draft), page), "impact")
    assert "How long?" in shown
    assert "against The plan" in shown
    assert "becomes ✕ conflict" in shown
    assert "27 days apart" in shown


def test_the_page_leaves_out_an_answer_that_is_not_understood(draft):
    client = visit(person("ana", superuser=True))
    page = changed(opened(client, draft), terms__0__value="for ever", _look="1")
    assert "1 answer is not understood yet" in part(client.post(address(draft), page), "impact")


def test_the_page_leaves_out_an_answer_that_is_marked_to_be_removed(draft):
    client = visit(person("ana", superuser=True))
    page = changed(opened(client, draft), terms__0__DELETE="on", _look="1")
    assert "No verdict changes" in part(client.post(address(draft), page), "impact")
