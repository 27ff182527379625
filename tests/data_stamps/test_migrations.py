"""A migration may change any table that has triggers: they are away meanwhile, and then back."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from proposals.data_stamps import installation, read_stamp
from proposals.models import Term

with_transactions = pytest.mark.django_db(transaction=True)


def with_another_length(length):
    old = Term._meta.get_field("condition")
    new = old.clone()
    new.max_length = length
    new.set_attributes_from_name("condition")
    new.model = Term
    return old, new


def change(old, new):
    installation.before_migrating("default", plan=[("proposals", False)])
    assert read_stamp() is None
    with connection.schema_editor() as editor:
        editor.alter_field(Term, old, new)
    installation.after_migrating("default")


@with_transactions
def test_a_table_is_changed_and_its_writes_move_the_stamp_again():
    installation.after_migrating("default")
    old, new = with_another_length(777)
    before = read_stamp()
    change(old, new)
    try:
        between = read_stamp()
        assert between.whole != before.whole
        assert not installation.check_triggers(databases=["default"])
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO proposals_theme (key, ordinal, name) VALUES ('x', 1, 'X')")
        assert read_stamp().whole != between.whole
    finally:
        change(new, old)


def test_the_command_repairs_a_database_from_a_shell(tmp_path, root):
    """There the checks of the database run first: after an error of theirs it would not begin."""
    file = tmp_path / "site.sqlite3"
    environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{file}"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]

    def migrate():
        return subprocess.run(
            command, cwd=root, env=environment, check=True, capture_output=True, text=True
        ).stderr

    def stored(statement):
        with closing(sqlite3.connect(file)) as database, database:
            return database.execute(statement).fetchall()

    assert not migrate()
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    stamp = "SELECT subject, number FROM proposals_datastamp ORDER BY subject, number"
    triggers, before = stored(names), stored(stamp)
    stored(f"DROP TRIGGER {triggers[0][0]}")
    assert "proposals.W001" in migrate()
    assert stored(names) == triggers
    between = stored(stamp)
    assert between != before
    assert not migrate()
    assert stored(names) == triggers
    assert stored(stamp) != between
