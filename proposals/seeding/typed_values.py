"""Brings records into the form that is stored, where other records decide what that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from proposals.domain.errors import DomainError, InvalidValue
from proposals.domain.storage import to_stored
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import explain_error, message_of
from proposals.language.value_parser import value_of
from proposals.language.vocabulary import check_unit, check_vocabulary
from proposals.models.questions import frame_of
from proposals.seeding.fields import tidy
from proposals.seeding.problems import SeedProblem, shown
from proposals.seeding.schema import Index, Record

_LANGUAGE = language_of(DATA_LANGUAGE)


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
    value = tidy(to_stored(value_of(record.values["value"], frame, _LANGUAGE), frame))
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
    message = message_of(error, active_language())
    if not isinstance(error, InvalidValue):
        return SeedProblem(place, message.text, shown(record.values["value"]))
    if message.key not in ("", "value"):
        place = place.at(message.key)
    return SeedProblem(place, message.text, message.found, message.allowed)


def _units(records: Iterable[Record], frames: Frames) -> Iterator[tuple[str, Unit]]:
    for record in records:
        if record.kind != "unit":
            continue
        given = record.values
        try:
            unit = Unit(
                given["key"],
                given["one"],
                given["many"],
                whole=given["whole"],
                minimum=given["minimum"],
                base=given["base"],
                factor=given["factor"],
            )
            check_unit(unit, _LANGUAGE)
        except DomainError as error:
            text = explain_error(error, active_language())
            frames.problems.append(SeedProblem(record.place, text))
        else:
            yield record.key, unit


def _add_frame(record: Record, units: dict[str, Unit], frames: Frames) -> None:
    wanted = record.values["unit"]
    if wanted and wanted not in units:
        return  # said already: the unit is unknown or itself refused
    unit = units.get(wanted) if wanted else None
    related = [] if unit is None else [u for u in units.values() if u.dimension == unit.dimension]
    try:
        given = record.values
        frame = frame_of(given["kind"], given["vocabulary"], unit, related)
        check_vocabulary(frame, _LANGUAGE)
    except DomainError as error:
        name = "vocabulary" if record.values["vocabulary"] else "kind"
        text = explain_error(error, active_language())
        frames.problems.append(SeedProblem(record.place.at(name), text))
    else:
        frames.by_question[record.key] = frame
