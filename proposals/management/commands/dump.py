"""`manage.py dump`: a negotiation, written as a folder of TOML files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proposals.seeding import dump
from proposals.seeding.dump import DumpRefused


class Command(BaseCommand):
    """`manage.py dump <negotiation> DIR`."""

    help = "Write a negotiation as a folder of TOML files that `seed` loads again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments: the negotiation and the folder."""
        parser.add_argument("negotiation", help="its key, for example lake-2031")
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the folder and name its files."""
        try:
            files = dump(options["negotiation"], options["folder"])
        except DumpRefused as error:
            raise CommandError(str(error)) from error
        for file in files:
            self.stdout.write(str(file))
