"""Querysets and conditions that several models share."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef


class MemberQuerySet(models.QuerySet[Any]):
    """Rows that are told apart by their `key` within one negotiation."""

    def get_by_natural_key(self, negotiation: str, key: str) -> Any:
        """Return the row with this key; raise the model's `DoesNotExist` if there is none."""
        return self.get(negotiation__key=negotiation, key=key)


def has_evidence(clause: str) -> Exists:
    """Return the condition that the clause at this path has evidence."""
    rows = apps.get_model("proposals", "Evidence")._default_manager
    return Exists(rows.filter(clause=OuterRef(clause)))
