"""`manage.py neutrality`: whether a negotiation is told alike for every party."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from proposals.neutrality import (
    WordList,
    WordListRefused,
    document_groups,
    find_hits,
    inequalities,
    own_passages,
    read_word_list,
)
from proposals.neutrality.inequality import BOUND
from proposals.neutrality.report import NeutralityReport, as_data, as_text
from proposals.seeding.dump import DumpRefused, records_of
from proposals.seeding.layout import WORD_LIST
from proposals.seeding.schema import Index


class Command(BaseCommand):
    """`manage.py neutrality <negotiation> [--words FILE] [--bound N] [--format json]`."""

    help = (
        "Compare how the documents of the parties are told, and look for words that take a side; "
        "fails if one of these is not attributed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the negotiation, the list of words, the bound of what is equal, and the format."""
        parser.add_argument("negotiation", help="its key, for example lake-2031")
        parser.add_argument(
            "--words",
            type=Path,
            metavar="FILE",
            help=f"the words that need attribution (default: seeds/<negotiation>/{WORD_LIST})",
        )
        parser.add_argument(
            "--bound", type=float, default=BOUND, help=f"ratio that is still equal ({BOUND})"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report; raise CommandError if a word that takes a side is not attributed."""
        key, bound = options["negotiation"], options["bound"]
        try:
            index = records_of(key)
            words = _word_list(key, options["words"])
        except (DumpRefused, WordListRefused) as error:
            raise CommandError(str(error)) from error
        report = _report(index, words, key=key, bound=bound)
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_data(report), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(report), ending="")
        if report.hits:
            raise CommandError(f"{len(report.hits)} word(s) that take a side are not attributed.")


def _word_list(negotiation: str, named: Path | None) -> WordList | None:
    """Return the list of words; None if none is named and the negotiation has none."""
    path = named or Path(settings.BASE_DIR) / "seeds" / negotiation / WORD_LIST
    return read_word_list(path) if named or path.is_file() else None


def _report(index: Index, words: WordList | None, *, key: str, bound: float) -> NeutralityReport:
    groups = document_groups(index)
    passages = list(own_passages(index))
    return NeutralityReport(
        negotiation=key,
        bound=bound,
        groups=tuple(groups),
        unequal=tuple(inequalities(groups, bound)),
        texts=len(passages),
        hits=None if words is None else tuple(find_hits(passages, words)),
    )
