"""The previews of editors' pages: what is sent to be looked at, and writes nothing.

Their transaction takes no lock, so that nobody's save waits while a long page is drawn. A button
that saves must not be declared here: its save would be refused wherever somebody else writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from proposals.web.admin.clauses import ADD_ROW
from proposals.web.admin.forms import PREVIEW

HARMLESS = frozenset({PREVIEW, ADD_ROW, "_seen", "_popup", "_to_field", "_changelist_filters"})
"""What the form of a clause may send beside its fields and still be a preview: no other button."""


def _is_look(sent: QueryDict) -> bool:
    buttons = {name for name in sent if name.startswith("_")}
    return bool(sent.get(PREVIEW) or sent.get(ADD_ROW)) and buttons <= HARMLESS


PREVIEWS: Mapping[str, Callable[[QueryDict], bool]] = {
    "admin:proposals_clause_add": _is_look,
    "admin:proposals_clause_change": _is_look,
    "admin:proposals_negotiation_grid": lambda sent: "confirm" not in sent,
    "admin:sources_article_import": lambda sent: "seen" not in sent,
    "admin:sources_article_new": lambda sent: "keep_for" not in sent and sent.get("step") != "save",
    "workbench:article": lambda sent: sent.get("do") != "save",
}
"""The names of addresses that have a preview, and which forms that are sent there ask for it."""


def is_preview(request: HttpRequest) -> bool:
    """Tell whether what is sent is only to be looked at."""
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return False
    return name in PREVIEWS and PREVIEWS[name](request.POST)
