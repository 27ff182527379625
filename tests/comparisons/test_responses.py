"""Responses at the border: one query, the columns that they concern, the terms that they need."""

import datetime

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.comparisons.published_rows import read_published_rows
from proposals.comparisons.responses import (
    named_versions,
    read_responses,
    responses_at_head,
)
from proposals.models import Response
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    return NegotiationFactory(key="talks")


def paper(talks, key, *days):
    """The versions of a proposal, one a day of June, each with a published clause."""
    proposal = ProposalFactory(negotiation=talks, key=key, name=f"the {key}")
    versions = []
    for number, day in enumerate(days, start=1):
        version = VersionFactory(
            proposal=proposal,
            key=f"v{number}",
            ordinal=number,
            date=day and datetime.date(2025, 6, day),
        )
        ClauseFactory(version=version, key="1", published=True)
        versions.append(version)
    return versions


def respond(version, to, day, **more):
    more.setdefault("published", True)
    return ResponseFactory(version=version, to=to, date=datetime.date(2025, 6, day), **more)


def documents(*versions):
    by_version = {document.version.pk: document for document in catalogue("talks").documents}
    return tuple(by_version[version.pk] for version in versions)


def uids(responses):
    return [response.uid for response in responses]


def test_responses_are_read_in_one_query(talks, django_assert_num_queries):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    question = QuestionFactory(negotiation=talks)
    whole = respond(reply, plan, 2, key="whole", text="A *start*.")
    point = respond(reply, plan, 2, key="point", clauses=list(plan.clauses.all()), stance="rejects")
    asked = respond(plan, reply, 1, key="asked", questions=[question], stance="accepts")
    columns = documents(plan, reply)
    with django_assert_num_queries(1):
        responses = read_responses(columns)
    assert uids(responses) == [asked.uid, whole.uid, point.uid]
    by_key = {response.key: response for response in responses}
    assert by_key["point"].clause_uids == (f"{plan.clauses.get().uid}",)
    assert by_key["asked"].question_pks == (question.pk,)
    assert (by_key["whole"].responder_version, by_key["whole"].to_version) == (reply.pk, plan.pk)
    assert by_key["whole"].text == "A *start*."
    assert by_key["whole"].is_whole
    assert not by_key["point"].is_whole


@pytest.mark.usefixtures("without_guard")
@pytest.mark.parametrize("state", ["draft", "review", "changes", "withdrawn"])
def test_what_readers_do_not_see_is_not_read(talks, state):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    response = respond(reply, plan, 2)
    Response.objects.filter(pk=response.pk).update(state=state)
    assert read_responses(documents(plan, reply)) == ()


def test_a_response_without_evidence_is_not_read(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    response = respond(reply, plan, 2, published=False)
    Response.objects.filter(pk=response.pk).update(state="published")
    assert read_responses(documents(plan, reply)) == ()


def test_a_clause_that_readers_do_not_see_is_not_named(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    hidden = ClauseFactory(version=plan, key="hidden")
    shown = plan.clauses.get(key="1")
    respond(reply, plan, 2, key="both", clauses=[hidden, shown])
    respond(reply, plan, 2, key="hidden-only", clauses=[hidden])
    (response,) = read_responses(documents(plan, reply))
    assert (response.key, response.clause_uids) == ("both", (shown.uid,))


def test_a_response_of_another_negotiation_is_not_read(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    elsewhere = NegotiationFactory()
    (other,), (answer,) = paper(elsewhere, "plan", 1), paper(elsewhere, "reply", 2)
    respond(answer, other, 2)
    assert read_responses(documents(plan, reply)) == ()


@pytest.mark.parametrize(
    ("given_in", "day", "seen"),
    [
        (0, 2, [0, 1, 2]),  # recorded in the first: beside it and everything later
        (1, 3, [1, 2]),
        (2, 4, [2]),
        (0, 3, [0, 1, 2]),  # given after the version in whose file it stands
        (0, 4, [0, 2]),  # later than the second version, so not seen beside it
    ],
)
def test_a_response_is_seen_beside_versions_that_are_no_earlier(talks, given_in, day, seen):
    (plan,), replies = paper(talks, "plan", 1), paper(talks, "reply", 2, 3, 4)
    respond(replies[given_in], plan, day)
    columns = documents(plan, *replies)
    (response,) = read_responses(columns)
    beside = [number for number, column in enumerate(columns[1:]) if response.is_given_by(column)]
    assert beside == seen


def test_versions_without_a_date_follow_their_numbers(talks):
    (plan,), replies = paper(talks, "plan", None), paper(talks, "reply", None, None)
    respond(replies[1], plan, 3)
    columns = documents(plan, *replies)
    (response,) = read_responses(columns)
    assert [response.is_given_by(column) for column in columns] == [False, False, True]


def test_a_response_reaches_the_version_that_it_names_and_later_ones(talks):
    plans, (reply,) = paper(talks, "plan", 1, 3, 5), paper(talks, "reply", 4)
    respond(reply, plans[1], 4)
    columns = documents(*plans, reply)
    (response,) = read_responses(columns)
    assert response.is_given_by(columns[3])
    assert [response.is_received_by(column) for column in columns] == [False, True, True, False]


def test_a_response_is_nobody_elses(talks):
    (plan,), (reply,), (third,) = (paper(talks, key, 1) for key in ("plan", "reply", "third"))
    respond(reply, plan, 1)
    columns = documents(plan, reply, third)
    (response,) = read_responses(columns)
    assert [response.is_given_by(column) for column in columns] == [False, True, False]
    assert [response.is_received_by(column) for column in columns] == [True, False, False]


def test_the_terms_of_an_earlier_version_that_is_named_come_apart(talks):
    plans, (reply,) = paper(talks, "plan", 1, 3), paper(talks, "reply", 2)
    question = QuestionFactory(negotiation=talks)
    party = PartyFactory(negotiation=talks, key="west")
    old = TermFactory(clause=plans[0].clauses.get(), question=question, bearers=[party])
    new = TermFactory(clause=plans[1].clauses.get(), question=question)
    respond(reply, plans[0], 2, questions=[question], stance="rejects")
    rows = read_published_rows(documents(plans[1], reply))
    assert rows.terms == {(plans[1].pk, question.pk): [new]}
    assert rows.named.terms == {(plans[0].pk, question.pk): [old]}
    assert rows.named.bearers[old.pk] == ("west",)
    assert set(rows.clauses) == {new.clause_id, reply.clauses.get().pk}
    assert set(rows.named.clauses) == {old.clause_id}


@pytest.mark.parametrize("chosen", [(0, 1), (0, 2), (1,), (2,)])
def test_only_what_a_pair_of_columns_needs_is_named(talks, chosen):
    plans, (reply,) = paper(talks, "plan", 1, 3), paper(talks, "reply", 2)
    respond(reply, plans[0], 2)
    every = (*plans, reply)
    columns = documents(*(every[number] for number in chosen))
    assert named_versions(columns, read_responses(columns)) == set()


def test_responses_cost_no_query_more(talks, django_assert_num_queries):
    plans, (reply,) = paper(talks, "plan", 1, 3), paper(talks, "reply", 2)
    columns = documents(plans[1], reply)
    with django_assert_num_queries(6):
        read_published_rows(columns)
    for number in range(3):
        respond(reply, plans[0], 2, key=f"r{number}", clauses=[plans[0].clauses.get()])
    with django_assert_num_queries(6):
        read_published_rows(columns)


def test_bearers_keep_the_order_of_the_negotiation(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    keys = {"b": 2, "a": 3, "c": 1}
    parties = [PartyFactory(negotiation=talks, key=key, ordinal=n) for key, n in keys.items()]
    question = QuestionFactory(negotiation=talks)
    term = TermFactory(clause=plan.clauses.get(), question=question, bearers=parties)
    alone = TermFactory(clause=reply.clauses.get(), question=question)
    rows = read_published_rows(documents(plan, reply))
    assert rows.bearers == {term.pk: ("c", "b", "a")}
    assert [row.pk for terms in rows.terms.values() for row in terms] == [term.pk, alone.pk]


def head_of(columns):
    heads = responses_at_head(columns, read_responses(columns))
    return [uids(heads[column.version.pk]) for column in columns]


def test_a_response_to_the_whole_stands_at_the_head_of_what_it_names(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    response = respond(reply, plan, 2, stance="rejects")
    assert head_of(documents(plan, reply)) == [[response.uid], []]


def test_without_what_it_names_it_stands_at_the_head_of_what_gave_it(talks):
    (plan,), (reply,), (third,) = (paper(talks, key, 1) for key in ("plan", "reply", "third"))
    response = respond(reply, plan, 1)
    assert head_of(documents(third, reply)) == [[], [response.uid]]
    assert head_of(documents(third, plan)) == [[], [response.uid]]


def test_a_response_is_at_no_head_beside_an_older_version_of_the_responder(talks):
    (plan,), replies = paper(talks, "plan", 1), paper(talks, "reply", 2, 4)
    respond(replies[1], plan, 4)
    assert head_of(documents(plan, replies[0])) == [[], []]


@pytest.mark.parametrize(
    ("stance", "at_head"),
    [
        ("accepts", False),
        ("accepts-with-changes", True),
        ("basis", True),
        ("rejects", False),
        ("unanswered", False),
    ],
)
def test_of_responses_to_points_only_some_stand_at_the_head(talks, stance, at_head):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    respond(reply, plan, 2, stance=stance, clauses=list(plan.clauses.all()))
    assert bool(head_of(documents(plan, reply))[0]) == at_head


def test_a_comparison_has_the_responses_of_its_negotiation_only(talks):
    (plan,), (reply,) = paper(talks, "plan", 1), paper(talks, "reply", 2)
    question = QuestionFactory(negotiation=talks)
    EvidenceFactory(clause=plan.clauses.get(), term=TermFactory(
        clause=plan.clauses.get(), question=question
    ))  # fmt: skip
    response = respond(reply, plan, 2)
    matrix = compare(catalogue("talks"), Selection())
    assert uids(matrix.responses) == [response.uid]
    assert [uids(heads) for _document, heads in matrix.responses_at_head] == [[response.uid], []]
