"""Marks and forms for the page of a clause in the admin, which draws no pictures."""

from __future__ import annotations

from django import template
from django.forms import BaseForm

from proposals.domain.cases import ScopeList
from proposals.domain.verdicts import Mark
from proposals.language.labels import SYMBOLS

register = template.Library()


@register.filter
def symbol(kind: Mark) -> str:
    """Return one character for a mark; its word has to stand beside it."""
    return SYMBOLS[kind]


@register.filter
def scope_label(scope: str, scopes: ScopeList) -> str:
    """Return the label of an entry of a scope list; any other scope as it is."""
    return scopes.case(scope).words


@register.filter
def errors_in(form: BaseForm, fields: str) -> bool:
    """Return whether one of these fields, named with spaces between them, is filled in wrongly."""
    return any(form[field].errors for field in fields.split())
