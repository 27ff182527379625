"""The table of queries and bytes has a bound for every number of every page."""

from dataclasses import replace
from typing import Any

import pytest

from benchmarks import count_table, site
from benchmarks.bounds import failures
from benchmarks.count_table import MOST, Counts
from tests.support.folders import SEEDS, stored_for_a_module

stored = stored_for_a_module(SEEDS / "istanbul-2025")

COMPARE = Counts(
    cold=12, kept=1, unchanged=1, unchanged_status=304, unchanged_bytes=0, page_bytes=20_000
)


def process(counts: Counts) -> Any:
    """Return what stands for a process with one page that costs so much."""
    answers = {"site.pages": {"compare": "/compare/"}, "counts.count": counts}
    return lambda name, *_arguments: answers[name]


def table(page: Counts, grown: Counts = COMPARE) -> Any:
    """Return the table of one page, at the size of the data and at three times it."""
    return count_table.counts(process(page), process(grown), 3)


def test_each_figure_stands_beside_its_bound():
    text = table(COMPARE).text
    (line,) = (line for line in text.splitlines() if line.startswith("  compare"))
    assert " ".join(line.split()) == (
        "compare 12 <= 12 12 <= 12 1 <= 1 1 <= 1 20,000 <= 25,000 PASS"
    )


def test_every_column_is_explained_in_a_line():
    lines = table(COMPARE).text.splitlines()
    for column in ("cold", "3 x the data", "kept", "not modified", "bytes"):
        assert column in lines[1]
        assert [line for line in lines if line.startswith(f"  {column}  ")], column


@pytest.mark.parametrize(
    "change",
    [
        {"cold": 13},
        {"kept": 2},
        {"unchanged": 2},
        {"unchanged_status": 200},
        {"unchanged_bytes": 1},
        {"page_bytes": 25_001},
    ],
)
def test_a_figure_beyond_its_bound_fails(change):
    assert failures(table(COMPARE).lines) == []
    page = replace(COMPARE, **change)
    beyond = table(page, grown=page)
    assert len(failures(beyond.lines)) == 1
    assert "FAIL" in beyond.text


def test_more_data_may_not_cost_a_query_more():
    assert len(failures(table(COMPARE, grown=replace(COMPARE, cold=13)).lines)) == 1


def test_each_kind_of_page_has_its_bounds(stored, db, client):
    pages = site.pages()
    assert list(pages) == list(MOST)
    assert set(MOST) >= {
        *("home", "overview", "compare", "topic", "document"),
        *("sources", "search", "print", "api"),
    }
    assert {client.get(address).status_code for address in pages.values()} == {200}
