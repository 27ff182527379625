"""Template tags for links whose visible words many links share: the article, for those who hear."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.capitals import capfirst
from sources.models import Article
from sources.models.articles import words_of_note, words_without_headline
from sources.templatetags.languages import original_words

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
    if not article.description:
        return format_html('<span dir="auto">{}</span>', article.title)
    what = format_html("<bdi {}>{}</bdi>", original_words(), article.description)
    before, after = words_without_headline().split("%(what)s")
    return format_html("{}{}{}", before, what, after)


@register.simple_tag
def address_words(article: Article) -> SafeString:
    """Return what is shown in the place of an address that is not known."""
    if not article.url_note:
        return format_html('<span class="quiet">{}</span>', capfirst(article.address_words))
    before, after = capfirst(words_of_note()).split("%(note)s")
    what = format_html("<bdi {}>{}</bdi>", original_words(), article.url_note)
    return format_html('<span class="quiet">{}{}{}</span>', before, what, after)


@register.simple_tag
def unseen_title(article: Article) -> SafeString:
    """Return what an article without a headline is called, to stand in brackets."""
    return _headline(article)
