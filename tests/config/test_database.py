import pytest
from django.db import ConnectionHandler, IntegrityError

from config.env import Environment


@pytest.fixture
def fresh_sqlite(tmp_path, django_db_blocker):
    """A connection to a new SQLite file, as the site would open it."""
    variables = Environment({"DATABASE_URL": f"sqlite:///{tmp_path}/fresh.sqlite3"})
    described = variables.database("DATABASE_URL", "", tmp_path)
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": described})["default"]
        yield connection
        connection.close()


def pragma(connection, name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20_000), ("synchronous", 1)],
)
def test_a_sqlite_file_is_opened_for_several_at_once(fresh_sqlite, name, value):
    assert pragma(fresh_sqlite, name) == value


def test_a_transaction_asks_for_the_write_lock_at_once(fresh_sqlite):
    fresh_sqlite.ensure_connection()
    assert fresh_sqlite.transaction_mode == "IMMEDIATE"


def test_sqlite_refuses_a_reference_to_nothing(fresh_sqlite):
    with fresh_sqlite.cursor() as cursor:
        cursor.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        cursor.execute("CREATE TABLE b (a_id INTEGER REFERENCES a (id))")
        with pytest.raises(IntegrityError):
            cursor.execute("INSERT INTO b VALUES (7)")
