"""The texts of stored rows that can be translated, as files name them."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.models.translations import SHARED_KINDS, texts_of
from proposals.seeding.database import read_database
from proposals.seeding.schema import KINDS


@dataclass(frozen=True)
class OriginalText:
    """One text of a row; `kind` is that of the row, `subject` and `field` as in `Translation`."""

    kind: str
    subject: str
    field: str
    text: str


def original_texts(negotiation: str) -> list[OriginalText]:
    """Return the texts of a negotiation in the order of its files; of what is shared without one.

    A fixed number of queries.
    """
    index = read_database(negotiation).index
    return [
        OriginalText(kind, f"{kind} {_local(kind, record.key, negotiation)}", field, text)
        for kind in KINDS
        if (kind in SHARED_KINDS) != bool(negotiation)
        for record in index[kind].values()
        for field, text in texts_of(kind, record.values).items()
    ]


def _local(kind: str, key: str, negotiation: str) -> str:
    """Return a key as files write it: without the negotiation before it."""
    is_whole = kind in SHARED_KINDS or kind == "negotiation"
    return key if is_whole else key.removeprefix(f"{negotiation}.")
