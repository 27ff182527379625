"""The filters of a comparison: the rows that pass them, and the counts of other choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from proposals.comparisons.matrix import Facets, Row, TopicGroup
from proposals.comparisons.selection import Selection, Trait
from proposals.domain.roll_ups import roll_up
from sources.models import Outlet
from sources.search_terms import SearchTerms


@dataclass(frozen=True)
class FilteredRows:
    """Topics with the rows that pass the filters, and the counts of other choices."""

    groups: list[TopicGroup]
    facets: Facets


def filter_rows(
    groups: list[TopicGroup], selection: Selection, outlets: Iterable[Outlet]
) -> FilteredRows:
    """Return the rows that pass every filter; each row is looked at once."""
    words = SearchTerms(selection.words)
    rows = [row for group in groups for row in group.rows]
    failed = {row.question.pk: _failed_filters(row, selection, words) for row in rows}

    def rows_without(name: str) -> list[Row]:
        """Return the rows that pass all filters but this one."""
        return [row for row in rows if failed[row.question.pk] <= {name}]

    return FilteredRows(
        groups=[
            replace(group, rows=tuple(row for row in group.rows if not failed[row.question.pk]))
            for group in groups
        ],
        facets=Facets(
            marks=roll_up(row.mark for row in rows_without("marks")),
            traits=_counts_by_trait(rows_without("traits"), selection),
            outlets=_counts_by_outlet(rows_without("outlets"), outlets),
        ),
    )


def _failed_filters(row: Row, selection: Selection, words: SearchTerms) -> frozenset[str]:
    """Return the names of the filters that leave a row out."""
    passed = {
        "marks": not selection.marks or row.mark in selection.marks,
        "traits": row.traits.issuperset(selection.traits),
        "outlets": not selection.outlets or not row.outlets.isdisjoint(selection.outlets),
        "words": not words.needles or words.match_folded(row.folded_text),
    }
    return frozenset(name for name, holds in passed.items() if not holds)


def _counts_by_trait(rows: list[Row], selection: Selection) -> dict[Trait, int]:
    """Return, for each trait, how many rows have it beside the traits of the selection."""
    return {
        trait: sum(row.traits.issuperset({trait, *selection.traits}) for row in rows)
        for trait in Trait
    }


def _counts_by_outlet(rows: list[Row], outlets: Iterable[Outlet]) -> tuple[tuple[Outlet, int], ...]:
    """Return each outlet with the number of rows that rest on it."""
    counts = Counter(key for row in rows for key in row.outlets)
    return tuple((outlet, counts[outlet.key]) for outlet in outlets)
