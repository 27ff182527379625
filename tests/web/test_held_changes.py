"""What waited for a second person, made where something else is not as it was any more."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.editing.review import withdraw
from proposals.editing.row_changes import RowAction, RowChange, StaleRows, apply
from proposals.editing.row_deletions import key_of, rows_below
from proposals.editing.row_revisions import hand_in, publish
from proposals.history.corrections import correction_keys
from proposals.models import Clause, Coverage, CoverageEvidence, Party, RowRevision, Version
from proposals.models.publication_guard import unguarded
from proposals.web.admin import row_revisions
from proposals.web.admin.row_revisions import _counter
from tests.factories import (
    ClauseFactory,
    CoverageEvidenceFactory,
    EvidenceFactory,
    PartyFactory,
    TermFactory,
    UserFactory,
    reviewer,
)
from tests.factories import publish as show
from tests.support import pages
from tests.support.second_person import publish_what_waits
from tests.support.shown_rows import WRITTEN, shown_negotiation
from tests.web.test_row_revisions import send, through_the_door

pytestmark = pytest.mark.django_db
WHY = "Read once more."


@pytest.fixture
def shown():
    return shown_negotiation()


@pytest.fixture
def everything():
    return UserFactory(is_staff=True, is_superuser=True, username="root")


@pytest.fixture
def passage(shown):
    """What an article prints of an absence, as its first of two."""
    row = shown.rows[CoverageEvidence]
    CoverageEvidenceFactory(coverage=row.coverage, article=row.article, number=3)
    return row


def second_of(row):
    return CoverageEvidence.objects.filter(coverage=row.coverage_id).exclude(pk=row.pk).get()


# --- what goes with a row ------------------------------------------------------------------------


def test_what_came_below_a_row_since_does_not_go_with_it_untold(rf, shown, everything):
    absence = shown.rows[Coverage]
    through_the_door(rf, everything, Coverage.objects.get(pk=absence.pk).delete)
    late = CoverageEvidenceFactory(coverage=absence, number=7)
    with pytest.raises(StaleRows, match="came since") as refusal:
        publish_what_waits()
    assert str(late) in " ".join(refusal.value.messages)
    assert CoverageEvidence.objects.filter(pk=late.pk).exists()


def test_what_was_below_a_row_goes_with_it(rf, shown, everything):
    absence = shown.rows[Coverage]
    through_the_door(rf, everything, Coverage.objects.get(pk=absence.pk).delete)
    assert publish_what_waits() == 1
    assert not Coverage.objects.filter(pk=absence.pk).exists()


def test_drafts_below_a_row_and_what_they_hold_are_known():
    term = TermFactory()
    evidence = EvidenceFactory(clause=term.clause)
    found = rows_below(term.clause.version)
    assert {key_of(term.clause), key_of(term), key_of(evidence)} <= found.keys()


def test_a_draft_below_a_row_that_readers_saw_since_does_not_go_with_it():
    clause = ClauseFactory(topics=[])
    EvidenceFactory(clause=clause)
    version = clause.version
    below = sorted(rows_below(version))
    show(clause)
    label, gone = version._meta.label_lower, str(RowAction.DELETED)
    change = RowChange(label, version.pk, str(version), gone, rests_on={"below": below})
    with pytest.raises(ValidationError, match="was published"), unguarded():
        apply([change])
    assert Clause.objects.filter(pk=clause.pk).exists()


# --- a withdrawal --------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(client, shown):
    """A clause whose withdrawal waits."""
    clause = Clause.objects.filter(state="published").first()
    client.force_login(reviewer(username="first", first_name="Makeda", last_name="M"))
    chosen = {"action": "withdraw_chosen", "_selected_action": [clause.pk]}
    page = reverse("admin:proposals_clause_changelist")
    client.post(page, {**chosen, "reason": WHY, "confirm": "yes"})
    return clause


def test_a_withdrawal_is_of_the_words_that_were_seen(withdrawn):
    Clause.objects.filter(pk=withdrawn.pk).update(text="Mended.", edition=99)
    with pytest.raises(StaleRows, match="Changed by somebody else since"):
        publish_what_waits()
    withdrawn.refresh_from_db()
    assert withdrawn.state == "published"


def test_a_withdrawal_of_a_clause_that_is_as_it_was_is_published(withdrawn):
    assert publish_what_waits() == 1
    withdrawn.refresh_from_db()
    assert withdrawn.state == "withdrawn"


def test_a_withdrawal_is_told_once_and_names_both(client, shown, withdrawn):
    publish_what_waits()
    client.logout()
    assert len(correction_keys(shown.negotiation)) == 1
    page = client.get(reverse("proposals:corrections", args=[shown.negotiation.key]))
    root = pages.parsed(page.content.decode())
    words = pages.text_of(root)
    assert f"Asked for by Makeda M, decided by {RowRevision.objects.get().decided_by_name}" in words
    assert "Withdrawn: Read once more." in words
    history = reverse("proposals:clause_history", args=[withdrawn.uid])
    assert root.xpath(f"//*[@id='corrections']//a[@href='{history}']")


def test_what_a_withdrawn_clause_said_is_not_told(client, shown, withdrawn):
    publish_what_waits()
    client.logout()
    for name in ("corrections", "changes"):
        answer = client.get(reverse(f"proposals:{name}", args=[shown.negotiation.key]))
        assert withdrawn.uid in answer.content.decode()
        assert withdrawn.heading not in answer.content.decode()


def test_the_feed_tells_a_withdrawal_once(client, shown, withdrawn):
    publish_what_waits()
    client.logout()
    feed = client.get(reverse("proposals:changes", args=[shown.negotiation.key])).content.decode()
    assert feed.count(f"<title>Withdrawn: {withdrawn.uid}</title>") == 1
    assert feed.count("Withdrawn: ") == 1


def test_editors_read_in_the_history_of_a_clause_who_asked(client, everything, withdrawn):
    publish_what_waits()
    client.force_login(everything)
    page = client.get(reverse("admin:proposals_clause_history", args=[withdrawn.pk]))
    assert "asked for by Makeda M" in pages.text_of(pages.parsed(page.content.decode()))


def test_an_order_of_clauses_tells_readers_of_no_draft(client, shown):
    version = shown.versions[0]
    first, second = version.clauses.get(), ClauseFactory(version=version, published=True)
    draft = ClauseFactory(version=version, heading="Nobody read this yet")
    client.force_login(reviewer(username="first"))
    data = {"seen": f"{first.pk},{second.pk},{draft.pk}", "down": first.pk}
    client.post(reverse("admin:proposals_version_order", args=[version.pk]), data)
    assert publish_what_waits() == 1
    client.logout()
    page = client.get(reverse("proposals:corrections", args=[shown.negotiation.key]))
    assert second.heading in page.content.decode()
    assert draft.heading not in page.content.decode()


# --- numbers that rows take over -----------------------------------------------------------------


@pytest.mark.parametrize("going", [0, 1], ids=["of an earlier row", "of a later row"])
def test_a_number_of_a_row_that_goes_is_taken_over(client, passage, everything, going):
    client.force_login(everything)
    staying = 1 - going
    number = (1, 3)[going]
    changes = {f"evidence-{going}-DELETE": "on", f"evidence-{staying}-number": number}
    assert send(client, passage.coverage, **changes).status_code == 302
    assert publish_what_waits() == 1
    assert CoverageEvidence.objects.get(coverage=passage.coverage_id).number == number


def test_a_new_row_takes_over_the_number_of_one_that_goes(rf, passage, everything):
    def write():
        CoverageEvidence.objects.get(pk=passage.pk).delete()
        values = {"coverage": passage.coverage, "article": passage.article, "number": 1}
        CoverageEvidenceFactory(**values, quote="", note="Anew.")

    through_the_door(rf, everything, write)
    assert publish_what_waits() == 1
    rows = CoverageEvidence.objects.filter(coverage=passage.coverage_id).order_by("number")
    assert [(row.number, row.note == "Anew.") for row in rows] == [(1, True), (3, False)]


def test_a_number_that_another_has_by_now_is_not_taken_from_it(client, passage, everything):
    """The other row waits for other words, and keeps its number."""
    client.force_login(everything)
    send(client, passage.coverage, **{"evidence-0-number": 2, "evidence-1-note": "Anew."})
    other = second_of(passage)
    CoverageEvidence.objects.filter(pk=other.pk).update(number=2)
    held = RowRevision.objects.get()
    hand_in(held, everything, WHY)
    with pytest.raises(ValidationError, match="already has evidence with this number"):
        publish(held, reviewer())
    assert [row.number for row in (second_of(passage),)] == [2]


# --- the marks that it moves ---------------------------------------------------------------------


@pytest.fixture
def one_party(rf, shown, everything):
    """A change that waits: a document becomes that of the other's party, so no mark stays."""
    one, other = shown.versions[0].proposal, shown.versions[1].proposal
    through_the_door(rf, everything, lambda: other.parties.set(one.parties.all()))
    held = RowRevision.objects.get()
    assert held.moved_marks
    return held


def words_of_page(client, held):
    client.force_login(reviewer())
    page = client.get(reverse("admin:proposals_rowrevision_change", args=[held.pk]))
    return pages.text_of(pages.parsed(page.content.decode()))


def test_the_page_tells_the_marks_that_would_move_now(client, shown, everything, one_party):
    question = one_party.moved_marks[0]["question"]
    assert question in words_of_page(client, one_party)
    withdraw(shown.versions[0].clauses.get(), everything, WHY)
    words = words_of_page(client, one_party)
    assert question not in words
    assert "No mark moves." in words


def test_looking_at_a_change_makes_nothing_of_it(client, shown, one_party):
    other = shown.versions[1].proposal
    before = list(other.parties.all())
    words_of_page(client, one_party)
    assert list(other.parties.all()) == before
    assert RowRevision.objects.get().state == "draft"


def test_the_page_tells_why_a_change_cannot_be_published_any_more(client, shown, one_party):
    shown.versions[1].proposal.parties.clear()
    words = words_of_page(client, one_party)
    assert "It cannot be published as it stands: Changed by somebody else since" in words
    assert "As they were when the change was made" in words
    assert one_party.moved_marks[0]["question"] in words


def test_where_there_are_too_many_marks_to_count_the_page_tells_of_which_day_they_are(
    client, one_party, monkeypatch
):
    monkeypatch.setattr(row_revisions, "MOST_QUESTIONS", 1)
    words = words_of_page(client, one_party)
    assert "As they were when the change was made" in words
    assert "cannot be published" not in words


def test_of_a_withdrawal_that_waits_the_marks_that_go_are_told(client, withdrawn):
    held = RowRevision.objects.get()
    words = words_of_page(client, held)
    assert "conflict → no mark" in words
    assert "cannot be published" not in words
    withdrawn.refresh_from_db()
    assert withdrawn.state == "published"


def test_an_order_that_waits_is_tried_as_well(client, shown):
    version = shown.versions[0]
    first, second = version.clauses.get(), ClauseFactory(version=version, published=True)
    client.force_login(reviewer(username="first"))
    data = {"seen": f"{first.pk},{second.pk}", "down": first.pk}
    client.post(reverse("admin:proposals_version_order", args=[version.pk]), data)
    held = RowRevision.objects.get()
    assert "cannot be published" not in words_of_page(client, held)
    assert list(version.clauses.order_by("ordinal")) == [first, second]
    ClauseFactory(version=version, published=True)
    assert "It cannot be published as it stands" in words_of_page(client, held)


def test_the_marks_are_those_that_this_change_moved(rf, shown, everything, one_party):
    """Another change is published while the page of the first waits for its reviewer."""
    version = Version.objects.get(pk=shown.versions[0].pk)

    def relabel():
        version.label = WRITTEN
        version.save()

    through_the_door(rf, everything, relabel)
    label = RowRevision.objects.exclude(pk=one_party.pk).get()
    for held in (label, one_party):
        hand_in(held, everything, WHY)
    counter = _counter(label)
    publish(one_party, reviewer(username="second"), _counter(one_party))
    publish(label, reviewer(username="third"), counter)
    assert RowRevision.objects.get(pk=one_party.pk).moved_marks
    assert not RowRevision.objects.get(pk=label.pk).moved_marks


# --- the history of a row ------------------------------------------------------------------------


def test_the_history_of_a_row_names_who_asked_and_who_published(client, shown, everything):
    client.force_login(everything)
    send(client, shown.versions[0], label=WRITTEN)
    hand_in(RowRevision.objects.get(), everything, WHY)
    publish(RowRevision.objects.get(), reviewer(username="judge", first_name="Ada", last_name="L"))
    page = client.get(reverse("admin:proposals_version_history", args=[shown.versions[0].pk]))
    words = pages.text_of(pages.parsed(page.content.decode()))
    maker = RowRevision.objects.get().made_by_name
    assert f"Asked for by {maker}, published by Ada L: {WHY}" in words


def test_the_history_of_a_row_that_was_added_is_its_own(rf, shown, everything):
    """What was held had another key for a moment, which may be that of another row by now."""
    through_the_door(rf, everything, lambda: PartyFactory(negotiation=shown.negotiation, key="p"))
    other = PartyFactory(negotiation=shown.negotiation, key="q")
    publish_what_waits()
    (entry,) = LogEntry.objects.all()
    added = Party.objects.get(key="p")
    assert (entry.object_id, entry.is_addition()) == (str(added.pk), True)
    assert added.pk != other.pk
