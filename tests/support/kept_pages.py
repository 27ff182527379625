"""Kept pages in tests: each that is handed out is made anew as well, and has to be the same."""

import re
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from config.encodings import PLAIN, unpacked
from config.kept_pages import KeptPagesMiddleware
from proposals.comparisons.searched_texts import texts_in_memory
from proposals.data_stamps import under_stamp
from proposals.data_stamps.memory import memory

# Files say at which moment they were made; a kept one was made a little earlier.
_MOMENT = re.compile(rb"\d\d:\d\d(:\d\d(\.\d+)?)?")


def forget_what_is_kept() -> None:
    """Forget pages and values that are kept in memory; what is stored in the database stays."""
    caches["pages"].clear()
    memory.clear()
    texts_in_memory.clear()


def as_on_the_site(middleware: list[str]) -> list[str]:
    """Return the names of middleware with the site's own in the place of the one below."""
    own, ours = (
        f"{one.__module__}.{one.__name__}" for one in (KeptPagesMiddleware, ComparingMiddleware)
    )
    return [own if name == ours else name for name in middleware]


class ComparingMiddleware(KeptPagesMiddleware):
    """The site's own middleware, which in addition fails a test that would be shown an old page.

    What it keeps takes as many queries as a page that is not kept, so that tests of these count
    what they did.
    """

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        kept = super().process_view(request, view, args, kwargs)
        if kept is None or kept.status_code != 200:
            return kept
        with under_stamp(None):
            new = view(request, *args, **kwargs)
        body = unpacked(kept.content, kept.get("Content-Encoding", PLAIN))
        assert timeless(body) == timeless(new.content), f"{request.get_full_path()} is an old page"
        return kept


def timeless(body: bytes) -> bytes:
    """Return an answer without the moment at which it was made; nothing of PDF and zipped files."""
    return b"" if body.startswith((b"PK", b"%PDF")) else _MOMENT.sub(b"", body)
