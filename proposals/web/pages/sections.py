"""The parts of one document, for its headings and its list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from proposals.comparisons import ClauseDetail, ClauseEntry, DocumentView
from proposals.comparisons.local_texts import option_in_words
from proposals.language.local_text import composed, in_our_words
from sources.list_pages import ListPage

_LONGEST_NUMBER = 4
"""Characters of a bare number such as "III" or "12": too short for a heading of its own."""

_LAST_STEP = re.compile(r"[\s]*[.,:;][^.,:;]*$")


@dataclass(frozen=True, kw_only=True)
class DocumentSection:
    """Clauses that stand together. `kicker` says where in the document an alternative stands.

    `total` is the number of its clauses, `clauses` are those on the page that is shown, and `page`
    is the number of the page on which it begins; `is_here` tells that this is the page shown.
    `kept` is what addresses of pages keep, such as "changes=1&".
    """

    number: int
    title: str
    kicker: str
    total: int
    clauses: tuple[ClauseDetail, ...]
    page: int
    is_here: bool
    kept: str = ""

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"part-{self.number}"

    @property
    def address(self) -> str:
        """The address of its beginning, from any page of the document."""
        return f"#{self.anchor}" if self.is_here else f"?{self.kept}page={self.page}#{self.anchor}"


def sections(view: DocumentView, rows: ListPage, kept: str = "") -> list[DocumentSection]:
    """Return the whole document cut where its own numbering or an alternative begins anew.

    `rows` is the page that is shown, `kept` what the addresses of others keep; no query.
    """
    details = {one.clause.pk: one for group in view.groups for one in group.clauses}
    cut, start = [], 0
    for number, (option, part, entries) in enumerate(_runs(view.clauses.entries), start=1):
        page = start // rows.paginator.per_page + 1
        section = DocumentSection(
            number=number,
            title=option or _title(part),
            kicker=_title(part) if option and part else "",
            total=len(entries),
            clauses=tuple(details[one.pk] for one in entries if one.pk in details),
            page=page,
            is_here=page == rows.number,
            kept=kept,
        )
        cut.append(section)
        start += section.total
    return cut


def part_of(label: str) -> str:
    """Return a numbering without its last step: "I" of "I.2a"; empty without steps."""
    return composed(_without_last_step, label) if _LAST_STEP.search(label) else ""


def _without_last_step(label: str) -> str:
    return _LAST_STEP.sub("", label)


def _runs(entries: Iterable[ClauseEntry]) -> Iterator[tuple[str, str, list[ClauseEntry]]]:
    """Yield the alternative, if any, the part and the entries of each section."""
    for option, together in groupby(entries, key=_option):
        run = list(together)
        if option:
            yield option, _first_part(run[0].label), run
            continue
        for part, own in groupby(run, key=lambda one: part_of(one.label)):
            yield "", part, list(own)


def _option(entry: ClauseEntry) -> str:
    return entry.option_label or option_in_words(entry.option, entry.label)


def _first_part(label: str) -> str:
    """Return the outermost part: an alternative's own number is in its name already."""
    while part_of(label):
        label = part_of(label)
    return label


def _title(part: str) -> str:
    if not part:
        return in_our_words(gettext("Clauses"))
    if len(part) > _LONGEST_NUMBER:
        return part
    return in_our_words(gettext("Part %(number)s") % {"number": part})
