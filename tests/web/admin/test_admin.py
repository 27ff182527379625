"""The analysts' pages: every one opens, counts its queries, and echoes what is wrong."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse

from proposals import models
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageEvidenceFactory,
    CoverageFactory,
    DisagreementFactory,
    EvidenceFactory,
    JudgementFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseEvidenceFactory,
    ResponseFactory,
    TermFactory,
    TopicFactory,
    UnitFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
PAGES = [
    (NegotiationFactory, PartyFactory),
    (PartyFactory, None),
    (DisagreementFactory, AccountFactory),
    (TopicFactory, None),
    (UnitFactory, None),
    (QuestionFactory, None),
    (ProposalFactory, VersionFactory),
    (VersionFactory, ClauseFactory),
    (CoverageFactory, CoverageEvidenceFactory),
    (ClauseFactory, EvidenceFactory),
    (ResponseFactory, ResponseEvidenceFactory),
    (JudgementFactory, None),
]
FACTORIES = [factory for factory, _inside in PAGES]
MOST_QUERIES = 12


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("editor", password="x")
    client.force_login(user)
    return client


def listing(model):
    return reverse(f"admin:proposals_{model._meta.model_name}_changelist")


def page(row):
    return reverse(f"admin:proposals_{row._meta.model_name}_change", args=[row.pk])


def opened(client, row):
    """The values of a page as a browser would send them back."""
    context = client.get(page(row)).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    return {name: value for form in forms for name, value in filled(form)}


def filled(form):
    """Name and value of every control that a browser sends: no empty ones, no open boxes."""
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            yield form[name].html_name, "on" if value is True else value


def errors(response):
    """All errors that a page shows."""
    assert response.status_code == 200, "the page was accepted"
    return str(response.context["errors"])


def new_evidence(article):
    return {
        "evidence-TOTAL_FORMS": "1",
        "evidence-0-article": article.pk,
        "evidence-0-stance": "supports",
        "evidence-0-basis": "prints",
    }


def new_term(question, value):
    return {
        "terms-TOTAL_FORMS": "1",
        "terms-0-question": question.pk,
        "terms-0-value": value,
        "terms-0-force": "demands",
        "terms-0-confidence": "high",
    }


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_list_opens(editor, factory):
    row = factory()
    assert str(row).split(" ")[0] in editor.get(listing(row)).content.decode()


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_list_can_be_searched(editor, factory):
    row = factory()
    assert editor.get(listing(row), {"q": "nothing like this"}).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_the_queries_of_a_list_do_not_grow(editor, factory, django_assert_max_num_queries):
    rows = [factory(key=f"day-{n}") if factory is UnitFactory else factory() for n in range(8)]
    with django_assert_max_num_queries(MOST_QUERIES):
        editor.get(listing(rows[0]))


@pytest.mark.parametrize(("factory", "inside"), PAGES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_page_opens_with_what_stands_inside(editor, factory, inside):
    row = factory()
    if inside:
        inside(**{row._meta.model_name: row})
    assert editor.get(page(row)).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_an_empty_page_opens(editor, factory):
    name = factory._meta.model._meta.model_name
    assert editor.get(reverse(f"admin:proposals_{name}_add")).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_page_that_is_saved_as_it_is_stays_as_it_is(editor, factory):
    row = factory()
    before = stored(row)
    assert editor.post(page(row), opened(editor, row)).status_code == 302
    assert stored(row) == before


def stored(row):
    """The columns of a row as the database has them, without the time it is stamped with."""
    columns = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in columns.items() if name != "made_at"}


def test_every_model_that_analysts_enter_has_a_page():
    inside = {models.Account, models.Term, models.Evidence, models.Comment}
    inside |= {models.CoverageEvidence, models.ResponseEvidence}
    kept = {models.DataStamp, models.RowMarks, models.SeedRecord, models.Transition}
    kept |= {models.PdfContent, models.PdfDrawer, models.PdfJob}
    kept |= {models.ExpiredSnapshot, models.Freeze, models.RowEditor, models.SnapshotUse}
    own = set(models.Clause._meta.app_config.get_models()) - inside - kept
    assert models.Clause in own
    assert all(admin.site.is_registered(model) for model in own)


def test_an_answer_is_shown_in_words(editor):
    clause = TermFactory(value={"at_least": 30}).clause
    assert opened(editor, clause)["terms-0-value"] == "at least 30 days"


def test_an_answer_is_taken_in_words(editor):
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    editor.post(page(clause), opened(editor, clause) | new_term(question, "2 to 3 days"))
    assert clause.terms.get().value == {"at_least": "2", "at_most": "3"}


def test_an_answer_is_taken_as_a_table(editor):
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    editor.post(page(clause), opened(editor, clause) | new_term(question, '{"at_most": 3}'))
    assert clause.terms.get().value == {"at_most": "3"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("for ever", "at least 30 days"),
        ('{"at_lest": 3}', "at_least, more_than, at_most"),
        ('{"at_least": 3', "Not a table in JSON"),
        ("", "This field is required"),
    ],
)
def test_an_answer_that_is_not_allowed_is_echoed_with_what_would_be_right(editor, value, message):
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    response = editor.post(page(clause), opened(editor, clause) | new_term(question, value))
    assert message in response.content.decode().replace("&quot;", '"')
    assert not clause.terms.exists()


def test_an_answer_on_a_new_clause_is_checked_too(editor):
    version = VersionFactory()
    question = QuestionFactory(negotiation=version.proposal.negotiation)
    blank = {f"{name}-INITIAL_FORMS": "0" for name in ("terms", "evidence")}
    blank |= {f"{name}-TOTAL_FORMS": "0" for name in ("terms", "evidence")}
    data = {"version": version.pk, "key": "1", "heading": "One", "status": "firm", "state": "draft"}
    data |= {"confidence": "high", "ordinal": "1"} | blank | new_term(question, "for ever")
    response = editor.post(reverse("admin:proposals_clause_add"), data)
    assert "at least 30 days" in response.content.decode().replace("&quot;", '"')


def test_a_new_clause_begins_as_a_draft_whatever_is_sent(editor):
    version = VersionFactory()
    blank = {f"{name}-INITIAL_FORMS": "0" for name in ("terms", "evidence")}
    data = {"version": version.pk, "key": "1", "heading": "One", "status": "firm"}
    data |= {"confidence": "high", "ordinal": "1", "state": "published", "terms-TOTAL_FORMS": "0"}
    data |= blank | new_evidence(ArticleFactory())
    assert editor.post(reverse("admin:proposals_clause_add"), data).status_code == 302
    assert models.Clause.objects.get().state == "draft"


def test_new_evidence_is_signed(editor):
    clause = ClauseFactory()
    editor.post(page(clause), opened(editor, clause) | new_evidence(ArticleFactory()))
    evidence = clause.evidence.get()
    assert evidence.tagged_by == "editor"
    assert evidence.tagged_at is not None


def test_evidence_is_offered_the_answers_of_its_clause_only(editor):
    own, other = TermFactory(), TermFactory()
    EvidenceFactory(clause=own.clause)
    form = editor.get(page(own.clause)).context["inline_admin_formsets"][1].formset.forms[0]
    offered = [key for key, _label in form.fields["term"].choices]
    assert own.pk in offered
    assert other.pk not in offered


def test_bearers_of_another_negotiation_are_refused(editor):
    clause = ClauseFactory()
    question = QuestionFactory(negotiation=clause.version.proposal.negotiation)
    stranger = PartyFactory(name="Stranger")
    data = new_term(question, "30 days") | {"terms-0-bearers": [stranger.pk]}
    response = editor.post(page(clause), opened(editor, clause) | data)
    assert "Not a party to this negotiation: Stranger." in errors(response)


def test_parties_of_another_negotiation_are_refused(editor):
    proposal = ProposalFactory()
    stranger = PartyFactory(name="Stranger")
    response = editor.post(page(proposal), opened(editor, proposal) | {"parties": [stranger.pk]})
    assert "Not a party to this negotiation: Stranger." in errors(response)


def test_an_entry_in_use_cannot_be_removed_from_a_question(editor):
    term = TermFactory()
    data = opened(editor, term.question) | {"kind": "date", "unit": ""}
    response = editor.post(page(term.question), data)
    assert "Answers in use would no longer be allowed" in errors(response)


def test_the_queries_of_a_clauses_page_grow_only_with_its_references(
    editor, django_assert_max_num_queries
):
    clause = ClauseFactory()
    for _number in range(4):
        EvidenceFactory(clause=clause, term=TermFactory(clause=clause))
    with django_assert_max_num_queries(40):
        editor.get(page(clause))
