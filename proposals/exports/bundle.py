"""A whole comparison for export: what is in it, where it stands, and when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.utils.timezone import localtime
from django.utils.translation import gettext

from proposals.comparisons import Matrix
from proposals.comparisons.absences import Grounds, grounds_of_rows
from proposals.data_stamps.frozen import note_frozen
from proposals.domain.verdicts import Mark
from proposals.exports.file_names import file_stem
from proposals.exports.filter_labels import active_filters
from proposals.exports.record.canonical import canonical, digest, in_fours, without_words
from proposals.exports.record.comparison import record, selection_pairs
from proposals.exports.record.fields import Json
from proposals.exports.snapshot_use import note_use
from proposals.language.active import joined
from proposals.models import Negotiation, Snapshot
from sources.capitals import capfirst


@dataclass(frozen=True)
class ExportBundle:
    """A whole comparison with what every file of it needs.

    `home` is scheme and host without a slash at the end; `at` is the moment of its making. The
    moment is no part of the record: the same content has the same hash whenever it is made.
    """

    matrix: Matrix
    home: str
    at: datetime

    @property
    def negotiation(self) -> Negotiation:
        """What the comparison belongs to."""
        return self.matrix.catalogue.negotiation

    @cached_property
    def record(self) -> Json:
        """The comparison as plain JSON values, with words in the reader's language."""
        return record(self.matrix, self.grounds)

    @cached_property
    def grounds(self) -> Grounds:
        """What checked absences rest on, by the primary key of the absence."""
        return grounds_of_rows(self.matrix.rows)

    @cached_property
    def content(self) -> bytes:
        """The content in its one spelling: the record without the words of any language."""
        return canonical(without_words(self.record))

    @cached_property
    def worded(self) -> bytes:
        """The record with its words, in its one spelling."""
        return canonical(self.record)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content, 64 hexadecimal digits."""
        return digest(self.content)

    @property
    def short_hash(self) -> str:
        """Its first 16 digits in fours: enough to tell two sheets apart at a table."""
        return in_fours(self.hash)

    @cached_property
    def query(self) -> str:
        """The selection as a query string, its documents named."""
        return urlencode(selection_pairs(self.matrix))

    @property
    def address(self) -> str:
        """Where the live comparison stands, with scheme and host."""
        return f"{self.home}{self.negotiation.get_compare_url()}?{self.query}"

    @cached_property
    def frozen_address(self) -> str:
        """The lasting address of this very content, with scheme and host; empty if it has none.

        What names it keeps it for good, unless nothing can be written just now. One query, and one
        more or two if there is one.
        """
        snapshot = Snapshot.objects.only("hash").filter(hash=self.hash).first()
        note_frozen(self.hash, snapshot)
        if snapshot is None:
            return ""
        note_use(snapshot)
        return f"{self.home}{snapshot.get_absolute_url()}"

    @cached_property
    def documents(self) -> str:
        """The documents as a title names them."""
        return joined((capfirst(document.name) for document in self.matrix.documents), " / ")

    @property
    def title(self) -> str:
        """The negotiation and its documents."""
        return joined((self.negotiation.name, self.documents), ": ")

    @cached_property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The filters that are on, in words: what is filtered, and by what."""
        grouped: dict[str, list[str]] = {}
        for one in active_filters(self.matrix, self.matrix.selection):
            grouped.setdefault(one.what, []).append(one.label)
        return tuple((what, joined(labels, ", ")) for what, labels in grouped.items())

    @property
    def selection_words(self) -> str:
        """The selection in one line; says so when nothing is left out."""
        if not self.filters:
            return gettext("Every question on which one of these documents is coded")
        return joined((joined(one, ": ") for one in self.filters), "; ")

    @property
    def moment(self) -> datetime:
        """When it was made, in the site's zone."""
        return localtime(self.at)

    @cached_property
    def stem(self) -> str:
        """The name of its files without an ending: safe anywhere, tells content and date."""
        marks: tuple[Mark, ...] = self.matrix.selection.marks
        chosen = (
            *self.matrix.selection.themes,
            *self.matrix.selection.topics,
            *self.matrix.selection.questions,
            *(mark.value for mark in marks),
        )
        keys = (document.key for document in self.matrix.documents)
        return file_stem((self.negotiation.key, *keys, *chosen), self.moment.date())
