"""The admin of the press: outlets, shared material and articles, each list in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sources.models import Article, Origin, Outlet

# Editors paste addresses without a scheme; the safe one is meant.
SECURE_BY_DEFAULT: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"}
}


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    """Who publishes, with the number of articles."""

    list_display = ("name", "key", "country", "language", "articles")
    list_filter = ("country", "language")
    search_fields = ("name", "key", "country")
    ordering = ("name", "key")
    formfield_overrides = SECURE_BY_DEFAULT

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Outlet]:
        """Count the articles in the same query."""
        return super().get_queryset(request).annotate(article_count=models.Count("articles"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, outlet: Outlet) -> int:
        """How many articles of the outlet are recorded."""
        return outlet.article_count  # type: ignore[attr-defined]


@admin.register(Origin)
class OriginAdmin(admin.ModelAdmin):
    """Material that several articles share, with their number."""

    list_display = ("name", "key", "articles")
    search_fields = ("name", "key", "note")
    ordering = ("name", "key")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Origin]:
        """Count the articles in the same query."""
        return super().get_queryset(request).annotate(article_count=models.Count("articles"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, origin: Origin) -> int:
        """How many articles draw on it."""
        return origin.article_count  # type: ignore[attr-defined]


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Articles, the newest first."""

    list_display = ("key", "title", "outlet", "published", "language", "extent")
    list_display_links = ("key", "title")
    list_filter = ("extent", "language", ("origin", admin.RelatedOnlyFieldListFilter), "outlet")
    list_select_related = ("outlet",)
    search_fields = ("key", "headline", "url", "outlet__name")
    autocomplete_fields = ("outlet", "syndicated_from", "origin")
    date_hierarchy = "published"
    ordering = (models.F("published").desc(nulls_last=True), "key")
    formfield_overrides = SECURE_BY_DEFAULT
    fieldsets = (
        (None, {"fields": ("key", "outlet", "headline", "headline_note", "language")}),
        (_("When"), {"fields": ("published", "published_note", "accessed")}),
        (_("Where"), {"fields": ("url", "archived_url")}),
        (_("What it was taken from"), {"fields": ("syndicated_from", "origin")}),
        (_("How it was read"), {"fields": ("extent", "text_file", "note")}),
    )

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article: Article) -> str:
        """The headline, or words that say it was not seen."""
        return article.title
