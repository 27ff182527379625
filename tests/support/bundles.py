"""Comparisons on their way out, for tests."""

import datetime

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.bundle import ExportBundle

MOMENT = datetime.datetime(2031, 6, 2, 12, 30, tzinfo=datetime.UTC)


LAKE_HASH = "a92dc54bb6dcb9e9786c9a3ef4753911a1b45806db0f7ef13dc9b769967bda14"
"""The hash of the whole comparison in tests/negotiations/lake-2031, on any machine and database.

Renew it (`python -m tests.support.lake_hash`) only when the content was changed on purpose: a key,
a verdict, the data of the folder; the words of a language are no part of it. Where none of these
changed, a new hash means that content depends on the machine: the order of a database, a time zone,
a locale.
"""


def bundle(selection: Selection | None = None, negotiation: str = "lake-2031") -> ExportBundle:
    """A comparison as the site would hand it out at a fixed moment."""
    matrix = compare(catalogue(negotiation), selection or Selection(whole=True))
    return ExportBundle(matrix, "http://testserver", MOMENT)
