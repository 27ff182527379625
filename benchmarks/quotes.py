"""`python -m benchmarks.quotes`: how often the check of quotes settles wrongly, or asks in vain.

A false settle is a quote that stays settled though words of its sentence, or those given beside it,
are others: there must be none. A false alarm is a quote that an editor is asked about though
nothing was changed but signs, or other parts of the article.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.quote_edits import Edit, harmless_edits, turning_edits
from sources.quotes import check_quote

MOST_FALSE_ALARMS = 0.03
"""The share of harmless edits after which an editor may be asked."""


@dataclass(frozen=True)
class Rates:
    """How many edits were tried, and the names of those that went wrong, by kind."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    @property
    def edits(self) -> int:
        """The number of all edits."""
        return self.tried.total()

    @property
    def failures(self) -> list[str]:
        """The names of the edits that went wrong."""
        return [name for names in self.wrong.values() for name in names]

    @property
    def share(self) -> float:
        """The share of edits that went wrong."""
        return len(self.failures) / self.edits


def is_settled(edit: Edit) -> bool:
    """Tell whether a quote counts as found after an edit."""
    passage = edit.passage
    known = (passage.quote, passage.before, passage.after, edit.text)
    return check_quote(*known, sentence=edit.sentence).is_settled


def measure(edits: Iterable[Edit], *, settled: bool) -> Rates:
    """Return how often a check does not do what is right: to settle, or to ask."""
    rates = Rates()
    for edit in edits:
        rates.tried[edit.kind] += 1
        if is_settled(edit) is not settled:
            rates.wrong.setdefault(edit.kind, []).append(edit.name)
    return rates


def report(name: str, rates: Rates) -> str:
    """Return the rates as lines, by kind of edit, with what went wrong."""
    lines = [f"{name}: {len(rates.failures)} of {rates.edits} ({rates.share:.1%})"]
    for kind, count in rates.tried.items():
        wrong = rates.wrong.get(kind, [])
        lines += [f"  {kind:24}{len(wrong):4} of {count}", *(f"    {one}" for one in wrong)]
    return "\n".join(lines)


def main() -> int:
    """Print the rates; return 1 if a bound is broken."""
    settles = measure(turning_edits(), settled=False)
    alarms = measure(harmless_edits(), settled=True)
    for line in (report("False settles", settles), report("False alarms", alarms)):
        sys.stdout.write(f"{line}\n")
    return int(bool(settles.failures) or alarms.share > MOST_FALSE_ALARMS)


if __name__ == "__main__":
    sys.exit(main())
