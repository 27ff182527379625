"""What the commands that compare are asked for: the selection of the page, as options.

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
    """The options of a selection."""
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


def asked_matrix(options: dict[str, Any]) -> Matrix:
    """The whole comparison that the options ask for. Raises CommandError with what is allowed."""
    found = _catalogue(options["negotiation"])
    _refuse([*_unknown(found, options), *_wrong_documents(found, options["documents"])])
    matrix = compare(found, _selection(found, options))
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


def _selection(found: Catalogue, options: dict[str, Any]) -> Selection:
    """The same selection as the page's, its filters in the page's order."""
    return Selection(
        tuple(options["documents"]),
        _in_order((theme.key for theme in found.themes), options["theme"]),
        _in_order((topic.key for topic in found.topics), options["topic"]),
        _in_order((question.key for question in found.questions), options["question"]),
        tuple(mark for mark in Mark if mark.value in options["verdict"]),
        " ".join(options["words"].split()),
        tuple(trait for trait in Trait if trait.value in options["with"]),
        tuple(dict.fromkeys(options["outlet"])),
        whole=True,
    )


def _in_order(keys: Iterable[str], given: list[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in given)


def _unknown(found: Catalogue, options: dict[str, Any]) -> list[str]:
    allowed = {
        "documents": list(found.by_key),
        "theme": [theme.key for theme in found.themes],
        "topic": [topic.key for topic in found.topics],
        "question": [question.key for question in found.questions],
    }
    return [
        problem
        for name, keys in allowed.items()
        for problem in _unknown_keys(name, options[name], keys)
    ]


def _unknown_keys(name: str, given: list[str], keys: list[str]) -> list[str]:
    return [
        f"--{name}: {key!r} is not known. Allowed: {', '.join(keys)}."
        for key in given
        if key not in keys
    ]


def _wrong_documents(found: Catalogue, named: list[str]) -> list[str]:
    problems = []
    distinct = {found.by_key[key] for key in named if key in found.by_key}
    all_known = all(key in found.by_key for key in named)
    if named and all_known and (len(named) < 2 or len(distinct) < len(named)):
        problems.append("--documents: name two or more, each once.")
    if len(named) > MOST_DOCUMENTS:
        problems.append(f"--documents: {len(named)} given. Allowed: at most {MOST_DOCUMENTS}.")
    return problems


def _refuse(problems: list[str]) -> None:
    if problems:
        raise CommandError("\n".join(problems))
