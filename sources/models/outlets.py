"""Outlets: the publishers of articles."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.fields import (
    WrittenLine,
    WrittenText,
    address_field,
    is_web_address,
    key_field,
    language_field,
)
from sources.models.querysets import KeyedQuerySet, number_of
from sources.name_order import by_name
from sources.search_terms import SearchTerms, keep_matching

SEARCHED = ("name", "key", "country", "ownership")
"""The fields in which a search looks for words."""

HAS_BASIS = (
    Q(ownership="", ownership_unchecked=False)
    | (~Q(ownership="") & Q(ownership_source="", ownership_unchecked=True))
    | (~Q(ownership="") & ~Q(ownership_source="") & Q(ownership_unchecked=False))
)
"""What is said of the owners has a source, or is marked as general knowledge, not both."""

NO_BASIS = _(
    "Words on the ownership need a source, or the mark that they are general knowledge, not "
    "checked: one of the two. Without words there is no mark."
)


def problem_of_ownership(ownership: str, source: str, *, unchecked: bool) -> str:
    """Return what the constraint refuses in the basis of an ownership; empty if nothing."""
    in_order = bool(source) != unchecked if ownership else not unchecked
    return "" if in_order else str(NO_BASIS)


class OutletQuerySet(KeyedQuerySet["Outlet"]):
    """Newspapers, agencies and broadcasters."""

    def with_article_count(self, among: models.QuerySet[Any]) -> Self:
        """Add `article_count`: how many of some articles are of the outlet."""
        own = Count("articles", filter=Q(articles__in=among.values("pk")))
        return self.annotate(article_count=number_of(Outlet, own))

    def with_clause_count(self) -> Self:
        """Add `clause_count`: how many published clauses its articles speak to."""
        clauses = Count(
            "articles__evidence__clause",
            filter=Q(articles__evidence__clause__state="published"),
            distinct=True,
        )
        return self.annotate(clause_count=number_of(Outlet, clauses))

    def matching(self, words: str) -> Self:
        """Keep outlets in which every word stands in name, key, country or ownership."""
        return keep_matching(self, SearchTerms(words), SEARCHED)

    def by_name(self) -> list[int]:
        """Return the primary keys in the order of the reader's alphabet; one query."""
        return by_name(self)

    def for_list(self, articles: models.QuerySet[Any]) -> Self:
        """Add all that the list of outlets with these articles shows, in one query."""
        return self.with_article_count(articles).with_clause_count()


class Outlet(models.Model):
    """A publisher of articles: a newspaper, an agency, a broadcaster, an institute."""

    key = key_field(_("E.g. lake-times. Used in addresses."))
    name = WrittenLine(_("name"), max_length=200, help_text=_("E.g. The Lake Times."))
    country = WrittenLine(
        _("country"),
        max_length=100,
        blank=True,
        help_text=_("Where it is edited, e.g. Netherlands. Empty: not known."),
    )
    country_source = WrittenText(
        _("source for the country"),
        blank=True,
        help_text=_("Where that was read. Empty: readers see “general knowledge, not checked”."),
    )
    language = language_field(_("Language tag of most of its articles, e.g. en. Empty: not known."))
    ownership = WrittenText(
        _("ownership"),
        blank=True,
        help_text=_(
            "In neutral words, e.g. “Public broadcaster of the United Kingdom, paid by a licence "
            "fee”. Empty: not known."
        ),
    )
    ownership_source = WrittenText(
        _("source for the ownership"),
        blank=True,
        help_text=_(
            "Where that was read, e.g. the outlet's own page “About us”, with its address."
        ),
    )
    ownership_unchecked = models.BooleanField(
        _("ownership is general knowledge, not checked"),
        default=False,
        help_text=_("Instead of a source. Readers see these words beside the ownership."),
    )
    url = address_field(_("web address"), _("E.g. https://www.example.com."))

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name", "key"]
        indexes = [models.Index(fields=["name", "key"], name="outlet_by_name")]
        constraints = [
            is_web_address(
                "url",
                "outlet_url_is_web_address",
                _("The outlet's web address has to begin with http:// or https://."),
            ),
            models.CheckConstraint(
                condition=HAS_BASIS,
                name="outlet_ownership_has_basis",
                violation_error_message=NO_BASIS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the outlet's page."""
        return reverse("sources:outlet", kwargs={"key": self.key})

    def natural_key(self) -> tuple[str]:
        """Return its natural key, which data files use."""
        return (self.key,)
