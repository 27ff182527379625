"""`manage.py verify_snapshot`: whether files still are the records of frozen comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.models import Snapshot
from proposals.snapshots.store import find_snapshot
from proposals.snapshots.verification import (
    HASH,
    Verification,
    VerificationOutcome,
    find_hash,
    verify,
)


class Command(BaseCommand):
    """The command that verifies files; it fails unless all are whole."""

    help = "Check the records of frozen comparisons against their hashes. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments: the files, whose names hold the hashes, or `--hash` does."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="record.json, under any name")
        parser.add_argument(
            "--hash",
            default="",
            metavar="SHA-256",
            help="as printed on the page; default: the 64 digits in the file's name",
        )
        parser.add_argument(
            "--site",
            action="store_true",
            help="say too whether this site keeps the frozen comparison; one query a file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each file."""
        named = "".join(options["hash"].lower().split())
        if named and not HASH.fullmatch(named):
            message = f"--hash: {options['hash']!r} is no SHA-256. Allowed: 64 hexadecimal digits."
            raise CommandError(message)
        if named and len(options["files"]) > 1:
            raise CommandError("--hash: several files. Allowed: one file, whose hash it is.")
        whole = [self._verify_file(Path(name), named, options["site"]) for name in options["files"]]
        if not all(whole):
            raise CommandError(f"{whole.count(False)} of {len(whole)} file(s) not whole.")

    def _verify_file(self, path: Path, named: str, ask_site: bool) -> bool:
        """Print the result for one file; return whether it is whole."""
        try:
            content = path.read_bytes()
        except OSError as error:
            self.stdout.write(f"{path}: cannot be read: {error.strerror or error}.")
            return False
        result = verify(content, named or find_hash(path.name))
        self.stdout.write(f"{path}: {_words(result)}")
        if not ask_site:
            return result.is_whole
        snapshot = find_snapshot(result.expected or result.found)
        self.stdout.write(f"  {_on_this_site(result, snapshot)}")
        if result.outcome is not VerificationOutcome.CONTENT_WHOLE or snapshot is None:
            return result.is_whole
        kept = snapshot.is_whole and snapshot.worded == content
        self.stdout.write(f"  Its words are {'' if kept else 'not '}those that this site keeps.")
        return kept


def _words(result: Verification) -> str:
    """Return the result of a verification as a sentence."""
    hashes = f"expected {result.expected}, found {result.found}"
    return {
        VerificationOutcome.WHOLE: f"whole. SHA-256 {result.found}.",
        VerificationOutcome.CONTENT_WHOLE: f"the content is whole, SHA-256 {result.found}; no hash "
        f"covers its words ({result.words or 'language not said'}). Take record.json, which has "
        "none, or ask the site that keeps it with --site.",
        VerificationOutcome.RESPELLED: "the content is the same, but spelled differently: "
        f"{hashes} as it is spelled now. Save record.json again, byte for byte.",
        VerificationOutcome.ALTERED: f"altered: {hashes}.",
        VerificationOutcome.UNREADABLE: f"altered: {result.problem}",
        VerificationOutcome.UNNAMED: "no hash to hold it against: name it with --hash, or in the "
        f"file's name. Its own is {result.found}.",
    }[result.outcome]


def _on_this_site(result: Verification, snapshot: Snapshot | None) -> str:
    """Return a sentence on the frozen comparison with the hash on this site, if there is one."""
    if snapshot is None:
        return f"This site keeps no frozen comparison {result.expected or result.found}."
    state = "whole" if snapshot.is_whole else "altered in the database"
    return f"This site keeps it ({state}): {snapshot.title}, frozen {snapshot.frozen_at:%Y-%m-%d}."
