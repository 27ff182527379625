"""`manage.py restore`: the data of a backup in the place of those of the site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backups import Refused, restore


class Command(BaseCommand):
    """`manage.py restore FILE [--keep FILE]`."""

    help = (
        "Put the data of a backup into the place of the site's. What was there is kept in a file; "
        "tables are migrated; everything happens, or nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments: the backup, and where the data of before go."""
        parser.add_argument("file", type=Path, metavar="FILE", help="as `backup` wrote it")
        parser.add_argument(
            "--keep",
            type=Path,
            metavar="FILE",
            help="where the data of before go; default: a name with the time, beside the database"
            " of SQLite or in var/",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say where the data of before are."""
        try:
            restored = restore(options["file"], options["keep"])
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {options['file']}.")
        if restored.kept:
            self.stdout.write(f"What was there before: {restored.kept}")
        self.stdout.write("Start the site's processes again, so that they remember nothing older.")
