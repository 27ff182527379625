"""Warnings of outlets that a folder gives no country: readers see “Country not known”."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.seeding.problems import FilePlace, join_known
from proposals.seeding.schema import Record

RIGHT = (
    'Right would be country = "Netherlands", with country_source = "…" where it was read; leave it '
    "out only if it is not known."
)


def missing_countries(records: Iterable[Record]) -> list[str]:
    """Return a warning if outlets of one folder have no country: one line, however many."""
    missing = [
        record for record in records if record.kind == "outlet" and not record.values["country"]
    ]
    if not missing:
        return []
    place = missing[0].place
    if len(missing) == 1:
        return [f"{place}: it has no country. {RIGHT}"]
    names = join_known(record.key for record in missing)
    return [f"{FilePlace(place.file)}: {len(missing)} outlets have no country: {names}. {RIGHT}"]
