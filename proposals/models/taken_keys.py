"""The keys that no negotiation may have, since the site has other pages at their addresses."""

from __future__ import annotations

from proposals.language.addresses import languages_of_addresses

_OWN_WORDS = frozenset(
    {
        "admin",
        "api",
        "clauses",
        "frozen",
        "method",
        "oembed",
        "responses",
        "search",
        "sources",
        "static",
    }
)
"""First words of the site's own addresses."""


def taken_keys() -> frozenset[str]:
    """Return the keys that no negotiation may have: it could not be opened at its address.

    They are the first words of the site's own addresses, and the codes of its languages.
    """
    return _OWN_WORDS | languages_of_addresses()
