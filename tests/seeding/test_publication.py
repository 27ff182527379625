"""What a load changes before readers' eyes is answered for by name, and told in the corrections."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from proposals.models import Clause, Coverage, Party, RowRevision, Transition
from tests.support import pages
from tests.support.folders import SECOND_CLAUSE, append, change, write

pytestmark = pytest.mark.django_db
NAME = "Ada of the newsroom"
DOCUMENT = "documents/plan.first.toml"


@pytest.fixture
def small(tmp_path):
    """A small folder, loaded once: its clause is published."""
    path = write(tmp_path / "small")
    call_command("seed", path)
    return path


def corrections(client):
    page = client.get(reverse("proposals:corrections", args=["small"]))
    return pages.text_of(pages.parsed(page.content.decode()))


def test_a_first_load_asks_for_no_name(small):
    assert not RowRevision.objects.exists()
    assert not Transition.objects.filter(correction=True).exists()


def test_a_clause_that_comes_into_a_document_that_readers_know_needs_a_name(small):
    append(small, DOCUMENT, SECOND_CLAUSE)
    with pytest.raises(CommandError) as refused:
        call_command("seed", small)
    assert "small.plan.first.2" in str(refused.value)
    assert Clause.objects.count() == 1


def test_a_clause_that_came_into_such_a_document_is_news_and_no_correction(client, small):
    append(small, DOCUMENT, SECOND_CLAUSE)
    call_command("seed", small, publish_as=NAME)
    assert "Prisoners" not in corrections(client)
    assert not RowRevision.objects.exists()
    step = Transition.objects.get(clause__uid="small.plan.first.2")
    assert NAME in step.reason
    assert "Prisoners" in client.get("/small/changes.atom").text


def test_a_draft_that_a_folder_publishes_needs_a_name(small):
    draft = SECOND_CLAUSE.replace('"published"', '"draft"')
    append(small, DOCUMENT, draft)
    call_command("seed", small)
    change(small, DOCUMENT, draft, SECOND_CLAUSE)
    with pytest.raises(CommandError, match="publish-as"):
        call_command("seed", small)


def test_a_new_document_needs_a_name_and_is_no_correction(client, small):
    text = (small / DOCUMENT).read_text().replace('key = "first"', 'key = "second"')
    (small / "documents/plan.second.toml").write_text(text)
    with pytest.raises(CommandError, match="publish-as"):
        call_command("seed", small)
    call_command("seed", small, publish_as=NAME)
    assert Clause.objects.get(uid="small.plan.second.1").is_published
    assert not RowRevision.objects.exists()
    step = Transition.objects.get(clause__uid="small.plan.second.1")
    assert NAME in step.reason


def test_another_negotiation_needs_no_name(small, tmp_path):
    other = write(tmp_path / "other")
    change(other, "negotiation.toml", 'key = "small"', 'key = "other"')
    call_command("seed", other)
    assert Clause.objects.filter(uid="other.plan.first.1").exists()


def test_a_load_that_changes_nothing_asks_for_no_name(small):
    call_command("seed", small)
    assert not RowRevision.objects.exists()


def test_a_changed_party_needs_a_name(small):
    change(small, "negotiation.toml", 'name = "East"', 'name = "Orient"')
    with pytest.raises(CommandError) as refused:
        call_command("seed", small)
    assert "East" in str(refused.value)
    assert "--publish-as NAME" in str(refused.value)
    assert Party.objects.filter(name="East").exists()


def test_a_changed_clause_needs_a_name(small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Anew"')
    with pytest.raises(CommandError) as refused:
        call_command("seed", small)
    assert "small.plan.first.1" in str(refused.value)
    assert not Clause.objects.filter(heading="Anew").exists()


def test_a_dry_run_names_what_readers_would_see_changed(small, capsys):
    change(small, "negotiation.toml", 'name = "East"', 'name = "Orient"')
    call_command("seed", small, dry_run=True)
    assert "Changed before readers' eyes" in capsys.readouterr().out
    assert not RowRevision.objects.exists()


def test_the_corrections_tell_old_and_new_value_and_who_published(client, small):
    change(small, "negotiation.toml", 'name = "East"', 'name = "Orient"')
    call_command("seed", small, publish_as=NAME)
    words = corrections(client)
    for expected in ("East", "Orient", NAME):
        assert expected in words


def test_the_correction_of_a_clause_names_who_published(client, small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Anew"')
    call_command("seed", small, publish_as=NAME)
    assert f"published by {NAME}" in corrections(client)


def test_an_absence_that_a_folder_adds_beside_published_answers_is_told(client, small):
    absence = (
        '\n[[coverage]]\nquestion = "where"\nkind = "silent"\nbasis = "full"\nnote = "Read."\n'
    )
    path = small / DOCUMENT
    path.write_text(path.read_text() + absence)
    call_command("seed", small, publish_as=NAME)
    assert Coverage.objects.count() == 1
    (told,) = RowRevision.objects.get().changes
    assert told["action"] == "add"


def test_what_was_corrected_of_a_clause_is_told_after_a_load_removed_it(client, tmp_path):
    path = write(tmp_path / "longer")
    append(path, DOCUMENT, SECOND_CLAUSE)
    call_command("seed", path)
    change(path, DOCUMENT, 'heading = "Prisoners"', 'heading = "Captives"')
    call_command("seed", path, publish_as=NAME)
    (step,) = Transition.objects.filter(correction=True)
    change(path, DOCUMENT, SECOND_CLAUSE.replace("Prisoners", "Captives"), "")
    call_command("seed", path, publish_as="Somebody later")
    assert not Clause.objects.filter(key="2").exists()
    kept = RowRevision.objects.get(decided_at=step.at)
    assert (kept.public_kind, kept.reason) == ("corrected", step.reason)
    assert f"published by {NAME}" in corrections(client)
