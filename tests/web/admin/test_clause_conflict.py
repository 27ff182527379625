"""Two editors at once on the page of a clause: nothing is overwritten silently, nothing is lost."""

import pytest

from proposals.editing.merge import FormContent
from proposals.editing.review import publish, submit
from proposals.editing.revisions import drop_revision, open_revision
from proposals.models import Clause
from proposals.web.admin.clause_page.form_content import pack, unpack
from tests.factories import ArticleFactory, ClauseFactory, EvidenceFactory, TermFactory
from tests.support.clause_pages import address, changed, controls, opened, person, text, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return visit(person("ana", superuser=True))


@pytest.fixture
def ben():
    return visit(person("ben", superuser=True))


@pytest.fixture
def clause():
    """A draft with an answer and a piece of evidence."""
    clause = ClauseFactory(heading="Truce", text="Fighting stops.")
    TermFactory(clause=clause, value="at least 30 days")
    EvidenceFactory(clause=clause, note="First")
    return clause


def save(client, clause, page, **values):
    return client.post(address(clause), changed(page, **values))


def shown(response):
    """What the form holds after a conflict."""
    assert response.status_code == 409
    return controls(response.content.decode())


def differences(response):
    return [(one.label, one.was, one.theirs, one.yours, one.both)
            for one in response.context["clash"].conflicts]  # fmt: skip


def test_the_second_to_save_changes_nothing(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    assert save(ben, clause, page, text="Ben's").status_code == 409
    clause.refresh_from_db()
    assert (clause.heading, clause.text, clause.edition) == ("Ana's", "Fighting stops.", 2)


def test_the_second_sees_what_the_other_changed_and_who_it_was(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    response = save(ben, clause, page, text="Ben's")
    assert differences(response) == [("Heading", "Truce", "Ana's", "Truce", False)]
    assert "last saved by ana" in text(response)


def test_what_only_the_other_changed_is_taken_over_and_own_input_is_kept(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    form = shown(save(ben, clause, page, text="Ben's", why="My reason"))
    assert (form["heading"], form["text"], form["why"]) == ("Ana's", "Ben's", "My reason")


def test_a_field_that_both_changed_keeps_own_input_and_asks_for_a_decision(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    response = save(ben, clause, page, heading="Ben's")
    assert shown(response)["heading"] == "Ben's"
    assert differences(response) == [("Heading", "Truce", "Ana's", "Ben's", True)]
    assert "please decide" in text(response)


def test_the_page_of_a_conflict_can_be_saved(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    form = shown(save(ben, clause, page, text="Ben's"))
    assert save(ben, clause, form).status_code == 302
    clause.refresh_from_db()
    assert (clause.heading, clause.text, clause.edition) == ("Ana's", "Ben's", 3)


def test_a_third_save_meanwhile_is_a_conflict_again(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    form = shown(save(ben, clause, page, text="Ben's"))
    save(ana, clause, opened(ana, clause), heading="Ana's again")
    again = save(ben, clause, form)
    assert differences(again) == [("Heading", "Ana's", "Ana's again", "Ana's", False)]
    assert shown(again)["text"] == "Ben's"


def test_both_made_the_same_change_and_there_is_nothing_to_tell(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Same")
    response = save(ben, clause, page, heading="Same")
    assert response.status_code == 409
    assert differences(response) == []


def test_answers_and_evidence_are_put_together_too(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), terms__0__value="at least 40 days")
    response = save(ben, clause, page, evidence__0__note="Ben's", terms__0__scope="at sea")
    form = shown(response)
    assert form["terms-0-value"] == "at least 40 days"
    assert (form["terms-0-scope"], form["evidence-0-note"]) == ("at sea", "Ben's")
    assert differences(response)[0][1:3] == ("at least 30 days", "at least 40 days")


def test_boxes_that_were_changed_are_own_input_too(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    form = shown(save(ben, clause, page, terms__0__part__low="50"))
    assert form["terms-0-value"] == "at least 50 days"


def test_rows_that_each_editor_added_stand_side_by_side(ana, ben, clause):
    page = opened(ben, clause)
    first, second = ArticleFactory(), ArticleFactory()
    new = {"evidence__TOTAL_FORMS": 2, "evidence__1__stance": "disputes",
           "evidence__1__basis": "prints"}  # fmt: skip
    save(ana, clause, opened(ana, clause), **new, evidence__1__article=first.pk)
    form = shown(save(ben, clause, page, **new, evidence__1__article=second.pk))
    assert save(ben, clause, form).status_code == 302
    assert {first.pk, second.pk} <= set(clause.evidence.values_list("article", flat=True))


def test_a_row_that_the_other_removed_and_nobody_else_touched_is_gone(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), evidence__0__DELETE="on")
    form = shown(save(ben, clause, page, heading="Ben's"))
    assert form["evidence-TOTAL_FORMS"] == "0"


def test_a_row_that_the_other_removed_comes_back_as_new_with_own_changes(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), evidence__0__DELETE="on")
    response = save(ben, clause, page, evidence__0__note="Ben's")
    form = shown(response)
    assert (form["evidence-INITIAL_FORMS"], form["evidence-0-note"]) == ("0", "Ben's")
    assert differences(response)[0][2] == "removed"


def test_a_row_marked_to_be_removed_stays_marked_and_the_other_s_change_is_told(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), evidence__0__note="Ana's")
    response = save(ben, clause, page, evidence__0__DELETE="on")
    assert shown(response)["evidence-0-DELETE"] == "on"
    assert response.context["clash"].to_decide == 1


def test_a_page_that_does_not_say_what_it_showed_keeps_own_input(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    form = shown(save(ben, clause, page, heading="Ben's", seen="{"))
    assert form["heading"] == "Ben's"


@pytest.mark.parametrize("edition", [None, "0", "9" * 400])
def test_a_save_that_names_no_edition_is_never_a_silent_one(ben, clause, edition):
    response = save(ben, clause, opened(ben, clause), heading="Ben's", edition=edition)
    assert response.status_code == 409
    clause.refresh_from_db()
    assert clause.heading == "Truce"


def test_a_step_of_review_is_not_taken_from_an_old_page(ana, ben, clause):
    page = opened(ben, clause)
    save(ana, clause, opened(ana, clause), heading="Ana's")
    assert save(ben, clause, page, _step="submit").status_code == 409
    clause.refresh_from_db()
    assert clause.state == "draft"


def test_input_on_a_clause_that_was_published_meanwhile_goes_to_a_revision(ben, clause):
    page = opened(ben, clause)
    submit(clause, person("sue", superuser=True))
    publish(clause, person("rex", superuser=True))
    response = save(ben, clause, page, text="Ben's", terms__0__value="9 days")
    form = shown(response)
    revision = Clause.objects.get(revises=clause)
    assert response.context["clash"].address == address(revision)
    assert f'hx-post="{address(revision)}"' in response.content.decode()
    assert (form["text"], form["terms-0-value"]) == ("Ben's", "9 days")
    assert save(ben, revision, form).status_code == 302
    clause.refresh_from_db()
    revision.refresh_from_db()
    assert (clause.text, revision.text) == ("Fighting stops.", "Ben's")
    assert clause.terms.get().value == {"at_least": "30"}
    assert revision.terms.get().value == {"exactly": "9"}


def test_input_on_a_revision_that_was_published_meanwhile_goes_to_a_new_one(ana, ben):
    clause = ClauseFactory(published=True, text="Old")
    TermFactory(clause=clause, value="at least 30 days")
    revision = open_revision(clause, person("oda", superuser=True))
    page = opened(ben, revision)
    submit(revision, person("sue", superuser=True))
    publish(revision, person("rex", superuser=True), "Corrected")
    form = shown(save(ben, revision, page, text="Ben's"))
    fresh = Clause.objects.get(revises=clause)
    assert form["text"] == "Ben's"
    assert form["terms-INITIAL_FORMS"] == form["terms-TOTAL_FORMS"] == "1"
    assert save(ben, fresh, form).status_code == 302
    fresh.refresh_from_db()
    assert (fresh.text, fresh.terms.count()) == ("Ben's", 1)


def test_input_on_a_revision_that_was_given_up_goes_to_a_new_one(ben):
    clause = ClauseFactory(published=True, text="Old")
    oda = person("oda", superuser=True)
    revision = open_revision(clause, oda)
    page = opened(ben, revision)
    drop_revision(revision, oda)
    assert shown(save(ben, revision, page, text="Ben's"))["text"] == "Ben's"


def test_input_on_a_draft_that_was_deleted_becomes_a_new_clause(ben, clause):
    page = opened(ben, clause)
    gone = address(clause)
    clause.delete()
    response = ben.post(gone, changed(page, text="Ben's"))
    form = shown(response)
    assert (form["text"], form["terms-0-value"]) == ("Ben's", "at least 30 days")
    assert ben.post(response.context["clash"].address, form).status_code == 302
    assert Clause.objects.get(key=page["key"]).terms.get().value == {"at_least": "30"}


def test_input_on_a_clause_that_was_deleted_is_not_shown_to_those_who_may_not_edit(clause):
    gone = address(clause)
    clause.delete()
    reader = visit(person("reader", "view_clause"))
    assert reader.post(gone, {"text": "x"}).status_code == 403


# The rule itself, without a database


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "{",
        "[]",
        '{"own": 1}',
        "[" * 5000,
        '{"own": 1, "rows": 2, "uid": 3}',
        '{"own": {}, "rows": {}, "uid": 3}',
        '{"own": {"heading": 1}, "rows": {}, "uid": ""}',
        '{"own": {}, "rows": {"terms": {"1": 5}}, "uid": ""}',
        '{"own": {}, "rows": {"terms": {"1": {"note": [1]}}}, "uid": ""}',
    ],
)
def test_what_a_page_says_it_showed_is_believed_only_if_it_has_the_form(seen):
    assert unpack(seen) is None


def test_what_a_page_showed_travels_with_it():
    content = FormContent({"heading": ["Truce"]}, {"terms": {"1": {"value": ["air"]}}}, "a.b.c")
    assert unpack(pack(content)) == content
