"""The controls of the comparison: columns to choose and move, filters with counts, chips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from proposals.comparisons import (
    DIFFERENCES,
    MOST_DOCUMENTS,
    Document,
    Matrix,
    Part,
    Selection,
    split,
)
from proposals.comparisons.arrangement import arranged
from proposals.comparisons.query_string import trait_words
from proposals.comparisons.selection import RowOrder, Trait
from proposals.domain.verdicts import Mark
from proposals.exports.filter_labels import active_filters, filter_name
from proposals.language.active import active_language
from proposals.language.labels import mark_label
from proposals.models import ProposalKind
from proposals.web.pages.all_rows import fits_at_once
from proposals.web.pages.choices import Chip, ControlOption, Filter, Preset, Slot, WayBack

FILTERS_KEY = "filters"
"""The name in addresses for the filters that are unfolded on demand."""


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

    def href(self, selection: Selection) -> str:
        """Return the address of a state of this page."""
        return f"{self.path}?{urlencode(selection.parameters())}"

    @property
    def printed(self) -> str:
        """The address of the rows that are shown, whatever is unfolded among them."""
        return self.href(replace(self.selection, opened=()))

    @property
    def on_paper(self) -> str:
        """The address of the same selection as a printable page."""
        return self._elsewhere("proposals:print")

    @property
    def in_brief(self) -> str:
        """The address of the same selection in brief."""
        return self._elsewhere("proposals:brief")

    @property
    def as_files(self) -> str:
        """The address of everything that the same selection can be taken along as."""
        return self._elsewhere("proposals:export")

    def _elsewhere(self, page: str) -> str:
        path = reverse(page, args=[self.matrix.catalogue.negotiation.key])
        whole = replace(self.selection, part=1, whole=False, order=RowOrder.MARK, opened=())
        return f"{path}?{urlencode(whole.parameters())}"

    @cached_property
    def parts(self) -> Part:
        """The rows of this page; the others are on demand, in order."""
        return split(arranged(self.matrix))

    def part(self, number: int) -> str:
        """Return the address of a part; empty for none."""
        return self.href(replace(self.selection, part=number)) if number else ""

    @property
    def first_part(self) -> str:
        """The address of the first part."""
        return self.part(1)

    @property
    def previous_part(self) -> str:
        """The address of the part before this one; empty on the first."""
        return self.part(self.parts.previous)

    @property
    def next_part(self) -> str:
        """The address of the part after this one; empty on the last."""
        return self.part(self.parts.next)

    @property
    def last_part(self) -> str:
        """The address of the last part."""
        return self.part(self.parts.last)

    @property
    def place_of_next_rows(self) -> str:
        """The id of the rows of the next part, once they are on this page; else of what is last."""
        return f"part-{self.parts.next}" if self.parts.next else "last-part"

    @property
    def next_rows(self) -> str:
        """The address of the next part's rows alone."""
        if not self.next_part:
            return ""
        path = reverse("proposals:rows", args=[self.matrix.catalogue.negotiation.key])
        return f"{path}?{self.next_part.partition('?')[2]}"

    @property
    def whole(self) -> str:
        """The address with all rows at once, or back to parts.

        Empty where one part is all, or where all rows are too many for a page.
        """
        in_one_part = self.parts.last == 1 and not self.selection.whole
        if in_one_part or not fits_at_once(self.matrix):
            return ""
        return self.href(replace(self.selection, part=1, whole=not self.selection.whole))

    @property
    def with_filters(self) -> bool:
        """Whether the filters by property, theme, topic and outlet are unfolded."""
        return FILTERS_KEY in self.selection.opened

    @property
    def unfolded_filters(self) -> str:
        """The address with all filters unfolded."""
        return self.href(self.selection.toggled(FILTERS_KEY))

    @property
    def filters_fragment(self) -> str:
        """The address of these filters alone."""
        path = reverse("proposals:filters", args=[self.matrix.catalogue.negotiation.key])
        return f"{path}?{self.unfolded_filters.partition('?')[2]}"

    @property
    def subject_values(self) -> list[tuple[str, str]]:
        """The choices of these filters as fields of a form."""
        names = ("theme", "topic", "with", "outlet")
        return [pair for pair in self.selection.parameters() if pair[0] in names]

    @property
    def in_document_order(self) -> bool:
        """Whether rows stand in the order of the codebook, each topic by itself."""
        return self.selection.order is RowOrder.DOCUMENT

    @property
    def other_order(self) -> str:
        """The address with the rows in the other order."""
        order = RowOrder.MARK if self.in_document_order else RowOrder.DOCUMENT
        return self.href(replace(self.selection, part=1, order=order))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The columns in their order."""
        return tuple(
            Slot(
                number,
                document,
                options=self._options(document),
                earlier=self._moved(number - 1),
                without=self._without(document.key),
            )
            for number, document in enumerate(self.matrix.documents, start=1)
        )

    def _options(self, chosen: Document | None) -> tuple[ControlOption, ...]:
        return tuple(
            ControlOption(
                one.key, one.name, one == chosen, one.key in self._columns and one != chosen
            )
            for one in self.matrix.catalogue.documents
        )

    def _moved(self, place: int) -> str:
        """Return the address with this column one place earlier."""
        if not place:
            return ""
        order = list(self._columns)
        order[place - 1 : place + 1] = reversed(order[place - 1 : place + 1])
        return self.href(self.selection.with_documents(tuple(order)))

    def _without(self, key: str) -> str:
        left = tuple(column for column in self._columns if column != key)
        return self.href(self.selection.with_documents(left)) if len(left) > 1 else ""

    @cached_property
    def spare(self) -> tuple[ControlOption, ...]:
        """Documents that could still be added as another column."""
        if len(self._columns) >= MOST_DOCUMENTS:
            return ()
        return tuple(option for option in self._options(None) if not option.in_other_column)

    @cached_property
    def with_agreed(self) -> str:
        """The address with what was agreed as the last column; empty if it cannot be added."""
        spare = {option.key for option in self.spare}
        agreed = [
            one.key
            for one in self.matrix.catalogue.documents
            if one.proposal.kind == ProposalKind.AGREED and one.latest and one.key in spare
        ]
        if not agreed:
            return ""
        return self.href(self.selection.with_documents((*self._columns, agreed[-1])))

    @cached_property
    def verdicts(self) -> tuple[Filter, ...]:
        """The marks that occur, the worst first, and those that are chosen."""
        counts = dict(self.matrix.facets.marks.counts)
        occur = dict(self.matrix.everything.counts)
        chosen = self.matrix.selection.marks
        return tuple(
            Filter(
                mark.value,
                mark_label(mark, active_language()),
                count=counts.get(mark, 0),
                chosen=mark in chosen,
                mark=mark,
            )
            for mark in Mark
            if mark in occur or mark in chosen
        )

    @cached_property
    def themes(self) -> tuple[Filter, ...]:
        """All themes, each with the number of questions that it would show."""
        catalogue = self.matrix.catalogue
        counts = self.matrix.facets.themes
        chosen = self.matrix.selection.themes
        return tuple(
            Filter(theme.key, theme.name, counts.get(theme.pk, 0), theme.key in chosen)
            for theme in catalogue.themes
        )

    @cached_property
    def topics(self) -> tuple[Filter, ...]:
        """The topics of the chosen themes (of all, if none is chosen), and the chosen ones."""
        catalogue, selection = self.matrix.catalogue, self.matrix.selection
        counts = self.matrix.facets.topics
        return tuple(
            Filter(topic.key, topic.name, counts.get(topic.pk, 0), topic.key in selection.topics)
            for topic in catalogue.topics
            if not selection.themes
            or topic.theme.key in selection.themes
            or topic.key in selection.topics
        )

    @cached_property
    def traits(self) -> tuple[Filter, ...]:
        """What rows may have besides their verdict."""
        chosen = self.matrix.selection.traits
        return tuple(
            Filter(trait.value, trait_words(trait), count, trait in chosen)
            for trait, count in self.matrix.facets.traits.items()
        )

    @cached_property
    def outlets(self) -> tuple[Filter, ...]:
        """The outlets that an answer rests on, by name, and those that are chosen."""
        chosen, place = self.matrix.selection.outlets, active_language().sort_key
        outlets = sorted(self.matrix.facets.outlets, key=lambda pair: place(pair[0].name))
        return tuple(
            Filter(outlet.key, outlet.name, count, outlet.key in chosen)
            for outlet, count in outlets
            if count or outlet.key in chosen
        )

    @cached_property
    def presets(self) -> tuple[Preset, ...]:
        """Ready choices of rows; the one that is chosen leads back to all of them."""
        facets, now = self.matrix.facets, self.selection
        counts, common = dict(facets.marks.counts), (Trait.COMMON_GROUND,)
        differ, meet = now.marks == DIFFERENCES, now.traits == common
        return (
            Preset(
                gettext("Only differences"),
                sum(counts.get(mark, 0) for mark in DIFFERENCES),
                chosen=differ,
                href=self.href(now.keeping("marks", () if differ else DIFFERENCES)),
            ),
            Preset(
                gettext("Only common ground"),
                facets.traits.get(Trait.COMMON_GROUND, 0),
                chosen=meet,
                href=self.href(now.keeping("traits", () if meet else common)),
            ),
        )

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """The active filters; each chip leads to the address without it."""
        return tuple(
            Chip(value.what, value.label, self.href(value.without))
            for value in active_filters(self.matrix, self.selection)
        )

    @property
    def active_names(self) -> str:
        """The names of the filters that are on, for a sentence."""
        return ", ".join(filter_name(name) for name in self.selection.filters)

    @cached_property
    def ways_back(self) -> tuple[WayBack, ...]:
        """Where no row is left: each filter that leads to rows if it is taken away."""
        return tuple(
            WayBack(filter_name(name), count, self.href(self.selection.without(name)))
            for name, count in self.matrix.ways_back.items()
            if count
        )

    @cached_property
    def unfiltered(self) -> str:
        """The address of the same documents with every row."""
        return self.href(self.selection.unfiltered())
