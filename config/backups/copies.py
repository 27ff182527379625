"""A backup or a restore of the site's database, of whichever kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from config.backups import postgresql, sqlite
from config.backups.files import KINDS, Refused, kind_of, stamped_name

IN_MEMORY = ":memory:"


@dataclass(frozen=True)
class Restored:
    """The file that has what was there before; None if nothing was."""

    kept: Path | None


def back_up(target: Path, *, overwrite: bool = False) -> Path:
    """Write the site's data to a file and return its path; in a folder, under a name with the time.

    Raise Refused if it cannot be written or is not whole; then there is no file.
    """
    vendor = connection.vendor
    file = target / stamped_name("parley", vendor) if target.is_dir() else target
    if vendor == "postgresql":
        postgresql.back_up(connection, file, overwrite=overwrite)
        return file
    name = str(connection.settings_dict["NAME"])
    if name != IN_MEMORY and "mode=memory" not in name and not Path(name).exists():
        raise Refused(f"There is no database {name}. Right would be the DATABASE_URL of the site.")
    connection.ensure_connection()
    opened: Any = connection.connection
    sqlite.back_up(opened, file, overwrite=overwrite)
    return file


def restore(file: Path, keep: Path | None = None) -> Restored:
    """Put the data of a backup into the place of the site's, and keep these in a file.

    Raise Refused if the file is not whole, not of this product, of a later version or of the other
    kind of database, or if it cannot be done; then the site's data are as before.
    """
    vendor, found = connection.vendor, kind_of(file)
    if found != vendor:
        raise Refused(
            f"{file} is {KINDS[found]}; DATABASE_URL names one of the other kind. Allowed: "
            f"{KINDS[vendor]}. `manage.py dump` and `seed` carry negotiations over."
        )
    if vendor == "postgresql":
        name = stamped_name("parley-before-restore", vendor)
        return Restored(
            postgresql.restore(connection, file, keep or Path(settings.BASE_DIR) / "var" / name)
        )
    live = str(connection.settings_dict["NAME"])
    if live == IN_MEMORY:
        raise Refused("DATABASE_URL names a database in memory. Allowed: a file.")
    connection.close()
    return Restored(sqlite.restore(file, Path(live), keep=keep))
