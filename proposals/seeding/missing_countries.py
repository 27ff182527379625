"""Warnings of outlets that a folder gives no country: readers see “Country not known”."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.seeding.problems import SeedProblem, join_known
from proposals.seeding.schema import Record

RIGHT = (
    'country = "Netherlands", with country_source = "…" where it was read; leave it out if it is '
    "not known"
)


def missing_countries(records: Iterable[Record]) -> list[str]:
    """Return a warning if outlets of one folder have no country: one line, however many."""
    missing = [
        record for record in records if record.kind == "outlet" and not record.values["country"]
    ]
    if not missing:
        return []
    first = missing[0].place
    if len(missing) == 1:
        message = f"outlet {missing[0].key} has no country."
        return [str(SeedProblem(first.at("country"), message, allowed=RIGHT))]
    names = join_known(record.key for record in missing)
    message = f"{len(missing)} outlets have no country: {names}."
    whole_file = type(first)(first.file)
    return [str(SeedProblem(whole_file, message, allowed=RIGHT))]
