"""The input of one answer: words, boxes for the question's kind, and the answer in both.

An editor fills in either. The page sends along the words that it showed (`was`), which tell which
of the two was changed; an answer that both change differently is refused, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from proposals.domain.errors import DomainError
from proposals.domain.storage import Stored, from_stored, to_stored
from proposals.domain.vocabulary import Frame
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.messages import explain_error
from proposals.language.value_parser import parse, value_of
from proposals.web.admin.clause_page.box_values import (
    BoxValues,
    InputRefused,
    fill_boxes,
    read_boxes,
)


@dataclass(frozen=True)
class AnswerInput:
    """An answer as it was put in: its words and its stored form, or the problem with it.

    `by` names the side that was changed: "words", "boxes", or empty for neither.
    """

    words: str = ""
    stored: Stored | None = None
    problem: str = ""
    by: str = ""


def combine_input(frame: Frame, words: str, boxes: BoxValues | None, was: str) -> AnswerInput:
    """Return the answer that an editor gave in words, in boxes, or in both alike.

    `boxes` is None where the page showed none; `was` are the words that the page showed.
    """
    before = _parse_or_none(was, frame)
    by_words = _read_side(
        lambda: parse_words(words, frame), AnswerInput(words, before, by="words"), frame
    )
    by_boxes = AnswerInput()
    if boxes is not None:
        stored = read_boxes(fill_boxes(before, frame) or {}, frame)
        by_boxes = _read_side(
            lambda: read_boxes(boxes, frame), AnswerInput(words, stored, by="boxes"), frame
        )
    changed = [side for side in (by_words, by_boxes) if side.by]
    if len(changed) == 2:
        return _reconcile(by_words, by_boxes)
    if changed:
        return changed[0]
    if before is None:
        return AnswerInput(words, problem=_required_message(frame))
    return AnswerInput(write_words(before, frame), before)


def parse_words(words: str, frame: Frame) -> Stored | None:
    """Return the stored form of an answer in words, or of a table in JSON; None without words.

    Raises InvalidValue, and InputRefused for what begins like a table and is none.
    """
    text = words.strip()
    if not text:
        return None
    data = _parse_table(text) if text.startswith("{") else text
    return to_stored(value_of(data, frame, active_language()), frame)


def write_words(stored: Any, frame: Frame) -> str:
    """Write a stored answer in words; as a table where the words would not read back the same."""
    language = active_language()
    try:
        words = plain_form.write(from_stored(stored, frame), frame, language)
        if to_stored(parse(words, frame, language), frame) == stored:
            return words
    except DomainError:
        pass  # what no longer fits its question is shown as it is stored
    return stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)


def _read_side(read: Callable[[], Stored | None], shown: AnswerInput, frame: Frame) -> AnswerInput:
    """Return what one side holds; an empty input if it is what the page showed."""
    try:
        stored = read()
    except DomainError as error:
        problem = explain_error(error, active_language())
        return replace(shown, stored=None, problem=problem)
    except InputRefused as error:
        return replace(shown, stored=None, problem=str(error))
    if stored == shown.stored:
        return AnswerInput()
    return replace(shown, stored=stored, problem="" if stored else _required_message(frame))


def _reconcile(by_words: AnswerInput, by_boxes: AnswerInput) -> AnswerInput:
    """Return the answer where both sides were changed: the same in both, or a problem."""
    if not by_words.words.strip():
        return by_boxes
    if by_words.problem or by_boxes.problem:
        return by_words if by_words.problem else by_boxes
    if by_words.stored == by_boxes.stored:
        return by_words
    message = gettext("The words and the boxes say different things: change one of them only.")
    return replace(by_words, stored=None, problem=message)


def _required_message(frame: Frame) -> str:
    message = gettext("This field is required. Allowed: %(examples)s.")
    return message % {"examples": plain_form.examples(frame, active_language())}


def _parse_or_none(words: str, frame: Frame) -> Stored | None:
    try:
        return parse_words(words, frame)
    except (DomainError, InputRefused):
        return None


def _parse_table(text: str) -> Any:
    """Parse a table in JSON, its numbers as texts. Raises InputRefused."""
    try:
        return json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        message = gettext("Not a table in JSON (%(error)s). Allowed: %(example)s.")
        example = gettext("for example %(table)s") % {"table": '{"at_least": 30}'}
        raise InputRefused(message % {"error": error, "example": example}) from error
