"""Canonical addresses of articles, and the articles that have one already.

The form is for comparing only: what an editor typed is what is stored and linked. The list of
parameters is our own, anchored at both ends: the pattern of the courlan library (1.4) also takes
away `gallery`, `reference` or `uid`, which tell pages apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from django.db.models import Q

from sources.models import Article
from sources.models.querysets import contains_word

# What campaigns, mail and social networks add; it never chooses the page.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|vero|oly|itm|at|ns|ga|mc|fb|guce|stm|share)_\w+"
    r"|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|li_fat_id|gclsrc|[gw]braid|igshid|igsh|srsltid"
    r"|mkt_tok|_hsenc|_hsmi|_ga|_gl|_openstat|__twitter_impression|guccounter|traffic_source"
    r"|ref|ref_src|ref_url|referrer|referer|cmp|cmpid|ocid|ncid|icid|ito|smid|smtyp|mbid|trk"
    r"|xtor|soc_src|soc_trk|sref|wt[._]mc\w*|campaign_id",
    re.IGNORECASE,
)
# The fast form of a page for telephones ("AMP") is the same article.
AMP_KEY = re.compile(r"amp|amp_\w+|usqp", re.IGNORECASE)
AMP_CHOICE = re.compile(r"(?:output|outputtype|view|mode|type)=amp", re.IGNORECASE)
AMP_ENDING = re.compile(r"/amp(?:\.html?)?\Z|\.amp(?=\.html?\Z|\Z)", re.IGNORECASE)
AMP_BEGINNING = re.compile(r"\A/amp(?=/.)", re.IGNORECASE)
SUBDOMAIN = re.compile(r"\A(?:www\d?|amp)\.(?=[^.]+\.[^.])")
# Addresses that hold the address that is meant.
WRAPPERS = (
    re.compile(r"web\.archive\.org/web/[^/]+/(?P<inner>.+)", re.IGNORECASE | re.DOTALL),
    re.compile(r"(?:www\.)?google\.[a-z.]+/amp/(?:s/)?(?P<inner>.+)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"[^/]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<inner>.+)", re.IGNORECASE | re.DOTALL
    ),
)
DEEPEST_WRAPPING = 20

SCHEME = re.compile(r"\Ahttps?:/{1,2}", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def canonical(url: str) -> str:
    """Return the one form of an address by which two addresses of one page are equal.

    Folded away: scheme, `www`, forms for telephones (AMP, also from caches), web.archive.org,
    the default port, the two spellings of international names, escapes that mean the same, the
    order of parameters, tracking parameters, fragments and a last slash. Empty if it is no web
    address. Idempotent; raises nothing.
    """
    form = "".join(url.split())
    if OTHER_SCHEME.match(form) and not SCHEME.match(form):
        return ""
    for _ in range(DEEPEST_WRAPPING):
        form, earlier = _unwrap(form), form
        if form == earlier:
            break
    return form


def _unwrap(url: str) -> str:
    """Return an address without one wrapper, folded; empty if it is none."""
    plain = SCHEME.sub("", url)
    matches = (wrapper.match(plain) for wrapper in WRAPPERS)
    inner = next((match["inner"] for match in matches if match), plain)
    try:
        return _folded(urlsplit(f"https://{SCHEME.sub('', inner)}"))
    except ValueError:  # a bracket that does not close, a host or port that cannot be
        return ""


def find_duplicates(url: str, but: Article | None = None) -> list[Article]:
    """Return the articles whose address or archived address is this page, by key. One query."""
    page = canonical(url)
    if not page:
        return []
    host = urlsplit(page).hostname or ""
    same_host = Q()
    for spelling in {host, _unicode_host(host)}:
        same_host |= contains_word(spelling, "url", "archived_url")
    articles = Article.objects.filter(same_host).select_related("outlet").order_by("key")
    return [article for article in articles if article != but and page in addresses_of(article)]


def addresses_of(article: Article) -> set[str]:
    """Return the canonical forms of all addresses of an article."""
    return {form for url in (article.url, article.archived_url) if (form := canonical(url))}


def host_of(url: str) -> str:
    """Return the host of an address in its canonical form, empty if there is none."""
    return urlsplit(canonical(url)).hostname or ""


def _folded(parts: SplitResult) -> str:
    """Return the canonical form of an address in parts; raises `ValueError` if it has none."""
    host = _host(parts.hostname or "")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = urlencode(sorted(_without_tracking(parse_qsl(parts.query, keep_blank_values=True))))
    return f"https://{host}{port}{_path(parts.path)}" + (f"?{query}" if query else "")


def _host(name: str) -> str:
    """Return a host in small ASCII letters, without the subdomains that mean nothing.

    Raises `ValueError` (UnicodeError is one) for a name that no host can have.
    """
    host = name.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]"
    host = host.encode("idna").decode("ascii").lower()
    if not HOST.fullmatch(host):
        raise ValueError(name)
    shorter = SUBDOMAIN.sub("", host)
    while shorter != host:
        host, shorter = shorter, SUBDOMAIN.sub("", shorter)
    return host


def _unicode_host(host: str) -> str:
    """Return the spelling of a host in its own script."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    """Return a path with one spelling of each escape, without AMP and the last slash."""
    escaped = quote(path, safe="/%!$&'()*+,;=:@~")
    plain = re.sub(r"/{2,}", "/", ESCAPED.sub(_one_spelling, escaped)).rstrip("/")
    shorter = AMP_BEGINNING.sub("", AMP_ENDING.sub("", plain)).rstrip("/")
    while shorter and shorter != plain:
        plain, shorter = shorter, AMP_BEGINNING.sub("", AMP_ENDING.sub("", shorter)).rstrip("/")
    return plain


def _one_spelling(escape: re.Match[str]) -> str:
    """Return an escape in capitals, or the sign itself where both mean the same."""
    sign = chr(int(escape[1], 16))
    return sign if UNRESERVED.fullmatch(sign) else escape[0].upper()


def _without_tracking(parameters: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters that choose the page."""
    return [
        (key, value)
        for key, value in parameters
        if not TRACKING.fullmatch(key)
        and not AMP_KEY.fullmatch(key)
        and not AMP_CHOICE.fullmatch(f"{key}={value}")
    ]
