"""`manage.py compare`: the rows of the comparison page for the terminal and for scripts."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.comparisons import (
    MOST_DOCUMENTS,
    Catalogue,
    NoSuchNegotiation,
    Selection,
    catalogue,
    compare,
)
from proposals.domain.verdicts import Mark
from proposals.exports.as_text import as_text
from proposals.exports.record import record
from proposals.models import Negotiation


class Command(BaseCommand):
    """Print a comparison: each question, every document's answer, the verdict and its reason."""

    help = "Compare the documents of a negotiation, question by question."

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be asked for; the same selection as on the page."""
        parser.add_argument("negotiation", help="key of the negotiation, as in its address")
        parser.add_argument(
            "--documents", nargs="+", default=[], metavar="KEY", help="two to five, in your order"
        )
        parser.add_argument("--theme", action="append", default=[], metavar="KEY")
        parser.add_argument("--topic", action="append", default=[], metavar="KEY")
        parser.add_argument("--question", action="append", default=[], metavar="KEY")
        parser.add_argument(
            "--verdict", action="append", default=[], choices=[mark.value for mark in Mark]
        )
        parser.add_argument("--words", default="", help="keep rows in which every word occurs")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the rows, or say what of the request is not known and what is."""
        found = self._catalogue(options["negotiation"])
        _check(found, options)
        selection = Selection(
            tuple(options["documents"]),
            tuple(options["theme"]),
            tuple(options["topic"]),
            tuple(options["question"]),
            tuple(map(Mark, options["verdict"])),
            options["words"],
        )
        matrix = compare(found, selection)
        if options["format"] == "json":
            self.stdout.write(json.dumps(record(matrix), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(matrix), ending="")

    def _catalogue(self, key: str) -> Catalogue:
        try:
            return catalogue(key)
        except NoSuchNegotiation as error:
            known = ", ".join(Negotiation.objects.values_list("key", flat=True)) or "none"
            message = f"No negotiation {key!r} with published clauses. Known: {known}."
            raise CommandError(message) from error


def _check(found: Catalogue, options: dict[str, Any]) -> None:
    """Refuse unknown keys, all of them at once."""
    allowed = {
        "documents": list(found.by_key),
        "theme": [theme.key for theme in found.themes],
        "topic": [topic.key for topic in found.topics],
        "question": [question.key for question in found.questions],
    }
    problems = [
        f"--{name}: {key!r} is not known. Allowed: {', '.join(keys)}."
        for name, keys in allowed.items()
        for key in options[name]
        if key not in keys
    ]
    named = options["documents"]
    distinct = {found.by_key[key] for key in named if key in found.by_key}
    if named and not problems and (len(named) < 2 or len(distinct) < len(named)):
        problems.append("--documents: name two or more, each once.")
    if len(named) > MOST_DOCUMENTS:
        problems.append(f"--documents: {len(named)} given. Allowed: at most {MOST_DOCUMENTS}.")
    if problems:
        raise CommandError("\n".join(problems))
