"""The filters that are on, in words, each with the selection without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from proposals.comparisons import Matrix, Selection
from proposals.comparisons.query_string import trait_words
from proposals.language.active import active_language
from proposals.language.labels import mark_label


@dataclass(frozen=True)
class ActiveFilter:
    """One value of a filter that is on."""

    what: str
    label: str
    without: Selection


def filter_name(name: str) -> str:
    """Return what the page calls a filter."""
    return {
        "themes": gettext("Theme"),
        "topics": gettext("Topic"),
        "questions": gettext("Question"),
        "marks": gettext("Verdict"),
        "traits": gettext("Property"),
        "outlets": gettext("Outlet"),
        "words": gettext("Words"),
    }[name]


def active_filters(matrix: Matrix, now: Selection) -> Iterator[ActiveFilter]:
    """Yield everything that leaves rows out now, in the order of the address."""
    labels = _labels(matrix)
    for name in now.filters:
        if name == "words":
            yield ActiveFilter(filter_name(name), now.words, now.without(name))
            continue
        values = getattr(now, name)
        for value in values:
            others = tuple(one for one in values if one != value)
            yield ActiveFilter(filter_name(name), labels[name](value), now.keeping(name, others))


def _labels(matrix: Matrix) -> dict[str, Callable[[Any], str]]:
    """Return the functions that name the values of each filter."""
    catalogue = matrix.catalogue
    return {
        "themes": {theme.key: theme.name for theme in catalogue.themes}.__getitem__,
        "topics": {topic.key: topic.name for topic in catalogue.topics}.__getitem__,
        "questions": {question.key: question.text for question in catalogue.questions}.__getitem__,
        "marks": lambda mark: mark_label(mark, active_language()),
        "traits": trait_words,
        "outlets": {one.key: one.name for one, _count in matrix.facets.outlets}.__getitem__,
    }
