"""The page of one article's private text: whether it is kept, another to keep, its deletion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sources.admin.admin_page import AdminPage
from sources.admin.page_suggestions import not_addresses_of
from sources.admin.text_forms import NeededTextForm
from sources.duplicates import addresses_of
from sources.models import Article, ArticleText
from sources.readable import Readable
from sources.texts import drop_text, keep_text
from sources.tokens import words_of

TEMPLATE = "admin/sources/article/text.html"


def store(page: AdminPage, request: HttpRequest, article: Article, text: str) -> ArticleText:
    """Keep a text as this editor's, and show the messages of those who listen."""
    stored = keep_text(article, text, request.user.get_username())
    page.show_message(
        request, _("The text is kept: %(count)s words.") % {"count": count_words(text)}
    )
    for message in stored.messages:
        page.show_message(request, message)
    return stored


def count_words(text: str) -> int:
    """Return how many words a text has, two unspaced letters as one."""
    return sum(word.weight for word in words_of(text)) // 2


def text_page(page: AdminPage, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text of an article with the form for another; keep it, or delete it."""
    page.require(request, "view_articletext")
    articles = Article.objects.select_related("outlet", "stored_text")
    article = get_object_or_404(articles, pk=pk)
    if request.method != "POST":
        return _render(page, request, article, NeededTextForm())
    if "delete" in request.POST:
        return _delete(page, request, article)
    page.require(request, "change_articletext", "add_articletext")
    form = NeededTextForm(request.POST, request.FILES)
    if not form.is_valid() or form.content is None:
        return _render(page, request, article, form)
    if form.needs_look:
        # What was not typed as it is has to be looked at before it is kept.
        checked = NeededTextForm(initial={"text": form.content.text})
        remarks = _address_remarks(article, form.content)
        return _render(page, request, article, checked, read=form, read_remarks=remarks)
    store(page, request, article, form.content.text)
    page.log(request, article, _("Kept its text."))
    return redirect(page.address("shared", article))


def _address_remarks(article: Article, content: Readable) -> list[str]:
    """Return the remark that a page says it is another than that of the article."""
    pages = addresses_of(article)
    others = not_addresses_of(pages, content.addresses)
    if not pages or len(others) < len(content.addresses) or not others:
        return []
    message = _("The page gives itself the address %(others)s, which is not that of %(key)s.")
    return [message % {"others": ", ".join(others), "key": article.key}]


def _delete(page: AdminPage, request: HttpRequest, article: Article) -> HttpResponse:
    """Delete the text after a second look."""
    page.require(request, "delete_articletext")
    if request.POST.get("delete") != "sure":
        return _render(page, request, article, NeededTextForm(), ask_delete=True)
    drop_text(article)
    page.log(request, article, _("Deleted its text."))
    page.show_message(request, _("The text is deleted. Quotes from it can no longer be checked."))
    return redirect(page.address("text", article))


def _render(
    page: AdminPage, request: HttpRequest, article: Article, form: forms.Form, **context: Any
) -> HttpResponse:
    """Draw the page."""
    stored = getattr(article, "stored_text", None)
    more = {
        "article": article,
        "stored": stored,
        "words": count_words(stored.text) if stored else 0,
        "form": form,
        "may_delete": page.may(request, "delete_articletext"),
        **context,
    }
    return page.render(request, TEMPLATE, title=_("Text of %(key)s") % {"key": article.key}, **more)
