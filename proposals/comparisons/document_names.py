"""Short names of documents that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.comparisons.catalogue import Document


def short_names(documents: Sequence[Document]) -> list[str]:
    """Return a name for each document, all of one kind.

    These are the names of the parties, if each document is of one party and no two are of the same;
    else the names of the documents.
    """
    parties = {document.party_names for document in documents}
    if len(parties) == len(documents) and all(len(one.parties) == 1 for one in documents):
        return [document.party_names for document in documents]
    return [document.name for document in documents]
