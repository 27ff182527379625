"""Responses in the record of a comparison: every field, whatever the filters, and what changed."""

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.domain.verdicts import Mark
from proposals.exports.record.canonical import canonical
from proposals.exports.record.comparison import record
from proposals.models import Response
from proposals.snapshots.record_diff import RecordSection, diff_records
from proposals.snapshots.upgrade import THIRD, upgrade_record
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    """Two documents that answer one question."""
    question = QuestionFactory(negotiation__key="talks", key="how-long")
    found = []
    for key in ("plan", "reply"):
        proposal = ProposalFactory(negotiation=question.negotiation, key=key)
        clause = ClauseFactory(
            version=VersionFactory(proposal=proposal, key="first"), key="1", published=True
        )
        TermFactory(clause=clause, question=question)
        found.append(clause.version)
    return found


@pytest.fixture
def response(versions):
    """A published response to a clause, with one quoted piece of evidence."""
    plan, reply = versions
    response = ResponseFactory(
        version=reply, to=plan, key="on-it", stance="rejects", text="**No.**",
        clauses=list(plan.clauses.all()),
    )  # fmt: skip
    ResponseEvidenceFactory(
        response=response, article=ArticleFactory(key="R1"), quote="no truce", before="he said",
        after="he said", note="Heard twice.", stance="qualifies", tagged_by="An editor",
    )  # fmt: skip
    Response.objects.filter(pk=response.pk).update(state="published")
    return response


def talks(**selection):
    return record(compare(catalogue("talks"), Selection(**selection)))


def test_the_record_has_every_field_of_a_response(response):
    (found,) = talks()["responses"]
    assert found == {
        "id": "talks.reply.first:on-it",
        "document": "reply.first",
        "to": "plan.first",
        "stance": "rejects",
        "clauses": ["talks.plan.first.1"],
        "questions": [],
        "date": "2025-06-01",
        "text": "**No.**",
        "evidence": [
            {
                "id": "talks.reply.first:on-it@R1/1",
                "article": "R1",
                "stance": "qualifies",
                "basis": "reports",
                "quote": "no truce",
                "before": "he said",
                "after": "he said",
                "quote_language": "en",
                "quote_gloss": "",
                "note": "Heard twice.",
                "source": response.evidence.get().independence_key,
            }
        ],
    }


def test_its_articles_and_outlets_stand_in_the_record(response):
    found = talks()
    article = response.evidence.get().article
    assert article.key in {row["key"] for row in found["articles"]}
    assert article.outlet.key in {row["key"] for row in found["outlets"]}


def test_questions_are_named_by_their_keys(versions):
    plan, reply = versions
    questions = list(plan.proposal.negotiation.questions.all())
    ResponseFactory(version=reply, to=plan, questions=questions, published=True)
    assert talks()["responses"][0]["questions"] == ["how-long"]


def test_documents_that_are_no_columns_are_named_with_their_version(versions):
    plan = versions[0]
    silent = VersionFactory(
        proposal=ProposalFactory(negotiation=plan.proposal.negotiation, key="street"), key="said"
    )
    ResponseFactory(version=silent, to=plan, published=True)
    assert talks()["responses"][0]["document"] == "street.said"


def test_filters_leave_the_responses_at_the_heads_and_those_of_their_rows(response):
    whole = ResponseFactory(
        version=response.version, to=response.to, key="whole", stance="basis", published=True
    )
    assert {one["id"] for one in talks()["responses"]} == {response.uid, whole.uid}
    found = talks(marks=(Mark.ONE_SIDE,))
    assert found["rows"] == []
    assert [one["id"] for one in found["responses"]] == [whole.uid]


def test_a_draft_is_in_no_record(response):
    Response.objects.filter(pk=response.pk).update(state="review")
    assert talks()["responses"] == []


def test_responses_are_in_the_hash(response):
    before = canonical(talks())
    Response.objects.filter(pk=response.pk).update(text="No, thank you.")
    assert canonical(talks()) != before


def test_a_changed_response_is_a_difference_of_two_records(response):
    before = talks()
    Response.objects.filter(pk=response.pk).update(stance="accepts")
    fields = {one.section: one.fields for one in diff_records(before, talks())}
    assert fields[RecordSection.RESPONSES] == ("stance",)
    assert "mark" in fields[RecordSection.ROWS]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_response_that_came_or_went_is_a_difference(response, is_new):
    with_it = talks()
    Response.objects.filter(pk=response.pk).update(state="review")
    pair = (talks(), with_it) if is_new else (with_it, talks())
    sections = {difference.section for difference in diff_records(*pair)}
    assert RecordSection.RESPONSES in sections


def test_a_response_that_came_after_an_older_record_is_a_difference(response):
    now = talks()
    older = {key: value for key, value in now.items() if key != "responses"}
    before = upgrade_record({**older, "format": THIRD})
    assert RecordSection.RESPONSES in {one.section for one in diff_records(before, now)}


def test_the_record_takes_one_query_more_for_any_number(response, django_assert_num_queries):
    with django_assert_num_queries(11):
        talks()
    for number in range(4):
        ResponseFactory(version=response.version, to=response.to, key=f"r{number}", published=True)
    with django_assert_num_queries(11):
        talks()
