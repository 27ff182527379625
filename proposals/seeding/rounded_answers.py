"""Warnings of answers that were stored in whole amounts before a smaller unit was known."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from proposals.models import UnitOfMeasure
from proposals.seeding.problems import join_known

RIGHT = "Load their folder, too, or look at them in the admin."


def rounded_answers(units: Collection[str], loaded: Collection[str]) -> Iterator[str]:
    """Yield a warning for each of these units that is the smallest of its kind now.

    Answers of the negotiations that are `loaded` with it have just been read anew.
    """
    for unit in UnitOfMeasure.objects.filter(key__in=units).order_by("key"):
        clauses = [
            clause
            for clause in unit.answers_rounded_before()
            if clause.partition(".")[0] not in loaded
        ]
        if clauses:
            yield (
                f"unit {unit.key}: amounts are counted in it now. These answers were stored "
                "before, “less than 2” of the unit before as “at most 1”, and stay as they are: "
                f"{join_known(clauses)}. {RIGHT}"
            )
