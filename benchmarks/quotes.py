"""`python -m benchmarks.quotes`: how often a check of quotes settles wrongly, or asks for nothing.

A false settle is a quote that stays settled though the words beside it say something else: there
must be none. A false alarm is a quote that an editor is asked about though nothing was changed but
signs, or other parts of the article.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.quote_edits import Edit, distant_edits, harmless_edits, turning_edits
from sources.quotes import check_quote

MOST_FALSE_ALARMS = 0.01
"""The share of harmless edits after which an editor may be asked."""
LEAST_EDITS = 200


@dataclass(frozen=True)
class Rates:
    """How many edits were tried, and those that went wrong, by kind."""

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
    return check_quote(passage.quote, passage.before, passage.after, edit.text).is_settled


def measure(edits: Iterable[Edit], *, settled: bool) -> Rates:
    """Return how often a check does not do what is right: to settle, or to ask."""
    rates = Rates()
    for edit in edits:
        rates.tried[edit.kind] += 1
        if is_settled(edit) is not settled:
            rates.wrong.setdefault(edit.kind, []).append(edit.name)
    return rates


def report(name: str, rates: Rates) -> str:
    """Return the rates as lines, by kind of edit."""
    lines = [f"{name}: {len(rates.failures)} of {rates.edits} ({rates.share:.1%})"]
    lines += [
        f"  {kind:24}{len(rates.wrong.get(kind, [])):4} of {count}"
        for kind, count in rates.tried.items()
    ]
    return "\n".join(lines)


def main() -> int:
    """Print the rates; return 1 if a bound is broken."""
    settles = measure(turning_edits(), settled=False)
    alarms = measure(harmless_edits(), settled=True)
    distant = measure(distant_edits(), settled=False)
    print(report("False settles", settles))
    print(report("False alarms", alarms))
    print(report("Out of sight, in the sentence but beyond the words kept", distant))
    for failure in settles.failures + alarms.failures:
        print(f"  {failure}")
    return int(bool(settles.failures) or alarms.share > MOST_FALSE_ALARMS)


if __name__ == "__main__":
    sys.exit(main())
