"""Reading the data stamp, and what stands under it while one request is answered."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property

from django.db import connection
from django.db.models import Sum

from proposals.data_stamps.triggers import (
    DEFINITION,
    EVERY_ROW,
    FROZEN,
    INSTALLED,
    MODULUS,
    definition,
    triggers,
)
from proposals.models import DataStamp


class Stamp:
    """The state of all data at one moment: two equal stamps mean equal data.

    `whole` is a number that every write moves, except of frozen comparisons that come and go: these
    move `freezes`. `frozen` is what was found among them while a page was made. A page that is made
    under a stamp `may_be_kept`, unless something that its reading should have left behind could not
    be written down.
    """

    def __init__(self, whole: int, freezes: int = 0) -> None:
        self.whole = whole
        self.freezes = freezes
        self.frozen: set[tuple[str, str, int]] = set()
        self.may_be_kept = True

    def __str__(self) -> str:
        return f"{self.whole:x}"

    def of_row(self, question: int) -> str:
        """Return the stamp of a question's rows, by its primary key; one query for all of them.

        It moves with every write that may change what such a row says, in whatever columns. Should
        anything have been written since `whole` was read, nobody can tell which of the rows that
        were read meanwhile are the old ones: then it is a stamp that no other reader ever has.
        """
        parts = self._parts
        if parts is None:
            return f"once-{self._once}"
        return f"{parts.get(EVERY_ROW, 0):x}.{parts.get(question, 0):x}"

    @cached_property
    def _parts(self) -> dict[int, int] | None:
        """The sum of the numbers of each subject; None if these are no longer those of `whole`."""
        rows = DataStamp.objects.exclude(subject=FROZEN).order_by()
        sums = rows.values_list("subject").annotate(sum=Sum("number"))
        parts = {subject: int(number) % MODULUS for subject, number in sums}
        return parts if sum(parts.values()) % MODULUS == self.whole else None

    @cached_property
    def _once(self) -> str:
        return secrets.token_hex(8)


def read_stamp() -> Stamp | None:
    """Return the stamp of the data, by one query; None if triggers are not all in place.

    What is read after it is as new as the stamp, or newer; so whatever is kept under a stamp that
    was read first is never older than what the stamp stands for.
    """
    # Every page begins with this; composing it anew each time would take longer than the answer.
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE[connection.vendor])
        whole, freezes, defined, number = cursor.fetchone()
    if whole is None or (defined, number) != _expected(connection.vendor):
        return None
    return Stamp(int(whole) % MODULUS, int(freezes) % MODULUS)


_WHOLE = {
    vendor: (
        f"SELECT SUM(CASE WHEN subject <> {FROZEN} THEN number END),"
        f" SUM(CASE WHEN subject = {FROZEN} THEN number ELSE 0 END),"
        f" MAX(CASE WHEN subject = {DEFINITION} THEN number END),"
        f" (SELECT COUNT(*) FROM {installed}) FROM {DataStamp._meta.db_table}"
    )
    for vendor, installed in INSTALLED.items()
}


@cache
def _expected(vendor: str) -> tuple[int, int]:
    """Return the number that stands for all triggers, and how many there are."""
    return definition(vendor), len(triggers(vendor))


_stamp: ContextVar[Stamp | None] = ContextVar("data_stamp", default=None)


def current_stamp() -> Stamp | None:
    """Return the stamp that was read before this page; None where nothing may be kept."""
    return _stamp.get()


@contextmanager
def under_stamp(stamp: Stamp | None) -> Iterator[None]:
    """Let what is made meanwhile be kept under a stamp that was read before it."""
    token = _stamp.set(stamp)
    try:
        yield
    finally:
        _stamp.reset(token)
