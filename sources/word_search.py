"""The search of words in the lists of the admin, the same as on the pages of readers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from sources.save_refusals import RefusalMixin
from sources.search_terms import SearchTerms, keep_matching


class WordSearchAdmin(RefusalMixin):
    """The admin of a model in whose list, and in whose choices, one looks for words."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the rows that hold every word, and say that none comes twice; one query more."""
        columns = self.get_search_fields(request)
        if not columns:
            return queryset, False
        return keep_matching(queryset, SearchTerms(search_term), columns), False
