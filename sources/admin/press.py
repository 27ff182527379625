"""The admin of the press: outlets, shared material and articles, each list in few queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.addresses import folded
from sources.admin.article_urls import article_urls
from sources.admin.name_order import NamedRows, NameOrderMixin
from sources.better_addresses import without_tracking
from sources.deletion_refusals import ProtectedAdmin
from sources.doubts import doubts
from sources.duplicates import find_doubles, find_namesakes
from sources.models import Article, ArticleText, Origin, Outlet
from sources.public import is_public
from sources.reader_language import reader_language

# Editors paste addresses without a scheme; the safe one is meant.
SECURE_BY_DEFAULT: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"}
}


class NamedValues(admin.AllValuesFieldListFilter):
    """A filter by the values of a field in which “not known” has a name too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = reader_language().sort_key
        known = (value for (value,) in self.lookup_choices.values_list(self.field.name))
        self.lookup_choices: Any = sorted(known, key=lambda value: place(str(value or "")))

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name the choice that is empty: a link without words cannot be heard."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or gettext("not known")}


class PublicPageMixin(admin.ModelAdmin):
    """The admin of rows that readers have a page of once something published rests on them."""

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the way to the page for readers, if there is one."""
        return super().get_view_on_site_url(obj) if obj is not None and is_public(obj) else None


@admin.register(Outlet)
class OutletAdmin(PublicPageMixin, NameOrderMixin, ProtectedAdmin):
    """The admin of outlets, with the number of their articles."""

    list_display = ("name", "key", "country", "language", "articles")
    list_filter = (("country", NamedValues), ("language", NamedValues))
    search_fields = ("name", "key", "country")
    formfield_overrides = SECURE_BY_DEFAULT
    fieldsets = (
        (None, {"fields": ("key", "name", "language", "url")}),
        (_("Country"), {"fields": ("country", "country_source")}),
        (_("Owner"), {"fields": ("ownership", "ownership_source", "ownership_unchecked")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Outlet]:
        """Count the articles in the same query."""
        return super().get_queryset(request).annotate(article_count=models.Count("articles"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, outlet: Outlet) -> int:
        """Return the number of articles of the outlet."""
        return outlet.article_count  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Outlet, form: forms.Form, change: bool) -> None:
        """Save, and tell when another outlet has the same name."""
        super().save_model(request, obj, form, change)
        if "name" in form.changed_data and (others := find_namesakes(obj.name, but=obj)):
            keys = ", ".join(other.key for other in others)
            message = gettext("Another outlet has the same name: %(keys)s. Tell them apart.")
            messages.warning(request, message % {"keys": keys})


@admin.register(Origin)
class OriginAdmin(NameOrderMixin, ProtectedAdmin):
    """The admin of shared material, with the number of articles that draw on it."""

    list_display = ("name", "key", "articles")
    search_fields = ("name", "key", "note")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Origin]:
        """Count the articles in the same query."""
        return super().get_queryset(request).annotate(article_count=models.Count("articles"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, origin: Origin) -> int:
        """Return the number of articles that draw on it."""
        return origin.article_count  # type: ignore[attr-defined]


class TextFilter(admin.SimpleListFilter):
    """A filter for articles with a text to check quotes against, or without."""

    title = _("text")
    parameter_name = "text"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        """Return the two choices."""
        return [("kept", _("kept")), ("none", _("none kept"))]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Article]
    ) -> models.QuerySet[Article]:
        """Keep those that were chosen."""
        if self.value() not in ("kept", "none"):
            return queryset
        return queryset.filter(stored_text__isnull=self.value() == "none")


class ArticleAdminForm(forms.ModelForm):
    """The form of an article; a page that is stored already is named before it is saved."""

    left_out = False
    """Whether something that only tracks readers was left out of the address."""

    def clean_url(self) -> str:
        """Refuse another form of an address that is stored; the same one has its own refusal."""
        url: str = self.cleaned_data["url"]
        if "url" not in self.changed_data:
            return url
        self.left_out = without_tracking(url) != folded(url)
        url = without_tracking(url)
        twins = find_doubles(Article(url=url), but=self.instance).certain
        if twins and all(twin.url != url for twin in twins):
            message = gettext(
                "This page is stored already, as %(twins)s. If it is another article all the "
                "same, use “Add an article with its text”."
            )
            raise ValidationError(message % {"twins": ", ".join(map(str, twins))}, code="twin")
        return url


@admin.register(Article)
class ArticleAdmin(PublicPageMixin, ProtectedAdmin):
    """The admin of articles, the newest first."""

    form = ArticleAdminForm
    list_display = ("key", "title", "outlet", "published", "language", "extent", "has_text")
    list_display_links = ("key", "title")
    list_filter = (
        TextFilter,
        "extent",
        ("language", NamedValues),
        ("origin", NamedRows),
        ("outlet", NamedRows),
    )
    list_select_related = ("outlet",)
    search_fields = ("key", "headline", "url", "outlet__name")
    autocomplete_fields = ("outlet", "syndicated_from", "origin")
    date_hierarchy = "published"
    ordering = (models.F("published").desc(nulls_last=True), "key")
    formfield_overrides = SECURE_BY_DEFAULT
    fieldsets = (
        (
            None,
            {"fields": ("key", "outlet", "headline", "headline_note", "description", "language")},
        ),
        (_("When"), {"fields": ("published", "published_note", "accessed")}),
        (_("Where"), {"fields": ("url", "url_note", "archived_url")}),
        (_("What it was taken from"), {"fields": ("syndicated_from", "origin")}),
        (_("How it was read"), {"fields": ("extent", "text_file", "note")}),
    )

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article: Article) -> str:
        """Return the headline, or words that say it was not seen."""
        return article.title

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        """Tell in the same query whether a text is kept, without reading it."""
        texts = ArticleText.objects.filter(article=models.OuterRef("pk"))
        return super().get_queryset(request).annotate(text_is_kept=models.Exists(texts))

    @admin.display(description=_("text"), ordering="text_is_kept", empty_value="–")
    def has_text(self, article: Article) -> str:
        """Return a word if there is a text to check quotes against."""
        return gettext("kept") if article.text_is_kept else ""  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save, and tell which articles this one may be, what became of its address, and doubts."""
        super().save_model(request, obj, form, change)
        for doubt in doubts(form.cleaned_data):
            if doubt.field in form.changed_data:
                messages.warning(request, doubt.message)
        if not {"url", "archived_url", "headline", "outlet", "published"} & {*form.changed_data}:
            return
        if likely := find_doubles(obj, but=obj).likely:
            message = gettext("This may be an article that is stored already: %(articles)s.")
            articles = "; ".join(map(str, likely))
            messages.warning(request, message % {"articles": articles})
        if form.left_out:
            message = gettext("Stored without what only tracks readers: %(url)s")
            messages.info(request, message % {"url": obj.url})

    def get_urls(self) -> list[URLPattern]:
        """Put the pages for texts, shared words and the import before the admin's own."""
        return [*article_urls(self), *super().get_urls()]
