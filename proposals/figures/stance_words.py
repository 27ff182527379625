"""Stances on the entries of a list in words: who takes them, and on what."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.comparisons import Row
from proposals.domain.terms import Force
from proposals.figures.column_answers import ColumnAnswer
from proposals.figures.stances import Holder, Holders, Stance
from proposals.language.patterns import OTHER
from sources.capitals import capfirst


class StanceWords:
    """The words for stances on the entries of one row."""

    def __init__(self, row: Row, columns: tuple[ColumnAnswer, ...]) -> None:
        self._wording = row.wording
        self._columns = {column.key: column for column in columns}
        self._is_pair = len(row.cells) == 2
        self._all_answer = len(columns) == len(row.cells)

    def items(self, keys: Iterable[str]) -> str:
        """Return entries as a whole list, by their short labels."""
        label = self._wording.frame.brief.label
        return self._wording.language.joined(map(label, keys), "list.comma")

    @property
    def all_of_these(self) -> str:
        """The words for every entry of the line before."""
        return self._wording.language.text("figure.all_of_these")

    def who(self, holders: Holders, case: str) -> str:
        """Return who takes a stance, and for which case, if for one; it begins a line."""
        language = self._wording.language
        stances = dict.fromkeys((one.stance, one.force) for one in holders)
        together = len(stances) == 1 and self._all_answer and not any(h.labels for h in holders)
        if together and 1 < len(holders) == len(self._columns):
            family = "both" if self._is_pair else "all"
            words = language.text(_key(family, *next(iter(stances))))
        else:
            words = language.joined(
                [
                    self._named([h for h in holders if (h.stance, h.force) == stance], *stance)
                    for stance in stances
                ],
                "list.comma",
            )
        return capfirst(self._with_label(words, case))

    def _named(self, holders: list[Holder], stance: Stance, force: Force) -> str:
        language = self._wording.language
        columns = [self._columns[holder.column] for holder in holders]
        names = [
            self._with_label(column.name, holder.labels)
            for column, holder in zip(columns, holders, strict=True)
        ]
        number = columns[0].number(language) if len(columns) == 1 else OTHER
        listed = language.listed(names, "list.and")
        return language.text(_key("named", stance, force), number, names=listed)

    def _with_label(self, name: str, label: str) -> str:
        if not label:
            return name
        return self._wording.language.text("figure.name_with_option", name=name, option=label)


def _key(family: str, stance: Stance, force: Force) -> str:
    """Return the key of a pattern: only what is wanted or refused is put forward with a force."""
    parts = ["figure", family, stance.value]
    return ".".join(parts if stance is Stance.ADMITS else [*parts, force.value])
