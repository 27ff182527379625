"""Rows that the database refuses, told by file and key in the place of a bare error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction

from proposals.seeding.problems import SeedProblem, SeedProblems
from proposals.seeding.schema import KINDS, Record

BATCH_SIZE = 500


def create_rows(
    model: type[models.Model], records: Sequence[Record], rows: Sequence[models.Model]
) -> list[models.Model]:
    """Store one row for each record and return them; raise SeedProblems that name a refused one."""
    try:
        with transaction.atomic():
            return model._default_manager.bulk_create(rows, BATCH_SIZE)
    except IntegrityError:
        return [_create_row(model, *pair) for pair in zip(records, rows, strict=True)]


@contextmanager
def named_refusal(record: Record) -> Iterator[None]:
    """Raise SeedProblems that names the record if the database refuses its row."""
    try:
        yield
    except IntegrityError as error:
        message = f"the database refuses {record.kind} {record.key}: {_why(record, error)}"
        raise SeedProblems([SeedProblem(record.place, message)]) from error


def _create_row(model: type[models.Model], record: Record, row: models.Model) -> models.Model:
    """Store one row alone: of many that are stored at once, none is named."""
    row.pk = None
    with named_refusal(record):
        (created,) = model._default_manager.bulk_create([row])
    return created


def _why(record: Record, error: IntegrityError) -> str:
    """Return the words of the rule that is broken, else those of the database on one line."""
    text = " ".join(str(error).split())
    rules = KINDS[record.kind].model._meta.constraints
    words = [str(rule.violation_error_message) for rule in rules if rule.name in text]
    return words[0] if words else f"{text.rstrip('.')}."
