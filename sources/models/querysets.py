"""Querysets and conditions that several models share."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Q

MOST_WORDS = 10
"""Words of a search that are looked for; each is one condition more."""

Row = TypeVar("Row", bound=models.Model)


class KeyedQuerySet(models.QuerySet[Row]):
    """Rows that are told apart by their `key`."""

    def get_by_natural_key(self, key: str) -> Row:
        """Return the row with this key; raise the model's `DoesNotExist` if there is none."""
        return self.get(key=key)


def spellings(word: str) -> set[str]:
    """Return the word as typed, small, capitalised and in capitals.

    SQLite ignores case in ASCII letters only, so that without this a search for
    “меморандум” would miss “Меморандум” there.
    """
    return {word} if word.isascii() else {word, word.lower(), word.title(), word.upper()}


def contains_word(word: str, *fields: str) -> Q:
    """Return the condition that one of the text fields contains the word, whatever its case."""
    condition = Q()
    for spelling in spellings(word):
        for field in fields:
            condition |= Q(**{f"{field}__icontains": spelling})
    return condition
