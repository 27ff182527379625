"""Querysets and conditions that several models share."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import OuterRef, Q

Row = TypeVar("Row", bound=models.Model)


class KeyedQuerySet(models.QuerySet[Row]):
    """Rows that are told apart by their `key`."""

    def get_by_natural_key(self, key: str) -> Row:
        """Return the row with this key; raise the model's `DoesNotExist` if there is none."""
        return self.get(key=key)


def number_of(model: type[models.Model], count: models.Count) -> models.Subquery:
    """Return a count of what hangs on each row of a model, as an annotation of its rows.

    It is counted for the rows that are read alone, without their other columns.
    """
    row = model._default_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
    return models.Subquery(row.annotate(number=count).values("number"))


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
