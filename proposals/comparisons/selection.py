"""Selections of a comparison: documents in order, and filters. Plain values, no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from proposals.domain.verdicts import Mark

MOST_DOCUMENTS = 5
"""The most columns that can be read side by side."""

FEWEST_DOCUMENTS = 2
"""The fewest columns of a comparison."""

DIFFERENCES = (Mark.CONFLICT, Mark.DIFFERS)
"""The verdicts behind "only differences"."""

FILTERS = ("themes", "topics", "questions", "marks", "traits", "outlets", "words")
"""The fields of a selection that leave rows out."""


class Trait(StrEnum):
    """The traits that a row may have besides its verdict; a reader may ask for several at once."""

    COMMON_GROUND = "common-ground"
    ONE_SIDED = "one-sided"
    DISPUTED = "disputed"
    ONE_SOURCE = "one-source"
    CHANGED = "changed"


class RowOrder(StrEnum):
    """The order of the rows of a theme: by what they say, or as the codebook has them."""

    MARK = "mark"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Selection:
    """The documents and filters of one comparison. An empty filter lets every row through.

    `documents` holds document keys in the reader's order; `themes`, `topics`, `questions` and
    `outlets` hold keys. A row must have one of the `marks` and all of the `traits`; `words` is a
    search. `part` counts from 1 where the rows are too many for one page, and `whole` asks for all
    of them at once. `order` and `opened` change no row: the latter has the keys of questions, of
    topics and of folds that a reader has unfolded.
    """

    documents: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: str = ""
    traits: tuple[Trait, ...] = ()
    outlets: tuple[str, ...] = ()
    part: int = 1
    whole: bool = False
    order: RowOrder = RowOrder.MARK
    opened: tuple[str, ...] = ()

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters that are not empty."""
        return tuple(name for name in FILTERS if getattr(self, name))

    @property
    def filtered(self) -> bool:
        """Whether any filter is not empty."""
        return bool(self.filters)

    def unfiltered(self) -> Selection:
        """Return the selection of the same documents, with every row."""
        return Selection(self.documents, whole=self.whole, order=self.order, opened=self.opened)

    def without(self, name: str) -> Selection:
        """Return the same selection with one filter empty."""
        return self.keeping(name, "" if name == "words" else ())

    def keeping(self, name: str, value: tuple[object, ...] | str) -> Selection:
        """Return the same selection with another value of one filter, from its first part."""
        changed: Callable[..., Selection] = replace
        return changed(self, **{name: value, "part": 1})

    def with_documents(self, documents: tuple[str, ...]) -> Selection:
        """Return the selection of other documents with the same filters."""
        return replace(self, documents=documents, part=1)

    def toggled(self, key: str) -> Selection:
        """Return the selection with something unfolded, or folded again."""
        others = tuple(one for one in self.opened if one != key)
        return replace(self, opened=others if key in self.opened else (*others, key))

    def parameters(self) -> list[tuple[str, str]]:
        """Return the selection as pairs for a query string, in one stable order."""
        return [
            *(("d", key) for key in self.documents),
            *(("theme", key) for key in self.themes),
            *(("topic", key) for key in self.topics),
            *(("question", key) for key in self.questions),
            *(("verdict", mark.value) for mark in self.marks),
            *(("with", trait.value) for trait in self.traits),
            *(("outlet", key) for key in self.outlets),
            *([("q", self.words)] if self.words else []),
            *([("part", str(self.part))] if self.part > 1 else []),
            *([("all", "1")] if self.whole else []),
            *([("order", self.order.value)] if self.order is not RowOrder.MARK else []),
            *(("open", key) for key in self.opened),
        ]
