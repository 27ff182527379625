"""Words that belong to no single question: marks, rules, absences, the standing of evidence."""

from __future__ import annotations

from decimal import Decimal

from proposals.domain.roll_ups import RollUp
from proposals.domain.standing import Standing
from proposals.domain.terms import Absence, AbsenceKind
from proposals.domain.verdicts import Mark, Rule
from proposals.language.base import Language

SYMBOLS = {
    Mark.CONFLICT: "✕",
    Mark.DIFFERS: "≠",
    Mark.ONE_SIDE: "◐",
    Mark.NOT_COMPARED: "·",
    Mark.COMPATIBLE: "≈",
    Mark.AGREE: "=",
}
"""One character for each mark; always beside its word."""


def mark_label(mark: Mark, language: Language) -> str:
    """Return the word for a mark."""
    return language.text(f"mark.{mark.value}")


def mark_meaning(mark: Mark, language: Language) -> str:
    """Return the meaning of a mark, in one line."""
    return language.text(f"mark.{mark.value}.meaning")


def count_of_mark(mark: Mark, count: int, language: Language) -> str:
    """Return a count with the word for a mark: "19 conflicts", "1 differs", "4 differ"."""
    return language.text(
        f"mark.{mark.value}.count", language.plural(count), n=language.number(Decimal(count))
    )


def counts_of_marks(counts: RollUp, language: Language) -> str:
    """Return the counts of marks, worst first; empty without rows."""
    words = (count_of_mark(mark, count, language) for mark, count in counts.counts)
    return language.joined(words, "list.comma")


def rule_label(rule: Rule, language: Language) -> str:
    """Return the short name of a rule."""
    return language.text(f"rule.{rule.value}")


def absence_label(kind: AbsenceKind, language: Language) -> str:
    """Return one word for an empty cell; no two are alike."""
    return language.text(f"absence.{kind.value}")


def absence_reason(absence: Absence, language: Language) -> str:
    """Return why there is no answer, with the paper to which a point was moved, if it is known."""
    if absence.where:
        return language.text("absence.elsewhere.named", where=absence.where)
    return absence_meaning(absence.kind, language)


def absence_meaning(kind: AbsenceKind, language: Language) -> str:
    """Return the meaning of the word for an empty cell."""
    return language.text(f"absence.{kind.value}.meaning")


def standing_sentence(standing: Standing, language: Language) -> str:
    """Return a sentence on what an answer rests on, by the rules S0 to S3 and S7."""
    counts = {
        "S1": standing.printed,
        "S7": standing.translated,
        "S2": standing.described,
        "S3": standing.reported,
    }
    return _counted(f"standing.{standing.rule}", counts.get(standing.rule, 0), language)


def standing_additions(standing: Standing, language: Language) -> list[str]:
    """Return the sentences that the rules S4 to S6 add, each with its number."""
    additions = []
    if standing.single:
        additions.append(language.text("standing.S4"))
    if standing.disputing:
        additions.append(_counted("standing.S5", standing.disputing, language))
    if standing.qualifying:
        additions.append(_counted("standing.S6", standing.qualifying, language))
    return additions


def sources_parts(standing: Standing, language: Language) -> list[str]:
    """Return the counts of sources that support, dispute and qualify; the first even if none."""
    parts = [
        _counted("sources.support", standing.supporting, language)
        if standing.supporting
        else language.text("sources.none")
    ]
    if standing.disputing:
        parts.append(_counted("sources.dispute", standing.disputing, language))
    if standing.qualifying:
        parts.append(_counted("sources.qualify", standing.qualifying, language))
    return parts


def sources_summary(standing: Standing, language: Language) -> str:
    """Return the counts of independent sources in one line: "2 sources support, 1 disputes"."""
    return language.joined(sources_parts(standing, language), "list.comma")


def _counted(key: str, count: int, language: Language) -> str:
    return language.text(key, language.plural(count), n=str(count))
