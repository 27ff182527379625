"""The page of a clause: entering, saving, and the field for an answer."""

import pytest
from django.urls import reverse

from proposals.history.entries import list_entries
from proposals.models import Clause, Evidence
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    DisagreementFactory,
    EvidenceFactory,
    PartyFactory,
    QuestionFactory,
    TermFactory,
    VersionFactory,
)
from tests.support.clause_pages import (
    ADD,
    address,
    answer,
    asked,
    boxes,
    changed,
    controls,
    errors,
    opened,
    person,
    tagged,
    text,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor", superuser=True)


@pytest.fixture
def client(editor):
    return visit(editor)


@pytest.fixture
def clause():
    return ClauseFactory()


# Entering


def test_a_new_clause_is_entered_with_an_answer_and_evidence(client, editor):
    version = VersionFactory()
    question = QuestionFactory(negotiation=version.proposal.negotiation)
    page = client.get(reverse(ADD), {"version": version.pk})
    data = changed(
        controls(page.content.decode()),
        key="1",
        heading="Ceasefire",
        **answer(question, "2-3 days"),
        **tagged(ArticleFactory()),
    )
    assert client.post(reverse(ADD), data).status_code == 302
    clause = Clause.objects.get(version=version)
    assert (clause.state, clause.created_by, clause.edited_by) == ("draft", editor, editor)
    assert clause.terms.get().value == {"at_least": "2", "at_most": "3"}
    assert clause.evidence.get().tagged_by == "editor"


def test_a_new_clause_stands_after_the_last_of_its_version(client):
    version = ClauseFactory(ordinal=7).version
    page = client.get(reverse(ADD), {"version": version.pk})
    assert controls(page.content.decode())["ordinal"] == "8"


def test_a_clause_cannot_be_entered_as_published(client):
    version = VersionFactory()
    page = client.get(reverse(ADD), {"version": version.pk})
    data = changed(controls(page.content.decode()), key="1", heading="One", state="published")
    client.post(reverse(ADD), data)
    assert Clause.objects.get(key="1").state == "draft"


def test_the_state_is_no_field_of_the_page(client, clause):
    client.post(address(clause), changed(opened(client, clause), state="published", heading="New"))
    clause.refresh_from_db()
    assert (clause.state, clause.heading) == ("draft", "New")


def test_a_save_is_recorded_with_its_reason(client, clause):
    data = changed(opened(client, clause), heading="New", why="The digest names it so.")
    client.post(address(clause), data)
    assert list_entries(clause)[0].reason == "The digest names it so."


def test_a_save_takes_the_next_edition(client, clause):
    client.post(address(clause), changed(opened(client, clause), heading="New"))
    clause.refresh_from_db()
    assert clause.edition == 2


def test_a_page_that_is_saved_as_it_is_takes_no_edition(client):
    clause = TermFactory(bearers=[]).clause
    EvidenceFactory(clause=clause, quoted=True)
    client.post(address(clause), opened(client, clause))
    clause.refresh_from_db()
    assert clause.edition == 1


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("choice", {"admits": ["open"]}),
        ("items", {"requires": ["air"], "excludes": ["sea"]}),
        ("date", {"to": "2025-06-20"}),
        ("sequence", {"chains": [["talks", "treaty"]]}),
        ("prose", {"text": "As agreed."}),
    ],
)
def test_an_answer_of_every_kind_survives_a_save_as_it_is(client, clause, kind, value):
    term = TermFactory(clause=clause, question=asked(clause, kind), value=value)
    client.post(address(clause), changed(opened(client, clause), heading="New"))
    term.refresh_from_db()
    assert term.value == value


def test_an_answer_is_removed(client):
    term = TermFactory()
    client.post(address(term.clause), changed(opened(client, term.clause), terms__0__DELETE="on"))
    assert not term.clause.terms.exists()


def test_bearers_are_chosen_among_the_parties_of_the_negotiation(client):
    term = TermFactory()
    own = PartyFactory(negotiation=term.question.negotiation)
    PartyFactory(name="Stranger")
    assert "Stranger" not in text(client.get(address(term.clause)))
    data = changed(opened(client, term.clause), terms__0__bearers=[str(own.pk)])
    client.post(address(term.clause), data)
    assert list(term.bearers.all()) == [own]


def test_bearers_of_another_negotiation_are_refused(client, clause):
    stranger = PartyFactory(name="Stranger")
    data = changed(
        opened(client, clause), **answer(asked(clause), "30 days", bearers=[str(stranger.pk)])
    )
    response = client.post(address(clause), data)
    assert "Not a party to this negotiation: Stranger." in errors(response)


def test_evidence_is_offered_the_answers_and_disagreements_of_its_clause_only(client):
    term, other = TermFactory(), TermFactory()
    EvidenceFactory(clause=term.clause)
    own = DisagreementFactory(negotiation=term.question.negotiation)
    foreign = DisagreementFactory()
    form = client.get(address(term.clause)).context["evidence"].forms[0]
    offered = {name: [key for key, _label in form.fields[name].choices] for name in form.fields
               if name in ("term", "disagreement")}  # fmt: skip
    assert offered == {"term": ["", term.pk], "disagreement": ["", own.pk]}
    assert other.pk != term.pk
    assert foreign.pk != own.pk


def test_evidence_keeps_who_tagged_it_when_somebody_else_edits_it(client):
    evidence = EvidenceFactory(tagged_by="somebody", tagged_at="2025-06-02T10:00:00Z")
    data = changed(opened(client, evidence.clause), evidence__0__note="More")
    client.post(address(evidence.clause), data)
    kept = Evidence.objects.get(pk=evidence.pk)
    assert (kept.note, kept.tagged_by) == ("More", "somebody")


# The value field


def test_the_page_has_boxes_for_each_question_s_kind(client, clause):
    for kind in ("", "choice", "items", "date", "sequence"):
        question = asked(clause, kind)
        value = {"": "30 days", "choice": "open", "items": "air", "date": "20 June 2025",
                 "sequence": "talks, then treaty"}[kind]  # fmt: skip
        TermFactory(clause=clause, question=question, value=value)
    sent = opened(client, clause)
    names = {name.partition("-part-")[2] for name in sent}
    assert {"low", "high", "unit", "admits", "from", "to", "step-talks"} <= names
    assert {"item-air", "item-land"} <= names


def test_an_answer_is_given_by_boxes(client, clause):
    question = asked(clause)
    data = changed(
        opened(client, clause),
        **answer(question),
        **boxes(question, low="30", low_word="at_least", high="", unit="day"),
    )
    client.post(address(clause), data)
    assert clause.terms.get().value == {"at_least": "30"}


def test_a_stored_answer_is_changed_by_its_boxes_alone(client):
    term = TermFactory(value="at least 30 days")
    data = changed(opened(client, term.clause), terms__0__part__low="40")
    client.post(address(term.clause), data)
    term.refresh_from_db()
    assert term.value == {"at_least": "40"}


def test_boxes_of_another_question_are_not_read(client, clause):
    question, other = asked(clause), asked(clause)
    data = changed(
        opened(client, clause),
        **answer(question, "9 days"),
        **boxes(other, low="30", unit="day"),
    )
    client.post(address(clause), data)
    assert clause.terms.get().value == {"exactly": "9"}


def test_words_and_boxes_that_disagree_are_refused_and_kept(client):
    term = TermFactory(value="at least 30 days")
    data = changed(
        opened(client, term.clause),
        terms__0__value="at most 8 days",
        terms__0__part__low="40",
    )
    response = client.post(address(term.clause), data)
    assert "change one of them only" in errors(response)
    assert controls(response.content.decode())["terms-0-value"] == "at most 8 days"


def test_a_number_that_could_be_thousands_is_refused_at_its_field_and_nothing_is_lost(client):
    term = TermFactory(value="at least 30 days")
    data = changed(
        opened(client, term.clause),
        heading="Another heading",
        terms__0__value="6.000 days",
        terms__0__note="Read aloud.",
    )
    response = client.post(address(term.clause), data)
    (problem,) = response.context["answers"].forms[0].errors["value"]
    assert "could be 6 or 6,000." in problem
    assert "Allowed: 6 or 6000." in problem
    sent = controls(response.content.decode())
    assert (sent["heading"], sent["terms-0-note"]) == ("Another heading", "Read aloud.")
    assert sent["terms-0-value"] == "6.000 days"
    term.refresh_from_db()
    assert term.value == {"at_least": "30"}


def test_a_number_in_a_box_that_could_be_thousands_is_refused_and_kept(client):
    term = TermFactory(value="at least 30 days")
    data = changed(opened(client, term.clause), terms__0__part__low="6.000")
    response = client.post(address(term.clause), data)
    assert "could be 6 or 6,000." in errors(response)
    assert "6.000" in controls(response.content.decode()).values()
    term.refresh_from_db()
    assert term.value == {"at_least": "30"}


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("for ever", "at least 30 days"),
        ('{"at_lest": 3}', "at_least, more_than, at_most"),
        ('{"at_least": 3', "Not a table in JSON"),
        ("", "This field is required"),
    ],
)
def test_an_answer_that_is_not_allowed_is_echoed_once_with_what_would_be_right(
    client, clause, value, right
):
    response = client.post(
        address(clause), changed(opened(client, clause), **answer(asked(clause), value))
    )
    assert right in text(response)
    assert len(response.context["answers"].forms[0].errors["value"]) == 1
    assert not clause.terms.exists()
