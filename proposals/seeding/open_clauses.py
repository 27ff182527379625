"""Warnings of published clauses that answer nothing, while questions of their topics are open.

The rule is that of the page on which an editor publishes a clause. A file is loaded all the same:
to refuse it would hide words that are proven, or ask for an absence that nobody has checked.
"""

from __future__ import annotations

from collections.abc import Iterable

from proposals.editing.obstacles import missing_answers
from proposals.models import Clause
from proposals.seeding.schema import Record

RIGHT = (
    "Right would be an answer, or [[coverage]] of the question if the document was checked for it; "
    'or state = "review".'
)


def open_clauses(records: Iterable[Record]) -> list[str]:
    """Return a warning for each file with such clauses: one line, however many."""
    published = {
        record.key: record
        for record in records
        if record.kind == "clause" and record.values["state"] == "published"
    }
    negotiations = {key.partition(".")[0] for key in published}
    rows = Clause.objects.published().filter(
        terms__isnull=True, version__proposal__negotiation__key__in=negotiations
    )
    first: dict[str, str] = {}
    count: dict[str, int] = {}
    for clause in rows.select_related("version__proposal").order_by("version", "ordinal", "key"):
        record = published.get(clause.uid)
        problems = missing_answers(clause) if record else []
        if record and problems:
            file = record.place.file
            first.setdefault(file, f"{record.place}: {problems[0]}")
            count[file] = count.get(file, 0) + 1
    return [f"{line} {_further(count[file])}{RIGHT}" for file, line in first.items()]


def _further(number: int) -> str:
    """Return how many published clauses of the file are like the first."""
    return "" if number == 1 else f"{number} published clauses of this file are like it. "
