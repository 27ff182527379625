"""The permissions for the workbench, and the frame that its pages share with the admin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

PERMISSIONS = ("proposals.change_clause", "proposals.add_evidence")

View = Callable[..., HttpResponse]


def require_editor(view: View) -> View:
    """Let staff in who may tag; ask others to log in, or raise PermissionDenied."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms(PERMISSIONS):
            raise PermissionDenied(gettext("Your account may not tag articles."))
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


def render_page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Render a page of the workbench in the admin's frame, without its list of models."""
    frame = {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}
    return render(request, template, {**frame, "title": title, **context})
