"""Refusals of the admin to delete rows that others depend on, with links to the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import CASCADE, Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sources.capitals import capfirst
from sources.deletion_guards import Dependents, find_dependents
from sources.word_search import WordSearchAdmin


class ProtectedAdmin(WordSearchAdmin):
    """The admin of a model whose rows are not deleted while others depend on them."""

    also_protecting: tuple[str, ...] = ()
    """References that would go with the row, and count all the same."""
    words_for_dependents: Mapping[str, Any] = {}
    """The words for dependents by their relation, where the name of their model says too little."""

    def find_dependents(self, rows: Sequence[Model]) -> list[Dependents]:
        """Find what depends on these rows."""
        return find_dependents(rows, self.also_protecting)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return the dependents of the rows as protected; without any, what Django finds."""
        groups = self.find_dependents(list(objs))
        if groups:
            return [], {}, set(), [part for group in groups for part in self._list_entries(group)]
        return super().get_deleted_objects(objs, request)

    def _list_entries(self, dependents: Dependents) -> Iterable[Any]:
        """Yield a heading and its entries, as the filter `unordered_list` takes them."""
        plural = dependents.model._meta.verbose_name_plural
        kind = capfirst(self.words_for_dependents.get(dependents.relation, plural))
        yield _("%(kind)s: %(count)d") % {"kind": kind, "count": dependents.count}
        entries: list[Any] = [self._linked(row) for row in dependents.rows]
        if dependents.more:
            entries.append(_("and %(count)d more") % {"count": dependents.more})
        yield entries

    def _linked(self, row: Model) -> Any:
        address = self._address(row)
        if not address:
            return format_html('<span dir="auto">{}</span>', row)
        return format_html('<a href="{}" dir="auto">{}</a>', address, row)

    def _address(self, row: Model) -> str:
        """Return the page on which the row is edited: its own, or that of what it is part of."""
        for holder in (row, *_holders(row)):
            meta = holder._meta
            try:
                name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_change"
                return reverse(name, args=[holder.pk])
            except NoReverseMatch:
                continue
        return ""


def _holders(row: Model) -> Iterable[Model]:
    """Yield what a row is part of, then what it refers to, as far as that is fetched already."""
    references: list[Any] = [field for field in row._meta.concrete_fields if field.many_to_one]
    references.sort(key=lambda field: field.remote_field.on_delete is not CASCADE)
    for field in references:
        if field.is_cached(row) and getattr(row, field.name) is not None:
            yield getattr(row, field.name)
