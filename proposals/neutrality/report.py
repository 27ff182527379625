"""A report on how alike a negotiation is told for every party: as plain text, and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from proposals.neutrality.attribution import Hit
from proposals.neutrality.groups import ALL, DocumentGroup
from proposals.neutrality.inequality import Inequality
from proposals.neutrality.measures import Number, measures

WIDTH = 96
_NAME_WIDTH = 64


@dataclass(frozen=True, kw_only=True)
class NeutralityReport:
    """What was counted and found: groups, what is unequal in them, words without attribution.

    `hits` is None if no list of words was there to look for; `texts` is how many texts in our own
    words there are.
    """

    negotiation: str
    bound: float
    groups: tuple[DocumentGroup, ...]
    unequal: tuple[Inequality, ...]
    texts: int
    hits: tuple[Hit, ...] | None


def as_text(report: NeutralityReport) -> str:
    """Return the report in plain text: a table for each group, what is unequal, and the words."""
    lines = [f"Neutrality of {report.negotiation}", ""]
    for group in report.groups:
        lines += [*_table(group), ""]
    lines += ["What is unequal", "", *_unequal(report), "", "Words that need attribution", ""]
    return "\n".join([*lines, *_words(report)]) + "\n"


def _title(group: DocumentGroup) -> str:
    return "all documents" if group.kind == ALL else f"documents of the kind “{group.kind}”"


def _table(group: DocumentGroup) -> Iterator[str]:
    widths = [max(len(one.name), 8) for one in group.parties]
    heads = (one.name.rjust(width) for one, width in zip(group.parties, widths, strict=True))
    yield "  ".join([_title(group).capitalize().ljust(_NAME_WIDTH), *heads])
    for measure in measures(group):
        numbers = (
            _number(measure.values[one.party]).rjust(width)
            for one, width in zip(group.parties, widths, strict=True)
        )
        yield "  ".join([measure.name.ljust(_NAME_WIDTH), *numbers])


def _number(number: Number) -> str:
    return f"{number:.1f}" if isinstance(number, float) else str(number)


def _unequal(report: NeutralityReport) -> Iterator[str]:
    """Yield a line for each inequality, or the sentence that there is none."""
    for one in report.unequal:
        yield from _wrap(_inequality_in_words(one))
    if not report.unequal:
        yield f"No measure differs by more than {report.bound:g} times."


def _inequality_in_words(one: Inequality) -> str:
    names = {party.party: party.name for party in one.group.parties}
    high, low = (_number(one.measure.values[party]) for party in (one.most, one.least))
    times = f"{one.ratio:g} times" if one.ratio else "some beside none"
    where = _title(one.group).capitalize()
    counts = f"{high} for {names[one.most]}, {low} for {names[one.least]} ({times})"
    return f"{where}, {one.measure.name}: {counts}."


def _words(report: NeutralityReport) -> Iterator[str]:
    """Yield each word without attribution with its place, or the sentence that there is none."""
    if report.hits is None:
        yield "There is no list of words for this negotiation, so none was looked for."
        return
    for hit in report.hits:
        place = f"{hit.passage.file}, {hit.passage.where}"
        yield from _wrap(f"{place}: “{hit.written}” in: {hit.sentence}")
    yield f"{len(report.hits)} without attribution in {report.texts} texts in our own words."


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="    ", break_on_hyphens=False)


def as_data(report: NeutralityReport) -> dict[str, Any]:
    """Return the report as values for JSON, with the same numbers; `unattributed` may be None."""
    return {
        "negotiation": report.negotiation,
        "bound": report.bound,
        "groups": [_group_data(group) for group in report.groups],
        "unequal": [_inequality_data(one) for one in report.unequal],
        "texts": report.texts,
        "unattributed": None if report.hits is None else [_hit_data(hit) for hit in report.hits],
    }


def _group_data(group: DocumentGroup) -> dict[str, Any]:
    documents = {one.party: [version.key for version in one.versions] for one in group.parties}
    rows = [
        {"key": one.key, "name": one.name, "values": dict(one.values)} for one in measures(group)
    ]
    return {"kind": group.kind, "documents": documents, "measures": rows}


def _inequality_data(one: Inequality) -> dict[str, Any]:
    return {
        "kind": one.group.kind,
        "measure": one.measure.key,
        "most": one.most,
        "least": one.least,
        "ratio": one.ratio,
    }


def _hit_data(hit: Hit) -> dict[str, Any]:
    return {
        "file": hit.passage.file,
        "where": hit.passage.where,
        "word": hit.written,
        "sentence": hit.sentence,
        "used_by": hit.word.used_by,
        "why": hit.word.why,
    }
