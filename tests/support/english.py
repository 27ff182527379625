"""The engine's values and errors in English, for tests that read what people read."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from proposals.domain.errors import DomainError, InvalidValue
from proposals.domain.values import Value
from proposals.domain.vocabulary import Frame
from proposals.language import plain_form, value_parser
from proposals.language.languages import language_of
from proposals.language.messages import explain_error, message_of
from proposals.language.vocabulary import check_vocabulary

ENGLISH = language_of("en")


def write(value: Value, frame: Frame) -> str:
    """Return a value in the plain form."""
    return plain_form.write(value, frame, ENGLISH)


def parse(text: str, frame: Frame) -> Value:
    """Return the value that a text states."""
    return value_parser.parse(text, frame, ENGLISH)


def value_of(data: object, frame: Frame) -> Value:
    """Return the value that a table or a text states."""
    return value_parser.value_of(data, frame, ENGLISH)


def checked(frame: Frame) -> Frame:
    """Return a frame whose lists can be read in one way; raises InvalidVocabulary."""
    check_vocabulary(frame, ENGLISH)
    return frame


def message(error: DomainError) -> str:
    """Return an error as people read it."""
    return explain_error(error, ENGLISH)


@contextmanager
def refused(match: str, error: type[DomainError] = InvalidValue) -> Iterator[None]:
    """Hold that the block is refused, in words that match."""
    try:
        yield
    except error as raised:
        text = message(raised)
        assert re.search(match, text), f"{text!r} does not match {match!r}"
    else:
        raise AssertionError(f"not refused: {match}")


def check_refusal(make: Callable[[], object]) -> None:
    """Hold that data give a value, or an error that says what would be right and stays short."""
    try:
        assert isinstance(make(), Value)
    except InvalidValue as error:
        allowed = message_of(error, ENGLISH).allowed
        text = message(error)
        assert allowed
        assert allowed in text
        assert len(text) < 4000
