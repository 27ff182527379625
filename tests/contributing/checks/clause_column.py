"""Checks of a copy with an added clause column: `remark`."""

import io

import pytest
from django.core.management import call_command

from proposals.editing import revisions
from proposals.models import Clause
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from tests.support import clause_pages, folders
from tests.support.bundles import LAKE_HASH, bundle

pytestmark = pytest.mark.django_db

REMARK = "Read twice by two people."


@pytest.fixture
def clause(tmp_path):
    """A published clause with a remark, as a folder gives it."""
    folder = folders.write(tmp_path / "small")
    folders.change(
        folder,
        "documents/plan.first.toml",
        'heading = "Truce"\n',
        f'heading = "Truce"\nremark = "{REMARK}"\n',
    )
    load([folder])
    return Clause.objects.get()


def test_it_is_loaded_and_dumped(clause):
    assert f'remark = "{REMARK}"' in file_texts("small")["documents/plan.first.toml"]


def test_readers_see_it_on_the_page_of_the_clause_and_in_the_record(client, clause):
    assert REMARK in client.get(clause.get_absolute_url()).content.decode()
    record = client.get("/small/export/comparison.json").json()
    assert [one["remark"] for one in record["clauses"]] == [REMARK]


def test_an_editor_changes_it_in_a_revision(clause, admin_user):
    revision = revisions.open_revision(clause, admin_user)
    assert revision.remark == REMARK
    client = clause_pages.visit(admin_user)
    form = clause_pages.opened(client, revision)
    assert form["remark"] == REMARK
    form["remark"] = "Read three times."
    client.post(clause_pages.address(revision), form)
    revision.refresh_from_db()
    assert revision.remark == "Read three times."


def test_somebody_who_may_only_read_sees_it(clause):
    reader = clause_pages.person("reader", "view_clause")
    page = clause_pages.visit(reader).get(clause_pages.address(clause))
    assert REMARK in page.content.decode()


def test_the_migrations_are_in_step():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_the_hash_is_renewed():
    load([folders.LAKE])
    assert bundle().hash == LAKE_HASH
