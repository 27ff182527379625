"""What pages and papers say of a language that no native reader has reviewed."""

from __future__ import annotations

from django.utils.translation import gettext

from proposals.language.active import active_language


def review_note() -> str:
    """Return the sentence in the language of the reader; empty if it has been reviewed."""
    if active_language().reviewed:
        return ""
    return gettext("No native reader has reviewed this translation yet.")
