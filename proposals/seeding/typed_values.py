"""Brings records into the form that is stored, where other records decide what that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from proposals.domain.errors import DomainError, InvalidValue
from proposals.domain.storage import from_stored, to_stored
from proposals.domain.vocabulary import Frame, Unit
from proposals.models.questions import frame_of
from proposals.seeding.fields import tidy
from proposals.seeding.problems import SeedProblem, shown
from proposals.seeding.schema import Index, Record


@dataclass
class Frames:
    """What each question allows, by its key; questions that allow nothing give problems."""

    by_question: dict[str, Frame] = field(default_factory=dict)
    problems: list[SeedProblem] = field(default_factory=list)


def frames_of(records: Iterable[Record]) -> Frames:
    """What the questions among some records allow, with the units among them."""
    known = list(records)
    frames = Frames()
    units = dict(_units(known, frames))
    for record in known:
        if record.kind == "question" and record.values["kind"]:
            _add_frame(record, units, frames)
    return frames


def typed(record: Record, frames: Frames) -> Record:
    """A term with its answer in the stored form; raises DomainError if its question forbids it."""
    frame = frames.by_question.get(record.values["question"])
    if frame is None:
        return record
    value = tidy(to_stored(from_stored(record.values["value"], frame), frame))
    return record.changed(value=value)


def own_language(record: Record, index: Index) -> Record:
    """Evidence without a language of its own where that is the article's; else the same record."""
    if record.kind != "evidence":
        return record
    article = index["article"].get(record.values["article"])
    same = article and article.values["language"] == record.values["quote_language"]
    return record.changed(quote_language="") if same else record


def refusal(record: Record, error: DomainError) -> SeedProblem:
    """The problem behind an answer that its question forbids."""
    place = record.place.at("value")
    if not isinstance(error, InvalidValue):
        return SeedProblem(place, str(error), shown(record.values["value"]))
    if error.key not in ("", "value"):
        place = place.at(error.key)
    return SeedProblem(place, error.message, error.found, error.allowed)


def _units(records: Iterable[Record], frames: Frames) -> Iterator[tuple[str, Unit]]:
    for record in records:
        if record.kind != "unit":
            continue
        given = record.values
        try:
            yield (
                record.key,
                Unit(
                    given["key"], given["one"], given["many"], given["whole"],
                    given["minimum"], given["base"], given["factor"],
                ),
            )  # fmt: skip
        except DomainError as error:
            frames.problems.append(SeedProblem(record.place, str(error)))


def _add_frame(record: Record, units: dict[str, Unit], frames: Frames) -> None:
    wanted = record.values["unit"]
    if wanted and wanted not in units:
        return  # said already: the unit is unknown or itself refused
    unit = units.get(wanted) if wanted else None
    related = [] if unit is None else [u for u in units.values() if u.dimension == unit.dimension]
    try:
        given = record.values
        frames.by_question[record.key] = frame_of(given["kind"], given["vocabulary"], unit, related)
    except DomainError as error:
        name = "vocabulary" if record.values["vocabulary"] else "kind"
        frames.problems.append(SeedProblem(record.place.at(name), str(error)))
