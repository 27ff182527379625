"""Links that lead somewhere from paper and from a disk: with scheme and host."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

_WITHIN_THE_SITE = re.compile(r'(<[a-z][^<>]*?\shref=")(/[^"]*)(?=")')


def with_whole_links(html: str, home: str) -> SafeString:
    """Return the same HTML, its links within the site completed with the site's scheme and host.

    Only attributes of tags change, never words that look like them.
    """

    def whole(link: re.Match[str]) -> str:
        return link[1] + escape(urljoin(home, unescape(link[2])))

    # The values are escaped again, and nothing else changes.
    return mark_safe(_WITHIN_THE_SITE.sub(whole, html))  # noqa: S308
