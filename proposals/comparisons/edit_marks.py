"""The marks that an edit moves: its verdicts beside those of the text that it edits.

All that is entered of the edit counts as if it were published, and of the other texts what readers
see. Eleven queries, two more if readers do not know the two texts yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.comparisons.catalogue import Catalogue, Document, NoSuchNegotiation, catalogue
from proposals.comparisons.draft_rows import drafts_of, read_answer_rows
from proposals.comparisons.impact import VerdictChange, document_of
from proposals.comparisons.published_rows import PublishedRows
from proposals.comparisons.row_builder import RowBuilder
from proposals.models import Version


@dataclass(frozen=True, kw_only=True)
class EditMarks:
    """The verdicts whose mark an edit moves, in the order of the codebook.

    In each the edited text stands before and the edit after. `others` are the documents that both
    were compared with, `choices` all that they can be compared with; `compared` counts the verdicts
    that were looked at.
    """

    moved: tuple[VerdictChange, ...]
    compared: int
    others: tuple[Document, ...]
    choices: tuple[Document, ...]

    @property
    def unmoved(self) -> int:
        """The number of verdicts whose mark stays."""
        return self.compared - len(self.moved)


def edit_marks(edit: Version, chosen: Iterable[str] = ()) -> EditMarks | None:
    """Return which marks an edit moves against chosen documents, by their keys.

    Without any, against the usual columns of other parties. None if it edits no text, or while
    nothing of the negotiation is published.
    """
    if edit.edits is None:
        return None
    try:
        offer = catalogue(edit.proposal.negotiation.key)
    except NoSuchNegotiation:
        return None
    own = document_of(offer, edit)
    edited = document_of(offer, edit.edits)
    choices = tuple(
        one for one in offer.documents if one.version.pk not in (edit.pk, edit.edits_id)
    )
    keys = set(chosen)
    others = tuple(one for one in choices if one.key in keys)
    others = others or _usual_rivals(offer, choices, own)
    rows = read_answer_rows((own, edited, *others), offer.questions)
    before, after = rows.with_drafts(), rows.with_drafts(drafts_of(edit))
    coded = _coded(before, edited) | _coded(after, own)
    builders = [
        (
            other,
            RowBuilder(offer, (edited, other), before),
            RowBuilder(offer, (own, other), after),
        )
        for other in others
    ]
    verdicts = [
        VerdictChange(
            question,
            other,
            before=of_edited.row(question).pairs[0],
            after=of_edit.row(question).pairs[0],
        )
        for question in offer.questions
        if question.pk in coded
        for other, of_edited, of_edit in builders
    ]
    compared = [verdict for verdict in verdicts if verdict.compares]
    return EditMarks(
        moved=tuple(one for one in compared if one.before.mark is not one.after.mark),
        compared=len(compared),
        others=others,
        choices=choices,
    )


def _usual_rivals(
    offer: Catalogue, choices: Iterable[Document], own: Document
) -> tuple[Document, ...]:
    """Return the usual columns that share no party with a document."""
    parties = own.column.parties
    return tuple(
        one
        for one in choices
        if one.key in offer.default_documents and not parties.intersection(one.column.parties)
    )


def _coded(rows: PublishedRows, document: Document) -> set[int]:
    """Return the questions on which a document says anything, or is recorded as leaving it open."""
    cells = (*rows.terms, *rows.coverage)
    return {question for version, question in cells if version == document.version.pk}
