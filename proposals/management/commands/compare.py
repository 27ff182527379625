"""`manage.py compare`: the rows of the comparison page for the terminal and for scripts."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from proposals.exports.plain_text import as_text
from proposals.exports.record.comparison import record
from proposals.management.selection_options import add_selection, read_matrix


class Command(BaseCommand):
    """The command that prints a comparison: questions, answers, verdicts and their reasons."""

    help = "Compare the documents of a negotiation, question by question."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options: the same selection as on the page, and the format."""
        add_selection(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the rows, or say what of the request is not known and what is."""
        matrix = read_matrix(options)
        if options["format"] == "json":
            self.stdout.write(json.dumps(record(matrix), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(matrix), ending="")
