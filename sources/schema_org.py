"""Data of schema.org for programs that read a page, in a block that no browser runs."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from sources.iris import valid_iri
from sources.models import Article

CONTEXT = "https://schema.org"

# Inside a script element these could end it or begin a comment.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def news_article(article: Article) -> dict[str, Any]:
    """Return an article of the press, as far as it is known, without a context of its own."""
    outlet = article.outlet
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": outlet.name,
        "url": valid_iri(outlet.url),
    }
    data = {
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published.isoformat() if article.published else "",
        "publisher": drop_empty(publisher),
        "inLanguage": article.language,
        "url": valid_iri(article.url),
        "archivedAt": valid_iri(article.archived_url),
    }
    return drop_empty(data)


def drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without what is empty."""
    return {name: value for name, value in data.items() if value}


def data_block(data: dict[str, Any]) -> SafeString:
    """Return the data as the content of a `<script type="application/ld+json">`."""
    whole = {"@context": CONTEXT, **data}
    written = json.dumps(whole, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(written)  # noqa: S308 - nothing is left that ends the element
