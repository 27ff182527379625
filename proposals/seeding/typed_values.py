"""Values whose stored form other records decide: answers by questions, languages by articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from proposals.domain.errors import DomainError, InvalidValue
from proposals.domain.storage import to_stored
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import message_of
from proposals.language.value_parser import value_of
from proposals.language.vocabulary import check_unit, check_vocabulary
from proposals.models.questions import problem_of_kind
from proposals.models.vocabularies import build_frame, faulty_field
from proposals.seeding.fields import normalize
from proposals.seeding.layout import EVIDENCE_KINDS
from proposals.seeding.letters import name_letters
from proposals.seeding.problems import SeedProblem, quote_value, words_of
from proposals.seeding.schema import Index, Record

_LANGUAGE = language_of(DATA_LANGUAGE)


@dataclass
class Frames:
    """The frames of questions by their keys; questions that allow nothing give problems."""

    by_question: dict[str, Frame] = field(default_factory=dict)
    problems: list[SeedProblem] = field(default_factory=list)


def build_frames(records: Iterable[Record]) -> Frames:
    """Return what the questions among some records allow, with the units among them."""
    every = list(records)
    frames = Frames()
    units = dict(_units(every, frames))
    for record in every:
        if record.kind == "question" and record.values["kind"]:
            _add_frame(record, units, frames)
    return frames


def parse_answer(record: Record, frames: Frames) -> Record:
    """Return a term with its answer in the stored form; raise DomainError if it is not allowed."""
    frame = frames.by_question.get(record.values["question"])
    if frame is None:
        return record
    value = normalize(to_stored(value_of(record.values["value"], frame, _LANGUAGE), frame))
    return record.changed(value=value)


def drop_article_language(record: Record, index: Index) -> Record:
    """Return evidence without a language that is the article's; any other record as it is."""
    if record.kind not in EVIDENCE_KINDS:
        return record
    article = index["article"].get(record.values["article"])
    same = article and article.values["language"] == record.values["quote_language"]
    return record.changed(quote_language="") if same else record


def answer_problem(record: Record, error: DomainError) -> SeedProblem:
    """Return the problem of an answer that its question forbids."""
    place = record.place.at("value")
    message = message_of(error, active_language())
    if not isinstance(error, InvalidValue):
        return SeedProblem(place, message.text, quote_value(record.values["value"]))
    if message.key not in ("", "value"):
        place = place.at(message.key)
    text = f"{message.text}{name_letters(message.found)}"
    return SeedProblem(place, text, message.found, message.allowed)


def _units(records: Iterable[Record], frames: Frames) -> Iterator[tuple[str, Unit]]:
    for record in records:
        if record.kind != "unit":
            continue
        fields = ("key", "one", "many", "whole", "minimum", "base", "factor", "share", "parts")
        try:
            unit = Unit(**{name: record.values[name] for name in fields})
            check_unit(unit, _LANGUAGE)
        except DomainError as error:
            frames.problems.append(SeedProblem(record.place, words_of(error)))
        else:
            yield record.key, unit


def _add_frame(record: Record, units: dict[str, Unit], frames: Frames) -> None:
    key = record.values["unit"]
    if key and key not in units:
        return  # a problem already: the unit is unknown or itself refused
    unit = units.get(key) if key else None
    dimension = unit.dimension if unit else None
    related = [other for other in units.values() if other.dimension == dimension]
    try:
        frame = build_frame(record.values, unit, related)
        check_vocabulary(frame, _LANGUAGE)
    except DomainError as error:
        name = faulty_field(error, record.values)
        name = name if record.values[name] else "kind"
        frames.problems.append(SeedProblem(record.place.at(name), words_of(error)))
    else:
        frames.by_question[record.key] = frame
        if problem := problem_of_kind(record.values["text"], record.values["kind"], dimension):
            place = record.place.at("kind")
            frames.problems.append(SeedProblem(place, problem, record.values["kind"], "date"))
