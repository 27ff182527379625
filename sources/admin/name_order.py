"""Lists and suggestions of the admin by the reader's alphabet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from sources.name_order import in_order_of_labels, place_by_name


class NameChangeList(ChangeList):
    """A list of the admin in which a click on the column of names asks for the same order."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Return the order with the place by name instead of the name."""
        ordering = list(super().get_ordering(request, queryset))
        for index, one in enumerate(ordering):
            if one in ("name", "-name"):
                place = place_by_name(self.model)
                ordering[index] = place.desc() if one == "-name" else place.asc()
        return ordering


class NameOrderMixin(admin.ModelAdmin):
    """The admin of rows with names: lists and suggestions stand by the reader's alphabet."""

    ordering = ("name", "key")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows with these words; suggestions by the alphabet, lists as they were.

        `get_ordering` is no place for that: every form that names one row would read all names.
        """
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            rows = rows.order_by(place_by_name(self.model).asc(), "key")
        return rows, may_repeat

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that sorts by names."""
        return NameChangeList


class NamedRows(admin.RelatedOnlyFieldListFilter):
    """A filter by rows that occur, in the order of their names."""

    def field_choices(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Return the rows that occur, by their names."""
        return in_order_of_labels(super().field_choices(*args, **kwargs))
