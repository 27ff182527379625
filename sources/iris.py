"""Addresses as programs may read them: valid IRIs (RFC 3987), whatever was stored."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_RESERVED = ":/?#[]@!$&'()*+,;="
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AUTHORITY = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_BRACKETED_HOST = re.compile(r"\A[^\[\]]*\[[0-9A-Fa-fv:.]+\](?::\d*)?\Z")
_WORDS_AND_SIGNS = "LMNPS"
"""First letters of the categories of what may stand as it is: neither spaces nor what is unseen."""


def valid_iri(address: str) -> str:
    """Return an address in which every sign that no IRI may hold is percent-encoded.

    One that is valid stays as it is, letters of other scripts included; so nothing is encoded
    twice. Signs that hide, or turn the direction of what follows, are encoded too.
    """
    plain = _STRAY_PERCENT.sub("%25", address.strip())
    found = _AUTHORITY.match(plain)
    beginning = found[0] if found else ""
    place, _hash, fragment = plain[len(beginning) :].partition("#")
    whole = _without_brackets(_encoded(place))
    if _hash:
        whole += "#" + _without_brackets(_encoded(fragment)).replace("#", "%23")
    host = _encoded(beginning)
    return (host if _BRACKETED_HOST.match(host) else _without_brackets(host)) + whole


def _encoded(text: str) -> str:
    return "".join(sign if _may_stand(sign) else quote(sign, errors="replace") for sign in text)


def _may_stand(sign: str) -> bool:
    if sign.isascii():
        return sign in _RESERVED or sign == "%" or bool(_UNRESERVED.match(sign))
    return unicodedata.category(sign)[0] in _WORDS_AND_SIGNS


def _without_brackets(text: str) -> str:
    """Return a part of an address that is no host: only a host may have square brackets."""
    return text.replace("[", "%5B").replace("]", "%5D")
