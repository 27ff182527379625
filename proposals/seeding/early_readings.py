"""Warnings of articles that were read on the day before they were published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposals.seeding.schema import Record
from sources.doubts import doubts_of_order

RIGHT = "It can be where days begin later than at the outlet; else one of the two is wrong."


def early_readings(records: Iterable[Record]) -> Iterator[str]:
    """Yield a warning for each article whose day of reading lies before that of publication."""
    for record in records:
        if record.kind != "article":
            continue
        for doubt in doubts_of_order(record.values["published"], record.values["accessed"]):
            yield f"{record.place.at('accessed')}: {doubt.message} {RIGHT}"
