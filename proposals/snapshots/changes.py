"""What has changed since a comparison was frozen: its selection, compared with what is live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from proposals.comparisons import Catalogue, NoSuchNegotiation, catalogue, compare
from proposals.comparisons.query_string import read_selection
from proposals.exports.bundle import ExportBundle
from proposals.exports.record.comparison import FORMAT
from proposals.snapshots.record_diff import Json, diff_records
from proposals.snapshots.report import ReportGroup, groups_of

FEWEST = 2
"""A comparison needs two documents."""


@dataclass(frozen=True)
class SnapshotChanges:
    """What a frozen comparison would be now.

    `live` is the address of the live comparison, and `hash` that of its content; both are empty if
    there is none, and `missing` says what is gone. `groups` tell what changed. `comparable` is
    False where records were written in another form then.
    """

    live: str = ""
    hash: str = ""
    missing: tuple[str, ...] = ()
    groups: tuple[ReportGroup, ...] = ()
    comparable: bool = True

    @property
    def exists(self) -> bool:
        """Whether there is a live comparison of the selection."""
        return bool(self.live)

    @property
    def count(self) -> int:
        """How many things changed."""
        return sum(group.count for group in self.groups)


def changes_since(frozen: Json, home: str, at: datetime) -> SnapshotChanges:
    """Compare a frozen record with the live one of its selection; 13 queries at most."""
    try:
        found = catalogue(frozen["negotiation"]["key"])
    except NoSuchNegotiation:
        return SnapshotChanges(missing=(_("The negotiation is not here any more."),))
    missing = _missing(frozen, found)
    if missing:
        return SnapshotChanges(missing=missing)
    query = QueryDict(urlencode([tuple(pair) for pair in frozen["selection"]]))
    asked = read_selection(query, found).selection
    live = ExportBundle(compare(found, replace(asked, part=1, whole=True)), home, at)
    address = live.address
    if frozen["format"] != FORMAT:
        return SnapshotChanges(address, live.hash, comparable=False)
    if frozen == live.record:
        return SnapshotChanges(address, live.hash)
    told = groups_of(diff_records(frozen, live.record), frozen, live.record, address)
    return SnapshotChanges(address, live.hash, groups=told)


def _missing(frozen: Json, found: Catalogue) -> tuple[str, ...]:
    """Why the selection cannot be made any more: too few documents, or a filter of nothing."""
    selected: dict[str, list[str]] = {}
    for name, value in frozen["selection"]:
        selected.setdefault(name, []).append(value)
    documents = selected.get("d", [])
    if sum(key in found.by_key for key in documents) < FEWEST:
        names = {one["key"]: one["name"] for one in frozen["documents"]}
        gone = [names.get(key, key) for key in documents if key not in found.by_key]
        return tuple(_("The document “%(name)s” is not here any more.") % {"name": n} for n in gone)
    known: Mapping[str, set[str]] = {
        "theme": {one.key for one in found.themes},
        "topic": {one.key for one in found.topics},
        "question": {one.key for one in found.questions},
    }
    return tuple(
        _("Nothing is left of what was selected: %(keys)s.") % {"keys": ", ".join(selected[name])}
        for name, keys in known.items()
        if name in selected and keys.isdisjoint(selected[name])
    )
