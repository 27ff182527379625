"""What a reader asked to see: documents in order, and filters. Plain values, no request."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace

from proposals.domain.verdicts import Mark

MOST_DOCUMENTS = 5
"""More columns than this cannot be read side by side."""

FEWEST_DOCUMENTS = 2
"""A comparison needs two columns."""


@dataclass(frozen=True)
class Selection:
    """One state of the comparison page. Empty filters let everything through.

    `documents` holds document keys in the reader's order; `themes`, `topics` and `questions` hold
    keys; `marks` the verdicts to keep; `words` what the reader searches for.
    """

    documents: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything is left out on purpose."""
        return bool(self.themes or self.topics or self.questions or self.marks or self.words)

    def unfiltered(self) -> Selection:
        """The same documents, with every row."""
        return Selection(self.documents)

    def with_documents(self, documents: tuple[str, ...]) -> Selection:
        """The same filters over other columns."""
        return replace(self, documents=documents)

    def parameters(self) -> list[tuple[str, str]]:
        """The state as pairs for a query string, in one stable order."""
        return [
            *(("d", key) for key in self.documents),
            *(("theme", key) for key in self.themes),
            *(("topic", key) for key in self.topics),
            *(("question", key) for key in self.questions),
            *(("verdict", mark.value) for mark in self.marks),
            *([("q", self.words)] if self.words else []),
        ]


@dataclass(frozen=True)
class Words:
    """A search: every word must occur, in any order, whatever its accents and case."""

    text: str
    needles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needles", tuple(fold_for_search(self.text).split()))

    def match(self, *texts: str) -> bool:
        """Whether every word occurs somewhere in the texts."""
        if not self.needles:
            return True
        haystack = fold_for_search(" ".join(texts))
        return all(needle in haystack for needle in self.needles)


def fold_for_search(text: str) -> str:
    """Text without accents and case: "Çırağan" is found by "ciragan"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
