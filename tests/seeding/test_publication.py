"""What a load changes before readers' eyes is answered for by name, and told in the corrections."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from proposals.models import Clause, Coverage, Party, RowRevision, Transition
from tests.support import pages
from tests.support.folders import change, write

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
