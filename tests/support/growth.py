"""More rows of the same make, written in bulk: what tests of queries and sizes look at."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from proposals.models import (
    Clause,
    Coverage,
    Evidence,
    Negotiation,
    Party,
    Proposal,
    Question,
    Term,
    Version,
)

Keys = dict[tuple[int, str], int]
"""For each original and stamp the key of its copy."""


def multiply(times: int) -> None:
    """Copy each question with its answers, clauses and evidence until there are `times` of it."""
    stamps = [f"-x{number}" for number in range(1, times)]
    questions = copies(Question, stamps)
    clauses = copies(Clause, stamps, stamped=("key", "uid"))
    terms = copies(Term, stamps, stamped=(), clause=clauses, question=questions)
    copies(Evidence, stamps, stamped=(), clause=clauses, term=terms)
    copies(Coverage, stamps, stamped=(), question=questions)


def multiply_bare_negotiations(times: int) -> None:
    """Copy each negotiation with documents, questions and answers until there are `times` of it.

    They share the articles of the first one, and have no map, no response, no history; whole ones
    are made in `tests/support/negotiations.py`.
    """
    stamps = [f"-x{number}" for number in range(1, times)]
    talks = copies(Negotiation, stamps)
    parties = copies(Party, stamps, stamped=(), negotiation=talks)
    proposals = copies(Proposal, stamps, stamped=(), negotiation=talks)
    copies(Proposal.parties.through, stamps, stamped=(), proposal=proposals, party=parties)
    versions = copies(Version, stamps, stamped=(), proposal=proposals)
    questions = copies(Question, stamps, stamped=(), negotiation=talks)
    clauses = copies(Clause, stamps, stamped=("uid",), version=versions)
    copies(Clause.topics.through, stamps, stamped=(), clause=clauses)
    answers = {"clause": clauses, "question": questions, "waits_for": clauses}
    terms = copies(Term, stamps, stamped=(), **answers)
    copies(Term.bearers.through, stamps, stamped=(), term=terms, party=parties)
    copies(Evidence, stamps, stamped=(), clause=clauses, term=terms)
    copies(Coverage, stamps, stamped=(), version=versions, question=questions)


def copies(
    model: Any,
    stamps: Iterable[str],
    *,
    stamped: tuple[str, ...] = ("key",),
    emptied: tuple[str, ...] = (),
    **related: Keys,
) -> Keys:
    """Copy every row of a model once for each stamp, which ends the texts named `stamped`.

    A field in `related` points to the copy with the same stamp; the texts named `emptied` become
    empty.
    """
    manager = model._base_manager
    originals = list(manager.order_by("pk").values())
    places = [(row, stamp) for stamp in stamps for row in originals]
    made = manager.bulk_create(
        model(**_copied(row, stamp, stamped, emptied, related)) for row, stamp in places
    )
    renew_statistics(model)
    return {(row["id"], stamp): new.pk for (row, stamp), new in zip(places, made, strict=True)}


def renew_statistics(model: Any) -> None:
    """Let the database count the rows of a table, as it does on a site.

    PostgreSQL does so by itself within a minute, though never inside the transaction of a test;
    SQLite when a folder is loaded. It may have counted a table that an earlier test emptied, and a
    plan made for no rows takes hours for thousands.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _copied(
    row: dict[str, Any],
    stamp: str,
    stamped: tuple[str, ...],
    emptied: tuple[str, ...],
    related: dict[str, Keys],
) -> dict[str, Any]:
    """The values of a copy."""
    values = {name: value for name, value in row.items() if name != "id"}
    values |= {name: values[name] + stamp for name in stamped}
    values |= dict.fromkeys(emptied, "")
    for name, keys in related.items():
        original = values[f"{name}_id"]
        values[f"{name}_id"] = original and keys[original, stamp]
    return values
