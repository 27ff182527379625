"""What a reader of a brief has to know before using it: five lines, counted from the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from proposals.comparisons import Document, Matrix
from proposals.comparisons.evidence import Sourcing, sourcing_of
from proposals.domain.verdicts import Mark, Rule
from proposals.language.active import active_language, joined, put_in
from proposals.models.choices import Tier
from sources.capitals import capfirst


@dataclass(frozen=True)
class Completeness:
    """What was read of one document, in the words of its editors; empty if that is not recorded."""

    document: Document
    words: str


@dataclass(frozen=True)
class Caveat:
    """One line: what it is about, a sentence, and for completeness a text for each document."""

    name: str
    text: str = ""
    documents: tuple[Completeness, ...] = ()


def caveats(matrix: Matrix) -> tuple[Caveat, ...]:
    """Return the five lines in their order."""
    counts = [row.sourcing for row in matrix.rows]
    sourcing = Sourcing(*map(sum, zip(sourcing_of(()), *counts, strict=True)))
    return (
        Caveat(gettext("How the texts became known"), _tiers(matrix.documents)),
        Caveat(gettext("What was read of them"), documents=tuple(_completeness(matrix))),
        Caveat(gettext("One source"), _single(sourcing)),
        Caveat(pgettext("a heading", "Disputes"), _disputed(sourcing)),
        Caveat(gettext("Silence"), _silence(matrix)),
    )


def _tiers(documents: tuple[Document, ...]) -> str:
    """Name the documents of each tier, and say so if none of them is an official text."""
    by_tier: dict[str, list[str]] = {tier: [] for tier in Tier.values}
    for document in documents:
        by_tier[document.version.tier].append(capfirst(document.name))
    lines = [
        put_in(
            gettext("%(tier)s: %(documents)s."),
            tier=str(capfirst(Tier(tier).label)),
            documents=joined(names, ", "),
        )
        for tier, names in by_tier.items()
        if names
    ]
    if not by_tier[Tier.OFFICIAL]:
        lines.append(gettext("None of these is an official text."))
    return " ".join(lines)


def _completeness(matrix: Matrix) -> Iterator[Completeness]:
    for document in matrix.documents:
        yield Completeness(document, document.version.completeness)


def _single(sourcing: Sourcing) -> str:
    """Count the answers that rest on one independent source, and those that rest on none."""
    total, single, without = sourcing.answers, sourcing.single, sourcing.unsupported
    text = ngettext(
        "%(n)d of %(total)d answers rests on one independent source.",
        "%(n)d of %(total)d answers rest on one independent source each.",
        single,
    )
    line = text % {"n": single, "total": total}
    if not without:
        return line
    more = ngettext("%(n)d has no source.", "%(n)d have no source.", without)
    return f"{line} {more % {'n': without}}"


def _disputed(sourcing: Sourcing) -> str:
    """Count the answers that a source disputes, and those that a source qualifies."""
    disputed, qualified = sourcing.disputed, sourcing.qualified
    text = ngettext(
        "At least one source disputes %(n)d of %(total)d answers.",
        "At least one source disputes %(n)d of %(total)d answers.",
        disputed,
    )
    more = ngettext(
        "At least one source qualifies %(n)d.", "At least one source qualifies %(n)d.", qualified
    )
    return f"{text % {'n': disputed, 'total': sourcing.answers}} {more % {'n': qualified}}"


def _silence(matrix: Matrix) -> str:
    """Count the questions without a verdict on two answers, and say what a verdict is."""
    counts = dict(matrix.roll_up.counts)
    numbers = (
        (ngettext("%(n)d question from one side only", "%(n)d questions from one side only",
                  counts.get(Mark.ONE_SIDE, 0)), counts.get(Mark.ONE_SIDE, 0)),
        (ngettext("%(n)d not compared", "%(n)d not compared",
                  counts.get(Mark.NOT_COMPARED, 0)), counts.get(Mark.NOT_COMPARED, 0)),
        (ngettext("%(n)d not coded for these documents", "%(n)d not coded for these documents",
                  matrix.uncoded), matrix.uncoded),
    )  # fmt: skip
    listed = active_language().joined(
        [text % {"n": number} for text, number in numbers], "list.comma"
    )
    first, *_others, last = Rule
    return gettext(
        "%(counts)s: silence is neither agreement nor refusal. Verdicts follow stated rules "
        "(%(first)s to %(last)s); a published demand is not a final position."
    ) % {"counts": capfirst(listed), "first": first.value, "last": last.value}
