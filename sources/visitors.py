"""Who a request comes from: a person's address, or that of a proxy, which stands for everybody.

What counts by address asks here, so that a proxy is never counted as a person.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Iterator
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

PROXY_HEADERS = (
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Forwarded-Host",
    "Forwarded",
    "X-Real-IP",
)
"""Headers that proxies set, and that any visitor can write too."""
SUBSCRIBER_BITS = 64
"""Bits of an IPv6 address that tell one subscriber from the next; the rest is theirs to choose."""
UNKNOWN = "::"
"""The address of requests whose own cannot be read."""
UNPROVEN = "100::"
"""The beginning of stand-ins for addresses that nobody vouches for: no host has one of these."""
NOBODY = f"{UNPROVEN}1"
"""The stand-in for whoever comes through a proxy that says nothing of them."""
# The same machine, and networks that are not reached from outside: what comes from there without
# `BEHIND_PROXY` is a proxy far more often than a person, since pages demand https.
_NEAR = tuple(
    map(
        ipaddress.ip_network,
        (
            *("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
            *("100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"),
        ),
    )
)
_SAME_MACHINE = _NEAR[:2]
_FORWARDED_FOR = re.compile(r'for\s*=\s*"?\[?([0-9A-Fa-f.:]+)', re.IGNORECASE)

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_address(request: HttpRequest) -> str:
    """Return the address of a request as a text; behind declared proxies, as the first gives it.

    Each proxy adds one entry to `X-Forwarded-For`; only the last ones, as many as there are
    proxies, are theirs, and a visitor can write the others. UNKNOWN if it cannot be read.
    """
    address = _client(request)
    return _subscriber(address) if address else UNKNOWN


def counted_address(request: HttpRequest) -> str:
    """Return the address under which a request is counted: a person's own, or a stand-in.

    A stand-in begins with UNPROVEN. It is made where a proxy may stand in front that nobody
    declared, of what that proxy says of the visitor, whom nobody can name otherwise.
    """
    address = _client(request)
    if address is not None and _is_person(request, address):
        return _subscriber(address)
    claimed = None if settings.BEHIND_PROXY else _claimed(request)
    if claimed is None or _is_in(claimed, _SAME_MACHINE):
        return NOBODY
    digest = hashlib.sha256(_subscriber(claimed).encode()).digest()
    return str(ipaddress.IPv6Address(UNPROVEN) + int.from_bytes(digest[:8], "big"))


def known_address(request: HttpRequest) -> str:
    """Return the address under which a request is counted; empty for whom nothing tells apart."""
    counted = counted_address(request)
    return "" if counted in (NOBODY, UNKNOWN) else counted


def keyed_address(address: str, purpose: str) -> str:
    """Return what is stored of an address: a hash that nobody without the site's secret undoes.

    Of two purposes it is not the same; of nobody's address it is empty.
    """
    return salted_hmac(f"parley.{purpose}", address, algorithm="sha256").hexdigest() * bool(address)


def is_proven(counted: str) -> bool:
    """Tell whether a counted address is a person's own, and no stand-in."""
    return not counted.startswith(UNPROVEN)


def proxy_header(request: HttpRequest) -> str:
    """Return the name of a header that only proxies should set; empty if there is none."""
    return next((name for name in PROXY_HEADERS if name in request.headers), "")


def _is_person(request: HttpRequest, address: _Address) -> bool:
    if settings.BEHIND_PROXY:
        return not _is_in(address, _SAME_MACHINE)
    if settings.PROXY_DENIED:
        # Whoever says that there is none is believed, unless the machine itself passes readers on.
        return not _is_in(address, _SAME_MACHINE)
    return not _is_in(address, _NEAR) and not proxy_header(request)


def _client(request: HttpRequest) -> _Address | None:
    proxies = int(settings.BEHIND_PROXY)
    if not proxies:
        return _read(request.META.get("REMOTE_ADDR", ""))
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return _read(entries[-proxies]) if len(entries) >= proxies else None


def _claimed(request: HttpRequest) -> _Address | None:
    """Return the address that a proxy nobody declared gives: its own entry is the last one."""
    return next((one for text in _claims(request) if (one := _read(text))), None)


def _claims(request: HttpRequest) -> Iterator[str]:
    yield request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    yield request.headers.get("X-Real-IP", "")
    yield from reversed(_FORWARDED_FOR.findall(request.headers.get("Forwarded", "")))


def _read(text: str) -> _Address | None:
    try:
        address: _Address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def _subscriber(address: _Address) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, SUBSCRIBER_BITS), strict=False).network_address)


def _is_in(
    address: _Address, networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
) -> bool:
    return any(address in network for network in networks)
