"""The search of words in the lists of the admin, the same as on the pages of readers."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest

from sources.save_refusals import RefusalMixin
from sources.search_terms import SearchTerms, keep_matching
from sources.shared_edits import SharedEditsAdmin
from sources.validators import is_row_number


class RowSelect(AutocompleteSelect):
    """A choice of one row; what is no number of a row is shown as nothing chosen."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the row that is chosen as an option."""
        return super().optgroups(name, [one for one in value if is_row_number(one)] or [""], attr)


class WordSearchAdmin(SharedEditsAdmin, RefusalMixin):
    """The admin of a model in whose list, and in whose choices, one looks for words."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the field; one that looks choices up takes whatever is sent."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the rows that hold every word, and say that none comes twice; one query more."""
        columns = self.get_search_fields(request)
        if not columns:
            return queryset, False
        return keep_matching(queryset, SearchTerms(search_term), columns), False
