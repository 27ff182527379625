"""The versions of a proposal by their dates, and the texts that a version is tied to."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.rival_copies import copies_of


@dataclass(frozen=True)
class VersionLine:
    """A document among the versions of its proposal, from the oldest to the newest.

    `newest_complete` is the newest that is known in full, if any is; neither this nor the `newest`
    is a copy of another version, as far as there are others. `edited` is the text that it
    edits, if readers see anything of that, `edited_by` are those that edit it, and `copies` other
    copies of its text.
    """

    shown: Document
    versions: tuple[Document, ...]
    newest: Document
    newest_complete: Document | None
    edited: Document | None
    edited_by: tuple[Document, ...]
    copies: tuple[Document, ...]

    @property
    def is_alone(self) -> bool:
        """Whether it is the only version and tied to no other text."""
        return len(self.versions) == 1 and not (
            self.shown.version.edits_id or self.edited_by or self.copies
        )

    @property
    def original(self) -> Document | None:
        """The version that it is a copy of, if readers see anything of that."""
        pk = self.shown.version.copy_of_id
        return next((one for one in self.copies if one.version.pk == pk), None)


def versions_of(catalogue: Catalogue, document: Document) -> VersionLine:
    """Return a document among the versions of its proposal; no query."""
    pk = document.version.pk
    own = [one for one in catalogue.documents if one.proposal.pk == document.proposal.pk]
    whole = [one for one in own if one.version.copy_of_id is None] or own
    complete = [one for one in whole if one.version.complete]
    edited = (one for one in catalogue.documents if one.version.pk == document.version.edits_id)
    return VersionLine(
        document,
        versions=tuple(own),
        newest=whole[-1],
        newest_complete=complete[-1] if complete else None,
        edited=next(edited, None),
        edited_by=tuple(one for one in catalogue.documents if one.version.edits_id == pk),
        copies=copies_of(catalogue, document),
    )
