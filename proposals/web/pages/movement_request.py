"""From a request to the movements that it asks for; the page, files and the interface share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from proposals.comparisons import Catalogue
from proposals.comparisons.catalogue import Document
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.movement_selection import (
    MovementSelection,
    chosen_texts,
    read_movement_selection,
)
from proposals.comparisons.movements import MovedRow, Movements, moved_rows
from proposals.comparisons.query_string import Notice
from proposals.exports.record.fields import Json
from proposals.exports.record.movement import movement_record
from proposals.models import Question

MOST_COMPARED = 6_000
"""The most questions times texts that are compared at once, to count the changes of all of them."""

FILES = {"csv": "CSV", "json": "JSON"}
"""The files of what the page shows: how their names end, and what they are called."""


@dataclass(frozen=True)
class MovementRequest:
    """What an address asks for: texts along the dates, questions, and what was not understood."""

    catalogue: Catalogue
    selection: MovementSelection
    notices: tuple[Notice, ...]
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]

    @property
    def is_counted(self) -> bool:
        """Whether it is little enough to compare all of it at once."""
        return len(self.questions) * len(self.documents) <= MOST_COMPARED

    @property
    def refusals(self) -> tuple[Notice, ...]:
        """Why no file can be made of it; none if one can."""
        faults = tuple(notice for notice in self.notices if not notice.only_informs)
        if faults or self.is_counted:
            return faults
        text = gettext("Too much for one file: choose a topic or fewer texts.")
        return (Notice(text),)

    def movements(self, questions: Iterable[Question]) -> Movements:
        """Return what became of some of the questions; six or seven queries."""
        return moved_rows(self.catalogue, self.documents, list(questions))

    def shown(self, found: Movements) -> tuple[MovedRow, ...]:
        """Return the rows that the selection shows; all of them where no text follows another."""
        if not found.lines and not self.selection.changes:
            return found.rows
        return tuple(row for row in found.rows if self.selection.shows(row))

    def record(self) -> Json:
        """Return all that the selection shows as plain JSON values; ten queries at most."""
        found = self.movements(self.questions)
        return movement_record(found, self.selection, self.shown(found))


def movements_asked_for(
    request: HttpRequest, negotiation: str, further: tuple[str, ...] = ()
) -> MovementRequest:
    """Return what an address asks for; raise UnknownName for an unknown negotiation.

    `further` are parameters that are read elsewhere.
    """
    catalogue = find_catalogue(negotiation)
    selection, notices = read_movement_selection(request.GET, catalogue, further)
    return MovementRequest(
        catalogue,
        selection,
        notices,
        documents=chosen_texts(catalogue, selection),
        questions=tuple(one for one in catalogue.questions if selection.takes(one)),
    )


def movement_path(negotiation: str, selection: MovementSelection, form: str = "") -> str:
    """Return the address of the movements that a selection shows, or of a file of them."""
    view = f"proposals:movement_{form}" if form else "proposals:movement"
    path, query = reverse(view, args=[negotiation]), urlencode(selection.parameters())
    return f"{path}?{query}" if query else path


def refusal_page(request: HttpRequest, asked: MovementRequest) -> HttpResponse:
    """Return the page that says why there is no file of what an address asks for."""
    context = {
        "negotiation": asked.catalogue.negotiation,
        "notices": asked.refusals,
        "address": movement_path(asked.catalogue.negotiation.key, asked.selection),
    }
    return render(request, "proposals/movement/refused.html", context, status=400)
