"""The controls of the comparison: columns to choose and move, filters with counts, chips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext

from proposals.comparisons import MOST_DOCUMENTS, Document, Matrix, Selection
from proposals.domain.verdicts import Mark
from proposals.words import mark_words


@dataclass(frozen=True)
class Option:
    """One choice of a list of documents; `taken` when another column shows it."""

    key: str
    name: str
    chosen: bool
    taken: bool


@dataclass(frozen=True)
class Slot:
    """One column: which document stands in it, and links that move it or take it away.

    A link is empty where it would lead nowhere.
    """

    number: int
    document: Document
    options: tuple[Option, ...]
    earlier: str
    without: str


@dataclass(frozen=True)
class Filter:
    """One box to tick, with the number of questions behind it."""

    key: str
    label: str
    count: int
    chosen: bool
    mark: Mark | None = None


@dataclass(frozen=True)
class Chip:
    """One active filter, with the address without it."""

    what: str
    label: str
    href: str


@dataclass(frozen=True)
class Controls:
    """Everything that a reader can change about a comparison, as the page shows it."""

    matrix: Matrix
    path: str

    @property
    def selection(self) -> Selection:
        """What is chosen now, with the documents that are shown."""
        return replace(self.matrix.selection, documents=self._columns)

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(document.key for document in self.matrix.documents)

    def _href(self, selection: Selection) -> str:
        return f"{self.path}?{urlencode(selection.parameters())}"

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The columns in their order."""
        return tuple(
            Slot(
                number,
                document,
                self._options(document),
                self._moved(number - 1),
                self._without(document.key),
            )
            for number, document in enumerate(self.matrix.documents, start=1)
        )

    def _options(self, chosen: Document | None) -> tuple[Option, ...]:
        return tuple(
            Option(one.key, one.name, one is chosen, one.key in self._columns and one is not chosen)
            for one in self.matrix.catalogue.documents
        )

    def _moved(self, place: int) -> str:
        """The address with this column one place earlier."""
        if not place:
            return ""
        order = list(self._columns)
        order[place - 1 : place + 1] = reversed(order[place - 1 : place + 1])
        return self._href(self.selection.with_documents(tuple(order)))

    def _without(self, key: str) -> str:
        left = tuple(column for column in self._columns if column != key)
        return self._href(self.selection.with_documents(left)) if len(left) > 1 else ""

    @cached_property
    def spare(self) -> tuple[Option, ...]:
        """Documents that could still be added as another column."""
        if len(self._columns) >= MOST_DOCUMENTS:
            return ()
        return tuple(option for option in self._options(None) if not option.taken)

    @cached_property
    def verdicts(self) -> tuple[Filter, ...]:
        """The marks that occur, the worst first, and those that are chosen."""
        counts = dict(self.matrix.everything.counts)
        chosen = self.matrix.selection.marks
        return tuple(
            Filter(mark.value, mark_words(mark), counts.get(mark, 0), mark in chosen, mark)
            for mark in Mark
            if mark in counts or mark in chosen
        )

    @cached_property
    def themes(self) -> tuple[Filter, ...]:
        """All themes with their number of questions."""
        found = self.matrix.catalogue
        counts = Counter(question.topic.theme_id for question in self.matrix.coded)
        chosen = self.matrix.selection.themes
        return tuple(
            Filter(theme.key, theme.name, counts[theme.pk], theme.key in chosen)
            for theme in found.themes
        )

    @cached_property
    def topics(self) -> tuple[Filter, ...]:
        """The topics of the chosen themes (of all, if none is chosen), and the chosen ones."""
        found, selection = self.matrix.catalogue, self.matrix.selection
        counts = Counter(question.topic_id for question in self.matrix.coded)
        return tuple(
            Filter(topic.key, topic.name, counts[topic.pk], topic.key in selection.topics)
            for topic in found.topics
            if not selection.themes
            or topic.theme.key in selection.themes
            or topic.key in selection.topics
        )

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """The active filters; each chip leads to the address without it."""
        found, now = self.matrix.catalogue, self.selection
        names: dict[str, dict[str, str]] = {
            "themes": {theme.key: theme.name for theme in found.themes},
            "topics": {topic.key: topic.name for topic in found.topics},
            "questions": {question.key: question.text for question in found.questions},
            "marks": {mark.value: mark_words(mark) for mark in Mark},
        }
        whats = {
            "themes": gettext("Theme"),
            "topics": gettext("Topic"),
            "questions": gettext("Question"),
            "marks": gettext("Verdict"),
        }
        chips = [
            Chip(whats[name], labels[value], self._href(_less(now, name, value)))
            for name, labels in names.items()
            for value in getattr(now, name)
        ]
        if now.words:
            chips.append(Chip(gettext("Words"), now.words, self._href(replace(now, words=""))))
        return tuple(chips)

    @cached_property
    def unfiltered(self) -> str:
        """The address of the same documents with every row."""
        return self._href(self.selection.unfiltered())


def _less(selection: Selection, name: str, value: object) -> Selection:
    kept = tuple(one for one in getattr(selection, name) if one != value)
    changed: Callable[..., Selection] = replace
    return changed(selection, **{name: kept})
