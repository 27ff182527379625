"""The editors' start page, for the template of the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template

from proposals.web.admin.desk import Desk, build_desk

register = template.Library()


@register.simple_tag(takes_context=True)
def desk(context: template.Context) -> Desk | None:
    """Return what waits for the editor who looks at the page."""
    request: Any = context["request"]
    return build_desk(request.user)
