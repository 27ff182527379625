"""Backup and restore of whole databases, on SQLite and on PostgreSQL, while somebody writes."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader

from config.backups import Refused, back_up, copies, postgresql, restore, sqlite
from config.backups.files import whole_file
from config.backups.migrations import refuse_foreign
from config.backups.programs import Programs
from tests.support.sites import ALIAS, Writer, address_of, administer, migrated
from tests.support.sites import site as copied

pytestmark = pytest.mark.database
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a fault of files of SQLite")
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL's programs and server"
)
LATER = (
    "INSERT INTO django_migrations (app, name, applied)"
    " VALUES ('proposals', '9000_later', '2031-05-04')"
)
STAMP = "SELECT SUM(number) FROM proposals_datastamp"


@pytest.fixture(scope="module")
def template(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        name = migrated(tmp_path_factory.mktemp("template"))
        yield name
        if connection.vendor == "postgresql":
            administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def site(template, tmp_path, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock(), copied(template, tmp_path) as one:
        monkeypatch.setattr(copies, "connection", connections[ALIAS])
        yield one


MIGRATE = sqlite._migrate


@pytest.fixture(autouse=True)
def _unmigrated(monkeypatch):
    """Leave out the command that migrates a copy: most tests restore what is of this version."""
    monkeypatch.setattr(sqlite, "_migrate", lambda _ready: None)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup"


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "before"


def content(site):
    """Everything that a restore could change, but the stamp, which moves."""
    site.connection.close()
    return site.themes, site.value("SELECT COUNT(*) FROM django_migrations")


def test_what_was_written_since_is_gone_after_a_restore_and_kept_in_the_file_of_before(
    site, file, kept, tmp_path
):
    site.add_themes("first")
    back_up(file)
    site.add_themes("second", "third")
    assert restore(file, kept).kept == kept
    assert site.themes == 1
    restore(kept, tmp_path / "again")
    assert site.themes == 3


def undo_the_last_migration():
    """Take the site back to the version before this one; return the name of what was undone."""
    graph = MigrationLoader(connections[ALIAS]).graph
    (last,) = graph.leaf_nodes("proposals")
    (before,) = [key for key in graph.node_map[last].parents if key[0] == "proposals"]
    call_command("migrate", *before, database=ALIAS, verbosity=0)
    return last[1]


def test_a_restore_migrates_and_moves_the_stamp_so_that_no_page_of_before_is_shown(
    site, file, kept, monkeypatch
):
    monkeypatch.setattr(sqlite, "_migrate", MIGRATE)
    undone = undo_the_last_migration()
    applied = f"SELECT COUNT(*) FROM django_migrations WHERE name = '{undone}'"
    assert site.value(applied) == 0
    back_up(file)
    before = site.value(STAMP)
    restore(file, kept)
    assert site.value(STAMP) != before
    assert site.value(applied) == 1


def test_triggers_of_the_stamp_work_after_a_restore(site, file, kept):
    back_up(file)
    restore(file, kept)
    before = site.value(STAMP)
    site.add_themes("first")
    assert site.value(STAMP) != before


def test_a_backup_while_somebody_writes_is_one_state_with_all_that_was_acknowledged(
    site, file, kept
):
    with Writer() as writer:
        least = writer.acknowledged
        back_up(file)
        # One more may be written than the writer has been told of.
        most = writer.acknowledged + 2
    assert not writer.failures
    restore(file, kept)
    assert site.themes % 2 == 0
    assert least <= site.themes <= most


def test_a_restore_while_somebody_writes_loses_nothing_that_was_acknowledged(
    site, file, kept, tmp_path
):
    back_up(file)
    with Writer() as writer:
        restore(file, kept)
    after = site.themes
    restore(kept, tmp_path / "again")
    assert after + site.themes >= writer.acknowledged
    assert after % 2 == site.themes % 2 == 0


def test_a_restore_that_fails_on_its_way_changes_nothing(site, file, kept, monkeypatch):
    back_up(file)
    site.add_themes("first")
    before = content(site)

    def full(*_arguments, **_options):
        raise Refused("The disk is full.")

    monkeypatch.setattr(sqlite, "_keep", full)
    monkeypatch.setattr(postgresql, "_dump", full)
    with pytest.raises(Refused, match="The disk is full"):
        restore(file, kept)
    assert content(site) == before
    assert not kept.exists()


KILLED = """
import os, signal, sys, django
django.setup()
from config.backups import postgresql, restore, sqlite
from pathlib import Path
sqlite._migrate = lambda ready: None
keep = sqlite._keep
def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)
def keep_and_die(*given):
    keep(*given)
    die()
def feed_and_die(source, target, drops):
    target.stdin.write(drops.encode())
    target.stdin.flush()
    die()
sqlite._keep, postgresql._feed = keep_and_die, feed_and_die
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_restore_that_is_killed_in_the_middle_of_writing_changes_nothing(
    site, file, kept, root, tmp_path
):
    back_up(file)
    site.add_themes("first")
    before = content(site)
    environment = {
        "DATABASE_URL": address_of(site.name),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, file, kept],
        cwd=root, env={**os.environ, **environment, "DEBUG": "1"}, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert content(site) == before
    site.add_themes("second")
    restore(kept, tmp_path / "again")
    assert content(site) == before


def test_a_file_that_is_cut_off_is_refused_and_nothing_changes(site, file, kept):
    back_up(file)
    site.add_themes("first")
    before = content(site)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(Refused, match="is not whole"):
        restore(file, kept)
    assert content(site) == before


def test_data_of_a_later_version_are_refused_by_the_names_of_its_migrations(site, file, kept):
    site.execute(LATER)
    with pytest.raises(Refused, match=r"of a later version.*proposals\.9000_later"):
        back_up(file)
    assert not file.exists()


def test_another_file_is_refused(site, tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("Notes, and more of them.")
    with pytest.raises(Refused, match=r"notes\.txt is no backup\. Allowed: a database of SQLite"):
        restore(other)


def test_a_file_that_is_not_there_is_refused(site, tmp_path):
    with pytest.raises(Refused, match="cannot be read: No such file"):
        restore(tmp_path / "nothing")


def test_a_backup_of_the_other_kind_of_database_is_refused(site, tmp_path):
    other = tmp_path / "other"
    head = {"sqlite": b"PGDMP" + bytes(20), "postgresql": b"SQLite format 3\0" + bytes(20)}
    other.write_bytes(head[connection.vendor])
    with pytest.raises(Refused, match="DATABASE_URL names one of the other kind"):
        restore(other)


def test_a_file_that_is_there_stays_unless_it_may_go(site, file):
    file.write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        back_up(file)
    assert file.read_text() == "mine"
    back_up(file, overwrite=True)
    assert file.read_bytes()[:4] != b"mine"


def test_in_a_folder_a_backup_is_named_by_the_time(site, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    made = back_up(folder)
    assert [made] == list(folder.iterdir())
    assert made.name.startswith("parley-2")


def test_nobody_else_may_read_a_backup(site, file):
    back_up(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_that_cannot_be_written_leaves_no_file(site, tmp_path):
    with pytest.raises(Refused, match="cannot be written to: No such file or directory"):
        back_up(tmp_path / "no" / "folder")


def test_a_file_that_failed_takes_no_place(tmp_path):
    target = tmp_path / "file"
    target.write_text("before")

    def write():
        with whole_file(target, overwrite=True) as part:
            part.write_text("half")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write()
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_data_without_the_tables_of_this_product_are_refused(tmp_path):
    with pytest.raises(Refused, match="holds no data of this product"):
        refuse_foreign(tmp_path / "other", {("auth", "0001_initial")})


def test_the_commands_say_what_they_did(site, file, kept, capsys):
    call_command("backup", file)
    call_command("restore", file, "--keep", kept)
    said = capsys.readouterr().out
    assert f"{file}: " in said
    assert "checked and whole" in said
    assert f"What was there before: {kept}" in said


def test_the_commands_refuse_in_words(site, file):
    file.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", file)
    with pytest.raises(CommandError, match="is no backup"):
        call_command("restore", file)


@on_sqlite
def test_a_backup_is_one_file_that_plain_sqlite_reads(site, file):
    site.add_themes("first")
    back_up(file)
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert plain.execute("SELECT key FROM proposals_theme").fetchall() == [("first",)]


@on_sqlite
def test_a_row_that_names_no_other_is_found_in_a_backup(site, file, kept):
    back_up(file)
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute(
            "INSERT INTO proposals_topic (key, ordinal, name, definition, theme_id, pax_code,"
            " pax_match, pax_note) VALUES ('t', 1, 'T', '', 77, '', 'none', '')"
        )
    with pytest.raises(Refused, match="row 1 of proposals_topic names no row of proposals_theme"):
        restore(file, kept)


@on_sqlite
def test_who_has_the_database_open_sees_the_restored_data(site, file, kept):
    back_up(file)
    site.add_themes("first")
    with closing(sqlite3.connect(site.name)) as reader:
        assert reader.execute("SELECT COUNT(*) FROM proposals_theme").fetchone() == (1,)
        restore(file, kept)
        assert reader.execute("SELECT COUNT(*) FROM proposals_theme").fetchone() == (0,)
        reader.execute("INSERT INTO proposals_theme (key, ordinal, name) VALUES ('n', 1, 'N')")
        reader.commit()
    assert site.themes == 1


@on_sqlite
def test_a_live_file_that_is_no_database_any_more_is_moved_away_whole(site, file, kept, tmp_path):
    back_up(file)
    site.connection.close()
    damaged = b"not a database at all" * 1_000
    (tmp_path / "the site.sqlite3").write_bytes(damaged)
    restore(file, kept)
    assert kept.read_bytes() == damaged
    assert site.themes == 0


@on_sqlite
def test_without_a_database_a_restore_makes_one(site, file, tmp_path):
    site.add_themes("first")
    back_up(file)
    new = tmp_path / "folder" / "new.sqlite3"
    assert sqlite.restore(file, new) is None
    with closing(sqlite3.connect(new)) as opened:
        assert opened.execute("SELECT COUNT(*) FROM proposals_theme").fetchone() == (1,)


@on_sqlite
def test_a_lock_that_is_held_for_too_long_is_told_and_nothing_changes(
    site, file, kept, monkeypatch
):
    back_up(file)
    monkeypatch.setattr(sqlite, "LONGEST_WAIT", 0)
    with closing(sqlite3.connect(site.name)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused, match="somebody has held the lock"):
            restore(file, kept)
    assert not kept.exists()


@on_sqlite
def test_a_database_that_is_not_there_is_not_made_by_a_backup(site, file, tmp_path):
    site.connection.close()
    (tmp_path / "the site.sqlite3").unlink()
    with pytest.raises(Refused, match="There is no database"):
        back_up(file)


@on_sqlite
def test_an_older_backup_with_patterns_in_its_tables_and_other_pages_is_read(site, file, kept):
    site.execute("CREATE TABLE old (a text CHECK (a REGEXP '^x'))")
    site.execute("INSERT INTO old VALUES ('xy')")
    back_up(file)
    with closing(sqlite3.connect(file)) as opened:
        opened.create_function("regexp", 2, lambda _pattern, _text: True)
        opened.execute("PRAGMA page_size = 8192")
        opened.execute("VACUUM")
    restore(file, kept)
    assert site.value("SELECT a FROM old") == "xy"


@on_postgresql
def test_tables_of_others_in_the_same_database_stay(site, file, kept):
    site.execute("CREATE TABLE others (a integer)")
    back_up(file)
    site.execute("INSERT INTO others VALUES (7)")
    site.execute("CREATE TABLE proposals_later (of bigint REFERENCES proposals_theme)")
    restore(file, kept)
    assert site.value("SELECT a FROM others") == 7
    assert site.value("SELECT to_regclass('proposals_later')") is None


@on_postgresql
def test_a_migration_that_fails_brings_the_data_of_before_back(site, file, kept, monkeypatch):
    back_up(file)
    site.add_themes("first")

    def fail(*_arguments, **_options):
        raise DatabaseError("out of shared memory")

    monkeypatch.setattr(postgresql, "call_command", fail)
    with pytest.raises(Refused, match=r"out of shared memory.*The data are as before"):
        restore(file, kept)
    assert site.themes == 1


@on_postgresql
def test_no_command_names_the_password(site):
    connections.settings[ALIAS]["PASSWORD"] = "open sesame"
    programs = Programs(connections[ALIAS])
    assert "open sesame" not in " ".join(programs.command("pg_dump", "--format=custom"))
    assert programs.environment["PGPASSWORD"] == "open sesame"


@on_postgresql
@pytest.mark.parametrize(
    ("version", "words"),
    [(None, "There is no pg_dump on this machine"), (12, "pg_dump is of version 12, older than")],
)
def test_programs_that_are_missing_or_old_are_told(site, file, monkeypatch, version, words):
    monkeypatch.setattr("config.backups.programs._DEBIAN", file)
    monkeypatch.setattr(
        "config.backups.programs.shutil.which", lambda name: name if version else None
    )
    monkeypatch.setattr("config.backups.programs._version", lambda _path: version)
    with pytest.raises(Refused, match=words):
        back_up(file)
