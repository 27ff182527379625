"""Canonical addresses of articles: which two lead to one page for certain, and which perhaps.

The form is for comparing only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from sources.trackers import IDENTIFIER, is_tracking, may_number

# The fast form of a page for telephones ("AMP") is the same article.
AMP_KEY = re.compile(r"amp|amp_\w+|usqp", re.IGNORECASE)
AMP_CHOICE = re.compile(r"(?:output|outputtype|view|mode|type)=amp", re.IGNORECASE)
AMP_ENDING = re.compile(r"/amp(?:\.html?)?\Z|\.amp(?=\.html?\Z|\Z)", re.IGNORECASE)
AMP_BEGINNING = re.compile(r"\A/amp(?=/.)", re.IGNORECASE)
# What is the same article as a rule, or another on some sites.
DOUBTFUL = re.compile(rf"{IDENTIFIER.pattern}|source|src|from|via|share", re.IGNORECASE)
PRINT_KEY = re.compile(r"print(?:able|er|_?view|-?version|erfriendly)?", re.IGNORECASE)
PRINT_CHOICE = re.compile(
    r"(?:output|outputtype|view|mode|type|format|template|layout)=print(?:able)?", re.IGNORECASE
)
MOBILE_LABELS = frozenset(("m", "mobile", "mobi", "touch", "wap", "pda", "lite"))
DOUBTFUL_BEGINNINGS = frozenset(("m", "mobile", "amp", "print"))
DOUBTFUL_ENDINGS = frozenset(
    ("amp", "mobile", "print", "printable", "index.html", "index.htm", "index.php")
)
# A fragment by which a page of scripts chooses what it shows: `#!/story/1`.
ROUTE = re.compile(r"[!/][!/]*[^!/].*", re.DOTALL)
SUBDOMAIN = re.compile(r"\A(?:www\d?|amp)\.(?=[^.]+\.[^.])")
# Where many write under one host: a page there tells nothing of the outlet of another.
_NETWORKS = """
t.me telegram.me telegra.ph youtube.com youtu.be facebook.com fb.com fb.watch x.com twitter.com
instagram.com threads.net threads.com tiktok.com vk.com vk.ru vkvideo.ru ok.ru rutube.ru dzen.ru
zen.yandex.ru medium.com linkedin.com reddit.com bsky.app truthsocial.com rumble.com vimeo.com
dailymotion.com twitch.tv soundcloud.com open.spotify.com podcasts.apple.com scribd.com
issuu.com academia.edu researchgate.net msn.com news.google.com docs.google.com
drive.google.com sites.google.com dropbox.com github.com wikipedia.org weibo.com wechat.com
mp.weixin.qq.com line.me pinterest.com quora.com livejournal.com flipboard.com
"""
SHARED_HOSTS = frozenset(_NETWORKS.split())
# Keepers of copies. One of them has many names.
SAME_KEEPER = "archive.ph"
KEEPER_NAMES = tuple(
    f"archive.{ending}" for ending in ("ph", "is", "today", "li", "vn", "fo", "md")
)
_KEEPER = rf"(?:www\.)?(?:{'|'.join(map(re.escape, KEEPER_NAMES))})"
COPIES = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"(?:web|www)\.archive\.org/web/(?P<inner>https?(?::|%3A).+)",
        r"(?:web|www)\.archive\.org/web/[^/]+/(?P<inner>.+)",
        rf"{_KEEPER}/(?:[^/?#]+/){{0,2}}(?P<inner>https?(?::|%3A).+)",
        rf"{_KEEPER}/\d[\d.-]{{7,}}/(?P<inner>.+)",
    )
)
KEEPERS = re.compile(
    rf"(?:(?:web|www)\.archive\.org/web|{_KEEPER}|perma\.cc|ghostarchive\.org)/.", re.IGNORECASE
)
# Addresses that hold the address that is meant.
WRAPPERS = (
    *COPIES,
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
NOT_ASCII = re.compile(r"(?:%[89a-fA-F][0-9a-fA-F])+")
BEGINNING = re.compile(r"(?P<scheme>https?)(?P<mark>:/*)(?P<host>[^/?#]*)", re.IGNORECASE)
# No page is told from another by these; joiners (U+200C, U+200D) are letters of some scripts.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
UNSEEN_ENDS = re.compile("\\A[\u200c\u200d]+|[\u200c\u200d]+\\Z")


@dataclass(frozen=True)
class Page:
    """What an address leads to: equal forms are one page, others perhaps (`may_be`).

    `loose` is the form without all that makes another page on few sites only; `marks` are what may
    number pages in it, by name.
    """

    form: str
    loose: str
    marks: Mapping[str, str]

    def may_be(self, other: Page) -> bool:
        """Tell whether both may be one page, though not for certain."""
        common = self.marks.keys() & other.marks.keys()
        return (
            self.form != other.form
            and self.loose == other.loose != ""
            and all(self.marks[name] == other.marks[name] for name in common)
        )


def page_of(url: str) -> Page:
    """Return what an address leads to."""
    form = canonical(url)
    if not form:
        return Page("", "", {})
    parts = urlsplit(form)
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    marks = {
        key: value
        for key, value in pairs
        if (DOUBTFUL.fullmatch(key) and _numbers(value)) or may_number(key, value)
    }
    marks |= {"#": parts.fragment} if parts.fragment else {}
    query = urlencode([pair for pair in pairs if not _is_doubtful(*pair)], errors="surrogateescape")
    host = _without_mobile(parts.hostname or "")
    port = f":{parts.port}" if parts.port else ""
    loose = f"https://{host}{port}{_loose_path(parts.path)}" + (f"?{query}" if query else "")
    return Page(form, loose, marks)


def folded(url: str) -> str:
    """Return an address to store: scheme and host in small letters, no unseen signs at its ends."""
    plain = UNSEEN_ENDS.sub("", url.strip().strip("\u00ad\u200b\u200e\u200f\u2060\ufeff").strip())
    match = BEGINNING.match(plain)
    if match is None:
        return plain
    user, at_sign, host = match["host"].rpartition("@")
    beginning = f"{match['scheme'].lower()}{match['mark']}{user}{at_sign}{host.lower()}"
    return beginning + plain[match.end() :]


def canonical(url: str) -> str:
    """Return the one form of an address by which two addresses of one page are equal.

    Folded away: scheme, `www`, forms for telephones (AMP, also from caches), archives that name
    the page, the default port, the two spellings of international names and of letters with
    accents, escapes that mean the same, signs that nobody sees, the order of parameters, tracking
    parameters, fragments that choose no page and a last slash. Empty if it is no web address.
    Idempotent; raises nothing.
    """
    form = "".join(UNSEEN.sub("", "".join(url.split())).split())
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
    inner = next((_inner(match) for match in matches if match), plain)
    try:
        return _folded(urlsplit(f"https://{SCHEME.sub('', inner)}"))
    except ValueError:  # a bracket that does not close, a host or port that cannot be
        return ""


def _inner(match: re.Match[str]) -> str:
    """Return the address that another one holds."""
    inner = match["inner"]
    return unquote(inner) if re.match(r"https?%3A", inner, re.IGNORECASE) else inner


def original_of(url: str) -> str:
    """Return the address of the page of which this is an archive's copy; empty if unknown."""
    plain = SCHEME.sub("", folded(url))
    match = next((match for copy in COPIES if (match := copy.match(plain))), None)
    if match is None or not canonical(_inner(match)):
        return ""
    return f"https://{inner}" if not SCHEME.match(inner := _inner(match)) else _whole(inner)


def _whole(url: str) -> str:
    """Return an address with both slashes behind its scheme; some archives keep one."""
    return folded(re.sub(r"\A(https?):/+", r"\1://", url, flags=re.IGNORECASE))


def is_archive_copy(url: str) -> bool:
    """Tell whether an address is that of a copy in an archive of the web."""
    return KEEPERS.match(SCHEME.sub("", folded(url))) is not None


def host_of(url: str) -> str:
    """Return the host whose pages are all of one outlet.

    Empty if there is none: archives and networks (`SHARED_HOSTS`) hold the pages of many.
    """
    host = urlsplit(page_of(url).loose).hostname or ""
    is_shared = is_archive_copy(f"{host}/x") or host == "web.archive.org" or host in SHARED_HOSTS
    return "" if is_shared else host


def spellings_of_host(host: str) -> set[str]:
    """Return all that a host may be called, or contain, where its pages are stored."""
    names = set(KEEPER_NAMES) if host == SAME_KEEPER else {host}
    first, dot, rest = host.partition(".")
    if "." in rest:  # en.m.news.example, too
        names |= {f"{first}{dot}{label}.{rest}" for label in MOBILE_LABELS}
    return names | {_unicode_host(name) for name in names}


def _folded(parts: SplitResult) -> str:
    """Return the canonical form of an address in parts; raises `ValueError` if it has none."""
    host = _host(parts.hostname or "")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    plain = ((_composed(key), _composed(value)) for key, value in pairs)
    query = urlencode(sorted(_without_tracking(plain)), errors="surrogateescape")
    route = parts.fragment if ROUTE.fullmatch(parts.fragment) else ""
    fragment = _escaped(route).rstrip("/")
    return (
        f"https://{host}{port}{_path(parts.path)}"
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


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
    return SAME_KEEPER if host in KEEPER_NAMES else host


def _without_mobile(host: str) -> str:
    """Return a host without the labels of forms for telephones."""
    if host.startswith("["):
        return host
    labels = host.split(".")
    others = [label for label in labels[:-2] if label not in MOBILE_LABELS]
    return ".".join([*others, *labels[-2:]])


def _unicode_host(host: str) -> str:
    """Return the spelling of a host in its own script."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    """Return a path with one spelling of each escape, without AMP and the last slash."""
    plain = re.sub(r"/{2,}", "/", _escaped(path)).rstrip("/")
    shorter = AMP_BEGINNING.sub("", AMP_ENDING.sub("", plain)).rstrip("/")
    while shorter and shorter != plain:
        plain, shorter = shorter, AMP_BEGINNING.sub("", AMP_ENDING.sub("", shorter)).rstrip("/")
    return plain


def _loose_path(path: str) -> str:
    """Return a canonical path without what makes another page on few sites only."""
    steps = [step for step in path.split("/")[1:] if step.lower() != "amp"]
    if steps and steps[0].lower() in DOUBTFUL_BEGINNINGS:
        del steps[0]
    if steps and steps[-1].lower() in DOUBTFUL_ENDINGS:
        del steps[-1]
    return "".join(f"/{step}" for step in steps)


def _escaped(text: str) -> str:
    """Return a part of an address with one spelling of each letter and escape."""
    letters = _composed(NOT_ASCII.sub(_letters, text))
    escaped = quote(letters, safe="/%!$&'()*+,;=:@~", errors="surrogateescape")
    return ESCAPED.sub(_one_spelling, escaped)


def _letters(escapes: re.Match[str]) -> str:
    """Return the letters that escapes stand for; bytes that are none stay apart."""
    return bytes.fromhex(escapes[0].replace("%", "")).decode(errors="surrogateescape")


def _composed(text: str) -> str:
    """Return letters with their accents in one sign, without signs that nobody sees."""
    return unicodedata.normalize("NFC", UNSEEN_ENDS.sub("", UNSEEN.sub("", text)))


def _one_spelling(escape: re.Match[str]) -> str:
    """Return an escape in capitals, or the sign itself where both mean the same."""
    sign = chr(int(escape[1], 16))
    return sign if UNRESERVED.fullmatch(sign) else escape[0].upper()


def _without_tracking(parameters: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters that choose the page."""
    return [
        (key, value)
        for key, value in parameters
        if not is_tracking(key, value)
        and not AMP_KEY.fullmatch(key)
        and not AMP_CHOICE.fullmatch(f"{key}={value}")
    ]


def _is_doubtful(key: str, value: str) -> bool:
    """Tell whether a parameter makes another page on few sites only."""
    return bool(
        DOUBTFUL.fullmatch(key)
        or may_number(key, value)
        or PRINT_KEY.fullmatch(key)
        or PRINT_CHOICE.fullmatch(f"{key}={value}")
    )


def _numbers(value: str) -> bool:
    """Tell whether a value can be a number or a name of a page."""
    return any(sign.isdigit() for sign in value)
