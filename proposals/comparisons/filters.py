"""The filters of a comparison: which rows they let through, and what other choices would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from proposals.comparisons.matrix import Facets, Row, TopicGroup
from proposals.comparisons.selection import SearchTerms, Selection, Trait
from proposals.domain.rows import roll_up
from proposals.models import Topic
from sources.models import Outlet


@dataclass(frozen=True)
class FilteredRows:
    """Topics with the rows that the filters let through, and the counts of other choices."""

    groups: list[TopicGroup]
    facets: Facets


def filter_rows(
    groups: list[TopicGroup], selection: Selection, outlets: Iterable[Outlet]
) -> FilteredRows:
    """Keep the rows that pass every filter; each row is looked at once."""
    words = SearchTerms(selection.words)
    failed = {
        row.question.pk: _failed(group.topic, row, selection, words)
        for group in groups
        for row in group.rows
    }
    kept = [
        replace(group, rows=tuple(row for row in group.rows if not failed[row.question.pk]))
        for group in groups
    ]
    rows = [row for group in groups for row in group.rows]

    def but(name: str) -> list[Row]:
        return [row for row in rows if failed[row.question.pk] <= {name}]

    return FilteredRows(
        kept,
        Facets(
            roll_up(row.mark for row in but("marks")),
            _with_traits(but("traits"), selection),
            _with_outlets(but("outlets"), outlets),
        ),
    )


def _failed(topic: Topic, row: Row, selection: Selection, words: SearchTerms) -> frozenset[str]:
    """The filters that leave a row out."""
    passed = {
        "marks": not selection.marks or row.mark in selection.marks,
        "traits": row.traits.issuperset(selection.traits),
        "outlets": not selection.outlets or not row.outlets.isdisjoint(selection.outlets),
        "words": not words.needles or words.match(*_searched(topic, row)),
    }
    return frozenset(name for name, holds in passed.items() if not holds)


def _with_traits(rows: list[Row], selection: Selection) -> dict[Trait, int]:
    """For each trait: how many rows have it beside those that are asked for already."""
    return {
        trait: sum(row.traits.issuperset({trait, *selection.traits}) for row in rows)
        for trait in Trait
    }


def _with_outlets(rows: list[Row], outlets: Iterable[Outlet]) -> tuple[tuple[Outlet, int], ...]:
    counts = Counter(key for row in rows for key in row.outlets)
    return tuple((outlet, counts[outlet.key]) for outlet in outlets)


def _searched(topic: Topic, row: Row) -> list[str]:
    """Everything of a row that a search looks through."""
    texts = [topic.name, row.question.text]
    for cell in row.cells:
        for view in cell.terms:
            texts += [view.reading, view.clause.heading, view.clause.text, view.clause.quote]
        texts += [item.quote for item in cell.evidence.items]
    return texts
