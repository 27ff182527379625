"""Pages of the admin about articles: permissions, addresses, messages, the log and the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from sources.models import Article, Outlet


@dataclass(frozen=True)
class AdminPage:
    """A page in the admin of articles, with what it needs of that admin."""

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

    def show_message(self, request: HttpRequest, sentence: str, *, bad: bool = False) -> None:
        """Show a sentence on the next page."""
        (messages.error if bad else messages.success)(request, sentence)

    def log(
        self, request: HttpRequest, row: Article | Outlet, message: str, *, added: bool = False
    ) -> None:
        """Enter what was done in the admin's own log."""
        write = self.model_admin.log_addition if added else self.model_admin.log_change
        write(request, row, message)

    def render(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        """Draw the page in the frame of the admin."""
        site = self.model_admin.admin_site
        whole = {**site.each_context(request), "opts": Article._meta, **context}
        return TemplateResponse(request, template, whole)
