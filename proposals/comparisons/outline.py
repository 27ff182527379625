"""A comparison in one line a question: where documents conflict, differ and meet, and who is alone.

Every row of the comparison stands in one section, by the same marks as the table below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from proposals.comparisons.catalogue import Document
from proposals.comparisons.document_names import short_names
from proposals.comparisons.matrix import Matrix, PairView, Row
from proposals.comparisons.speakers import speaker_key, speaker_names, speaker_place
from proposals.domain.terms import conditions_of
from proposals.domain.values import Items
from proposals.domain.verdicts import Mark
from proposals.language.local_text import in_own_words
from proposals.language.row_notes import NoteKind
from proposals.language.short_answers import short_side

MOST_MARKS = 400
"""Marks in one picture: beyond it nobody finds a row in it any more."""
MOST_WHOLE = 80
"""The most rows that an outline has all lines of."""
MOST_LINES = 12
"""The lines of each section of a longer one."""


@dataclass(frozen=True)
class LineSide:
    """What one document answers, in a few words; `option` names its alternative, if any.

    `name` is that of its party, or of the document where two columns are of one party.
    """

    document: Document
    name: str
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
            LineSide(
                document,
                self._names[document.key],
                short_side(verdict, side, self.row.wording),
                self._option_name(side.option),
            )
            for document, side in zip((pair.left, pair.right), verdict.sides, strict=True)
        )

    @cached_property
    def common(self) -> str:
        """What the answers have in common, in words; empty where they do not meet or share none.

        It is told with the case for which all of them hold, and with a condition of any. Empty also
        where a document speaks of several cases or alternatives: then each answer stands by itself.
        """
        verdict, wording = self.row.verdict, self.row.wording
        together = verdict.could_be_met_together
        value = verdict.required_by_all if isinstance(together, Items) else together
        answers = [
            answer
            for position in verdict.answering
            for alternative in position.alternatives
            for answer in alternative.answers
        ]
        one_each = len(answers) == len(verdict.answering)
        if not self.row.mark.meets or value is None or not one_each:
            return ""
        text = wording.with_notes(wording.value(value), answers[0])
        if any(conditions_of(answer.terms) for answer in answers):
            return wording.language.text("short.conditional", statement=text)
        return text

    @property
    def note(self) -> str:
        """That nothing satisfies every answer, although every two of them meet; else empty."""
        notes = self.row.notes
        return next((one.text for one in notes if one.kind is NoteKind.NOT_TOGETHER), "")

    @property
    def absent(self) -> tuple[Document, ...]:
        """The documents that do not answer."""
        return tuple(one for one in self.row.documents if one not in self.row.speaking)

    @property
    def answering(self) -> tuple[Document, ...]:
        """The documents that answer."""
        return self.row.speaking

    @cached_property
    def _names(self) -> dict[str, str]:
        documents = list(self.row.documents)
        keys = (document.key for document in documents)
        return dict(zip(keys, short_names(documents), strict=True))

    def _speakers(self) -> Iterator[LineSide]:
        """Yield what each document answers in each of its alternatives."""
        language = self.row.wording.language
        for cell in self.row.cells:
            if not cell.position.speaks:
                continue
            for option in dict.fromkeys(one.option for one in cell.alternatives):
                answers = [one for one in cell.alternatives if one.option == option]
                texts = [
                    language.text("short.conditional", statement=one.short)
                    if one.conditions
                    else one.short
                    for one in answers
                ]
                text = language.joined(texts, "list.apart")
                if all(one.is_statement for one in answers):
                    text = in_own_words(text, cell.document)
                yield LineSide(
                    cell.document,
                    self._names[cell.document.key],
                    text,
                    self._option_name(option),
                )

    def _option_name(self, option: str) -> str:
        return self.row.wording.language.option_name(option) if option else ""


@dataclass(frozen=True)
class Alone:
    """The questions on which one party speaks alone, with the documents in which it does.

    `parties` names the party, or several that speak together; where all columns are of one party it
    names the documents.
    """

    documents: tuple[Document, ...]
    lines: tuple[Line, ...]

    @property
    def parties(self) -> str:
        """Who speaks."""
        return speaker_names(self.lines[0].row, self.documents)


@dataclass(frozen=True)
class Outline:
    """Every row of a comparison by what it says, in the order of the codebook.

    `meets` has the rows of common ground on which every principal party among the columns answers;
    `some_meet` those on which some do not answer, or on which some pairs only were compared.
    `filtered` says that a filter leaves rows out. Of each section the first `most` lines are shown,
    all of them if it is 0; then of what is folded `folded` lines. `matrix` is the comparison. If it
    is shown in parts, `places` has the number of the part of each row, by the key of its question,
    and `here` is that of the part on the same page.
    """

    documents: tuple[Document, ...]
    conflicts: tuple[Line, ...]
    differences: tuple[Line, ...]
    meets: tuple[Line, ...]
    some_meet: tuple[Line, ...]
    alone: tuple[Alone, ...]
    not_compared: tuple[Line, ...]
    filtered: bool = False
    most: int = 0
    folded: int = 0
    matrix: Matrix | None = None
    places: Mapping[str, int] = field(default_factory=dict)
    here: int = 1

    @property
    def slice(self) -> str:
        """The lines of a section that are shown, for the filter of this name."""
        return f":{self.most}" if self.most else ":"

    @property
    def folded_slice(self) -> str:
        """The same for what is folded: who is alone, and what is not compared."""
        return f":{self.folded}" if self.most else ":"

    @property
    def shown_rows(self) -> list[Row]:
        """The rows of the lines that show answers: of each section the first ones."""
        sections = (self.conflicts, self.differences, self.meets, self.some_meet)
        shown = [line for lines in sections for line in lines[: self.most or len(lines)]]
        for one in self.alone:
            shown += one.lines[: self.folded] if self.most else one.lines
        return [line.row for line in shown]

    @property
    def in_pairs(self) -> bool:
        """Whether two documents are compared, so that a column each says whose answer it is."""
        return len(self.documents) == 2

    @property
    def no_conflict(self) -> str:
        """That there is no conflict, where a filter hides rows of these only; else empty."""
        if self.conflicts:
            return ""
        if self.filtered:
            return gettext("No conflict among the rows shown.")
        return gettext("No conflict among the answers compared.")

    @property
    def names(self) -> list[str]:
        """The names of the columns: of parties, or of documents if two are of one party."""
        return short_names(self.documents)

    @property
    def alone_count(self) -> int:
        """The number of rows on which one side only speaks."""
        return sum(len(one.lines) for one in self.alone)


def outline(matrix: Matrix, most: int | None = None, folded: int | None = None) -> Outline:
    """Return the rows of a comparison by what they say; no query.

    `most` are the lines to show of each section, and 0 is all of them; left out, they are as many
    as a page holds. `folded` are those of what is folded, if they are not as many.
    """
    principals = matrix.catalogue.principals
    lines = [Line(row) for row in matrix.rows]
    met = [line for line in lines if line.row.mark.meets]
    common = [line for line in met if line.row.meets_all(principals)]
    others = [line for line in met if not line.row.meets_all(principals)]
    if most is None:
        most = 0 if len(lines) <= MOST_WHOLE else MOST_LINES
    return Outline(
        documents=matrix.documents,
        conflicts=_marked(lines, Mark.CONFLICT),
        differences=_marked(lines, Mark.DIFFERS),
        meets=tuple(common),
        some_meet=tuple(others),
        alone=tuple(_alone(_marked(lines, Mark.ONE_SIDE))),
        not_compared=_marked(lines, Mark.NOT_COMPARED),
        filtered=matrix.selection.filtered,
        most=most,
        folded=most if folded is None else folded,
        matrix=matrix,
    )


def _marked(lines: Iterable[Line], mark: Mark) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.row.mark is mark)


def _alone(lines: Iterable[Line]) -> Iterator[Alone]:
    """Yield the one-sided lines by who speaks, in the order of the columns."""
    by_speakers: dict[frozenset[str], list[Line]] = {}
    for line in sorted(lines, key=lambda line: speaker_place(line.row)):
        by_speakers.setdefault(speaker_key(line.row), []).append(line)
    for own in by_speakers.values():
        keys = {document.key for line in own for document in line.answering}
        columns = own[0].row.documents
        yield Alone(tuple(one for one in columns if one.key in keys), tuple(own))
