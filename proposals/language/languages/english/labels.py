"""Marks, rules, absences and standings in English."""

from __future__ import annotations

from proposals.language.languages.english.numbers import numbers
from proposals.language.patterns import Pattern

LABELS: dict[str, Pattern] = {
    "mark.conflict": "conflict",
    "mark.differs": "differs",
    "mark.one_side": "one side only",
    "mark.not_compared": "not compared",
    "mark.compatible": "compatible",
    "mark.agree": "agree",
    "mark.conflict.meaning": "No outcome satisfies both positions, or one side rejected the point.",
    "mark.differs.meaning": (
        "They meet, but in other cases, on a condition, by others, or as an expectation only."
    ),
    "mark.one_side.meaning": "Only one party answers; why another does not was checked.",
    "mark.not_compared.meaning": "Not coded yet, or answered in prose that is not computed.",
    "mark.compatible.meaning": "Some outcome satisfies both positions; it is named.",
    "mark.agree.meaning": "Both ask for the same, in the same way.",
    "mark.conflict.count": numbers("{n} conflicts", "{n} conflict"),
    "mark.differs.count": numbers("{n} differs", "{n} differ"),
    "mark.one_side.count": "{n} one side only",
    "mark.not_compared.count": "{n} not compared",
    "mark.compatible.count": "{n} compatible",
    "mark.agree.count": numbers("{n} agrees", "{n} agree"),
    "rule.R0": "the same",
    "rule.R1": "they meet",
    "rule.R2": "gap",
    "rule.R3": "contradiction",
    "rule.R4": "order",
    "rule.R5": "other force",
    "rule.R6": "other scope, condition or actor",
    "rule.R7": "one side only",
    "rule.R8": "not compared",
    "rule.R9": "rejected point",
    "absence.silent": "Silent",
    "absence.deferred": "Deferred",
    "absence.withdrawn": "Withdrawn",
    "absence.struck-out": "Struck out",
    "absence.elsewhere": "Elsewhere",
    "absence.not_coded": "Not coded yet",
    "absence.silent.meaning": "nothing on this was found in what was read",
    "absence.deferred.meaning": "it leaves this to later talks",
    "absence.withdrawn.meaning": "an earlier answer was taken back",
    "absence.struck-out.meaning": "it strikes this point out of the text that it edits",
    "absence.elsewhere.meaning": "it moves this to another paper, which is named",
    "absence.elsewhere.named": "it moves this to another paper: {where}",
    "absence.not_coded.meaning": "neither an answer nor a checked silence is recorded",
    "standing.S0": "No supporting evidence.",
    "standing.S1": numbers(
        "The document's text is printed by {n} independent publisher.",
        "The document's text is printed by {n} independent publishers.",
    ),
    "standing.S2": numbers(
        "Described by {n} independent outlet; the text itself was not seen in print.",
        "Described by {n} independent outlets; the text itself was not seen in print.",
    ),
    "standing.S3": numbers(
        "Reported as speech by {n} independent outlet.",
        "Reported as speech by {n} independent outlets.",
    ),
    "standing.S4": "It rests on one source (S4).",
    "standing.S5": numbers("Disputed by {n} source (S5).", "Disputed by {n} sources (S5)."),
    "standing.S6": numbers("Qualified by {n} source (S6).", "Qualified by {n} sources (S6)."),
    "sources.none": "no source supports",
    "sources.support": numbers("{n} source supports", "{n} sources support"),
    "sources.dispute": numbers("{n} disputes", "{n} dispute"),
    "sources.qualify": numbers("{n} qualifies", "{n} qualify"),
}
