"""Warnings of articles that are, or may be, one article twice, and of outlets of one name.

They are warnings, because only a person can tell: who entered two articles on purpose may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import islice

from proposals.seeding.schema import Record
from sources.addresses import Page, page_of
from sources.duplicates import fold_words, may_be_one_day

Names = Callable[[Record], Iterable[Hashable]]


def same_pages(records: Iterable[Record], stored: Mapping[str, Record]) -> list[str]:
    """Return a warning for each article of a folder that an earlier one is, or may be.

    The earlier one stands in the folder, or is `stored` by another; the first is named.
    """
    own = [record for record in records if record.kind == "article"]
    rows = [*stored.values(), *own]
    pages = {id(row): _pages(row) for row in rows}
    found: dict[int, str] = {}

    def by_page(other: Record, row: Record) -> str:
        return _words_on_pages(other, pages[id(other)], pages[id(row)])

    def add(names: Names, words: Callable[[Record, Record], str]) -> None:
        for group in _groups(rows, names):
            for number, row in enumerate(group):
                if row.key not in stored and id(row) not in found:
                    lines = filter(None, (words(other, row) for other in group[:number]))
                    found.update({id(row): line for line in islice(lines, 1)})

    add(lambda row: {page.loose for page in pages[id(row)]}, by_page)
    add(_words, _words_on_headlines)
    return [f"{row.place}: article {row.key} {found[id(row)]}" for row in own if id(row) in found]


def same_names(records: Iterable[Record], stored: Mapping[str, Record]) -> list[str]:
    """Return a warning for each outlet of a folder whose name another outlet has."""
    rows = [*stored.values(), *(record for record in records if record.kind == "outlet")]
    groups = _groups(rows, lambda row: {fold_words(row.values["name"])})
    return [
        f"{row.place}: outlet {row.key} has the same name as outlet {group[0].key}: "
        f"“{row.values['name']}”. If both are one outlet, write it once; if they are two, tell "
        "them apart in their names."
        for group in groups
        for row in group[1:]
        if row.key not in stored
    ]


def _pages(row: Record) -> list[Page]:
    urls = (row.values["url"], row.values["archived_url"])
    return [page for url in urls if url and (page := page_of(url)).form]


def _words(row: Record) -> set[tuple[str, str]]:
    headline = fold_words(row.values["headline"])
    return {(row.values["outlet"], headline)} if headline else set()


def _groups(rows: Iterable[Record], names: Names) -> Iterator[list[Record]]:
    """Yield the rows that have a name in common, if there are several."""
    groups: dict[Hashable, list[Record]] = defaultdict(list)
    for row in rows:
        for name in names(row):
            groups[name].append(row)
    yield from (group for group in groups.values() if len(group) > 1)


def _words_on_pages(other: Record, first: list[Page], second: list[Page]) -> str:
    """Return what has to be said of two articles by their addresses, empty if nothing."""
    if {page.form for page in first} & {page.form for page in second}:
        return (
            f"is the same page as article {other.key}, written otherwise. Write it once; a copy "
            "in an archive goes into archived_url."
        )
    if any(page.may_be(one) for page in first for one in second):
        return (
            f"may be the page of article {other.key} ({other.values['url']}). If it is, write it "
            "once."
        )
    return ""


def _words_on_headlines(other: Record, row: Record) -> str:
    """Return what has to be said of two articles of one headline, empty if nothing."""
    if not may_be_one_day(other.values["published"], row.values["published"]):
        return ""
    days = (other.values["published"], row.values["published"])
    same = (
        "outlet and headline are the same"
        if None in days
        else "outlet, headline and day are the same"
    )
    return f"may be article {other.key}: {same}. If it is, write it once."
