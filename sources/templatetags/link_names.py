"""Template tags for links whose visible words many links share: the article, for those who hear."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.models import Article

register = template.Library()


@register.simple_tag
def unseen_headline(article: Article) -> SafeString:
    """Return the headline, to follow the name of the outlet in a link."""
    return format_html('<span class="unseen">: {}</span>', _headline(article))


@register.simple_tag
def unseen_article(article: Article) -> SafeString:
    """Return outlet and headline, to follow words like "Article" in a link."""
    text = '<span class="unseen">: <span dir="auto">{}</span>, {}</span>'
    return format_html(text, article.outlet.name, _headline(article))


def _headline(article: Article) -> SafeString:
    if article.headline and article.language:
        text = '<span dir="auto" lang="{}">{}</span>'
        return format_html(text, article.language, article.title)
    return format_html('<span dir="auto">{}</span>', article.title)
