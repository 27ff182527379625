"""The selection of a comparison as options of commands.

A command cannot ask back: what is not known is refused, all of it at once, with what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError, CommandParser

from proposals.comparisons import (
    MOST_DOCUMENTS,
    Catalogue,
    Matrix,
    NoSuchNegotiation,
    Selection,
    Trait,
    catalogue,
    compare,
)
from proposals.domain.verdicts import Mark
from proposals.models import Negotiation


def add_selection(parser: CommandParser) -> None:
    """Add the options of a selection."""
    parser.add_argument("negotiation", help="key of the negotiation, as in its address")
    parser.add_argument(
        "--documents", nargs="+", default=[], metavar="KEY", help="two to five, in your order"
    )
    for name in ("theme", "topic", "question", "outlet"):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="KEY")
    marks, traits = [mark.value for mark in Mark], [trait.value for trait in Trait]
    parser.add_argument("--verdict", action="append", default=[], choices=marks)
    parser.add_argument("--with", action="append", default=[], choices=traits)
    parser.add_argument("--words", default="", help="keep rows in which every word occurs")


def read_matrix(options: dict[str, Any]) -> Matrix:
    """Return the whole comparison of the options; raise CommandError with what is allowed."""
    available = _catalogue(options["negotiation"])
    _refuse([*_unknown(available, options), *_wrong_documents(available, options["documents"])])
    matrix = compare(available, _selection(available, options))
    outlets = [outlet.key for outlet, _count in matrix.facets.outlets]
    _refuse(_unknown_keys("outlet", options["outlet"], outlets))
    return matrix


def _catalogue(key: str) -> Catalogue:
    try:
        return catalogue(key)
    except NoSuchNegotiation as error:
        known = ", ".join(Negotiation.objects.values_list("key", flat=True)) or "none"
        message = f"No negotiation {key!r} with published clauses. Known: {known}."
        raise CommandError(message) from error


def _selection(available: Catalogue, options: dict[str, Any]) -> Selection:
    """Return the same selection as the page's, its filters in the page's order."""
    return Selection(
        documents=tuple(options["documents"]),
        themes=_in_order((theme.key for theme in available.themes), options["theme"]),
        topics=_in_order((topic.key for topic in available.topics), options["topic"]),
        questions=_in_order((row.key for row in available.questions), options["question"]),
        marks=tuple(mark for mark in Mark if mark.value in options["verdict"]),
        words=" ".join(options["words"].split()),
        traits=tuple(trait for trait in Trait if trait.value in options["with"]),
        outlets=tuple(dict.fromkeys(options["outlet"])),
        whole=True,
    )


def _in_order(keys: Iterable[str], chosen: list[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in chosen)


def _unknown(available: Catalogue, options: dict[str, Any]) -> list[str]:
    allowed = {
        "documents": list(available.by_key),
        "theme": [theme.key for theme in available.themes],
        "topic": [topic.key for topic in available.topics],
        "question": [question.key for question in available.questions],
    }
    return [
        problem
        for name, keys in allowed.items()
        for problem in _unknown_keys(name, options[name], keys)
    ]


def _unknown_keys(name: str, chosen: list[str], keys: list[str]) -> list[str]:
    return [
        f"--{name}: {key!r} is not known. Allowed: {', '.join(keys)}."
        for key in chosen
        if key not in keys
    ]


def _wrong_documents(available: Catalogue, named: list[str]) -> list[str]:
    problems = []
    distinct = {available.by_key[key] for key in named if key in available.by_key}
    all_known = all(key in available.by_key for key in named)
    if named and all_known and (len(named) < 2 or len(distinct) < len(named)):
        problems.append("--documents: name two or more, each once.")
    if len(named) > MOST_DOCUMENTS:
        problems.append(f"--documents: {len(named)} given. Allowed: at most {MOST_DOCUMENTS}.")
    return problems


def _refuse(problems: list[str]) -> None:
    if problems:
        raise CommandError("\n".join(problems))
