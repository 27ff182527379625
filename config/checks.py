"""What `manage.py check --deploy` asks of a deployment beyond what Django asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register
from django.core.checks import Warning as Remark
from django.http.request import validate_host

PROXY_UNSAID = "parley.W001"
SITE_URL_UNSAID = "parley.I002"
SITE_URL_UNKNOWN = "parley.W003"
SITE_URL_PLAIN = "parley.W004"


@register(Tags.security, deploy=True)
def check_deployment(**_: Any) -> list[CheckMessage]:
    """Return what an operator has to say, or said in two ways, about proxies and addresses."""
    return [*_proxy_messages(), *_address_messages()]


def _proxy_messages() -> Iterator[CheckMessage]:
    if settings.BEHIND_PROXY or settings.PROXY_DENIED:
        return
    yield Remark(
        "BEHIND_PROXY is not set. If a proxy such as nginx stands in front, all its visitors look "
        "like one: failed logins cannot be counted by person, and are only slowed down.",
        hint="Set BEHIND_PROXY=1 behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For "
        "(2 behind two in a row), or BEHIND_PROXY=0 where there is none.",
        id=PROXY_UNSAID,
    )


def _address_messages() -> Iterator[CheckMessage]:
    if not settings.SITE_URL:
        yield Info(
            "SITE_URL is not set: citations, feeds and files name the host by which each was "
            "asked for, without any port.",
            hint="Set it to the one address of the site, such as SITE_URL=https://parley.example.org",
            id=SITE_URL_UNSAID,
        )
        return
    parts = urlsplit(settings.SITE_URL)
    if not validate_host(parts.netloc.rpartition("@")[2], settings.ALLOWED_HOSTS) and (
        not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS)
    ):
        yield Remark(
            f"SITE_URL is {settings.SITE_URL!r}, a host that ALLOWED_HOSTS does not hold: what is "
            "cited would be refused.",
            hint=f"Add {parts.hostname} to ALLOWED_HOSTS, or mend SITE_URL.",
            id=SITE_URL_UNKNOWN,
        )
    if parts.scheme == "http" and settings.SECURE_SSL_REDIRECT:
        yield Remark(
            f"SITE_URL is {settings.SITE_URL!r}, although plain http is answered 301 to https.",
            hint="Begin SITE_URL with https.",
            id=SITE_URL_PLAIN,
        )
