"""Who answers a question alone: the parties behind the documents that speak, or these documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from proposals.comparisons.catalogue import Document
from proposals.comparisons.matrix import Row
from proposals.language.active import active_language


def speaker_key(row: Row) -> frozenset[str]:
    """Return what rows with the same speakers share: the keys of their parties.

    Where every two columns share a party, parties tell nothing apart: then of their documents.
    """
    if _of_one_party(row):
        return frozenset(document.key for document in row.speaking)
    return frozenset(key for document in row.speaking for key in document.column.parties)


def speaker_place(row: Row) -> int:
    """Return the place of the first column of those who speak, from 0.

    It is the same for all rows of one key, also where only a later document of a party speaks.
    """
    key, of_one_party = speaker_key(row), _of_one_party(row)
    of_columns = (
        {document.key} if of_one_party else document.column.parties for document in row.documents
    )
    return next((place for place, own in enumerate(of_columns) if not key.isdisjoint(own)), 0)


def speaker_names(row: Row, documents: Sequence[Document]) -> str:
    """Return the name of those who speak in rows of one key: of parties, or of their documents."""
    if _of_one_party(row) or not any(document.parties for document in documents):
        names = [document.name for document in documents]
    else:
        names = [party.name for document in documents for party in document.parties]
    return active_language().joined(dict.fromkeys(names), "list.comma")


def _of_one_party(row: Row) -> bool:
    """Tell whether every two columns share a party."""
    columns = [document.column for document in row.documents]
    return all(one.shares_party(other) for one, other in combinations(columns, 2))
