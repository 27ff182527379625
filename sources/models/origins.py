"""Origins: material that several articles share."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sources.fields import WrittenLine, WrittenText, key_field
from sources.models.querysets import KeyedQuerySet


class OriginQuerySet(KeyedQuerySet["Origin"]):
    """Material that several articles draw on."""

    def with_article_count(self) -> Self:
        """Add `article_count`: how many articles draw on it."""
        return self.annotate(article_count=Count("articles", distinct=True))


class Origin(models.Model):
    """Material that several articles draw on, so that together they count as one source."""

    key = key_field(_("E.g. reuters-full-text. Used in data files."))
    name = WrittenLine(
        _("name"),
        max_length=200,
        help_text=_("E.g. “The full text as Reuters printed it on 1 June 2025”."),
    )
    note = WrittenText(
        _("note"),
        blank=True,
        help_text=_(
            "How the sharing was seen, e.g. “Both articles end with the same credit line”."
        ),
    )

    objects = OriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared material")
        verbose_name_plural = _("shared materials")
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return its natural key, which data files use."""
        return (self.key,)
