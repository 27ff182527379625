"""The template tag for links to articles that outlive their address."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sources.iris import valid_iri
from sources.models import Article

register = template.Library()


register.filter("iri", valid_iri)


@register.simple_tag
def robust(article: Article, href: str = "url") -> SafeString:
    """Return attributes of a robust link: where the other copy of an article stands, as of when.

    `href` names the field that the link leads to: `url` (the original) or `archived_url`.
    See https://robustlinks.mementoweb.org/spec/.
    """
    others = {"url": ("versionurl", "archived_url"), "archived_url": ("originalurl", "url")}
    name, field = others[href]
    accessed = article.accessed.isoformat() if article.accessed else ""
    pairs = ((name, valid_iri(getattr(article, field))), ("versiondate", accessed))
    return format_html_join("", ' data-{}="{}"', (pair for pair in pairs if pair[1]))
