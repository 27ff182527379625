"""The language of an answer, as links in it ask for it again."""

from __future__ import annotations

from proposals.language.active import active_language
from proposals.language.addresses import PARAMETER
from proposals.language.languages import DATA_LANGUAGE


def language_pairs() -> dict[str, str]:
    """Return the parameter that asks for the language of this answer; none for the usual one."""
    code = active_language().code
    return {} if code == DATA_LANGUAGE else {PARAMETER: code}
