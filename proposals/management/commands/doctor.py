"""`manage.py doctor`: whether the stored data are whole and say what they should."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proposals.health import CHECKS, examine


class Command(BaseCommand):
    """`manage.py doctor [CHECK ...]`."""

    help = "Look for what is wrong in the database, and say what to do. Changes nothing."
    # A database that lacks its tables or triggers is what it is there to tell.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name single checks, if not all are meant."""
        known = ", ".join(f"'{name}'" for name in CHECKS)
        parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"default: all of {known}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each check and each finding; fail if there is any."""
        names: list[str] = options["checks"]
        for name in names:
            if name not in CHECKS:
                raise CommandError(f"There is no check {name!r}. Allowed: {', '.join(CHECKS)}.")
        total = 0
        for name, findings in examine(names or None):
            found = 0
            for finding in findings:
                found += 1
                self.stdout.write(f"  {finding}")
            self.stdout.write(f"{name}: {f'{found} found' if found else 'nothing'}")
            total += found
        if total:
            raise CommandError(f"{total} thing(s) wrong.")
