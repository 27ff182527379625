"""Comparisons on their way out, for tests."""

import datetime

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.bundle import ExportBundle

MOMENT = datetime.datetime(2031, 6, 2, 12, 30, tzinfo=datetime.UTC)


LAKE_HASH = "b57796202953e6c0fb075c04e5d37007326570a418596c0c5e58336d6dec107a"
"""The hash of the whole comparison in tests/negotiations/lake-2031, on any machine and database.

Renew it (the failing test prints the new one) only when the record was changed on purpose: a key, a
sentence, the data of the folder. Where none of these changed, a new hash means that content depends
on the machine: the order of a database, a time zone, a locale.
"""


def bundle(selection: Selection | None = None, negotiation: str = "lake-2031") -> ExportBundle:
    """A comparison as the site would hand it out at a fixed moment."""
    matrix = compare(catalogue(negotiation), selection or Selection(whole=True))
    return ExportBundle(matrix, "http://testserver", MOMENT)
