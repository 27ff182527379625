"""Parameters of addresses that only track readers.

The list is our own, anchored at both ends: the pattern of the courlan library (1.4) also takes away
`gallery`, `reference` or `uid`, which tell pages apart.
"""

from __future__ import annotations

import re

# What campaigns, mail and social networks add; whatever its value, it never chooses the page.
_SURE = (
    r"(?:utm|hsa|itm|mtm|piwik|matomo)_\w+|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|li_fat_id|gclsrc"
    r"|[gw]braid|igshid|igsh|srsltid|mkt_tok|_hsenc|_hsmi|_ga|_gl|_openstat|ref_src|ref_url"
    r"|referrer|referer|mc_[ce]id|__twitter_impression|guccounter"
)
# The same, but a number in it may be that of an article.
_USUAL = (
    r"(?:pk|vero|oly|at|ns|ga|mc|fb|guce|stm|share)_\w+|traffic_source|ref|cmp|cmpid|ocid|ncid|icid"
    r"|ito|smid|smtyp|mbid|trk|xtor|soc_src|soc_trk|sref|wt[._]mc\w*|campaign_id"
)
SURELY_TRACKING = re.compile(_SURE, re.IGNORECASE)
TRACKING = re.compile(rf"{_SURE}|{_USUAL}", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,9}")
# Of the tracking parameters, those that number articles on some sites; words like these do not.
IDENTIFIER = re.compile(
    r"ref|(?:pk|at|ns|ga|mc|fb|stm|share)_(?:id|article|story|page|post|news)", re.IGNORECASE
)
REFERRER = re.compile(
    r"|(?!.*\.(?:html?|php|aspx?)\Z)[a-z-]+(?:\.[a-z-]+)+|fb|facebook|tw|twitter|x|telegram|tg|viber|vk|whatsapp|reddit"
    r"|linkedin|instagram|google|bing|yandex|rss|feed|e?mail|newsletter|push|share|home|homepage",
    re.IGNORECASE,
)


def is_tracking(key: str, value: str) -> bool:
    """Tell whether a parameter only tracks readers, and cannot number an article."""
    if IDENTIFIER.fullmatch(key):
        return REFERRER.fullmatch(value) is not None
    return TRACKING.fullmatch(key) is not None and not may_number(key, value)


def may_number(key: str, value: str) -> bool:
    """Tell whether a parameter that tracks readers as a rule may number an article."""
    is_number = NUMBER.fullmatch(value) is not None
    return is_number and bool(TRACKING.fullmatch(key)) and not SURELY_TRACKING.fullmatch(key)
