"""What is broken by hand, past every door of the site, is found, named, and left as it is."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from proposals.data_stamps import triggers
from proposals.health import CHECKS, examination, examine, interface
from proposals.history.recorder import record_change
from proposals.models import (
    Clause,
    Coverage,
    CoverageBasis,
    Evidence,
    Negotiation,
    Question,
    Snapshot,
    Term,
    Topic,
    Translation,
)
from proposals.models.publication_guard import unguarded
from proposals.seeding import load
from proposals.snapshots.store import freeze
from sources.models import ArticleText
from sources.texts import keep_text
from tests.factories import analyst
from tests.support.bundles import bundle
from tests.support.folders import LAKE

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a pragma of SQLite")
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="a catalogue of PostgreSQL"
)


@pytest.fixture(autouse=True)
def lake():
    load([LAKE])


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def findings(*names):
    return [str(one) for _name, found in examine(list(names) or None) for one in found]


def published():
    return Clause.objects.filter(state="published", terms__isnull=False).order_by("pk").first()


def with_history(clause):
    with unguarded(), record_change(clause, analyst(), "looked at"):
        pass
    return clause


def test_loaded_data_are_whole():
    with_history(published())
    freeze(bundle())
    assert findings() == []


def test_every_check_is_named_and_the_command_ends_well_without_a_finding(capsys):
    call_command("doctor")
    said = capsys.readouterr().out
    assert [line.partition(":")[0] for line in said.splitlines()] == list(CHECKS)
    assert said.count(": nothing") == len(CHECKS)


def test_the_command_names_what_it_finds_and_fails(capsys):
    execute("UPDATE proposals_term SET value = %s", '{"no": "such form"}')
    with pytest.raises(CommandError, match=r"\d+ thing\(s\) wrong"):
        call_command("doctor", "stored values")
    said = capsys.readouterr().out
    assert "can no longer be read" in said
    assert said.splitlines()[-1] == f"stored values: {Term.objects.count()} found"


def test_a_check_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(CommandError, match=r"no check 'teeth'\. Allowed: pages of the database"):
        call_command("doctor", "teeth")


def refuses_writes():
    """Whether the database refuses what is written: on PostgreSQL from the next transaction on."""
    if connection.vendor != "postgresql":
        with pytest.raises(DatabaseError):
            execute("UPDATE proposals_theme SET ordinal = 7")
        return True
    with connection.cursor() as cursor:
        cursor.execute("SHOW default_transaction_read_only")
        return cursor.fetchone() == ("on",)


def test_nothing_can_be_written_meanwhile():
    for name, _found in examine(["tables"]):
        assert name == "tables"
        assert refuses_writes()
    execute("UPDATE proposals_theme SET ordinal = ordinal")
    if connection.vendor == "postgresql":
        assert not refuses_writes()


def test_an_answer_that_its_question_no_longer_admits_is_named():
    term = Term.objects.filter(question__kind="choice").order_by("pk").first()
    execute("UPDATE proposals_question SET vocabulary = %s WHERE id = %s",
            '[{"key": "other", "label": "other"}, {"key": "more", "label": "more"}]',
            term.question_id)  # fmt: skip
    (found, *_more) = findings("stored values")
    assert f"clause {term.clause.uid}, answer {term.question.key}#{term.number}" in found


def test_a_list_that_cannot_be_read_is_named():
    question = Question.objects.filter(kind="choice").first()
    execute("UPDATE proposals_question SET vocabulary = '7' WHERE id = %s", question.pk)
    (found, *_more) = findings("stored values")
    assert f"question lake-2031/{question.key}, vocabulary: it can no longer be read" in found


def test_scopes_that_cannot_be_read_are_named():
    execute("UPDATE proposals_negotiation SET scopes = '[7]'")
    (found, *_more) = findings("stored values")
    assert found.startswith("negotiation lake-2031, scopes: it can no longer be read")


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("UPDATE proposals_clause SET heading = 'Other' WHERE id = %s", "heading"),
        (
            "UPDATE proposals_clause SET text = text || '!', label = 'Z' WHERE id = %s",
            "label, text",
        ),
        ("UPDATE proposals_term SET note = 'Other' WHERE clause_id = %s", "terms"),
        ("DELETE FROM proposals_clause_topics WHERE clause_id = %s", "topics"),
        ("UPDATE proposals_evidence SET note = 'Other' WHERE clause_id = %s", "evidence"),
    ],
)
def test_a_published_clause_that_was_changed_past_its_history_is_named(statement, names):
    clause = with_history(published())
    execute(statement, clause.pk)
    (found,) = findings("history")
    assert found.startswith(f"clause {clause.uid}: it was changed past its history: {names}.")


def test_a_clause_without_an_entry_is_as_it_was_loaded():
    execute("UPDATE proposals_clause SET heading = 'Other'")
    assert findings("history") == []


def test_an_entry_from_before_a_field_was_there_makes_no_gap():
    clause = with_history(published())
    execute("""UPDATE reversion_version SET serialized_data =
               replace(serialized_data, '"contested"', '"once_called_so"')""")
    assert findings("history") == []
    assert clause.contested == ""


def test_a_state_that_no_step_set_is_named():
    clause = Clause.objects.filter(state="published").first()
    execute("UPDATE proposals_clause SET state = 'draft' WHERE id = %s", clause.pk)
    with_history(Clause.objects.get(pk=clause.pk))
    execute("UPDATE proposals_clause SET state = 'published' WHERE id = %s", clause.pk)
    (found,) = findings("history")
    assert found.startswith(f"clause {clause.uid}: it was changed past its history: state.")


def test_every_column_of_a_frozen_comparison_that_was_altered_is_found():
    snapshot, _new = freeze(bundle())
    other = b"x\x9cK\xcb\xcf\x07\x00\x02\x82\x01E"  # a packed text
    for column in ("record_packed", "sheet_packed"):
        before = getattr(snapshot, column)
        Snapshot.objects.update(**{column: other})
        (found,) = findings("frozen comparisons")
        assert f"frozen comparison {snapshot.hash}: its content is not that of its hash" in found
        Snapshot.objects.update(**{column: before})
    assert findings("frozen comparisons") == []


def test_a_frozen_comparison_of_garbage_is_named():
    snapshot, _new = freeze(bundle())
    Snapshot.objects.update(record_packed=b"garbage")
    (found,) = findings("frozen comparisons")
    assert f"frozen comparison {snapshot.hash}: its content cannot be unpacked" in found


def quoted():
    return Evidence.objects.exclude(quote="").filter(clause__state="published").first()


def test_a_quote_that_its_text_contradicts_is_named():
    item = quoted()
    keep_text(item.article, f"It says: {item.quote} and no more.", "an editor")
    assert findings("quotes") == []
    execute("UPDATE proposals_evidence SET quote = 'words that never stood there' WHERE id = %s",
            item.pk)  # fmt: skip
    (found,) = findings("quotes")
    assert f"clause {item.clause.uid}, quote from {item.article.key}: “words that never" in found


def test_a_state_that_a_check_of_the_quote_would_not_give_is_named():
    item = quoted()
    keep_text(item.article, f"It says: {item.quote} and no more.", "an editor")
    execute("UPDATE proposals_evidence SET quote_state = 'missing' WHERE id = %s", item.pk)
    (found,) = findings("quotes")
    assert "it is stored as “missing”, and a check finds “once”" in found


def test_a_private_text_that_was_altered_is_named():
    keep_text(quoted().article, "A text of some words.", "an editor")
    ArticleText.objects.update(text="Another text.")
    (found,) = findings("texts of articles")
    assert f"article {quoted().article.key}: the stored text is not that of its digest" in found


def test_what_is_published_without_evidence_is_named():
    clause = published()
    execute("DELETE FROM proposals_evidence WHERE clause_id = %s", clause.pk)
    (found,) = findings("published without evidence")
    assert f"clause {clause.uid}: it is published and no article supports it" in found


def test_an_absence_beside_an_answer_is_named():
    term = Term.objects.filter(clause__state="published").first()
    execute(
        "INSERT INTO proposals_coverage (version_id, question_id, kind, basis, note, \"where\")"
        " VALUES (%s, %s, 'silent', %s, '', '')",
        term.clause.version_id, term.question_id, CoverageBasis.values[0],
    )  # fmt: skip
    (found,) = findings("rows that contradict each other")
    assert "a published clause of the same version answers the question" in found


def test_a_question_of_another_negotiation_is_named():
    other = Negotiation.objects.create(key="other-1999", name="Other")
    absence = Coverage.objects.first()
    question = absence.question_id
    execute("UPDATE proposals_question SET negotiation_id = %s WHERE id = %s", other.pk, question)
    found = findings("rows that contradict each other")
    of_question = {"question": question}
    rows = Term.objects.filter(**of_question), Coverage.objects.filter(**of_question)
    assert len(found) == sum(one.count() for one in rows)
    assert "belongs to another negotiation" in found[0]


def test_a_translation_of_a_row_that_is_gone_is_named():
    Translation.objects.create(
        subject="topic gone", field="name", language="uk", original="Gone", text="Нема"
    )
    (found,) = findings("translations")
    assert found.startswith("translations of topic gone: there is no such row")


def test_a_translation_of_a_topic_that_no_negotiation_uses_is_none():
    Topic.objects.create(key="unused", name="Unused", theme=Topic.objects.first().theme)
    Translation.objects.create(
        subject="topic unused", field="name", language="uk", original="Unused", text="Нема"
    )
    assert findings("translations") == []


def test_a_missing_trigger_of_the_stamp_is_told():
    first = triggers.triggers(connection.vendor)[0]
    on_table = f" ON {first.table}" if connection.vendor == "postgresql" else ""
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute(f"DROP TRIGGER {first.name}{on_table}")
    (found,) = findings("triggers of the stamp")
    assert "manage.py migrate" in found


def test_a_migration_that_was_not_applied_is_named():
    execute("DELETE FROM django_migrations WHERE name = '0018_coverage_evidence'")
    assert any(
        "proposals.0018_coverage_evidence was not applied" in one for one in findings("tables")
    )


def test_a_check_that_cannot_go_on_is_a_finding_and_the_others_go_on(monkeypatch):
    def broken():
        raise DatabaseError("no such table: proposals_x")
        yield

    monkeypatch.setitem(examination.CHECKS, "history", broken)
    (found,) = findings()
    assert found.startswith("history: the check could not go on: DatabaseError: no such table")


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read: No such file"), (b"nonsense", "it is broken"), (b"", "it is broken")],
)
def test_a_file_of_translations_that_cannot_be_used_is_named(settings, tmp_path, content, words):
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    file = tmp_path / "locale" / "uk" / "LC_MESSAGES" / "django.mo"
    file.unlink() if content is None else file.write_bytes(content)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (found,) = interface.unreadable_messages()
    assert Path(found.where) == file
    assert words in found.what


@on_sqlite
def test_a_row_that_its_table_forbids_is_found():
    execute("PRAGMA ignore_check_constraints = ON")
    execute("UPDATE proposals_clause SET state = 'seen' WHERE id = %s", published().pk)
    execute("PRAGMA ignore_check_constraints = OFF")
    (found,) = findings("pages of the database")
    assert "CHECK constraint failed in proposals_clause" in found


@on_sqlite
def test_a_reference_to_nothing_is_found():
    item = Evidence.objects.first()
    execute("UPDATE proposals_evidence SET article_id = 999999 WHERE id = %s", item.pk)
    (found,) = findings("references")
    assert found.startswith(f"proposals_evidence, row {item.pk}: it names a row of sources_article")
    execute("UPDATE proposals_evidence SET article_id = %s WHERE id = %s", item.article_id, item.pk)


@on_postgresql
def test_references_that_nothing_holds_any_more_are_found():
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE proposals_evidence DISABLE TRIGGER ALL")
    assert any(one.startswith("proposals_evidence: ") for one in findings("references"))


@on_postgresql
def test_a_constraint_that_was_never_checked_is_found():
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE proposals_theme ADD CONSTRAINT few CHECK (ordinal < 99) NOT VALID")
    (found,) = findings("constraints and indexes")
    assert "the constraint few was never checked" in found


@on_postgresql
def test_an_index_that_is_not_valid_is_found():
    name = "proposals_theme_key_key"
    statement = "UPDATE pg_index SET indisvalid = %s WHERE indexrelid = %s::regclass"
    execute(statement, False, name)
    found = findings("constraints and indexes")
    execute(statement, True, name)
    assert any(f"the index {name} is not valid" in one for one in found)
