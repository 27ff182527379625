"""The private text of one article: see whether it is kept, keep another, delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sources.admin.text_forms import NeededTextForm
from sources.models import Article, ArticleText
from sources.texts import drop_text, keep_text
from sources.tokens import words_of

if TYPE_CHECKING:
    from sources.admin.article_pages import Desk

TEMPLATE = "admin/sources/article/text.html"


def store(desk: Desk, request: HttpRequest, article: Article, text: str) -> ArticleText:
    """Keep a text as this editor's; tell what those who listen found."""
    stored = keep_text(article, text, request.user.get_username())
    desk.tell(request, _("The text is kept: %(count)s words.") % {"count": count_words(text)})
    for sentence in stored.said:
        desk.tell(request, sentence)
    return stored


def count_words(text: str) -> int:
    """Return how many words a text has, two unspaced letters as one."""
    return sum(word.weight for word in words_of(text)) // 2


def text_page(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text of an article with the form for another; keep it, or delete it."""
    desk.require(request, "view_articletext")
    found = Article.objects.select_related("outlet", "stored_text")
    article = get_object_or_404(found, pk=pk)
    if request.method != "POST":
        return _page(desk, request, article, NeededTextForm())
    if "delete" in request.POST:
        return _delete(desk, request, article)
    desk.require(request, "change_articletext", "add_articletext")
    form = NeededTextForm(request.POST, request.FILES)
    if not form.is_valid() or form.found is None:
        return _page(desk, request, article, form)
    if form.from_page or form.guessed:
        # What was not typed as it is has to be looked at before it is kept.
        checked = NeededTextForm(initial={"text": form.found.text})
        return _page(desk, request, article, checked, read=form)
    store(desk, request, article, form.found.text)
    desk.log(request, article, _("Kept its text."))
    return redirect(desk.address("shared", article))


def _delete(desk: Desk, request: HttpRequest, article: Article) -> HttpResponse:
    """Delete the text after a second look."""
    desk.require(request, "delete_articletext")
    if request.POST.get("delete") != "sure":
        return _page(desk, request, article, NeededTextForm(), ask_delete=True)
    drop_text(article)
    desk.log(request, article, _("Deleted its text."))
    desk.tell(request, _("The text is deleted. Quotes from it can no longer be checked."))
    return redirect(desk.address("text", article))


def _page(
    desk: Desk, request: HttpRequest, article: Article, form: forms.Form, **context: Any
) -> HttpResponse:
    """Draw the page."""
    stored = getattr(article, "stored_text", None)
    more = {
        "article": article,
        "stored": stored,
        "words": count_words(stored.text) if stored else 0,
        "form": form,
        "may_delete": desk.may(request, "delete_articletext"),
        **context,
    }
    return desk.page(request, TEMPLATE, title=_("Text of %(key)s") % {"key": article.key}, **more)
