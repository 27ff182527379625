"""The report of a load: numbers for each kind of row, and the rows that were left to editors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from proposals.seeding.schema import KINDS

ACTIONS = ("added", "changed", "unchanged", "removed", "kept")


@dataclass
class Report:
    """Counts by kind and action; `kept` names the rows that an editor changed, and how.

    `warnings` are sentences on what the folders leave out and readers will miss; `notes` are
    sentences on what only an editor can decide; `public_changes` are the rows that readers see
    changed, by name.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    public_changes: list[str] = field(default_factory=list)

    def count(self, kind: str, action: str) -> None:
        """Count a row of a kind to which this was done."""
        self.counts.setdefault(kind, Counter())[action] += 1

    def keep(self, kind: str, key: str, why: str) -> None:
        """Count a row that was left as an editor made it, and note why."""
        self.count(kind, "kept")
        self.kept.append(f"{kind} {key}: {why}")

    def total(self, action: str) -> int:
        """Return the number of rows of all kinds to which this was done."""
        return sum(counter[action] for counter in self.counts.values())

    def lines(self) -> list[str]:
        """Return the report as lines of a table, then rows kept, then warnings, then notes."""
        heads = "".join(f"{action:>11}" for action in ACTIONS)
        rows = [f"{'':30}{heads}"]
        for name in (name for name in KINDS if name in self.counts):
            label = str(KINDS[name].model._meta.verbose_name_plural)
            cells = "".join(f"{self.counts[name][action]:>11}" for action in ACTIONS)
            rows.append(f"{label:30.30}{cells}")
        if self.kept:
            rows += ["", "Kept as editors left them (--force overwrites):"]
            rows += [f"  {line}" for line in self.kept]
        if self.public_changes:
            rows += ["", "Changed before readers' eyes (the corrections tell of it):"]
            rows += [f"  {line}" for line in self.public_changes]
        if self.warnings:
            rows += ["", "Warnings (loaded all the same):"]
            rows += [f"  {warning}" for warning in self.warnings]
        if self.notes:
            rows += ["", "For an editor to look at:"]
            rows += [f"  {note}" for note in self.notes]
        return rows
