"""An editor's verdict stands beside the computed one, for everybody, with name and date."""

import datetime
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from proposals.models import Judgement
from tests.factories import (
    ClauseFactory,
    JudgementFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
    analyst,
    reviewer,
)
from tests.support.second_person import publish_what_waits

pytestmark = pytest.mark.django_db
WHEN = datetime.datetime(2025, 7, 1, 12, tzinfo=datetime.UTC)
ADD = reverse("admin:proposals_judgement_add")


@pytest.fixture
def pair():
    """Two published answers that conflict, each in a version of its own, and their question."""
    question = QuestionFactory(key="length", negotiation__key="talks")
    versions = []
    for name, value in (("aria", "at least 30 days"), ("boria", "2 to 3 days")):
        party = PartyFactory(negotiation=question.negotiation, key=name, name=name.title())
        proposal = ProposalFactory(
            negotiation=question.negotiation, key=f"{name}-plan", name=f"{name}'s plan",
            parties=[party],
        )  # fmt: skip
        clause = ClauseFactory(version=VersionFactory(proposal=proposal), published=True)
        TermFactory(clause=clause, question=question, value=value)
        versions.append(clause.version)
    return question, *versions


@pytest.fixture
def judged(pair):
    question, first, second = pair
    return JudgementFactory(
        question=question, first=first, second=second, mark="compatible",
        reason="Counted from different days.", author="Bo Judge", made_at=WHEN,
    )  # fmt: skip


def written(pair, **more):
    question, first, second = pair
    data = {"question": question.pk, "first": first.pk, "second": second.pk}
    return {**data, "mark": "differs", "reason": "They count from different days.", **more}


def test_readers_see_both_verdicts_with_reason_name_and_date(client, judged):
    page = client.get("/talks/compare/").content.decode()
    assert "mark-line ink-conflict" in page
    told = page[page.index('class="judgement"') :]
    for words in ("compatible", "Bo Judge", "1 July 2025", "Counted from different days."):
        assert words in told


def test_an_editors_verdict_changes_no_computed_one(client, judged):
    with_it = run("json")["rows"][0]
    judged.delete()
    without = run("json")["rows"][0]
    assert (with_it["mark"], with_it["rule"]) == (without["mark"], without["rule"])
    assert with_it["mark"] == "conflict"


def run(form):
    out = io.StringIO()
    call_command("compare", "talks", "--format", form, stdout=out)
    return json.loads(out.getvalue()) if form == "json" else " ".join(out.getvalue().split())


def test_the_json_has_both_verdicts(judged):
    (found,) = run("json")["rows"][0]["pairs"]
    assert found["mark"] == "conflict"
    assert found["judgement"] == {
        "mark": "compatible",
        "reason": "Counted from different days.",
        "author": "Bo Judge",
        "made_at": "2025-07-01T12:00:00+00:00",
    }


def test_the_json_says_that_nobody_judged(pair):
    assert run("json")["rows"][0]["pairs"][0]["judgement"] is None


def test_the_text_has_both_verdicts(judged):
    text = run("text")
    assert "conflict (R2)" in text
    signed = "aria's plan / boria's plan: compatible (Bo Judge, 2025-07-01). Counted from different"
    assert f"An editor's verdict on {signed}" in text


def test_a_reviewer_records_a_judgement_and_signs_it(client, pair):
    client.force_login(reviewer(first_name="Bo", last_name="Judge"))
    response = client.post(ADD, written(pair))
    assert response.status_code == 302
    publish_what_waits()
    judged = Judgement.objects.get()
    assert (judged.mark, judged.author) == ("differs", "Bo Judge")
    assert judged.made_at is not None


def test_nobody_signs_for_another(client, pair):
    client.force_login(reviewer(first_name="Bo", last_name="Judge"))
    client.post(ADD, written(pair, author="The Secretary", made_at_0="2020-01-01"))
    publish_what_waits()
    judged = Judgement.objects.get()
    assert judged.author == "Bo Judge"
    assert judged.made_at.year > 2020


def test_who_changes_a_judgement_signs_it(client, pair, judged):
    client.force_login(reviewer(first_name="Cy", last_name="Other"))
    address = reverse("admin:proposals_judgement_change", args=[judged.pk])
    client.post(address, written(pair))
    publish_what_waits()
    judged.refresh_from_db()
    assert (judged.mark, judged.author) == ("differs", "Cy Other")
    assert judged.made_at > WHEN


def test_who_changes_nothing_leaves_the_signature(client, pair, judged):
    client.force_login(reviewer())
    address = reverse("admin:proposals_judgement_change", args=[judged.pk])
    client.post(address, written(pair, mark=judged.mark, reason=judged.reason))
    judged.refresh_from_db()
    assert (judged.author, judged.made_at) == ("Bo Judge", WHEN)


def test_a_judgement_needs_a_reason(client, pair):
    client.force_login(reviewer())
    response = client.post(ADD, written(pair, reason=" "))
    assert response.status_code == 200
    assert not Judgement.objects.exists()


def test_an_analyst_cannot_record_a_judgement(client, pair):
    client.force_login(analyst())
    assert client.post(ADD, written(pair)).status_code == 403
    assert not Judgement.objects.exists()
