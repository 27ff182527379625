"""What waited for a second person, made where something else is not as it was any more."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.editing.row_changes import RowAction, RowChange, StaleRows, apply
from proposals.editing.row_deletions import key_of, rows_below
from proposals.editing.row_revisions import hand_in, publish
from proposals.models import Clause, Coverage, CoverageEvidence, RowRevision
from proposals.models.publication_guard import unguarded
from tests.factories import (
    ClauseFactory,
    CoverageEvidenceFactory,
    EvidenceFactory,
    TermFactory,
    UserFactory,
    reviewer,
)
from tests.factories import publish as show
from tests.support.second_person import publish_what_waits
from tests.support.shown_rows import shown_negotiation
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
