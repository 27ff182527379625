"""Binds the editors' pages to the admin of articles: addresses, permissions, messages, log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from sources.admin.article_import import import_page
from sources.admin.article_text import text_page
from sources.admin.new_article import new_article
from sources.admin.shared_words import shared_page
from sources.models import Article


@dataclass(frozen=True)
class Desk:
    """What every page needs of the admin that it is part of."""

    model_admin: admin.ModelAdmin

    def may(self, request: HttpRequest, *names: str) -> bool:
        """Tell whether the editor has all permissions, e.g. `change_article`."""
        user: Any = request.user
        return all(user.has_perm(f"sources.{name}") for name in names)

    def require(self, request: HttpRequest, *names: str) -> None:
        """Raise `PermissionDenied` unless the editor has all permissions."""
        if not self.may(request, *names):
            raise PermissionDenied

    def address(self, page: str, article: Article) -> str:
        """Return the address of a page about an article: change, text or shared."""
        return reverse(f"admin:sources_article_{page}", args=[article.pk])

    def tell(self, request: HttpRequest, sentence: str, *, bad: bool = False) -> None:
        """Show a sentence on the next page."""
        (messages.error if bad else messages.success)(request, sentence)

    def log(
        self, request: HttpRequest, article: Article, what: str, *, added: bool = False
    ) -> None:
        """Enter what was done in the admin's own log."""
        write = self.model_admin.log_addition if added else self.model_admin.log_change
        write(request, article, what)

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        """Draw a page of the admin."""
        site = self.model_admin.admin_site
        shown = {**site.each_context(request), "opts": Article._meta, **context}
        return TemplateResponse(request, template, shown)


def article_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the pages; they go before the admin's own."""
    desk = Desk(model_admin)

    def bound(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return model_admin.admin_site.admin_view(lambda *a, **k: view(desk, *a, **k))

    return [
        path("new/", bound(new_article), name="sources_article_new"),
        path("import/", bound(import_page), name="sources_article_import"),
        path("<int:pk>/text/", bound(text_page), name="sources_article_text"),
        path("<int:pk>/shared/", bound(shared_page), name="sources_article_shared"),
    ]
