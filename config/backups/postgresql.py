"""Backups of PostgreSQL: an archive of pg_dump, put back in one transaction."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from itertools import islice
from pathlib import Path
from typing import IO, cast

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from config.backups.files import Refused, whole_file
from config.backups.migrations import refuse_foreign
from config.backups.programs import Programs, last_words
from config.env import PAGE_TABLE

# What a newer program sets and an older server does not know stands among the first lines.
_HEAD_LINES = 64
_UNKNOWN_SETTING = b"SET transaction_timeout"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname = current_schema() AND left(p.proname, 11) = 'data_stamp_'"
)
_OTHER_SCHEMAS = (
    "SELECT nspname FROM pg_namespace WHERE nspname <> current_schema()"
    " AND nspname <> 'information_schema' AND left(nspname, 3) <> 'pg_'"
)


def back_up(connection: BaseDatabaseWrapper, target: Path, *, overwrite: bool = False) -> None:
    """Write everything that is committed now to an archive, and read the archive through.

    It is one state of the data, whoever writes meanwhile, and nobody waits for it. Raise Refused if
    that fails; then there is no file.
    """
    with whole_file(target, overwrite=overwrite) as part:
        _dump(connection, part)
        refuse_broken(connection, part, called=target)


def _dump(connection: BaseDatabaseWrapper, part: Path) -> None:
    """Write the tables of the site, and nothing of others in the same database."""
    programs, quote = Programs(connection), connection.ops.quote_name
    schema, _own, others = _tables(connection)
    left_out = [f"--exclude-table={quote(schema)}.{quote(name)}" for name in others]
    left_out += [f"--exclude-schema={quote(name)}" for name in _column(connection, _OTHER_SCHEMAS)]
    _run(programs, programs.command("pg_dump", "--format=custom", f"--file={part}", *left_out))


def refuse_broken(
    connection: BaseDatabaseWrapper, file: Path, *, called: Path | None = None
) -> None:
    """Raise Refused unless an archive is whole, of this product, and of no later version."""
    programs, name = Programs(connection), called or file
    try:
        # Every byte of it is unpacked; only then is it known to be whole.
        _run(programs, [programs.find("pg_restore"), "--file=/dev/null", str(file)])
        rows = _run(
            programs,
            [
                programs.find("pg_restore"),
                "--data-only",
                "--table=django_migrations",
                "--file=-",
                str(file),
            ],
        )
    except Refused as error:
        raise Refused(f"{name} is not whole: {error}") from error
    refuse_foreign(name, _applied(rows))


def _applied(script: str) -> list[tuple[str, str]]:
    """Return apps and names out of what an archive says of `django_migrations`."""
    lines = script.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("COPY ")]
    if not starts:
        return []
    head = lines[starts[0]]
    columns = head[head.index("(") + 1 : head.index(")")].split(", ")
    rows: list[tuple[str, str]] = []
    for line in lines[starts[0] + 1 :]:
        if line == "\\.":
            break
        row = dict(zip(columns, line.split("\t"), strict=True))
        rows.append((row["app"], row["name"]))
    return rows


def restore(connection: BaseDatabaseWrapper, file: Path, keep: Path) -> Path | None:
    """Put the data of an archive into the place of the live ones; return the archive of these.

    Everything is replaced in one transaction; then tables are migrated, and if that fails the data
    of before come back. Tables of others in the same database stay. Return None if there were no
    data. Raise Refused if anything hinders it; then the live data are as before.
    """
    refuse_broken(connection, file)
    kept = keep if "django_migrations" in connection.introspection.table_names() else None
    _replace(connection, file, kept)
    try:
        call_command("migrate", database=connection.alias, interactive=False, verbosity=0)
    except (CommandError, DatabaseError) as error:
        if kept:
            _replace(connection, kept)
        raise Refused(
            f"Its tables could not be brought to this version: {error}. "
            f"{'The data are as before.' if kept else 'They are as in the file.'}"
        ) from error
    return kept


def _replace(connection: BaseDatabaseWrapper, file: Path, keep: Path | None = None) -> None:
    """Drop the tables of the site and make those of an archive: all of it, or nothing.

    What is to be kept is written inside of that, while nobody else can write.
    """
    programs = Programs(connection)
    locks, drops = _locks(connection), _drops(connection)
    # A connection that sits in a transaction would hold what is dropped.
    connection.close()
    unpack = [
        programs.find("pg_restore"), "--no-owner", "--no-privileges", "--no-comments",
        "--file=-", str(file),
    ]  # fmt: skip
    load = programs.command("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-")
    with tempfile.TemporaryFile() as first, tempfile.TemporaryFile() as second:
        source = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
            unpack, env=programs.environment, stdout=subprocess.PIPE, stderr=first
        )
        target = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
            load,
            env=programs.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=second,
        )
        try:
            whole = _say(target, f"BEGIN;\n{locks}\\echo held\n\\o /dev/null\n", "held")
            if whole and keep:
                keep.parent.mkdir(parents=True, exist_ok=True)
                with whole_file(keep) as part:
                    _dump(connection, part)
                connection.close()
            whole = whole and _feed(source, target, drops)
        finally:
            # Without the last word nothing of it holds.
            source.kill()
            source.communicate()
            target.communicate()
        if not whole or target.returncode:
            words = "\n".join(_words(one) for one in (first, second))
            raise Refused(
                f"The data could not be written: {last_words(words)}. They are as before."
            )


def _say(target: subprocess.Popen[bytes], words: str, answer: str) -> bool:
    """Tell a program something, and wait for its answer; False if it ends without."""
    stdin, stdout = cast("IO[bytes]", target.stdin), cast("IO[bytes]", target.stdout)
    try:
        stdin.write(words.encode())
        stdin.flush()
    except BrokenPipeError:
        return False
    return any(line.strip() == answer.encode() for line in stdout)


def _feed(source: subprocess.Popen[bytes], target: subprocess.Popen[bytes], drops: str) -> bool:
    """Hand a script on; its end, without which nothing holds, only if all of it came."""
    stdout, stdin = cast("IO[bytes]", source.stdout), cast("IO[bytes]", target.stdin)
    try:
        stdin.write(drops.encode())
        for line in islice(stdout, _HEAD_LINES):
            if not line.startswith(_UNKNOWN_SETTING):
                stdin.write(line)
        shutil.copyfileobj(stdout, stdin)
        if source.wait():
            return False
        stdin.write(b"\nCOMMIT;\n")
        stdin.flush()
    except BrokenPipeError:
        return False
    return True


def _locks(connection: BaseDatabaseWrapper) -> str:
    """Return the statement after which others may read the tables of the site, and not write."""
    quote = connection.ops.quote_name
    schema, own, _others = _tables(connection)
    names = ", ".join(f"{quote(schema)}.{quote(name)}" for name in own)
    return f"LOCK TABLE {names} IN EXCLUSIVE MODE;\n" if own else ""


def _drops(connection: BaseDatabaseWrapper) -> str:
    """Return the statements that drop what belongs to the site, and nothing of others."""
    quote = connection.ops.quote_name
    schema, own, _others = _tables(connection)
    statements = [f"DROP TABLE {quote(schema)}.{quote(name)} CASCADE;\n" for name in own]
    functions = _column(connection, _FUNCTIONS)
    return "".join([*statements, *(f"DROP FUNCTION {name} CASCADE;\n" for name in functions)])


def _tables(connection: BaseDatabaseWrapper) -> tuple[str, list[str], list[str]]:
    """Return the schema, the tables of the site in it, and those of others.

    Later versions may have had tables that this one does not know: their names begin alike.
    """
    prefixes = tuple(f"{app.label}_" for app in apps.get_app_configs())
    known = {*connection.introspection.django_table_names(), "django_migrations", PAGE_TABLE}
    (schema,) = _column(connection, "SELECT current_schema()")
    own: list[str] = []
    others: list[str] = []
    for name in _column(connection, _TABLES):
        is_own = name in known or name.startswith(prefixes)
        (own if is_own else others).append(name)
    return schema, own, others


def _column(connection: BaseDatabaseWrapper, query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]


def _run(programs: Programs, command: list[str]) -> str:
    """Return what a program writes; raise Refused with its last words if it fails."""
    answer = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        command, env=programs.environment, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise Refused(f"{last_words(answer.stderr)}.")
    return answer.stdout


def _words(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read().decode(errors="replace")
