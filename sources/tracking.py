"""Parameters of addresses that only track readers.

The list is our own, anchored at both ends: the pattern of the courlan library (1.4) also takes away
`gallery`, `reference` or `uid`, which tell pages apart.
"""

from __future__ import annotations

import re

# What campaigns, mail and social networks add; it never chooses the page.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|vero|oly|itm|at|ns|ga|mc|fb|guce|stm|share)_\w+"
    r"|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|li_fat_id|gclsrc|[gw]braid|igshid|igsh|srsltid"
    r"|mkt_tok|_hsenc|_hsmi|_ga|_gl|_openstat|__twitter_impression|guccounter|traffic_source"
    r"|ref|ref_src|ref_url|referrer|referer|cmp|cmpid|ocid|ncid|icid|ito|smid|smtyp|mbid|trk"
    r"|xtor|soc_src|soc_trk|sref|wt[._]mc\w*|campaign_id",
    re.IGNORECASE,
)
# Of these, whatever their value, none chooses a page; the others might number articles.
SURELY_TRACKING = re.compile(
    r"(?:utm|hsa|itm|mtm|piwik|matomo)_\w+|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|li_fat_id|gclsrc"
    r"|[gw]braid|igshid|igsh|srsltid|mkt_tok|_hsenc|_hsmi|_ga|_gl|_openstat|ref_src|ref_url"
    r"|referrer|referer|mc_[ce]id|__twitter_impression|guccounter",
    re.IGNORECASE,
)
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
