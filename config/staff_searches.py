"""The searches of the admin, whichever page or package they belong to: no longer than others.

Some of these build their query a word at a time: of 1,500 words it takes seconds, and of 3,000 more
than a minute, in which nobody else can write.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse

from config.middleware import is_staff_address
from sources.search_terms import LONGEST_SEARCH, too_long_message

LIST_PARAMETER, CHOICE_PARAMETER = "q", "term"
"""What is looked for in lists, and in the choices of a control."""

NULL = "\0"
NO_TEXT_HOLDS_IT = "\N{REPLACEMENT CHARACTER}"


class StaffSearchMiddleware:
    """Middleware that uses the beginning of a long search for a list, and says so.

    To a control that looks for choices it gives one that says so, and cannot be chosen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_staff_address(request.path):
            self._replace_nulls(request)
            if len(request.GET.get(CHOICE_PARAMETER, "")) > LONGEST_SEARCH:
                choice = {"id": "", "text": too_long_message(is_cut=False), "disabled": True}
                return JsonResponse({"results": [choice], "pagination": {"more": False}})
            if len(request.GET.get(LIST_PARAMETER, "")) > LONGEST_SEARCH:
                self._cut(request)
        return self.get_response(request)

    def _replace_nulls(self, request: HttpRequest) -> None:
        """Take out the sign that PostgreSQL refuses to look for.

        A search is what is left, as in readers' searches; another parameter names a value that has
        a sign that no text holds, so that it fits nothing.
        """
        if not any(NULL in value for _name, values in request.GET.lists() for value in values):
            return
        query = request.GET.copy()
        for name, values in request.GET.lists():
            instead = "" if name in (LIST_PARAMETER, CHOICE_PARAMETER) else NO_TEXT_HOLDS_IT
            query.setlist(name, [value.replace(NULL, instead) for value in values])
        request.GET = query  # type: ignore[assignment]

    def _cut(self, request: HttpRequest) -> None:
        query = request.GET.copy()
        query[LIST_PARAMETER] = str(query[LIST_PARAMETER])[:LONGEST_SEARCH].strip()
        request.GET = query  # type: ignore[assignment]
        messages.warning(request, too_long_message())
