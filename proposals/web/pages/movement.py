"""How positions moved: question by question along the dates of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.comparisons import Catalogue, Selection, Trait
from proposals.comparisons.movement_highlights import highlights
from proposals.comparisons.movement_selection import MovementSelection
from proposals.comparisons.movements import LineStep, MovedRow, Movements
from proposals.comparisons.row_steps import NOT_KNOWN
from proposals.domain.changes import Change
from proposals.language.active import active_language
from proposals.language.movements import change_label
from proposals.models import Question, Theme, Topic
from proposals.web.pages import movement_request
from proposals.web.pages.export_request import site_root
from proposals.web.pages.movement_request import FILES, movement_path, movements_asked_for
from proposals.web.pages.responses import with_missing_page
from sources.list_pages import list_page
from sources.read_only import read_only

ROWS_ON_A_PAGE = 30
"""The questions of one part, each with every text and every change in words."""


@dataclass(frozen=True)
class TopicRows:
    """The questions of one topic, in the order of the codebook."""

    topic: Topic
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True)
class ChangeCount:
    """How often a change happened between two texts, and where these questions are listed."""

    change: Change
    label: str
    number: int
    address: str


@dataclass(frozen=True)
class CountedStep:
    """Two texts that follow each other, with what changed between them.

    `counts` leave out the questions of which nothing is claimed: `unknown` counts these.
    """

    step: LineStep
    counts: tuple[ChangeCount, ...]
    unknown: int
    address: str


@dataclass(frozen=True)
class Choice:
    """A value that a filter offers."""

    key: str
    label: str
    chosen: bool


@read_only
@with_missing_page
def movement(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show along the dates what each text answers and what changed. At most 12 queries."""
    asked = movements_asked_for(request, negotiation)
    catalogue, selection = asked.catalogue, asked.selection
    counted = asked.is_counted
    if counted:
        found = asked.movements(asked.questions)
        page = list_page(asked.shown(found), ROWS_ON_A_PAGE, str(selection.part))
        rows = tuple(page)
    else:
        page = list_page(asked.questions, ROWS_ON_A_PAGE, str(selection.part))
        found = asked.movements(page)
        rows = found.rows
    context = {
        "negotiation": catalogue.negotiation,
        "movements": found,
        "topics": tuple(_by_topic(rows)),
        "rows": page,
        "counted": counted,
        "texts_in_all": len(catalogue.documents),
        "most_compared": movement_request.MOST_COMPARED,
        "steps": _counted_steps(found, selection, request.path) if counted else (),
        "highlights": highlights(found.rows) if counted and selection.part == 1 else (),
        "left_out": len(found.rows) - len(page.paginator.object_list) if counted else 0,
        "selection": selection,
        "notices": asked.notices,
        "controls": _controls(catalogue, selection, found),
        "all_address": _address(request.path, replace(selection, whole=True, changes=())),
        "plain_address": request.path,
        "canonical": f"{site_root(request)}{request.path}",
        "files": [
            (label, movement_path(negotiation, selection, form))
            for form, label in FILES.items()
            if counted
        ],
    }
    return render(request, "proposals/movement.html", context)


def _address(path: str, selection: MovementSelection) -> str:
    query = urlencode(selection.parameters())
    return f"{path}?{query}" if query else path


def _by_topic(rows: Iterable[MovedRow]) -> Iterable[TopicRows]:
    for topic, own in groupby(rows, key=lambda row: row.question.topic):
        yield TopicRows(topic, tuple(own))


def _counted_steps(
    found: Movements, selection: MovementSelection, path: str
) -> tuple[CountedStep, ...]:
    """Return the steps with the number of each change, each leading to its questions."""
    language = active_language()
    steps = []
    for step in found.lines:
        pair = replace(selection, documents=(step.before.key, step.after.key), part=1, changes=())
        counts = {
            change: ChangeCount(
                change,
                change_label(change, language),
                number=step.changes[change],
                address=_address(path, replace(pair, changes=(change,))),
            )
            for change in Change
        }
        unknown = sum(counts.pop(change).number for change in NOT_KNOWN)
        shown = tuple(one for one in counts.values() if one.number)
        steps.append(CountedStep(step, shown, unknown, _compared_path(found, pair)))
    return tuple(steps)


def _compared_path(found: Movements, pair: MovementSelection) -> str:
    """Return the address of two texts side by side, with the rows that changed between them."""
    selection = Selection(
        pair.documents,
        themes=pair.themes,
        topics=pair.topics,
        questions=pair.questions,
        traits=(Trait.CHANGED,),
    )
    path = found.catalogue.negotiation.get_compare_url()
    return f"{path}?{urlencode(selection.parameters())}"


def _controls(
    catalogue: Catalogue, selection: MovementSelection, found: Movements
) -> dict[str, Sequence[Choice]]:
    """Return what each filter offers."""
    language = active_language()
    shown = {document.key for document in found.documents}
    themes: tuple[Theme, ...] = catalogue.themes
    return {
        "documents": [Choice(d.key, d.name, d.key in shown) for d in catalogue.documents],
        "themes": [Choice(t.key, t.name, t.key in selection.themes) for t in themes],
        "topics": [Choice(t.key, t.name, t.key in selection.topics) for t in catalogue.topics],
        "parties": [
            Choice(party.key, party.name, party.key in selection.parties)
            for party in catalogue.parties
            if any(party.key in {p.key for p in d.parties} for d in catalogue.documents)
        ],
        "changes": [
            Choice(one.value, change_label(one, language), one in selection.changes)
            for one in Change
        ],
        "questions": _chosen_questions(catalogue.questions, selection),
    }


def _chosen_questions(
    questions: Iterable[Question], selection: MovementSelection
) -> Sequence[Choice]:
    return [Choice(q.key, q.text, chosen=True) for q in questions if q.key in selection.questions]
