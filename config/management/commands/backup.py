"""`manage.py backup`: all data of the site in one file, while it is read and written."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backups import Refused, back_up


class Command(BaseCommand):
    """`manage.py backup FILE [--overwrite]`."""

    help = (
        "Write all data of the site, accounts and private texts included, to one file, and check "
        "it. `restore` puts it back."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments: the file, and whether one that is there may go."""
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="or a folder, in which the name has the time: parley-20310504T101500Z.sqlite3",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="take the place of a file that is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, and say its name and size."""
        try:
            file = back_up(options["file"], overwrite=options["overwrite"])
        except Refused as error:
            raise CommandError(str(error)) from error
        size = file.stat().st_size / 1_000_000
        self.stdout.write(f"{file}: {size:.1f} MB, checked and whole.")
