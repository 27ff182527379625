"""What documents answer, in English: every subject with every shape of answer in every force."""

from __future__ import annotations

from proposals.language.languages.english.numbers import numbers
from proposals.language.patterns import Pattern

_VERBS = {
    "demands": ("asks for", "ask for", "rules out", "rule out"),
    "offers": ("offers", "offer", "offers to rule out", "offer to rule out"),
    "accepts": ("accepts", "accept", "agrees to rule out", "agree to rule out"),
    "expects": ("expects", "expect", "expects to rule out", "expect to rule out"),
    "proposes": ("proposes", "propose", "proposes to rule out", "propose to rule out"),
    "several": ("{verbs}", "{verbs}", "{refusing}", "{refusing}"),
}
"""For each force the verb of one and of many, and the verbs with which they refuse."""

_SHAPES = {
    "asks": "{asks} {{value}}",
    "orders": "{asks} this order: {{value}}",
    "requires": "{asks} {{required}}",
    "requires_alone": "{asks} {{required}} and nothing else of the list",
    "refuses": "{refuses} {{excluded}}",
    "refuses_all": "{refuses} every one of the listed points",
    "requires_and_refuses": "{asks} {{required}} and {refuses} {{excluded}}",
}
_FORCELESS = {
    "open.choice": ("leaves every option open", "leave every option open"),
    "open.items": (
        "leaves every one of the listed points open",
        "leave every one of the listed points open",
    ),
    "open.range": ("leaves the amount open", "leave the amount open"),
    "open.date": ("leaves the date open", "leave the date open"),
    "prose": ("answers in words only", "answer in words only"),
}
_SUBJECTS = {"one": "{name} ", "both": "{names} both ", "cell": ""}


def statements() -> dict[str, Pattern]:
    """Return the patterns of answers: every subject with every shape in every force."""
    predicates: dict[str, tuple[str, str]] = {**_FORCELESS}
    for shape, text in _SHAPES.items():
        for force, (asks, ask, refuses, refuse) in _VERBS.items():
            predicates[f"{shape}.{force}"] = (
                text.format(asks=asks, refuses=refuses),
                text.format(asks=ask, refuses=refuse),
            )
    return {
        f"{family}.{shape}": subject + many
        if family == "both"
        else numbers(subject + one, subject + many)
        for family, subject in _SUBJECTS.items()
        for shape, (one, many) in predicates.items()
    }


def verbs() -> dict[str, Pattern]:
    """Return the verbs by themselves, for answers that are put forward in several ways."""
    table: dict[str, Pattern] = {}
    for force, (asks, ask, refuses, refuse) in _VERBS.items():
        if force != "several":
            table[f"verb.{force}"] = numbers(asks, ask)
            table[f"verb.refusing.{force}"] = numbers(refuses, refuse)
    return table
