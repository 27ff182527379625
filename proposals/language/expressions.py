"""Patterns as regular expressions, by which texts are matched that people write."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter


def expression(pattern: str, slots: dict[str, str]) -> re.Pattern[str]:
    """Return a pattern as a regular expression; "(a|b)" in it is a choice of words."""
    parts = []
    for literal, name, _case, _ in Formatter().parse(pattern):
        escaped = re.escape(fold_pattern(literal))
        parts.append(escaped.replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|"))
        if name is not None:
            parts.append(slots.get(name, rf"(?P<{name}>.+?)"))
    return re.compile("".join(parts), re.DOTALL)


def fold_pattern(text: str) -> str:
    """Return a pattern as it is matched against a folded text; its outer spaces count."""
    return unicodedata.normalize("NFC", text).casefold()


def slot_names(pattern: str) -> list[str]:
    """Return the names of a pattern's slots in their order."""
    return [name for _literal, name, _case, _ in Formatter().parse(pattern) if name]
