"""Responses on pages: at the heads of columns, in full on a document's page, in their history."""

import datetime

import pytest

from proposals.editing.review import publish, reopen, submit, withdraw
from proposals.history.recorder import record_change
from tests.factories import (
    ClauseFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support import pages
from tests.support.other_words import CONTEXT, other_words
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db
WHY = "The interpreter was misheard."


@pytest.fixture
def plan():
    """A document of East, with an answer."""
    question = QuestionFactory(key="how-long", negotiation__key="talks")
    party = PartyFactory(negotiation=question.negotiation, name="East")
    proposal = ProposalFactory(
        negotiation=question.negotiation, name="East's plan", key="plan", parties=[party]
    )
    clause = ClauseFactory(
        version=VersionFactory(proposal=proposal, key="first"), key="1", published=True
    )
    TermFactory(clause=clause, question=question)
    return clause.version


@pytest.fixture
def reply(plan):
    """A document of West, with an answer."""
    negotiation = plan.proposal.negotiation
    party = PartyFactory(negotiation=negotiation, name="West")
    proposal = ProposalFactory(
        negotiation=negotiation, name="West's statement", key="reply", parties=[party]
    )
    clause = ClauseFactory(
        version=VersionFactory(proposal=proposal, key="first"), key="1", published=True
    )
    TermFactory(clause=clause, question=negotiation.questions.get())
    return clause.version


@pytest.fixture
def response(plan, reply):
    """A draft: West takes East's plan as a basis."""
    response = ResponseFactory(
        version=reply, to=plan, key="whole", date=datetime.date(2025, 6, 1),
        text="It is **a start**.",
    )  # fmt: skip
    ResponseEvidenceFactory(response=response, quote="a start", note="Heard by two reporters.")
    return response


@pytest.fixture
def public(response):
    """The same, published after review."""
    submit(response, analyst())
    return publish(response, reviewer())


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(pages.text_of(pages.parsed(answer.content.decode())).split())


LINE = "Answered by West's statement (1 June 2025): takes it as a basis"


@pytest.mark.parametrize("page", ["compare", "print"])
def test_a_response_stands_at_the_head_of_the_column(client, public, page):
    words = text(client, f"/talks/{page}/?d=plan&d=reply")
    assert words.count(LINE) == 1


@pytest.mark.parametrize("page", ["compare", "print"])
def test_a_response_to_what_is_not_chosen_stands_at_the_head_of_what_gave_it(
    client, public, reply, page
):
    other = ProposalFactory(negotiation=reply.proposal.negotiation, key="third")
    clause = ClauseFactory(version=VersionFactory(proposal=other), published=True)
    TermFactory(clause=clause, question=reply.proposal.negotiation.questions.get())
    words = text(client, f"/talks/{page}/?d=third&d=reply")
    assert "Answers East's plan (1 June 2025): takes it as a basis" in words


def test_that_a_document_answers_has_words_of_its_own(client, public, reply):
    other = ProposalFactory(negotiation=reply.proposal.negotiation, key="third")
    clause = ClauseFactory(version=VersionFactory(proposal=other), published=True)
    TermFactory(clause=clause, question=reply.proposal.negotiation.questions.get())
    with other_words({f"a document responds to another{CONTEXT}Answers": "In response to"}):
        words = text(client, "/talks/compare/?d=third&d=reply")
    assert "In response to East's plan (1 June 2025)" in words


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("accepts", "accepts it"),
        ("accepts-with-changes", "accepts it with changes"),
        ("rejects", "rejects it"),
        ("unanswered", "leaves it unanswered"),
    ],
)
def test_every_stance_to_the_whole_is_said(client, plan, reply, stance, words):
    ResponseFactory(version=reply, to=plan, stance=stance, published=True)
    assert f"(1 June 2025): {words}" in text(client, "/talks/compare/?d=plan&d=reply")


def test_points_are_named_at_the_head(client, plan, reply):
    ResponseFactory(
        version=reply, to=plan, stance="basis", clauses=list(plan.clauses.all()), published=True
    )
    questions = list(plan.proposal.negotiation.questions.all())
    ResponseFactory(
        version=plan, to=reply, stance="accepts-with-changes", questions=questions, published=True
    )
    words = text(client, "/talks/compare/?d=plan&d=reply")
    assert "takes as a basis, on clauses 1" in words
    assert "accepts with changes, on 1 question" in words


def test_responses_keep_the_page_within_its_queries(client, plan, reply):
    for number in range(5):
        ResponseFactory(
            version=reply, to=plan, key=f"r{number}", clauses=list(plan.clauses.all()),
            published=True,
        )  # fmt: skip
    assert queries(client, "/talks/compare/?d=plan&d=reply") <= 12
    assert queries(client, plan.get_absolute_url()) <= 12


def test_the_page_of_the_document_has_all_of_it(client, public, plan):
    words = text(client, plan.get_absolute_url())
    assert "Responses to this document" in words
    for part in ("By West's statement", "Takes as a basis", "1 June 2025", "It is a start."):
        assert part in words
    for part in ("About the whole document.", "a start", "Heard by two reporters."):
        assert part in words
    root = pages.parsed(client.get(plan.get_absolute_url()).content.decode())
    assert root.xpath("//article[@id='response-reply-first-whole']//strong[text()='a start']")


def test_the_page_of_the_responder_has_it_too(client, public, reply):
    words = text(client, reply.get_absolute_url())
    assert "Responses in this document to others" in words
    assert "To East's plan Takes as a basis" in words


def test_the_article_behind_a_response_can_be_opened(client, public):
    article = public.evidence.get().article
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_draft_is_nowhere(client, response, plan, reply):
    for version in (plan, reply):
        assert "a start" not in text(client, version.get_absolute_url())
    assert "Answered by" not in text(client, "/talks/compare/?d=plan&d=reply")
    assert client.get(f"/responses/{response.uid}/history/").status_code == 404


def correct(response, **values):
    """Take it from readers, change it and publish it again."""
    ada, bob = analyst(), reviewer()
    withdraw(response, bob, WHY)
    reopen(response, ada, "to mend it")
    with record_change(response, ada, "mended"):
        for name, value in values.items():
            setattr(response, name, value)
        response.save()
    submit(response, ada)
    publish(response, bob, WHY)


def test_a_changed_response_is_told_with_what_changed(client, public):
    correct(public, stance="rejects", text="It is **no start**.")
    words = text(client, f"/responses/{public.uid}/history/")
    assert "Response to East's plan: rejects" in words
    assert f"Corrected: {WHY}" in words
    assert "takes as a basis" in words
    assert "to mend it" not in words
    listed = text(client, "/talks/corrections/")
    assert f"Corrected: {WHY} Response to East's plan: rejects" in listed
    assert f"Withdrawn: {WHY}" in listed


def test_a_withdrawn_response_is_told_without_what_it_said(client, public, plan):
    withdraw(public, reviewer(), WHY)
    words = text(client, f"/responses/{public.uid}/history/")
    assert "This response is withdrawn from readers." in words
    assert WHY in words
    assert "basis" not in words
    assert "a start" not in text(client, plan.get_absolute_url())
    assert public.uid in text(client, "/talks/corrections/")


def test_the_feed_tells_of_responses(client, public):
    feed = client.get("/talks/changes.atom").content.decode()
    assert "Published: Response to East's plan: takes as a basis (West's statement)" in feed
    correct(public, stance="rejects")
    feed = client.get("/talks/changes.atom").content.decode()
    assert "Corrected: Response to East's plan: rejects (West's statement)" in feed
    assert f"/responses/{public.uid}/history/" in feed
