"""Data without a word of English: the made-up negotiation of the lake in Greek letters."""

from typing import Any

from django.apps import apps
from django.db import models

from proposals.models import SeedRecord

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεφγηιξκλμνοπκρστυβωχυζΑΒΓΔΕΦΓΗΙΞΚΛΜΝΟΠΚΡΣΤΥΒΩΧΥΖ",
)
KEPT = {
    "key",
    "base",
    "uid",
    "url",
    "archived_url",
    "language",
    "quote_language",
    "hash",
}
"""Columns that are no words: names in addresses, addresses, codes."""


def turn_greek() -> None:
    """Write every word that people typed in Greek letters instead, past all guards."""
    for app in ("proposals", "sources"):
        for model in apps.get_app_config(app).get_models():
            if model is SeedRecord:
                continue
            names = [field.name for field in model._meta.fields if _holds_words(field)]
            if names:
                for row in model._default_manager.all():
                    changed = {name: _greek(getattr(row, name)) for name in names}
                    model._default_manager.filter(pk=row.pk).update(**changed)


def _holds_words(field: Any) -> bool:
    if field.name in KEPT or field.choices or field.primary_key or field.is_relation:
        return False
    if isinstance(field, models.JSONField):
        return field.name in ("vocabulary", "value", "regions")
    return isinstance(field, (models.CharField, models.TextField)) and not isinstance(
        field, (models.SlugField, models.URLField)
    )


def _greek(value: Any) -> Any:
    """A text, the entries of a list, or a stored answer in words, in Greek letters."""
    match value:
        case str():
            return value.translate(LETTERS)
        case list():
            return [_greek_entry(entry) for entry in value]
        case {"text": text}:
            return {**value, "text": _greek(text)}
    return value


def _greek_entry(entry: Any) -> Any:
    words = {name: _greek(entry[name]) for name in ("label", "note") if name in entry}
    return {**entry, **words}
