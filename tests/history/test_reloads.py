"""A folder that is loaded again: what it changes of published clauses is a correction."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from reversion.models import Revision

from proposals.editing.revisions import open_revision
from proposals.history.entries import list_entries
from proposals.history.reloads import record_reload
from proposals.models import Clause, Transition
from proposals.seeding import load
from tests.factories import EvidenceFactory, analyst
from tests.support.folders import SECOND_CLAUSE, append, change, write

pytestmark = pytest.mark.django_db
DOCUMENT = "documents/plan.first.toml"
REASON = "loaded from the folder"


@pytest.fixture
def small(tmp_path):
    """Return a small folder that was loaded once."""
    path = write(tmp_path / "small")
    load([path])
    return path


def clause():
    return Clause.objects.get(uid="small.plan.first.1")


def rename_clause(path):
    """Give the published clause of the folder another heading."""
    change(path, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    return path


def corrections():
    """Return what loading again recorded; the first load makes no correction."""
    return Transition.objects.filter(correction=True)


def test_the_first_load_records_since_when_readers_see_a_clause_and_no_state_of_it(small):
    step = Transition.objects.get()
    assert (step.clause, step.to_state, step.correction) == (clause(), "published", False)
    assert step.revision is None
    assert not Revision.objects.exists()


def test_a_draft_that_a_folder_brings_takes_no_step(tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', 'state = "draft"')
    load([path])
    assert not Transition.objects.exists()


def test_loading_again_without_a_change_records_nothing(small):
    load([small])
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('heading = "Truce"', 'heading = "Ceasefire"'),
        ("at_least = 30", "at_least = 60"),
        ('quote = "thirty days"', 'quote = "sixty days"'),
        ('topics = ["truce"]', "topics = []"),
    ],
    ids=["the clause", "an answer", "evidence", "topics"],
)
def test_a_change_of_a_published_clause_is_a_correction(small, old, new):
    change(small, DOCUMENT, old, new)
    load([small])
    step = corrections().get()
    assert (step.clause, step.correction, step.reason) == (clause(), True, REASON)
    assert (step.from_state, step.to_state, step.by_name) == ("published", "published", "")


def test_the_state_before_and_after_is_recorded(small):
    load([rename_clause(small)])
    after, before = list_entries(clause())
    assert (before.content.fields["heading"], before.reason) == ("Truce", "as loaded")
    assert (after.content.fields["heading"], after.reason) == ("Ceasefire", REASON)


def test_readers_are_told_what_changed(client, small):
    load([rename_clause(small)])
    corrections = client.get(reverse("proposals:corrections", args=["small"]))
    assert REASON in corrections.content.decode()
    history = client.get(reverse("proposals:clause_history", args=[clause().uid])).content.decode()
    assert "Truce" in history
    assert "Ceasefire" in history


def test_a_clause_that_the_folder_withdraws_is_listed_as_withdrawn(client, small):
    change(small, DOCUMENT, 'state = "published"', 'state = "withdrawn"')
    append(small, DOCUMENT, SECOND_CLAUSE)
    load([small])
    page = client.get(reverse("proposals:corrections", args=["small"])).content.decode()
    assert "Withdrawn" in page
    assert REASON in page


def test_a_draft_that_the_folder_publishes_is_no_correction(tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', 'state = "draft"')
    load([path])
    change(path, DOCUMENT, 'state = "draft"', 'state = "published"')
    load([path])
    step = Transition.objects.get()
    assert (step.to_state, step.correction) == ("published", False)


def test_a_change_of_a_draft_without_a_history_records_nothing(tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', 'state = "draft"')
    load([path])
    load([rename_clause(path)])
    assert not Revision.objects.exists()


def test_only_the_clause_that_changed_is_recorded(small):
    append(small, DOCUMENT, SECOND_CLAUSE)
    load([small])
    load([rename_clause(small)])
    assert [step.clause for step in corrections()] == [clause()]
    assert not list_entries(Clause.objects.get(key="2"))


def test_a_clause_that_only_moves_is_not_corrected(small):
    text = (small / DOCUMENT).read_text(encoding="utf-8")
    head, own = text.split("[[clauses]]", 1)
    first = SECOND_CLAUSE.lstrip() + "[[clauses]]"
    (small / DOCUMENT).write_text(head + first + own, encoding="utf-8")
    load([small])
    assert not corrections()
    assert clause().ordinal == 2


def test_a_dry_run_records_nothing(small):
    load([rename_clause(small)], dry_run=True)
    assert not Revision.objects.exists()
    assert not corrections()


def test_an_entry_of_loading_does_not_keep_a_clause_in_its_folder(small):
    load([rename_clause(small)])
    text = (small / DOCUMENT).read_text(encoding="utf-8")
    (small / DOCUMENT).write_text(text[: text.index("[[clauses]]")], encoding="utf-8")
    assert load([small]).counts["clause"] == {"removed": 1}


def test_a_forced_load_beside_a_revision_is_recorded_at_the_clause_that_readers_see(small):
    open_revision(clause(), analyst())
    load([rename_clause(small)], force=True)
    assert [step.clause for step in corrections()] == [clause()]


@pytest.mark.parametrize("size", [1, 40])
def test_recording_asks_the_same_queries_for_any_number_of_clauses(
    size, django_assert_max_num_queries
):
    evidence = EvidenceFactory.create_batch(size, clause__published=True)
    uids = [item.clause.uid for item in evidence]
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(30), record_reload(uids):
        pass
    assert Transition.objects.count() == size
