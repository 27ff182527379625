"""A card as plain values: what it says, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from proposals.comparisons import Colour
from proposals.domain.verdicts import Mark
from proposals.language.active import joined, put_in


@dataclass(frozen=True, kw_only=True)
class CardAnswer:
    """One column of a row: its name, its answer in words, and the colour of its party.

    `answers` is False where the words say why there is no answer, and `whole` False where words of
    the answer are left out.
    """

    name: str
    words: str
    colour: Colour
    answers: bool = True
    whole: bool = True

    @property
    def text(self) -> str:
        """The answer with its name, and with the word that there is more of it."""
        rest = "" if self.whole else f" {the_rest()}"
        return joined((self.name, f"{self.words}{rest}"), ": ")


@dataclass(frozen=True, kw_only=True)
class CardRow:
    """One question with the answers that stand for it, their mark and its word.

    `right_alone` says that only the second of two answers: its side of the mark is filled.
    """

    question: str
    mark: Mark
    word: str
    answers: tuple[CardAnswer, ...]
    right_alone: bool = False

    @property
    def text(self) -> str:
        """The row in one line."""
        between = " " if self.question.endswith(("?", "!", ".")) else ": "
        pattern = f"%(question)s{between}%(word)s. %(answers)s"
        return put_in(pattern, question=self.question, word=self.word, answers=self.all_answers)

    @property
    def all_answers(self) -> str:
        """All of its answers in one sentence: nobody's alone."""
        return joined((answer.text for answer in self.answers), "; ") + "."


@dataclass(frozen=True, kw_only=True)
class Card:
    """A whole card.

    `kicker` says what the title belongs to, `verdict` is one line; `counts` are the words for the
    number of rows by mark, on a card of several rows. A card of one question has one row, of which
    it shows every answer. `more` is the number of rows that are only on the page. `addresses` are
    printable addresses of the page, the best one first, `day` is that of the last change.
    """

    kicker: str
    title: str
    verdict: str
    counts: tuple[tuple[Mark, str], ...]
    rows: tuple[CardRow, ...]
    more: int
    addresses: tuple[str, ...]
    day: str
    of_one_row: bool

    @property
    def text(self) -> str:
        """The card in words, for whoever does not see it."""
        return " ".join(filter(None, self._sentences()))

    def _sentences(self) -> Iterable[str]:
        if self.kicker:
            yield put_in("%(title)s (%(kicker)s).", title=self.title, kicker=self.kicker)
        else:
            yield put_in("%(title)s.", title=self.title)
        if self.of_one_row:
            for row in self.rows:
                yield joined((row.word, self.verdict), ": ") if self.verdict else f"{row.word}."
                yield row.all_answers
        else:
            yield f"{self.verdict}."
            yield from (row.text for row in self.rows)
        yield more_rows(self.more)
        yield f"Parley, {self.addresses[0]}{', ' if self.day else ''}{self.day}"


def the_rest() -> str:
    """Return the words that an answer is longer than what stands here."""
    return gettext("(the rest is on the page)")


def more_rows(number: int) -> str:
    """Return the words that there are more rows; empty without any."""
    if number < 1:
        return ""
    return ngettext(
        "%(number)d more question on the page.", "%(number)d more questions on the page.", number
    ) % {"number": number}
