"""nh3 in the place of bleach, for tests: what stands behind the one door when bleach must go.

See docs/decisions/0027-what-follows-bleach.md.
"""

import nh3

from sources.rendering import BLOCKS, NOT_TEXT, PROTOCOLS, TAGS, _allowed

ATTRIBUTES = {"a": {"href", "title", "rel"}, **{tag: {"dir"} for tag in BLOCKS}}


def sanitise(html: str) -> str:
    """Return balanced HTML by the same lists and the same rule for values as the site's own."""
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        # It takes out tags alone, as the site does; their words stay, of scripts as well.
        clean_content_tags=set(),
        attributes=ATTRIBUTES,
        attribute_filter=lambda tag, name, value: value if _allowed(tag, name, value) else None,
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )
    return NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", clean)
