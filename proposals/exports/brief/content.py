"""A comparison on two pages: what it says first, the questions on which both speak, and caveats.

It holds less than the sheet and never anything else: every value is one of the comparison's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext

from proposals.comparisons import Cell, Document, Line, Matrix, Outline, PairView, Row, outline
from proposals.comparisons.document_names import version_words
from proposals.domain.relations import Contested, Inverted
from proposals.exports.brief.caveats import Caveat, caveats
from proposals.exports.brief.code import Code, code_of
from proposals.exports.brief.length import FEWEST_LINES, TWO_PAGES, lines_around, lines_of_rows
from proposals.exports.bundle import ExportBundle
from proposals.language.active import active_language, isolated, joined, put_in
from proposals.language.explanations import explain_briefly
from proposals.language.labels import absence_label
from proposals.language.row_notes import NoteKind
from proposals.language.wording import LINE
from proposals.models import Judgement
from sources.text_directions import seen_length


@dataclass(frozen=True)
class BriefRow:
    """One question on which answers were compared, with the answer of each document in short."""

    line: Line

    @property
    def row(self) -> Row:
        """The row of the comparison."""
        return self.line.row

    @property
    def answers(self) -> tuple[tuple[Document, tuple[str, ...]], ...]:
        """The answers of each document, an alternative a text, or why it does not answer.

        Orders of steps have no short form: of those that decide stands what they turn round. Terms
        that do not stand follow as texts of their own. So does a duty that falls on some parties
        only, if it follows more than one text.
        """
        orders = self._deciding_orders
        return tuple(
            (cell.document, _texts(cell, orders.get(cell.document.key, "")))
            for cell in self.row.cells
        )

    @property
    def _deciding_orders(self) -> dict[str, str]:
        """What decides a conflict of two orders of steps, by the key of the document."""
        if not isinstance(self.pair.pair.worst.clash, Inverted):
            return {}
        return {side.document.key: _named(side.option, side.text) for side in self.line.sides}

    @property
    def pair(self) -> PairView:
        """The pair that stands for the row."""
        worst = self.row.worst
        if worst is None:
            raise ValueError(f"Nobody is compared on {self.row.question.key!r}.")
        return worst

    @property
    def names(self) -> str:
        """Whose answers decide, where more than two documents are compared; else empty."""
        if len(self.row.cells) == 2:
            return ""
        return active_language().joined([self.pair.left.name, self.pair.right.name], "list.comma")

    @property
    def sentence(self) -> str:
        """What follows from the two answers, in one sentence where there is one so short.

        The answers stand above it: what one side wants and the other rules out is listed again only
        where the list of an answer is named by its first entries.
        """
        verdict = self.pair.pair.worst
        if not isinstance(verdict.clash, Contested):
            return explain_briefly(verdict, self.row.wording)
        language, entries = self.row.wording.language, self._hidden_entries
        text = (
            language.text("contested_items", items=entries)
            if entries
            else language.text("contested")
        )
        where = [*(_option(side.option) for side in verdict.sides), verdict.case.words]
        named = language.joined(filter(None, where), "list.apart")
        return language.sentence(
            language.text("aside", statement=text, notes=named) if named else text
        )

    @property
    def _hidden_entries(self) -> str:
        """The contested entries, if the list of an answer above is cut; else empty."""
        verdict, words = self.pair.pair.worst, self.row.wording
        deciding = [answer for side in verdict.sides for answer in side.answers]
        whole = words.in_line(0)
        is_cut = any(
            str(words.in_line(LINE).answer(one)) != str(whole.answer(one)) for one in deciding
        )
        if not is_cut or not isinstance(verdict.clash, Contested):
            return ""
        return whole.labels(verdict.clash.left_requires | verdict.clash.right_requires, "list.and")

    @property
    def notes(self) -> str:
        """What more than two answers have in common or cannot have, as sentences; else empty.

        How many answer is left out: each cell without an answer says so itself.
        """
        if len(self.row.cells) == 2:
            return ""
        notes = (note.text for note in self.row.notes if note.kind is not NoteKind.ANSWERING)
        return " ".join(map(active_language().sentence, notes))

    @property
    def question_letters(self) -> int:
        """The length of the question."""
        return len(self.row.question.text)

    @property
    def answer_letters(self) -> tuple[tuple[int, ...], ...]:
        """The lengths of the answers of each document."""
        return tuple(tuple(map(seen_length, texts)) for _document, texts in self.answers)

    @property
    def why_letters(self) -> tuple[int, ...]:
        """The lengths of the sentence, with what other options give, and of the notes, if any."""
        sentence = (
            seen_length(self.names) + seen_length(self.sentence) + (30 if self.pair.best else 0)
        )
        return (sentence, seen_length(self.notes)) if self.notes else (sentence,)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The verdicts of editors, which stand beside the computed one."""
        return tuple(pair.judgement for pair in self.row.pairs if pair.judgement)


@dataclass(frozen=True)
class BriefGroup:
    """The rows of one heading."""

    heading: str
    rows: tuple[BriefRow, ...]


@dataclass(frozen=True)
class Brief:
    """A brief: what its page, its PDF file and its Word file hold."""

    bundle: ExportBundle

    @property
    def matrix(self) -> Matrix:
        """The comparison."""
        return self.bundle.matrix

    @property
    def columns(self) -> int:
        """How many documents stand side by side."""
        return len(self.matrix.documents)

    @cached_property
    def outline(self) -> Outline:
        """Every row in one line."""
        return outline(self.matrix)

    @cached_property
    def groups(self) -> tuple[BriefGroup, ...]:
        """The rows in which at least two speak, worst first; no empty group."""
        lines = self.outline
        groups = (
            (gettext("Where they conflict"), lines.conflicts),
            (gettext("What differs"), lines.differences),
            (gettext("Where they meet"), lines.meets),
            (gettext("Some meet"), lines.some_meet),
        )
        return tuple(
            BriefGroup(heading, tuple(map(BriefRow, own))) for heading, own in groups if own
        )

    @cached_property
    def is_short(self) -> bool:
        """Whether two pages will hold it, by the letters of its texts.

        Nothing is put into words where the rows are too many for two pages, however short they are.
        """
        if FEWEST_LINES * sum(len(group.rows) for group in self.groups) > TWO_PAGES:
            return False
        alone = [seen_length(one.parties) + _letters(one.lines) for one in self.outline.alone]
        caveats = [
            seen_length(caveat.name + caveat.text)
            + sum(seen_length(one.words) for one in caveat.documents)
            for caveat in self.caveats
        ]
        paragraphs = [*alone, _letters(self.outline.not_compared), *caveats]
        around = lines_around(groups=len(self.groups) + 2, paragraphs=paragraphs)
        rows = (row for group in self.groups for row in group.rows)
        return around + lines_of_rows(rows) <= TWO_PAGES

    @cached_property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before using it."""
        return caveats(self.matrix)

    @property
    def is_frozen(self) -> bool:
        """Whether the same content is kept under its hash."""
        return bool(self.bundle.frozen_address)

    @property
    def address(self) -> str:
        """The lasting address if it is frozen, else that of the live comparison."""
        return self.bundle.frozen_address or self.bundle.address

    @property
    def address_name(self) -> str:
        """What the address is called: nothing is called frozen that is not."""
        return gettext("Frozen at") if self.is_frozen else gettext("Live at")

    @property
    def address_note(self) -> str:
        """What to know of an address that is not frozen; empty for one that is."""
        if self.is_frozen:
            return ""
        return gettext("Not frozen: this address shows later changes, too.")

    def facts(self, document: Document) -> str:
        """Return how a document became known, its version and day, and when it was handed over."""
        tier, version = document.version.get_tier_display(), version_words(document)
        facts = put_in(gettext("%(tier)s, %(version)s"), tier=tier, version=version)
        if not version:
            facts = tier
        if document.handed_over is None:
            return facts
        day = active_language().day(document.handed_over)
        return put_in(gettext("%(facts)s; handed over %(day)s"), facts=facts, day=day)

    @cached_property
    def code(self) -> Code | None:
        """The QR code of the address; None if that is too long to be read from paper."""
        return code_of(self.address)

    @property
    def freeze_address(self) -> str:
        """Where this comparison can be frozen, with scheme and host."""
        path = reverse("proposals:freeze", args=[self.bundle.negotiation.key])
        return f"{self.bundle.home}{path}?{self.bundle.query}"

    @property
    def sheet_address(self) -> str:
        """Where the full sheet stands, with scheme and host."""
        path = reverse("proposals:print", args=[self.bundle.negotiation.key])
        return f"{self.bundle.home}{path}?{self.bundle.query}"


def _letters(lines: tuple[Line, ...]) -> int:
    return sum(len(line.label) + 2 for line in lines)


def _named(option: str, text: str) -> str:
    """Return an answer behind the name of its alternative, if it is one of several."""
    return joined((_option(option), text), ": ")


def _option(option: str) -> str:
    return active_language().option_name(option) if option else ""


def _texts(cell: Cell, deciding_order: str) -> tuple[str, ...]:
    """Return the texts of one cell, with the duty that it puts on some parties only."""
    texts = tuple(_answers(cell, deciding_order))
    if not cell.asymmetry:
        return texts
    if len(texts) > 1:
        return (*texts, cell.asymmetry)
    return (f"{isolated(texts[0].removesuffix('.'))}. {cell.asymmetry}",)


def _answers(cell: Cell, deciding_order: str) -> Iterator[str]:
    """Yield the texts of one cell; a deciding order of steps stands for its alternatives."""
    if cell.absence:
        yield absence_label(cell.absence, active_language())
    if deciding_order:
        conditions = (one for view in cell.alternatives for one in view.conditions)
        yield _conditional(deciding_order, tuple(dict.fromkeys(conditions)))
    else:
        for view in cell.alternatives:
            yield _conditional(_named(view.option, view.short), view.conditions)
    yield from cell.further_lines


def _conditional(answer: str, conditions: tuple[str, ...]) -> str:
    """Return an answer with the conditions that it is tied to, if any."""
    named = active_language().joined(filter(None, conditions), "list.apart")
    if not named:
        return answer
    return put_in(gettext("%(answer)s. Condition: %(conditions)s"), answer=answer, conditions=named)
