"""The addresses of the editors' pages about articles, bound to the admin that they are part of."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.admin_page import AdminPage
from sources.admin.article_import import import_page
from sources.admin.article_text import text_page
from sources.admin.new_article import new_article_page
from sources.admin.shared_words import shared_words_page


def article_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the pages; they go before the admin's own."""
    page = AdminPage(model_admin)

    def bound(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return model_admin.admin_site.admin_view(lambda *a, **k: view(page, *a, **k))

    return [
        path("new/", bound(new_article_page), name="sources_article_new"),
        path("import/", bound(import_page), name="sources_article_import"),
        path("<int:pk>/text/", bound(text_page), name="sources_article_text"),
        path("<int:pk>/shared/", bound(shared_words_page), name="sources_article_shared"),
    ]
