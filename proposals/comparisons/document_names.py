"""Names of documents that stand side by side, and of the versions that they are."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.comparisons.catalogue import Document
from proposals.language.active import active_language, joined


def short_names(documents: Sequence[Document]) -> list[str]:
    """Return a name for each document, all of one kind.

    These are the names of the parties, if each document is of one party and no two are of the same;
    else the names of the documents.
    """
    parties = {document.party_names for document in documents}
    if len(parties) == len(documents) and all(len(one.parties) == 1 for one in documents):
        return [document.party_names for document in documents]
    return [document.name for document in documents]


def version_words(document: Document) -> str:
    """Return the label of a document's version and its date, as far as nothing beside says them.

    The name of a document that is not the latest of its proposal says its label; the date may be
    said by the label, or as the day of handing over.
    """
    version = document.version
    is_said = version.date == document.handed_over
    day = None if is_said else version.unsaid_date
    label = version.label if document.latest else ""
    return joined((label, active_language().day(day) if day else ""), ", ")
