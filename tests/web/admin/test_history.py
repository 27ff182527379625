"""The history of a clause in the admin: who, when, why, what, and the way back."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from proposals.editing.review import publish, submit
from proposals.editing.revisions import open_revision
from proposals.history.entries import list_entries
from proposals.history.recorder import record_change
from proposals.models import Clause
from tests.factories import ClauseFactory, EvidenceFactory, UserFactory, analyst, reviewer
from tests.support import pages

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def ada():
    return analyst(username="ada", first_name="Adalind", last_name="Moor")


@pytest.fixture
def desk(client, ada):
    """A browser in which an analyst is logged in."""
    client.force_login(ada)
    return client


@pytest.fixture
def clause(ada):
    """A draft with two records."""
    made = ClauseFactory(heading="Ceasefire", text="Fighting stops for 30 days.", created_by=ada)
    EvidenceFactory(clause=made)
    change(made, ada, "Entered from the digest.")
    change(made, ada, "Counted again.", text="Fighting stops for 60 days.")
    return made


def change(clause, by, reason, **fields):
    with record_change(clause, by, reason):
        for name, value in fields.items():
            setattr(clause, name, value)
        clause.save()


def address(clause):
    return reverse("admin:proposals_clause_history", args=[clause.pk])


def opened(desk, clause, **query):
    return pages.parsed(desk.get(address(clause), query).content.decode())


def words(root):
    return pages.text_of(root.xpath("//*[@id='content-main']")[0])


def restore(desk, clause, record, **more):
    """Press the button of one record on the page as it is now."""
    form = opened(desk, clause).xpath("//form[@id='restore']")[0]
    hidden = form.xpath(".//input[@type='hidden' or @type='text']")
    fields = {one.get("name"): one.get("value", "") for one in hidden}
    return desk.post(form.get("action"), {**fields, "record": record, **more}, follow=True)


def test_records_are_listed_newest_first_with_name_and_reason(desk, clause):
    rows = [pages.text_of(row) for row in opened(desk, clause).xpath("//tbody/tr")]
    assert "Counted again." in rows[0]
    assert "Entered from the digest." in rows[1]
    assert all("Adalind Moor" in row for row in rows)


def test_a_record_says_in_short_what_it_changed(desk, clause):
    cells = opened(desk, clause).xpath("//tbody/tr[1]/td")
    assert "text" in [pages.text_of(cell) for cell in cells]


def test_the_two_newest_records_are_compared_at_first(desk, clause):
    root = opened(desk, clause)
    assert [pages.text_of(one) for one in root.xpath("//del")] == ["removed: 30"]
    assert [pages.text_of(one) for one in root.xpath("//ins")] == ["added: 60"]


def test_steps_of_review_are_passed_over_to_the_latest_change(desk, clause, ada):
    submit(clause, ada)
    root = opened(desk, clause)
    assert [pages.text_of(one) for one in root.xpath("//del")] == ["removed: 30"]


def test_any_two_records_can_be_compared_and_the_older_stands_first(desk, clause, ada):
    change(clause, ada, "", text="Fighting stops for 90 days.")
    newest, _middle, oldest = (one.number for one in list_entries(clause))
    root = opened(desk, clause, **{"from": newest, "to": oldest})
    assert [pages.text_of(one) for one in root.xpath("//del")] == ["removed: 30"]
    assert [pages.text_of(one) for one in root.xpath("//ins")] == ["added: 90"]


@pytest.mark.parametrize("choice", ["0", "x", "", "99999999999999999999999"])
def test_a_choice_that_is_no_record_is_passed_over(desk, clause, choice):
    assert desk.get(address(clause), {"from": choice, "to": choice}).status_code == 200


def test_a_clause_never_changed_here_says_so(desk):
    assert "No change was made here" in words(opened(desk, ClauseFactory()))


def test_restoring_opens_the_draft_with_the_old_text(desk, clause):
    oldest = list_entries(clause)[-1]
    answer = restore(desk, clause, oldest.number, reason="Thirty was right.")
    assert answer.redirect_chain[-1][0] == reverse(
        "admin:proposals_clause_change", args=[clause.pk]
    )
    clause.refresh_from_db()
    assert clause.text == "Fighting stops for 30 days."
    assert list_entries(clause)[0].reason == "Thirty was right."


def test_restoring_a_published_clause_leaves_it_and_opens_a_revision(desk, clause, ada):
    submit(clause, ada)
    publish(clause, reviewer())
    oldest = list_entries(clause)[-1]
    restore(desk, clause, oldest.number)
    clause.refresh_from_db()
    assert clause.text == "Fighting stops for 60 days."
    assert clause.revision.text == "Fighting stops for 30 days."


def test_restoring_over_somebody_elses_save_is_refused(desk, clause):
    oldest = list_entries(clause)[-1]
    answer = restore(desk, clause, oldest.number, edition=clause.edition + 7)
    assert "Somebody else changed this clause" in answer.content.decode()
    clause.refresh_from_db()
    assert clause.text == "Fighting stops for 60 days."


@pytest.mark.parametrize("record", ["", "x", "0"])
def test_restoring_without_a_record_of_this_clause_is_refused(desk, clause, record):
    before = len(list_entries(clause))
    answer = restore(desk, clause, record)
    assert answer.redirect_chain[-1][0] == address(clause)
    assert len(list_entries(clause)) == before


def test_restoring_is_never_done_by_a_link(desk, clause):
    assert desk.get(reverse("admin:proposals_clause_restore", args=[clause.pk])).status_code == 405


def test_who_may_only_look_gets_no_button_and_no_way_around_it(client, clause):
    looker = UserFactory(is_staff=True)
    permissions = get_user_model()._meta.get_field("user_permissions").related_model
    looker.user_permissions.add(permissions.objects.get(codename="view_clause"))
    client.force_login(looker)
    root = opened(client, clause)
    assert not root.xpath("//form[@id='restore']")
    fields = {"record": list_entries(clause)[-1].number, "row": clause.pk, "edition": 1}
    where = reverse("admin:proposals_clause_restore", args=[clause.pk])
    assert client.post(where, fields).status_code == 403
    clause.refresh_from_db()
    assert clause.text == "Fighting stops for 60 days."


def test_who_may_not_look_gets_nothing(client, clause):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(clause)).status_code == 403


def test_a_clause_that_is_gone_is_not_found(desk):
    assert desk.get(reverse("admin:proposals_clause_history", args=[987654])).status_code in (
        302,
        404,
    )


def test_a_clause_and_its_revision_lead_to_each_others_history(desk, clause, ada):
    submit(clause, ada)
    publish(clause, reviewer())
    revision = open_revision(clause, ada)
    assert address(revision) in opened(desk, clause).xpath("//main//a/@href")
    assert address(clause) in opened(desk, revision).xpath("//main//a/@href")


def test_a_long_history_comes_in_pages_and_needs_no_more_queries(
    desk, clause, ada, django_assert_max_num_queries
):
    for number in range(60):
        change(clause, ada, f"Round {number}.", text=f"{number} days.")
    with django_assert_max_num_queries(30):
        first = opened(desk, clause)
    assert len(first.xpath("//tbody/tr")) == 50
    assert "Round 0." in words(opened(desk, clause, page=2))
    assert "There is no page “9” here: page 2 of 2 is shown." in words(opened(desk, clause, page=9))


def test_the_history_is_linked_from_the_clause(desk, clause):
    page = desk.get(reverse("admin:proposals_clause_change", args=[clause.pk]))
    assert address(clause) in page.content.decode()
    assert Clause.objects.get(pk=clause.pk).edition == clause.edition
