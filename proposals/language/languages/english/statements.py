"""What documents answer, in English: every subject with every shape of answer in every force."""

from __future__ import annotations

from collections.abc import Mapping

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

_SHORT_VERBS = {**_VERBS, "demands": ("", "", "rules out", "rule out")}
_SHORT_SHAPES = {
    **_SHAPES,
    "orders": "{asks} {{value}}",
    "requires_and_refuses": "{asks} {{required}}; {refuses} {{excluded}}",
}
"""In one line a demand is its value alone; every other force keeps its verb."""


def statements() -> dict[str, Pattern]:
    """Return the patterns of answers: every subject with every shape in every force."""
    predicates = _predicates(_SHAPES, _VERBS)
    table: dict[str, Pattern] = {
        f"{family}.{shape}": subject + many
        if family == "both"
        else numbers(subject + one, subject + many)
        for family, subject in _SUBJECTS.items()
        for shape, (one, many) in predicates.items()
    }
    for shape, forms in _predicates(_SHORT_SHAPES, _SHORT_VERBS).items():
        table[f"short.{shape}"] = numbers(*forms)
    return table


def _predicates(
    shapes: Mapping[str, str], all_verbs: Mapping[str, tuple[str, str, str, str]]
) -> dict[str, tuple[str, str]]:
    """Return every shape in every force, of one document and of many."""
    predicates: dict[str, tuple[str, str]] = {**_FORCELESS}
    for shape, text in shapes.items():
        for force, (asks, ask, refuses, refuse) in all_verbs.items():
            predicates[f"{shape}.{force}"] = (
                text.format(asks=asks, refuses=refuses).strip(),
                text.format(asks=ask, refuses=refuse).strip(),
            )
    return predicates


_STANCES = {
    **{
        f"{stance}.{force}": forms
        for force, (asks, ask, refuses, refuse) in _VERBS.items()
        if force != "several"
        for stance, forms in {"wants": (asks, ask), "refuses": (refuses, refuse)}.items()
    },
    "wants.demands": ("wants", "want"),
    "refuses.demands": ("refuses", "refuse"),
    "admits": ("admits", "admit"),
}


def stances() -> dict[str, Pattern]:
    """Return who wants, refuses or admits what stands beside it: by name, both, and all."""
    table: dict[str, Pattern] = {}
    for stance, (one, many) in _STANCES.items():
        table[f"figure.named.{stance}"] = numbers(f"{{names}} {one}", f"{{names}} {many}")
        table[f"figure.both.{stance}"] = f"Both {many}"
        table[f"figure.all.{stance}"] = f"All {many}"
    return table


def verbs() -> dict[str, Pattern]:
    """Return the verbs by themselves, for answers that are put forward in several ways."""
    table: dict[str, Pattern] = {}
    for force, (asks, ask, refuses, refuse) in _VERBS.items():
        if force != "several":
            table[f"verb.{force}"] = numbers(asks, ask)
            table[f"verb.refusing.{force}"] = numbers(refuses, refuse)
    return table
