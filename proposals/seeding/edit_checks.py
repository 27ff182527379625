"""Checks of texts that edit others, and of rival copies; every problem is collected."""

from __future__ import annotations

from collections.abc import Iterator

from proposals.seeding.problems import SeedProblem, did_you_mean, join_known
from proposals.seeding.schema import Index, Record, local_key


def _edited_texts(index: Index) -> Iterator[SeedProblem]:
    """Yield the versions that edit themselves, also by way of others."""
    for record in index["version"].values():
        if record.values["edits"] and record.key in _bases(index, record):
            yield SeedProblem(
                record.place.at("edits"),
                "a text cannot edit itself, nor a text that edits it.",
                local_key(record.values["edits"]),
                "a text that was there before",
            )
        edited = index["version"].get(record.values["edits"] or "")
        if edited is not None and edited.values["copy_of"]:
            yield SeedProblem(
                record.place.at("edits"),
                "the named version is another copy of a text.",
                local_key(edited.key),
                local_key(edited.values["copy_of"]),
            )


def _copies(index: Index) -> Iterator[SeedProblem]:
    """Yield the versions that are no copy of the version that they name."""
    for record in index["version"].values():
        other = index["version"].get(record.values["copy_of"] or "")
        if other is None:
            continue
        place, found = record.place.at("copy_of"), local_key(other.key)
        if record.values["edits"]:
            yield SeedProblem(place, "a version is an edit of a text or a copy of one, not both.")
        if other is record or other.values["copy_of"]:
            message = "the named version is a copy itself."
            yield SeedProblem(place, message, found, "the version that is no copy")
        if other.values["proposal"] != record.values["proposal"]:
            message = "a copy belongs to the same proposal as the text that it is a copy of."
            yield SeedProblem(place, message, found, "a version of the same proposal")
        days = [one.values["date"] for one in (record, other)]
        if None not in days and days[0] != days[1]:
            message = "copies of one text have one date."
            yield SeedProblem(place, message, str(days[0]), str(days[1]))


def _points(index: Index) -> Iterator[SeedProblem]:
    """Yield the clauses that stand in place of points, or strike out one, that there are not."""
    for record in index["clause"].values():
        version = index["version"].get(record.values["version"])
        if version is None:
            continue
        replaced, struck = record.values["replaces"], record.values["status"] == "struck-out"
        if not version.values["edits"]:
            yield from _points_without_edit(record, struck=struck)
            continue
        if version.values["edits"] not in index["version"]:
            continue  # a problem already: the edited text is unknown or could not be read
        known = _points_of(index, version.values["edits"])
        if struck and record.values["key"] not in known:
            hint = did_you_mean(record.values["key"], known)
            message = f"the edited text has no such point that could be struck out.{hint}"
            place = record.place.at("key")
            yield SeedProblem(place, message, record.values["key"], join_known(sorted(known)))
        for key in replaced if isinstance(replaced, list) else ():
            if key not in known:
                hint = did_you_mean(key, known)
                message = f"the edited text has no such point.{hint}"
                place = record.place.at("replaces")
                yield SeedProblem(place, message, key, join_known(sorted(known)))


def _points_without_edit(record: Record, *, struck: bool) -> Iterator[SeedProblem]:
    needed = "edits, in the [version] of this file"
    if record.values["replaces"]:
        message = "the document edits no text whose points a clause could stand in place of."
        yield SeedProblem(record.place.at("replaces"), message, allowed=needed)
    if struck:
        message = "the document edits no text out of which a point could be struck."
        yield SeedProblem(record.place.at("status"), message, "struck-out", needed)


def _answers_of_struck_points(index: Index) -> Iterator[SeedProblem]:
    for record in index["term"].values():
        clause = index["clause"].get(record.values["clause"])
        if clause and clause.values["status"] == "struck-out":
            message = "a point that was struck out answers nothing."
            allowed = "coverage of the kind struck-out; or another status of the clause"
            yield SeedProblem(record.place, message, allowed=allowed)


def _bases(index: Index, version: Record) -> list[str]:
    """Return the keys of the texts that a version edits, directly and by way of others."""
    bases: list[str] = []
    edited = version.values["edits"]
    while edited and edited not in bases and edited in index["version"]:
        bases.append(edited)
        edited = index["version"][edited].values["edits"]
    return bases


def _points_of(index: Index, version: str) -> set[str]:
    """Return the keys of the points of a text, those of the texts that it edits among them."""
    record = index["version"].get(version)
    texts = {version, *(_bases(index, record) if record else ())}
    return {
        str(clause.values["key"])
        for clause in index["clause"].values()
        if clause.values["version"] in texts
    }


EDIT_CHECKS = (_edited_texts, _copies, _points, _answers_of_struck_points)
"""The checks in their order; each takes all records and yields problems."""
