"""The check that labels and names of units can be read in one way in lists and sentences.

A closed list is refused if an answer written with it could be understood in two ways, as "language
and church" beside "language" and "church".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from proposals.domain.errors import ErrorCode, InvalidValue, InvalidVocabulary
from proposals.domain.vocabulary import Entry, Frame, Kind, Unit, fold
from proposals.language.base import Language
from proposals.language.expressions import fold_pattern
from proposals.language.patterns import between, literals
from proposals.language.value_parser import RANGE_KEYS, parse

_BAD_IN_LABEL = re.compile(r"""[,;:"“”→\n\r\t]|^\s|\s$|\s\s""")
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_NUMBERED = re.compile(r"(?:^|.*\s)[\d.\-−–—]")
_KEYS_WITHOUT_LABELS = ("choice.any", "items.anything", "items.nothing", "items.all")
_KEYS_OF_SCALES = ("choice.at_least", "choice.at_most")
_KEYS_BEFORE_LABELS = ("choice.not", "items.only", "items.excluded")
_KEYS_OF_MARKS = ("list.comma", "order.chains", "order.then")
_KEYS_OF_WORDS = ("list.and", "list.or", "list.none_of", "order.together", "order.then")


def check_vocabulary(frame: Frame, language: Language) -> None:
    """Raise InvalidVocabulary if answers to a question could be read in two ways."""
    for unit in frame.all_units:
        check_unit(unit, language)
    for entry in frame.entries:
        check_label(entry, language)
    for entry in frame.entries:
        _check_unambiguous(entry, frame, language)
    if frame.top is not None:
        _check_top(frame.top, frame, language)
    if frame.brief is not frame:
        check_vocabulary(frame.brief, language)


def check_unit(unit: Unit, language: Language) -> None:
    """Raise InvalidVocabulary if a name of a unit cannot stand behind a number."""
    for name in (unit.one, unit.many):
        if not _is_usable(name) or _reads_like_an_amount(fold(name), language):
            raise InvalidVocabulary(ErrorCode.BAD_UNIT_NAME, unit=unit.key, found=name)


def check_label(entry: Entry, language: Language) -> None:
    """Raise InvalidVocabulary if a label means something else in an answer."""
    label, joiners = fold(entry.label), joining_words(language)
    if not _is_usable(entry.label) or any(mark in label for mark in _separators(language)):
        raise InvalidVocabulary(ErrorCode.BAD_LABEL, found=entry.label)
    if label in _reserved_labels(language) or label in joiners:
        raise InvalidVocabulary(ErrorCode.RESERVED_LABEL, found=entry.label, word=label)
    reserved = [
        *(joint for joint in _exclusion_joints(language) if joint in f" {label} "),
        *(start for start in _beginnings(language) if label.startswith(start)),
    ]
    if reserved:
        word = reserved[0].strip(" ,;")
        raise InvalidVocabulary(ErrorCode.RESERVED_LABEL, found=entry.label, word=word)
    for word in joiners:
        if label.startswith(f"{word} ") or label.endswith(f" {word}"):
            raise InvalidVocabulary(ErrorCode.JOINING_LABEL, found=entry.label, word=word)


def _check_unambiguous(entry: Entry, frame: Frame, language: Language) -> None:
    """Raise InvalidVocabulary if a label could be read as several entries."""
    label, joiners = fold(entry.label), joining_words(language)
    words = "|".join(map(re.escape, joiners))
    parts = re.split(f" (?:{words}) ", label)
    labels = [part for part in parts if part in frame.by_label] if len(parts) > 1 else []
    steps = "|".join(map(re.escape, _joint_words(("order.then", "order.together"), language)))
    order = re.search(f" ({steps}) ", label) if frame.kind is Kind.SEQUENCE else None
    # No label may be the beginning of another up to a joining word: so lists read in one way.
    begins = [
        one for one in frame.by_label for word in joiners if label.startswith(f"{one} {word} ")
    ]
    scales = _beginnings_of(_KEYS_OF_SCALES, language) if frame.ordered else ()
    for start in scales:
        if label.startswith(start):
            word = start.strip()
            raise InvalidVocabulary(ErrorCode.RESERVED_LABEL, found=entry.label, word=word)
    for word in [*([order[1]] if order else ()), *begins, *labels]:
        raise InvalidVocabulary(ErrorCode.AMBIGUOUS_LABEL, found=entry.label, word=word)


def _check_top(top: Entry, frame: Frame, language: Language) -> None:
    """Raise InvalidVocabulary if the name of the top outcome could be read as an amount."""
    label = fold(top.label)
    if not _is_usable(top.label):
        raise InvalidVocabulary(ErrorCode.BAD_LABEL, found=top.label)
    if any(map(str.isdigit, label)) or label.startswith(_beginnings_of(RANGE_KEYS, language)):
        raise InvalidVocabulary(ErrorCode.TOP_LIKE_AMOUNT, found=top.label)
    try:
        parse(top.label, replace(frame, top=None), language)
    except InvalidValue:
        return
    raise InvalidVocabulary(ErrorCode.TOP_LIKE_AMOUNT, found=top.label)


def joining_words(language: Language) -> tuple[str, ...]:
    """Return the words that join the entries of a list or the steps of an order."""
    return _joint_words(_KEYS_OF_WORDS, language)


@lru_cache
def _joint_words(keys: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the words with which patterns join two texts, without the marks beside them."""
    joints = (between(text)[0] for key in keys for text in language.texts_of(key))
    words = (fold(joint).strip(" ,;") for joint in joints)
    return tuple(dict.fromkeys(word for word in words if any(map(str.isalpha, word))))


@lru_cache
def _separators(language: Language) -> tuple[str, ...]:
    """Return the marks that separate the entries of a list, where no word does."""
    joints = (between(text)[0] for key in _KEYS_OF_MARKS for text in language.texts_of(key))
    marks = (joint.strip() for joint in joints)
    return tuple(dict.fromkeys(mark for mark in marks if not any(map(str.isalpha, mark))))


@lru_cache
def _exclusion_joints(language: Language) -> tuple[str, ...]:
    """Return the texts between the items that an answer requires and those that it excludes."""
    return tuple(fold_pattern(between(text)[0]) for text in language.texts_of("items.both"))


@lru_cache
def _reserved_labels(language: Language) -> frozenset[str]:
    """Return the words that no label of a list may be."""
    whole = (fold(text) for key in _KEYS_WITHOUT_LABELS for text in language.texts_of(key))
    beginnings = (beginning.strip() for beginning in _beginnings(language))
    return frozenset((*whole, *beginnings, *language.reserved_labels))


def _beginnings(language: Language) -> tuple[str, ...]:
    """Return the words with which an answer begins before its first label."""
    return _beginnings_of(_KEYS_BEFORE_LABELS, language)


@lru_cache
def _beginnings_of(keys: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the words before the first slot of some keys, a choice of words as each of them."""
    texts = (text for key in keys for text in language.texts_of(key))
    starts = (fold(start) for text in texts for start in _choices(text.partition("{")[0]))
    return tuple(dict.fromkeys(f"{start} " for start in starts if start))


def _choices(text: str) -> list[str]:
    """Return the words that "(a|b)" at the beginning of a pattern offers; else the text itself."""
    match = re.fullmatch(r"\((.+)\)\s*", text)
    return match[1].split("|") if match else [text]


def _is_usable(name: str) -> bool:
    """Tell whether a name can stand in a list and in a sentence, as written and as folded."""
    printable = not any(unicodedata.category(letter) in _UNPRINTABLE for letter in name)
    # Folding may bring marks in: the Greek question mark is composed to a semicolon.
    return bool(name) and printable and not any(map(_BAD_IN_LABEL.search, (name, fold(name))))


def _reads_like_an_amount(name: str, language: Language) -> bool:
    """Tell whether a name begins with a number, or with words that stand before a unit."""
    words = _words_of_amounts(language)
    return bool(_NUMBERED.match(name)) or any(
        name == word or name.startswith(f"{word} ") for word in words
    )


@lru_cache
def _words_of_amounts(language: Language) -> frozenset[str]:
    """Return the words before a unit without a number, and their ends ("number of", "of")."""
    return frozenset(
        " ".join(words[place:])
        for literal in literals(language.texts_of(RANGE_KEYS[0]))
        for words in [fold(literal).split()]
        for place in range(len(words))
    )
