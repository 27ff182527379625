"""Whether data are those of this product, and not of a later version than its code."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from config.backups.files import Refused

OWN = "proposals"
_NAMED = 5


def refuse_foreign(file: Path, applied: Collection[tuple[str, str]]) -> None:
    """Raise Refused unless this code knows every migration that the data of a file have had.

    `applied` has the apps and names of those: the rows of `django_migrations`.
    """
    if not any(app == OWN for app, _name in applied):
        raise Refused(f"{file} holds no data of this product: no migration of {OWN!r} is in it.")
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update((app, name) for app, name in migration.replaces)
    unknown = sorted(set(applied) - known)
    if unknown:
        names = ", ".join(f"{app}.{name}" for app, name in unknown[:_NAMED])
        more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
        raise Refused(
            f"{file} is of a later version than this code, which does not know its migrations "
            f"{names}{more}. Restore it with the code that wrote it, or with newer code."
        )
