"""`manage.py seed`: negotiations, loaded from folders of TOML files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from proposals.seeding import SeedProblems, load


class Command(BaseCommand):
    """`manage.py seed [DIR ...] [--force] [--publish-as NAME] [--dry-run]`."""

    help = "Load negotiations from folders of TOML files; see seeds/README.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments: the folders and the two switches."""
        parser.add_argument(
            "folders", nargs="*", type=Path, metavar="DIR", help="default: all of seeds/"
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="overwrite what editors changed since the last load",
        )
        parser.add_argument(
            "--publish-as",
            default="",
            metavar="NAME",
            help="who answers for what readers see changed; named in the corrections",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print the report or every error."""
        folders = options["folders"] or default_folders()
        try:
            report = load(
                folders,
                force=options["force"],
                dry_run=options["dry_run"],
                publisher=options["publish_as"].strip(),
                ask_publisher=True,
            )
        except SeedProblems as error:
            count = len(error.problems)
            raise CommandError(f"{error}\n\n{count} error(s); nothing was changed.") from error
        names = ", ".join(folder.name for folder in folders)
        self.stdout.write(f"{'Would load' if options['dry_run'] else 'Loaded'} {names}")
        self.stdout.write("\n".join(report.lines()))


def default_folders() -> list[Path]:
    """Return every folder below seeds/ that holds a negotiation."""
    seeds = Path(settings.BASE_DIR) / "seeds"
    return sorted(path.parent for path in seeds.glob("*/negotiation.toml"))
