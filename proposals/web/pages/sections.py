"""The parts of one document, for its headings and its list of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from proposals.comparisons import ClauseDetail, DocumentView

_LONGEST_NUMBER = 4
"""Characters of a bare number such as "III" or "12": too short for a heading of its own."""

_LAST_STEP = re.compile(r"[\s]*[.,:;][^.,:;]*$")


@dataclass(frozen=True)
class DocumentSection:
    """Clauses that stand together. `kicker` says where in the document an alternative stands."""

    number: int
    title: str
    kicker: str
    clauses: tuple[ClauseDetail, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"part-{self.number}"


def sections(view: DocumentView) -> list[DocumentSection]:
    """Return the document cut where its own numbering or an alternative begins anew."""
    runs = [
        (group.label, run) for group in view.groups for run in _runs(group.clauses, group.label)
    ]
    return [
        DocumentSection(
            number, option or _title(part), _title(part) if option and part else "", clauses
        )
        for number, (option, (part, clauses)) in enumerate(runs, start=1)
    ]


def part_of(label: str) -> str:
    """Return a numbering without its last step: "I" of "I.2a"; empty without steps."""
    return _LAST_STEP.sub("", label) if _LAST_STEP.search(label) else ""


def _runs(
    clauses: tuple[ClauseDetail, ...], option: str
) -> list[tuple[str, tuple[ClauseDetail, ...]]]:
    if option:
        return [(_first_part(clauses[0].clause.label), clauses)]
    grouped = groupby(clauses, key=lambda page: part_of(page.clause.label))
    return [(part, tuple(together)) for part, together in grouped]


def _first_part(label: str) -> str:
    """Return the outermost part: an alternative's own number is in its name already."""
    while part_of(label):
        label = part_of(label)
    return label


def _title(part: str) -> str:
    if not part:
        return gettext("Clauses")
    return gettext("Part %(number)s") % {"number": part} if len(part) <= _LONGEST_NUMBER else part
