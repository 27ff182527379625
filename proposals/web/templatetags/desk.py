"""The editors' start page, for the template of the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.admin.models import LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from proposals.web.admin.desk import Desk, build_desk

register = template.Library()

RECENT_CHANGES = 10
"""An editor's own changes on the start page: those of a morning."""


@register.simple_tag(takes_context=True)
def desk(context: template.Context) -> Desk | None:
    """Return what waits for the editor who looks at the page; None if nothing may wait."""
    request: Any = context["request"]
    return build_desk(request.user)


@register.simple_tag
def recent_changes(user: AbstractBaseUser) -> QuerySet[LogEntry]:
    """Return the last changes that somebody made in the admin, newest first; one query."""
    entries = LogEntry.objects.filter(user_id=user.pk).select_related("content_type", "user")
    return entries[:RECENT_CHANGES]
