"""Texts of editors in another language, each beside the original that it translates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import TranslationState
from proposals.models.constraints import one_of
from proposals.models.negotiations import Negotiation
from sources.validators import valid_language, valid_written_text

TRANSLATED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "unit": ("one", "many"),
    "theme": ("name",),
    "topic": ("name", "definition"),
    "negotiation": ("name", "place", "summary", "order_note", "scopes"),
    "party": ("name",),
    "disagreement": ("title", "reading"),
    "account": ("text",),
    "map": ("title", "attribution", "note", "regions"),
    "question": ("text", "label", "note", "vocabulary", "top"),
    "proposal": ("title", "name", "handed_over_note", "note"),
    "version": ("label", "completeness", "note"),
    "clause": ("label", "heading", "text", "quote_gloss", "option_label", "contested"),
    "term": ("scope", "condition", "note"),
    "coverage": ("where", "note"),
    "coverage evidence": ("quote_gloss", "note"),
    "evidence": ("quote_gloss", "note"),
    "response": ("text",),
    "response evidence": ("quote_gloss", "note"),
    "judgement": ("reason",),
}
"""The fields of each kind of row whose texts can be translated.

Headlines, quotations and names of outlets stay as they were printed.
"""

SHARED_KINDS = frozenset({"unit", "theme", "topic"})
"""The kinds of rows that belong to no negotiation."""


Change = Callable[[str, str], str]
"""What gives for the field of a text, and the text, another one."""


def texts_of(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a row that can be translated, by field; empty ones are left out.

    `values` are the row's fields. An entry of a list has its key after the field:
    `vocabulary.air`, `vocabulary.air.note`, `scopes.war`, `regions.r1`, `top`.
    """
    texts: dict[str, str] = {}

    def note(field: str, text: str) -> str:
        if text:
            texts[field] = text
        return text

    for name in TRANSLATED_FIELDS.get(kind, ()):
        inner_texts(name, values[name], note)
    return texts


def plain_text(text: str) -> str:
    """Return a text as translations hold their originals: as files have it, whoever typed it."""
    return text.replace("\r\n", "\n").strip()


LEAST_ROOM = 200
"""The letters that a translation may have however short its original is."""
MOST_TIMES = 4
"""How many times as long as its original a translation may be."""


def problem_beside(original: str, text: str) -> str:
    """Return why a translation cannot stand where its original does; empty if it can.

    Names, labels and headings are drawn in lines and on buttons.
    """
    most = max(LEAST_ROOM, MOST_TIMES * len(original))
    if len(text) > most:
        message = gettext("It is too long beside its original: at most %(most)d letters.")
        return message % {"most": most}
    if "\n" in plain_text(text) and "\n" not in plain_text(original):
        return gettext("The original has one line, so its translation must have one.")
    return ""


def inner_texts(name: str, value: Any, change: Change) -> Any:
    """Return the value of a field with each text that can be translated changed."""
    if isinstance(value, str):
        return change(name, value)
    if isinstance(value, Mapping):
        return _in_table(value, {"label": name}, change) if value else value
    if isinstance(value, list):
        return [_in_entry(name, one, change) for one in value]
    return value


def _in_entry(name: str, entry: Any, change: Change) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    path = f"{name}.{entry.get('id', entry.get('key', ''))}"
    places = {"label": path, "name": path, "short": f"{path}.short", "note": f"{path}.note"}
    return _in_table(entry, places, change)


def _in_table(table: Mapping[str, Any], places: Mapping[str, str], change: Change) -> Any:
    """Return a table with the texts changed that stand under the keys of `places`."""
    return {
        key: change(places[key], value) if key in places and isinstance(value, str) else value
        for key, value in table.items()
    }


def problem_of_subject(subject: str) -> str:
    """Return what is wrong with the name of a row, in words; empty if nothing is."""
    kind, _space, key = _split(subject)
    if kind in TRANSLATED_FIELDS and key:
        return ""
    return gettext("A kind and a key are needed, for example: question ceasefire-length.")


def kind_of_subject(subject: str) -> str:
    """Return the kind in the name of a row: of "question how-long" the first word."""
    return _split(subject)[0]


def key_of_subject(subject: str) -> str:
    """Return the key in the name of a row: of "question how-long" the last word."""
    return _split(subject)[2]


def _split(subject: str) -> tuple[str, str, str]:
    """Return the parts of the name of a row; kinds may have a space, keys have none."""
    return subject.rpartition(" ")


def valid_subject(subject: str) -> None:
    """Refuse what is no name of a row; raise ValidationError."""
    problem = problem_of_subject(subject)
    if problem:
        raise ValidationError(problem, code="subject")


class TranslationQuerySet(models.QuerySet[Any]):
    """Texts in other languages."""

    def get_by_natural_key(self, negotiation: str, subject: str, field: str, language: str) -> Any:
        """Return the text in this place; raise the model's `DoesNotExist` if there is none."""
        own = {"negotiation__key": negotiation} if negotiation else {"negotiation": None}
        return self.get(subject=subject, field=field, language=language, **own)


class Translation(models.Model):
    """One text of a row in another language.

    It holds the original as it was when it was translated: where the row says something else now,
    the translation is outdated, and no reader sees it. `subject` names the row as files do.
    """

    negotiation = models.ForeignKey(
        Negotiation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("negotiation"),
        help_text=_("Empty for what all negotiations share: topics, themes and units."),
    )
    subject = models.CharField(
        _("row"),
        max_length=400,
        validators=[valid_subject],
        help_text=_("Kind and key, for example: question ceasefire-length"),
    )
    field = models.CharField(
        _("field"), max_length=300, help_text=_("For example: text, or vocabulary.air")
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        validators=[valid_language],
        help_text=_("Of the translation, for example: uk"),
    )
    original = models.TextField(
        _("original"), help_text=_("The text that was translated, as it was then.")
    )
    text = models.TextField(
        _("translation"),
        validators=[valid_written_text],
        help_text=_("The same in the other language."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TranslationState,
        default=TranslationState.DRAFT,
        help_text=_("Readers see what has been reviewed."),
    )
    typed_by = models.CharField(
        _("typed by"),
        max_length=150,
        blank=True,
        editable=False,
        help_text=_("Name of the editor; empty for what a file gave."),
    )

    objects = TranslationQuerySet.as_manager()

    class Meta:
        """By language and row."""

        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ("language", "subject", "field")
        constraints = (
            one_of("translation", "state", TranslationState),
            UniqueConstraint(
                fields=("negotiation", "subject", "field", "language"),
                condition=Q(negotiation__isnull=False),
                name="proposals_translation_unique",
                violation_error_message=_("This text has a translation already."),
            ),
            UniqueConstraint(
                fields=("subject", "field", "language"),
                condition=Q(negotiation__isnull=True),
                name="proposals_translation_of_shared_unique",
                violation_error_message=_("This text has a translation already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.field} ({self.language})"

    def clean(self) -> None:
        """Refuse what cannot stand in the place of its original; raise ValidationError."""
        problem = problem_beside(self.original, self.text)
        if problem:
            raise ValidationError({"text": ValidationError(problem, code="shape")})

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return its natural key."""
        negotiation = self.negotiation.key if self.negotiation else ""
        return (negotiation, self.subject, self.field, self.language)
