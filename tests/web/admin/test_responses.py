"""Responses in the admin: entered with evidence, reviewed by another, never overwritten."""

import pytest
from django.urls import reverse

from proposals.editing.review import publish, submit
from proposals.history.entries import list_entries
from proposals.models import Response
from sources.texts import keep_text
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    UserFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support import pages

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/proposals/response/"


@pytest.fixture
def ada():
    return analyst(username="ada")


@pytest.fixture
def bob():
    return reviewer(username="bob")


@pytest.fixture
def desk(client, ada):
    """A browser in which an analyst is logged in."""
    client.force_login(ada)
    return client


@pytest.fixture
def plan():
    return VersionFactory()


@pytest.fixture
def reply(plan):
    return VersionFactory(proposal__negotiation=plan.proposal.negotiation)


@pytest.fixture
def response(plan, reply, ada):
    """A draft with evidence."""
    response = ResponseFactory(version=reply, to=plan, key="whole", created_by=ada)
    ResponseEvidenceFactory(response=response)
    return response


def address(response, name="change"):
    return reverse(f"admin:proposals_response_{name}", args=[response.pk])


def sent(to, **values):
    """What a browser sends from the page of a response."""
    return {
        "to": to.pk,
        "stance": "basis",
        "date": "2025-06-01",
        "text": "A start.",
        "evidence-TOTAL_FORMS": "0",
        "evidence-INITIAL_FORMS": "0",
        **values,
    }


def with_evidence(article, **values):
    return {
        "evidence-TOTAL_FORMS": "1",
        "evidence-0-article": article.pk,
        "evidence-0-stance": "supports",
        "evidence-0-basis": "reports",
        **values,
    }


def edit(response, **values):
    """The same from its page as it was opened, its evidence unchanged."""
    values.setdefault("seen_edition", response.edition)
    evidence = response.evidence.get()
    return sent(
        response.to,
        **{
            **with_evidence(evidence.article),
            "evidence-INITIAL_FORMS": "1",
            "evidence-0-id": evidence.pk,
            "evidence-0-response": response.pk,
            "evidence-0-number": evidence.number,
        },
        **values,
    )


def words(answer):
    return " ".join(pages.text_of(pages.parsed(answer.content.decode())).split())


def step(client, response, name, reason="", edition=None):
    data = {"_step": name, "reason": reason, "edition": edition or response.edition}
    answer = client.post(address(response, "step"), data, follow=True)
    response.refresh_from_db()
    return words(answer)


def test_a_response_is_entered_with_its_evidence_and_signed(desk, plan, reply, ada):
    article = ArticleFactory()
    data = sent(plan, version=reply.pk, key="whole", **with_evidence(article))
    answer = desk.post(f"{LIST}add/", data)
    assert answer.status_code == 302
    response = Response.objects.get()
    assert (response.state, response.created_by, response.ordinal) == ("draft", ada, 1)
    assert response.uid.endswith(":whole")
    evidence = response.evidence.get()
    assert (evidence.article, evidence.tagged_by, evidence.number) == (article, "ada", 1)
    (entry,) = list_entries(response)
    assert entry.content.fields["stance"] == "basis"
    assert len(entry.content.evidence) == 1


def test_the_page_of_a_version_lists_its_responses_and_offers_one_more(desk, response, reply):
    page = desk.get(reverse("admin:proposals_version_change", args=[reply.pk])).content.decode()
    root = pages.parsed(page)
    (part,) = root.xpath("//*[@id='responses']")
    assert "whole: takes as a basis" in pages.text_of(part)
    (link,) = part.xpath(".//a[@class='addlink']/@href")
    chosen = pages.parsed(desk.get(link).content.decode())
    assert chosen.xpath("//select[@name='version']/option[@selected]/@value") == [str(reply.pk)]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        (lambda plan: {"clauses": [ClauseFactory().pk]}, "Not of the version that it responds to"),
        (lambda plan: {"questions": [QuestionFactory().pk]}, "Of another negotiation"),
        (
            lambda plan: {
                "clauses": [ClauseFactory(version=plan).pk],
                "questions": [QuestionFactory(negotiation=plan.proposal.negotiation).pk],
            },
            "Name clauses or questions, not both.",
        ),
        (lambda plan: {"to": VersionFactory().pk}, "belongs to another negotiation"),
        (lambda plan: {"date": ""}, "This field is required"),
        (lambda plan: {"stance": "hates"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_saved(desk, plan, reply, values, problem):
    data = sent(plan, version=reply.pk, key="whole") | values(plan)
    answer = desk.post(f"{LIST}add/", data)
    assert problem in words(answer)
    assert not Response.objects.exists()


def test_a_response_to_another_version_of_itself_is_refused(desk, reply):
    other = VersionFactory(proposal=reply.proposal)
    answer = desk.post(f"{LIST}add/", sent(other, version=reply.pk, key="whole"))
    assert "nor to another version of itself" in words(answer)


def test_the_page_tells_which_words_beside_a_quote_were_changed(desk, response):
    evidence = response.evidence.get()
    keep_text(evidence.article, "The host confirmed that it is a basis.", "ada")
    evidence.quote = "it is a basis"
    evidence.save()
    keep_text(evidence.article, "The host denied that it is a basis.", "ada")
    shown = desk.get(address(response)).content.decode()
    assert "<del>confirmed</del><ins>denied</ins>" in shown


def test_an_edit_is_recorded_with_its_reason(desk, response):
    answer = desk.post(address(response), edit(response, stance="rejects", why="Misheard."))
    assert answer.status_code == 302
    response.refresh_from_db()
    assert (response.stance, response.edition) == ("rejects", 2)
    assert list_entries(response)[0].reason == "Misheard."
    assert "Misheard." in words(desk.get(address(response, "history")))


def test_saving_without_a_change_records_nothing(desk, response):
    data = edit(response, date=response.date, text=response.text)
    assert desk.post(address(response), data).status_code == 302
    response.refresh_from_db()
    assert response.edition == 1
    assert list_entries(response) == []


def test_two_editors_at_once_do_not_overwrite_each_other(desk, response, bob):
    late = edit(response, text="Mine.")
    desk.post(address(response), edit(response, text="The first.", stance="rejects"))
    answer = desk.post(address(response), late)
    assert answer.status_code == 409
    page = words(answer)
    assert "Somebody else changed this response after you opened it." in page
    assert "Stored now: Stance: rejects" in page
    assert "Stored now: Text: The first." in page
    response.refresh_from_db()
    assert response.text == "The first."
    root = pages.parsed(answer.content.decode())
    assert root.xpath("//textarea[@name='text']")[0].text.strip() == "Mine."
    seen = root.xpath("//input[@name='seen_edition']/@value")[0]
    assert desk.post(address(response), {**late, "seen_edition": seen}).status_code == 302
    response.refresh_from_db()
    assert response.text == "Mine."


def test_a_save_that_comes_after_publication_changes_nothing(desk, response, ada, bob):
    late = edit(response, text="Too late.")
    submit(response, ada)
    publish(response, bob)
    assert desk.post(address(response), late).status_code == 403
    response.refresh_from_db()
    assert response.text != "Too late."


def test_the_buttons_take_a_response_to_readers_and_back(desk, client, response, ada, bob):
    assert "The response is now in review" in step(desk, response, "submit")
    client.force_login(bob)
    assert "The response is now published" in step(client, response, "publish")
    page = words(client.get(address(response)))
    assert "Readers see this response, so it is not edited in place." in page
    assert "say why" in step(client, response, "withdraw")
    # Of neither document is a clause published: no reader sees it, so that one person may.
    assert "now withdrawn from readers" in step(client, response, "withdraw", "Misheard.")
    assert "now draft" in step(client, response, "reopen", "To mend it.")
    assert client.post(address(response), edit(response, text="Mended.")).status_code == 302
    response.refresh_from_db()
    assert "now in review" in step(client, response, "submit")
    assert "Whoever edited a response since readers saw it last cannot publish it." in step(
        client, response, "publish", "Mended."
    )
    client.force_login(reviewer())
    assert "say why" in step(client, response, "publish")
    assert "now published" in step(client, response, "publish", "Mended.")


def test_a_reviewer_who_is_the_author_is_not_offered_to_publish(client, response, bob):
    submit(response, bob)
    client.force_login(bob)
    assert 'value="publish"' not in client.get(address(response)).content.decode()
    client.force_login(reviewer())
    assert 'value="publish"' in client.get(address(response)).content.decode()


def test_an_analyst_does_not_publish(desk, response, bob):
    submit(response, bob)
    answer = desk.post(address(response, "step"), {"_step": "publish", "edition": "2"})
    assert answer.status_code == 403


def test_nobody_publishes_what_was_changed_after_they_read_it(client, response, ada, bob):
    submit(response, ada)
    client.force_login(bob)
    assert "Somebody else changed this response" in step(client, response, "publish", edition=1)
    assert response.state == "review"


def test_what_stands_in_the_way_of_publishing_is_said(client, plan, reply, ada, bob):
    hidden = ClauseFactory(version=plan, heading="Not yet")
    response = ResponseFactory(version=reply, to=plan, clauses=[hidden])
    submit(response, ada)
    client.force_login(bob)
    page = words(client.get(address(response)))
    for problem in ("It has no evidence", "Readers do not see the clause"):
        assert problem in page
        assert problem in step(client, response, "publish")


def test_a_response_that_readers_know_is_not_deleted(client, response, ada, bob):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    submit(response, ada)
    publish(response, bob)
    assert client.post(address(response, "delete"), {"post": "yes"}).status_code == 403
    assert Response.objects.exists()


@pytest.mark.parametrize("holder", ["version", "to"])
def test_what_holds_a_public_response_is_not_deleted(client, response, ada, bob, holder):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    submit(response, ada)
    publish(response, bob)
    version = getattr(response, holder)
    answer = client.post(
        reverse("admin:proposals_version_delete", args=[version.pk]), {"post": "yes"}
    )
    assert "whole: takes as a basis" in words(answer)
    assert Response.objects.exists()


def test_a_clause_that_a_response_names_is_not_deleted(client, plan, reply):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    clause = ClauseFactory(version=plan)
    ResponseFactory(version=reply, to=plan, clauses=[clause], key="on-it")
    answer = client.post(
        reverse("admin:proposals_clause_delete", args=[clause.pk]), {"post": "yes"}
    )
    assert "on-it" in words(answer)


def test_the_desk_offers_what_waits(client, response, ada, bob):
    submit(response, ada)
    for editor, waiting in ((bob, True), (ada, True), (reviewer(), True)):
        client.force_login(editor)
        queue = pages.by_id(pages.parsed(client.get("/admin/").content.decode()), "queue-responses")
        assert (pages.text_of(queue).split()[-1] == "1") == waiting
    client.force_login(bob)
    link = queue.xpath(".//a/@href")[0]
    assert "whole" in words(client.get(link))


def test_a_reviewer_is_not_offered_what_they_handed_in(client, response, bob):
    submit(response, bob)
    client.force_login(bob)
    queue = pages.by_id(pages.parsed(client.get("/admin/").content.decode()), "queue-responses")
    assert pages.text_of(queue).split()[-1] == "0"


def test_the_history_tells_what_changed_and_offers_no_way_back(desk, response, ada):
    desk.post(address(response), edit(response, why="Read again."))
    response.refresh_from_db()
    desk.post(address(response), edit(response, stance="rejects", why="Misheard."))
    response.refresh_from_db()
    submit(response, ada)
    page = words(desk.get(address(response, "history")))
    for part in ("takes as a basis", "rejects", "stance", "draft → in review"):
        assert part in page
    assert "Restore" not in page


def test_readers_and_strangers_are_refused(client, response):
    client.force_login(UserFactory())
    for name in ("change", "history", "step"):
        assert client.get(address(response, name)).status_code in (302, 403, 405)


def test_a_page_needs_as_many_queries_however_much_stands_in_it(
    client, plan, reply, django_assert_max_num_queries
):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    response = ResponseFactory(
        version=reply, to=plan, clauses=ClauseFactory.create_batch(12, version=plan)
    )
    for _number in range(12):
        ResponseEvidenceFactory(response=response, article=ArticleFactory())
    with django_assert_max_num_queries(24):
        assert client.get(address(response)).status_code == 200


def test_other_documents_of_the_negotiation_are_found_by_words(desk, plan):
    ProposalFactory(negotiation=plan.proposal.negotiation)
    find = reverse("admin:proposals_clause_find", args=["version"])
    found = desk.get(find, {"term": plan.proposal.name}).json()["results"]
    assert [row["id"] for row in found] == [str(plan.pk)]
