"""Entering an edit: it is made of a version, and then only what changes is typed."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from proposals.editing.edits import EditFacts, make_edit, strike_out
from proposals.models import Clause, Term, Version
from proposals.web.admin.whole_edits import WholeEditMixin
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    VersionFactory,
    analyst,
)
from tests.support import pages
from tests.support.clause_pages import ADD, changed, controls
from tests.support.forms import fields_of

pytestmark = pytest.mark.django_db
VIEW = Permission.objects.filter(content_type__app_label="proposals")
FORM = "//div[@id='content-main']//form"


@pytest.fixture
def talks():
    return NegotiationFactory()


@pytest.fixture
def paper(talks):
    return VersionFactory(
        proposal=ProposalFactory(negotiation=talks, name="The paper"),
        key="first",
        label="first",
        language="uk",
        ordinal=4,
    )


@pytest.fixture
def edit(paper):
    return VersionFactory(
        proposal=paper.proposal, key="second", label="second", edits=paper, complete=True
    )


@pytest.fixture
def truce(paper):
    return ClauseFactory(version=paper, key="1", heading="Truce", ordinal=1)


@pytest.fixture
def fords(paper):
    return ClauseFactory(
        version=paper, key="2", heading="Fords", ordinal=2, topics=[TopicFactory()]
    )


@pytest.fixture
def editor(client):
    client.force_login(analyst())
    return client


def address(name, version):
    return reverse(f"admin:proposals_version_{name}", args=[version.pk])


def made(client, version, **typed):
    """Open the page that makes an edit, type, and send it."""
    data = fields_of(client.get(address("edit", version)).content.decode(), FORM)
    filled = {"key": "new", "label": "new", "tier": "oral", "date": "2025-07-01"}
    return client.post(address("edit", version), {**data, **filled, **typed})


def lines(client, version):
    """The table of points: the words of each line, without those of its buttons."""
    root = pages.parsed(client.get(address("points", version)).content.decode())
    rows = root.xpath("//section[@id='points']//tbody/tr")
    return [[pages.text_of(cell) for cell in row.xpath("./th|./td")[:3]] for row in rows]


def struck(client, edit, key, **more):
    return client.post(address("strike_out", edit), {"point": key}, **more)


# Making an edit


def test_the_page_of_a_version_leads_to_an_edit_of_it(editor, paper, edit):
    page = editor.get(address("change", paper)).content.decode()
    assert address("edit", paper) in page
    assert address("points", paper) not in page
    assert address("points", edit) in editor.get(address("change", edit)).content.decode()


def test_an_edit_of_the_same_proposal_begins_without_clauses(editor, paper, truce):
    answer = made(editor, paper, complete="on")
    new = Version.objects.get(key="new")
    assert answer["Location"] == address("points", new)
    assert (new.proposal, new.edits, new.complete, new.tier) == (
        paper.proposal,
        paper,
        True,
        "oral",
    )
    assert (new.label, str(new.date), new.language, new.ordinal) == ("new", "2025-07-01", "uk", 5)
    assert not new.clauses.exists()


def test_an_edit_may_be_of_another_proposal(editor, talks, paper):
    other = ProposalFactory(negotiation=talks)
    made(editor, paper, proposal=other.pk)
    new = Version.objects.get(key="new")
    assert (new.proposal, new.edits, new.complete, new.ordinal) == (other, paper, False, 1)


def test_a_proposal_of_another_negotiation_is_not_offered(editor, paper):
    answer = made(editor, paper, proposal=ProposalFactory().pk)
    assert answer.status_code == 200
    assert not Version.objects.filter(key="new").exists()


def test_a_key_that_is_taken_is_refused(editor, paper):
    page = made(editor, paper, key="first").content.decode()
    assert "This proposal already has a version with this key." in page
    assert Version.objects.count() == 1


def test_a_key_that_somebody_took_meanwhile_is_refused(paper):
    facts = EditFacts(proposal=paper.proposal, key="new", label="new", tier="oral")
    make_edit(paper, facts, analyst())
    with pytest.raises(ValidationError, match="already has a version with this key"):
        make_edit(paper, facts, analyst())
    assert Version.objects.filter(key="new").count() == 1


def test_whoever_may_not_add_versions_makes_no_edit(client, paper):
    guest = UserFactory(is_staff=True)
    guest.user_permissions.add(VIEW.get(codename="view_version"))
    client.force_login(guest)
    assert client.get(address("edit", paper)).status_code == 403
    assert "Make an edit" not in client.get(address("change", paper)).content.decode()
    facts = EditFacts(proposal=paper.proposal, key="new", label="new", tier="oral")
    with pytest.raises(PermissionDenied):
        make_edit(paper, facts, guest)


# The points of the edited text


def test_the_page_says_of_each_point_what_the_edit_does(editor, paper, edit, truce, fords):
    ClauseFactory(version=paper, key="3", heading="Tolls", ordinal=3)
    ClauseFactory(version=paper, key="4", heading="Bridge", ordinal=4)
    ClauseFactory(version=edit, key="1", heading="Longer truce")
    ClauseFactory(version=edit, key="2", heading="Fords", status="struck-out")
    ClauseFactory(version=edit, key="9", heading="Both", replaces=["3"])
    assert lines(editor, edit) == [
        ["1 Truce draft", "changed", "1 Longer truce draft"],
        ["2 Fords draft", "struck out", "2 Fords draft struck out"],
        ["3 Tolls draft", "another stands in its place", "9 Both draft"],
        ["4 Bridge draft", "left alone", ""],
    ]


def test_of_an_edit_known_from_reports_a_point_is_not_told(editor, paper, truce):
    told = VersionFactory(proposal=paper.proposal, edits=paper)
    assert lines(editor, told) == [["1 Truce draft", "not told", ""]]
    page = editor.get(address("points", told)).content.decode()
    assert "a point that nobody told is not coded, and never taken over" in page


def test_a_text_that_edits_none_has_no_such_page(editor, paper):
    assert editor.get(address("points", paper)).status_code == 404
    assert struck(editor, paper, "1").status_code == 404


def test_the_page_needs_the_right_to_see_versions(client, edit):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address("points", edit)).status_code == 403


def test_whoever_may_only_look_sees_no_buttons(client, edit, truce):
    guest = UserFactory(is_staff=True)
    guest.user_permissions.add(VIEW.get(codename="view_version"))
    client.force_login(guest)
    root = pages.parsed(client.get(address("points", edit)).content.decode())
    assert not root.xpath("//section[@id='points']//button")
    assert struck(client, edit, "1").status_code == 403
    assert not edit.clauses.exists()


def test_the_page_asks_the_same_queries_however_many_points(
    editor, paper, edit, django_assert_max_num_queries
):
    for number in range(1, 20):
        ClauseFactory(version=paper, key=str(number))
        ClauseFactory(version=edit, key=str(number))
    with django_assert_max_num_queries(25):
        editor.get(address("points", edit))


# Striking out


def test_a_point_is_struck_out_by_one_click(editor, edit, fords):
    page = pages.parsed(editor.get(address("points", edit)).content.decode())
    (button,) = page.xpath("//button[@name='point']")
    assert button.get("aria-label") == "Strike out 2 Fords"
    struck(editor, edit, button.get("value"))
    clause = edit.clauses.get()
    assert (clause.key, clause.label, clause.heading) == ("2", "2", "Fords")
    assert (clause.status, clause.state, clause.text, clause.ordinal) == (
        "struck-out", "draft", "", 2
    )  # fmt: skip
    assert list(clause.topics.all()) == list(fords.topics.all())
    assert lines(editor, edit) == [["2 Fords draft", "struck out", "2 Fords draft struck out"]]


def test_what_another_editor_entered_meanwhile_is_not_struck_out(editor, edit, fords):
    ClauseFactory(version=edit, key="8", replaces=["2"])
    shown = struck(editor, edit, "2", follow=True).content.decode()
    assert "has been entered already; look again." in shown
    assert edit.clauses.count() == 1


def test_a_point_that_is_gone_is_not_struck_out(editor, edit):
    shown = struck(editor, edit, "2", follow=True).content.decode()
    assert "no such point any more" in shown
    assert not edit.clauses.exists()


def test_nothing_is_struck_out_by_a_link(editor, edit, fords):
    assert editor.get(address("strike_out", edit)).status_code == 405


def test_whoever_may_not_add_clauses_strikes_nothing_out(edit, fords):
    with pytest.raises(PermissionDenied):
        strike_out(edit, "2", UserFactory(is_staff=True))


# Changing a point


@pytest.fixture
def point(talks, paper):
    """A point with a quote, a topic, evidence and an answer under conditions."""
    clause = ClauseFactory(
        version=paper,
        key="5",
        label="V",
        heading="Carts",
        text="Carts may cross.",
        quote="aller",
        quote_origin="own",
        ordinal=5,
        topics=[TopicFactory(key="carts")],
    )
    question = QuestionFactory(negotiation=talks, key="how-long")
    TermFactory(
        clause=clause,
        question=question,
        value="at least 30 days",
        force="offers",
        scope="in winter",
        condition="the ice holds",
        bearers=[PartyFactory(negotiation=talks, key="aria")],
    )
    EvidenceFactory(clause=clause)
    return clause


def form_of_change(editor, edit):
    root = pages.parsed(editor.get(address("points", edit)).content.decode())
    (link,) = root.xpath("//td[@class='point-ways']/a/@href")
    return link, controls(editor.get(link).content.decode())


def test_a_change_begins_with_the_words_and_answers_of_the_point(editor, edit, point):
    _link, data = form_of_change(editor, edit)
    assert data["version"] == str(edit.pk)
    assert [data[name] for name in ("key", "label", "heading", "text", "ordinal")] == [
        "5", "V", "Carts", "Carts may cross.", "5"
    ]  # fmt: skip
    assert (data["quote"], data["quote_origin"]) == ("", "")
    assert data.getlist("topics") == [str(point.topics.get().pk)]
    assert (data["terms-TOTAL_FORMS"], data["evidence-TOTAL_FORMS"]) == ("1", "0")
    names = ("value", "force", "scope", "condition")
    assert [data[f"terms-0-{name}"] for name in names] == [
        "at least 30 days", "offers", "in winter", "the ice holds"
    ]  # fmt: skip


def test_the_form_of_a_change_says_what_it_begins_with(editor, edit, point):
    link, _data = form_of_change(editor, edit)
    words = pages.text_of(pages.parsed(editor.get(link).content.decode()))
    assert "It begins with the words and the answers of “V Carts” in The paper (first)" in words
    assert "quote and the evidence are that text's own" in words


def test_a_clause_of_an_edit_leads_back_to_the_points(editor, edit, truce):
    clause = ClauseFactory(version=edit, key="1")
    page = editor.get(reverse("admin:proposals_clause_change", args=[clause.pk]))
    assert address("points", edit) in page.content.decode()
    page = editor.get(reverse("admin:proposals_clause_change", args=[truce.pk]))
    assert "/points/" not in page.content.decode()


def test_nothing_is_saved_by_opening_the_form(editor, edit, point):
    form_of_change(editor, edit)
    assert not edit.clauses.exists()


def test_only_what_changes_is_typed(editor, edit, point):
    link, data = form_of_change(editor, edit)
    typed = changed(data, text="Carts and mules may cross.", _continue="1")
    assert editor.post(link, dict(typed.lists())).status_code == 302
    clause = edit.clauses.get()
    assert (clause.key, clause.text, clause.state) == ("5", "Carts and mules may cross.", "draft")
    assert [topic.key for topic in clause.topics.all()] == ["carts"]
    term = clause.terms.get()
    assert (term.value, term.force) == ({"at_least": "30"}, "offers")
    assert (term.scope, term.condition) == ("in winter", "the ice holds")
    assert [party.key for party in term.bearers.all()] == ["aria"]
    assert not clause.evidence.exists()
    assert Term.objects.filter(clause=point).count() == 1


def test_the_answer_is_changed_in_words(editor, edit, point):
    link, data = form_of_change(editor, edit)
    typed = changed(data, terms__0__value="at least 60 days", _continue="1")
    editor.post(link, dict(typed.lists()))
    assert edit.clauses.get().terms.get().value == {"at_least": "60"}


def test_the_form_without_scripts_looks_first_and_keeps_everything(editor, edit, point):
    link, data = form_of_change(editor, edit)
    looked = editor.post(link, dict(changed(data, _look="1").lists()))
    again = controls(looked.content.decode())
    assert again["terms-0-value"] == "at least 30 days"
    editor.post(link, dict(changed(again, _continue="1").lists()))
    assert edit.clauses.get().terms.get().value == {"at_least": "30"}


@pytest.mark.parametrize("query", ["point=999999", "point=x", "point=5&version=x"])
def test_a_point_that_is_not_there_begins_an_empty_form(editor, edit, point, query):
    page = editor.get(f"{reverse(ADD)}?version={edit.pk}&{query}")
    assert controls(page.content.decode())["heading"] == ""


def test_a_point_of_another_text_is_not_copied(editor, edit, point):
    stranger = TermFactory(clause__heading="Secret").clause
    page = editor.get(reverse(ADD), {"version": edit.pk, "point": stranger.pk})
    assert "Secret" not in page.content.decode()


def test_the_second_editor_is_told_that_the_point_is_entered(editor, edit, point):
    link, data = form_of_change(editor, edit)
    ClauseFactory(version=edit, key="5")
    answer = editor.post(link, dict(changed(data, _continue="1").lists()))
    assert "This version already has a clause with this key." in answer.content.decode()
    assert edit.clauses.count() == 1


def test_a_key_that_is_taken_in_the_moment_of_saving_is_asked_for_again(
    monkeypatch, editor, edit, point
):
    link, data = form_of_change(editor, edit)
    saves = []
    save = WholeEditMixin.save_related

    def save_second(*args):
        saves.append(args)
        if len(saves) == 1:
            raise IntegrityError
        save(*args)

    monkeypatch.setattr(WholeEditMixin, "save_related", save_second)
    sent = dict(changed(data, _continue="1").lists())
    refused = editor.post(link, sent)
    assert refused.status_code == 200
    assert "Nothing was saved." in refused.content.decode()
    assert editor.post(link, sent).status_code == 302
    assert edit.clauses.get().terms.count() == 1


# Adding a point


def test_a_new_point_is_offered_behind_all_others(editor, edit, fords):
    ClauseFactory(version=edit, key="7", heading="Mules", ordinal=7)
    root = pages.parsed(editor.get(address("points", edit)).content.decode())
    (link,) = root.xpath("//section[@id='added']//a[@class='addlink']/@href")
    assert controls(editor.get(link).content.decode())["ordinal"] == "8"
    added = pages.text_of(root.xpath("//section[@id='added']")[0])
    assert "1 point that the edit adds" in added
    assert "7 Mules draft" in added
    assert Clause.objects.count() == 2


def test_a_new_clause_of_an_edit_stands_behind_the_points_by_itself(editor, edit, fords):
    page = editor.get(reverse(ADD), {"version": edit.pk}).content.decode()
    assert controls(page)["ordinal"] == "3"


def test_the_page_of_an_edit_leads_to_the_points_instead_of_its_end(editor, edit):
    root = pages.parsed(editor.get(address("change", edit)).content.decode())
    section = root.xpath("//section[@id='clauses']")[0]
    assert address("points", edit) in section.xpath(".//a/@href")
    assert not section.xpath(".//a[@class='addlink']")
