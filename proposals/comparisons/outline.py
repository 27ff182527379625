"""A comparison in one line a question: where documents conflict, differ and meet, and who is alone.

Every row of the comparison stands in one section, by the same marks as the table below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons.catalogue import Document
from proposals.comparisons.matrix import Matrix, PairView, Row
from proposals.domain.values import Items
from proposals.domain.verdicts import Mark, Side
from proposals.language.short_answers import short_side


@dataclass(frozen=True)
class LineSide:
    """What one document answers, in a few words; `option` names its alternative, if any."""

    document: Document
    text: str
    option: str = ""


@dataclass(frozen=True)
class Line:
    """One question with the two answers that decide its mark.

    `common` is what all who answer require of a list, or what satisfies every answer of another
    kind; `absent` are the documents of the comparison that do not answer.
    """

    row: Row

    @property
    def label(self) -> str:
        """The subject in a few words, else the question."""
        return self.row.question.short_label

    @property
    def pair(self) -> PairView | None:
        """The pair that stands for the row."""
        return self.row.worst

    @cached_property
    def sides(self) -> tuple[LineSide, ...]:
        """Both answers of the deciding pair, in the order of the columns; else every answer."""
        pair = self.pair
        if pair is None or not pair.pair.compared:
            return tuple(self._speakers())
        verdict = pair.pair.worst
        return tuple(
            LineSide(document, short_side(verdict, side, self.row.wording), self._option(side))
            for document, side in zip((pair.left, pair.right), verdict.sides, strict=True)
        )

    @cached_property
    def common(self) -> str:
        """What the answers have in common, in words; empty where they do not meet or share none."""
        verdict = self.row.verdict
        together = verdict.could_be_met_together
        value = verdict.required_by_all if isinstance(together, Items) else together
        if not self.row.mark.meets or value is None:
            return ""
        return self.row.wording.value(value)

    @property
    def absent(self) -> tuple[Document, ...]:
        """The documents that do not answer."""
        return tuple(cell.document for cell in self.row.cells if not cell.position.speaks)

    @property
    def answering(self) -> tuple[Document, ...]:
        """The documents that answer."""
        return tuple(cell.document for cell in self.row.cells if cell.position.speaks)

    def _speakers(self) -> Iterator[LineSide]:
        for cell in self.row.cells:
            if cell.position.speaks:
                texts = [one.short for one in cell.alternatives]
                yield LineSide(cell.document, self.row.wording.language.joined(texts, "list.apart"))

    def _option(self, side: Side) -> str:
        return self.row.wording.language.option_name(side.option) if side.option else ""


@dataclass(frozen=True)
class Alone:
    """The questions on which the documents of one party, or one group of parties, speak alone."""

    documents: tuple[Document, ...]
    lines: tuple[Line, ...]

    @property
    def parties(self) -> str:
        """The names of the parties."""
        return self.documents[0].party_names


@dataclass(frozen=True)
class Outline:
    """Every row of a comparison by what it says, in the order of the codebook.

    `meets` has the rows of common ground on which every principal party among the columns answers;
    `some_meet` those on which some do not answer, or on which some pairs only were compared.
    """

    documents: tuple[Document, ...]
    conflicts: tuple[Line, ...]
    differences: tuple[Line, ...]
    meets: tuple[Line, ...]
    some_meet: tuple[Line, ...]
    alone: tuple[Alone, ...]
    not_compared: tuple[Line, ...]

    @property
    def in_pairs(self) -> bool:
        """Whether two documents are compared, so that a column each says whose answer it is."""
        return len(self.documents) == 2

    @property
    def alone_count(self) -> int:
        """The number of rows on which one side only speaks."""
        return sum(len(one.lines) for one in self.alone)


def outline(matrix: Matrix) -> Outline:
    """Return the rows of a comparison by what they say; no query."""
    principals = matrix.catalogue.principals
    lines = [Line(row) for row in matrix.rows]
    met = [line for line in lines if line.row.mark.meets]
    common = [line for line in met if line.row.verdict.meets_all(principals)]
    return Outline(
        documents=matrix.documents,
        conflicts=_marked(lines, Mark.CONFLICT),
        differences=_marked(lines, Mark.DIFFERS),
        meets=tuple(common),
        some_meet=tuple(line for line in met if line not in common),
        alone=tuple(_alone(_marked(lines, Mark.ONE_SIDE), matrix.documents)),
        not_compared=_marked(lines, Mark.NOT_COMPARED),
    )


def _marked(lines: Iterable[Line], mark: Mark) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.row.mark is mark)


def _alone(lines: Iterable[Line], documents: tuple[Document, ...]) -> Iterator[Alone]:
    """Yield the one-sided lines by who speaks, in the order of the columns."""
    by_parties: dict[frozenset[str], list[Line]] = {
        document.column.parties: [] for document in documents
    }
    for line in lines:
        by_parties.setdefault(line.answering[0].column.parties, []).append(line)
    for parties, own in by_parties.items():
        if own:
            speaking = tuple(d for d in documents if d.column.parties == parties)
            yield Alone(speaking, tuple(own))
