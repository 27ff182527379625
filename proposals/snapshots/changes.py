"""Changes since a comparison was frozen: its record compared with the live one of its selection."""

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
from proposals.exports.record.canonical import without_words
from proposals.snapshots.record_diff import Json, diff_records
from proposals.snapshots.report import ReportGroup, group_changes, list_changes
from proposals.snapshots.rules import DividedDifferences, divide_differences
from proposals.snapshots.upgrade import FIRST_RULES, upgrade_record

FEWEST = 2
"""A comparison needs two documents."""


@dataclass(frozen=True, kw_only=True)
class RulesChange:
    """Other rules than those by which a comparison was frozen: its format and their version.

    `group` holds what is different by them alone; None if nothing is.
    """

    format: str
    rules: int
    group: ReportGroup | None = None


@dataclass(frozen=True)
class SnapshotChanges:
    """The differences between a frozen comparison and the live one of the same selection.

    `live` is the address of the live comparison, and `hash` that of its content; both are empty if
    there is none, and `missing` says what is gone. `groups` hold what changed in the data, and
    `rules` what other rules changed; None while they are the same. `comparable` is False where
    records were written in another form then.
    """

    live: str = ""
    hash: str = ""
    missing: tuple[str, ...] = ()
    groups: tuple[ReportGroup, ...] = ()
    comparable: bool = True
    rules: RulesChange | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a live comparison of the selection."""
        return bool(self.live)

    @property
    def count(self) -> int:
        """The number of things that changed."""
        return sum(group.count for group in self.groups)


def changes_since(frozen: Json, home: str, at: datetime) -> SnapshotChanges:
    """Compare a frozen record with the live one of its selection; 14 queries at most."""
    try:
        available = catalogue(frozen["negotiation"]["key"])
    except NoSuchNegotiation:
        return SnapshotChanges(missing=(_("The negotiation is not here any more."),))
    missing = _missing(frozen, available)
    if missing:
        return SnapshotChanges(missing=missing)
    query = QueryDict(urlencode([tuple(pair) for pair in frozen["selection"]]))
    selection = read_selection(query, available).selection
    live = ExportBundle(compare(available, replace(selection, part=1, whole=True)), home, at)
    address = live.address
    then = upgrade_record(frozen)
    if then is None:
        return SnapshotChanges(address, live.hash, comparable=False, rules=_rules(frozen, live))
    if without_words(frozen) == without_words(live.record):
        return SnapshotChanges(address, live.hash)
    return _compared(frozen, then, live)


def _compared(frozen: Json, then: Json, live: ExportBundle) -> SnapshotChanges:
    """Compare a record, and the same in the form of today, with the live one."""
    differences = diff_records(then, live.record)
    rules = _rules(frozen, live)
    divided = DividedDifferences(of_data=differences)
    if rules is not None:
        divided = divide_differences(differences, then, live.record)
        rules = replace(
            rules,
            group=list_changes(
                _("Marks by other rules"),
                divided.of_rules,
                before=then,
                after=live.record,
                live=live.address,
            ),
        )
    groups = group_changes(divided.of_data, then, live.record, live.address)
    return SnapshotChanges(live.address, live.hash, groups=groups, rules=rules)


def _rules(frozen: Json, live: ExportBundle) -> RulesChange | None:
    """Return by which rules a record was made; None if they are those of today."""
    rules = frozen.get("rules", FIRST_RULES)
    if rules == live.record["rules"]:
        return None
    return RulesChange(format=frozen["format"].rpartition("/")[2], rules=rules)


def _missing(frozen: Json, available: Catalogue) -> tuple[str, ...]:
    """Return why the selection cannot be made any more; empty if it can.

    There are too few documents, or a filter would leave nothing.
    """
    selected: dict[str, list[str]] = {}
    for name, value in frozen["selection"]:
        selected.setdefault(name, []).append(value)
    documents = selected.get("d", [])
    if sum(key in available.by_key for key in documents) < FEWEST:
        names = {document["key"]: document["name"] for document in frozen["documents"]}
        gone = [names.get(key, key) for key in documents if key not in available.by_key]
        message = _("The document “%(name)s” is not here any more.")
        return tuple(message % {"name": name} for name in gone)
    known: Mapping[str, set[str]] = {
        "theme": {theme.key for theme in available.themes},
        "topic": {topic.key for topic in available.topics},
        "question": {question.key for question in available.questions},
    }
    return tuple(
        _("Nothing is left of what was selected: %(keys)s.") % {"keys": ", ".join(selected[name])}
        for name, keys in known.items()
        if name in selected and keys.isdisjoint(selected[name])
    )
