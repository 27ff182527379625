"""The selection of the comparison page, as options of the commands that compare.

A command cannot ask back: what is not known is refused, all of it at once, with what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from proposals.comparisons import (
    MOST_DOCUMENTS,
    Catalogue,
    Matrix,
    Selection,
    Trait,
    compare,
)
from proposals.comparisons.lookups import (
    UnknownName,
    find_catalogue,
    find_document,
    find_question,
    find_theme,
    find_topic,
)
from proposals.domain.verdicts import Mark


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
    """Return the whole comparison of the options. Raises CommandError with what is allowed."""
    catalogue = _catalogue(options["negotiation"])
    _refuse([*_unknown(catalogue, options), *_wrong_documents(catalogue, options["documents"])])
    matrix = compare(catalogue, _selection(catalogue, options))
    outlets = [outlet.key for outlet, _count in matrix.facets.outlets]
    _refuse([_not_known("outlet", key, outlets) for key in options["outlet"] if key not in outlets])
    return matrix


def _catalogue(key: str) -> Catalogue:
    try:
        return find_catalogue(key)
    except UnknownName as error:
        known = ", ".join(error.known_keys) or "none"
        message = f"No negotiation {key!r} with published clauses. Known: {known}."
        raise CommandError(message) from error


def _selection(catalogue: Catalogue, options: dict[str, Any]) -> Selection:
    """Return the same selection as the page's, its filters in the page's order."""
    return Selection(
        documents=tuple(options["documents"]),
        themes=_in_order((theme.key for theme in catalogue.themes), options["theme"]),
        topics=_in_order((topic.key for topic in catalogue.topics), options["topic"]),
        questions=_in_order((one.key for one in catalogue.questions), options["question"]),
        marks=tuple(mark for mark in Mark if mark.value in options["verdict"]),
        words=" ".join(options["words"].split()),
        traits=tuple(trait for trait in Trait if trait.value in options["with"]),
        outlets=tuple(dict.fromkeys(options["outlet"])),
        whole=True,
    )


def _in_order(keys: Iterable[str], chosen: list[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in chosen)


def _unknown(catalogue: Catalogue, options: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with each option that names a part of the negotiation."""
    finders: dict[str, Callable[[Catalogue, str], object]] = {
        "documents": find_document,
        "theme": find_theme,
        "topic": find_topic,
        "question": find_question,
    }
    for name, find in finders.items():
        for key in options[name]:
            try:
                find(catalogue, key)
            except UnknownName as error:
                yield _not_known(name, key, error.known_keys)


def _not_known(name: str, key: str, allowed: Iterable[str]) -> str:
    return f"--{name}: {key!r} is not known. Allowed: {', '.join(allowed)}."


def _wrong_documents(catalogue: Catalogue, keys: list[str]) -> list[str]:
    """Return what is wrong with the number of documents."""
    problems = []
    distinct = {catalogue.by_key[key] for key in keys if key in catalogue.by_key}
    all_known = all(key in catalogue.by_key for key in keys)
    if keys and all_known and (len(keys) < 2 or len(distinct) < len(keys)):
        problems.append("--documents: name two or more, each once.")
    if len(keys) > MOST_DOCUMENTS:
        problems.append(f"--documents: {len(keys)} given. Allowed: at most {MOST_DOCUMENTS}.")
    return problems


def _refuse(problems: list[str]) -> None:
    if problems:
        raise CommandError("\n".join(problems))
