"""`manage.py check_quotes`: the quotes of the evidence against the texts of their articles."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proposals.models import CoverageEvidence, Evidence, Negotiation
from proposals.models.evidence_fields import ArticleEvidence
from sources.quotes import QuoteCheck, QuoteOutcome, check_quote

FAILURES = (QuoteOutcome.CHANGED, QuoteOutcome.NOT_FOUND)
NAMED = (*FAILURES, QuoteOutcome.FOUND_UNPOINTED, QuoteOutcome.FOUND_SEVERAL_TIMES)


class Command(BaseCommand):
    """`manage.py check_quotes --texts DIR [--negotiation KEY]`."""

    help = "Look for each quote in its article's text; fails if one is changed or not found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the folder of texts, and one negotiation if not all are meant."""
        parser.add_argument(
            "--texts",
            type=Path,
            required=True,
            metavar="DIR",
            help="folder with the articles' files",
        )
        parser.add_argument("--negotiation", default="", metavar="KEY", help="default: all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each quote that does not stand once as it is, then the totals."""
        texts, negotiation = options["texts"], options["negotiation"]
        if not texts.is_dir():
            raise CommandError(f"--texts: there is no folder {texts}.")
        _refuse_unknown(negotiation)
        totals: Counter[QuoteOutcome] = Counter()
        clauses = Evidence.objects.for_check(negotiation)
        for evidence in (*clauses, *CoverageEvidence.objects.for_check(negotiation)):
            checked = check_quote(
                evidence.quote, evidence.before, evidence.after, _text_of(evidence, texts)
            )
            totals[checked.verdict] += 1
            if checked.verdict in NAMED:
                self.stdout.write(_line(evidence, checked))
        self.stdout.write(", ".join(f"{outcome}: {totals[outcome]}" for outcome in QuoteOutcome))
        failed = sum(totals[outcome] for outcome in FAILURES)
        if failed:
            raise CommandError(f"{failed} quote(s) changed or not found.")


def _refuse_unknown(negotiation: str) -> None:
    known = list(Negotiation.objects.values_list("key", flat=True))
    if negotiation and negotiation not in known:
        listed = ", ".join(known) or "none"
        raise CommandError(f'--negotiation: there is no "{negotiation}". Known: {listed}.')


def _text_of(evidence: ArticleEvidence, texts: Path) -> str:
    """Return the article's text; empty if it names no file or the folder lacks it."""
    name = evidence.article.text_file
    if not name or Path(name).name != name or not (texts / name).is_file():
        return ""
    return (texts / name).read_text(encoding="utf-8", errors="replace")


def _line(evidence: ArticleEvidence, checked: QuoteCheck) -> str:
    more = [f"nearest: “{checked.nearest}”"] if checked.nearest else []
    more += [f"words {one.side} it: “{one.found}”, not “{one.given}”" for one in checked.sides]
    place = f"{evidence.owner.uid} @ {evidence.article.key}"
    return ", ".join([f"{place}: {checked.verdict}: “{evidence.quote}”", *more])
