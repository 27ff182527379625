"""How positions moved as an Atom feed: an entry for each text that follows another in its line."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from proposals.comparisons.movement_selection import MovementSelection
from proposals.comparisons.movements import LineStep, Movements
from proposals.comparisons.row_steps import NOT_KNOWN
from proposals.domain.changes import Change
from proposals.language.active import active_language, joined, put_in
from proposals.language.movements import change_label
from proposals.web.feeds import PagedAtom
from proposals.web.pages.export_request import site_root
from proposals.web.pages.movement_request import (
    MovementRequest,
    movement_path,
    movements_asked_for,
    refusal_page,
)
from proposals.web.pages.responses import with_missing_page, without_control_characters
from sources.etags import conditional_page
from sources.read_only import read_only
from sources.text_directions import arrow_on

MOST_TOLD = 30
"""The most changes of which an entry has the sentence; the page has them all."""


@read_only
@with_missing_page
@conditional_page
def movement_feed(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with what changed in each text against the one before it, newest first.

    Of more than can be compared at once it has the texts without what changed. At most 12 queries.
    """
    asked = movements_asked_for(request, negotiation)
    if asked.refusals:
        return refusal_page(request, asked)
    found = asked.movements(asked.questions if asked.is_counted else ())
    home = site_root(request)
    lines = sorted(found.lines, key=_day, reverse=True)
    atom = _feed(asked, home, changed=max(map(_changed, lines), default=_first_day(asked)))
    for line in lines:
        _add_entry(atom, line, found, home=home)
    return HttpResponse(atom.writeString("utf-8"), content_type=PagedAtom.content_type)


def _feed(asked: MovementRequest, home: str, *, changed: datetime) -> PagedAtom:
    negotiation = asked.catalogue.negotiation
    address = home + movement_path(negotiation.key, asked.selection, "feed")
    title = put_in(gettext("%(name)s: how positions moved"), name=negotiation.name)
    return PagedAtom(
        without_control_characters(title),
        home + movement_path(negotiation.key, asked.selection),
        None,
        subtitle=gettext("What changed in each text against the one before it in its line."),
        language=get_language(),
        author_name="Parley",
        feed_url=address,
        feed_guid=address,
        changed=changed,
        pages=[],
    )


def _add_entry(atom: PagedAtom, line: LineStep, found: Movements, *, home: str) -> None:
    selection = MovementSelection((line.before.key, line.after.key))
    key = found.catalogue.negotiation.key
    steps = [
        (row.question, step)
        for row in found.rows
        if (step := row.step_to.get(line.after.key)) and step.happened
    ]
    context = {
        "line": line,
        "told": steps[:MOST_TOLD],
        "more": len(steps) - MOST_TOLD,
        "language": found.catalogue.negotiation.language,
    }
    atom.add_item(
        without_control_characters(_title(line)),
        home + movement_path(key, selection),
        without_control_characters(render_to_string("proposals/feed/movement.html", context)),
        unique_id=_id(line),
        pubdate=_day(line),
        updateddate=_changed(line),
    )


def _title(line: LineStep) -> str:
    """Return the texts, and how often each change happened."""
    language = active_language()
    counts = [
        f"{language.number(Decimal(line.changes[change]))} {change_label(change, language)}"
        for change in Change
        if line.changes[change] and change not in NOT_KNOWN
    ]
    names = joined((line.before.name, line.after.name), f" {arrow_on()} ")
    return joined((names, ", ".join(counts)), ": ")


def _id(line: LineStep) -> str:
    """Return a lasting name of an entry, the same on every machine and address."""
    own = "/".join(".".join(one.version.natural_key()) for one in (line.before, line.after))
    return uuid.uuid5(uuid.NAMESPACE_URL, f"parley:movement:{own}").urn


def _day(line: LineStep) -> datetime:
    day = line.after.version.date
    return datetime.combine(day, time(), UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)


def _changed(line: LineStep) -> datetime:
    """Return when one of the texts last changed before readers, else the day of the later one."""
    moments = (one.changed for one in (line.before, line.after))
    return max((*filter(None, moments), _day(line)))


def _first_day(asked: MovementRequest) -> datetime:
    """Return a moment that does not move, for a negotiation in which no text follows another."""
    day = asked.catalogue.negotiation.begins
    return datetime.combine(day, time(), UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
