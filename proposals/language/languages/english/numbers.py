"""The two grammatical numbers of English."""

from __future__ import annotations

from collections.abc import Mapping

from proposals.language.patterns import OTHER


def numbers(one: str, many: str) -> Mapping[str, str]:
    """Return a pattern in the singular and in the plural."""
    return {"one": one, OTHER: many}
