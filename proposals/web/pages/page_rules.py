"""The address of a style sheet with the rules of printed pages, and what is read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date

from proposals.comparisons.lookups import find_negotiation
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import PARAMETERS, SheetOptions, fitting_address
from proposals.exports.record.canonical import in_fours
from proposals.exports.record.comparison import selection_pairs
from proposals.models import Negotiation
from proposals.web.pages.export_request import site_root

_HASH = re.compile(r"[0-9a-f]{64}")
_OWN = (*PARAMETERS, "hash", "made")


@dataclass(frozen=True)
class Made:
    """What was printed: its negotiation, day, address and short hash; empty where not known."""

    negotiation: Negotiation
    day: date | None
    address: str
    hash: str


def rules_address(name: str, bundle: ExportBundle, options: SheetOptions) -> str:
    """Return the address of the page rules of a bundle, with what they depend on."""
    asked = [
        *selection_pairs(bundle.matrix),
        ("paper", options.paper),
        ("turn", options.turn),
        ("made", bundle.moment.date().isoformat()),
        ("hash", bundle.hash),
    ]
    return f"{reverse(name, args=[bundle.negotiation.key])}?{urlencode(asked)}"


def read_made(request: HttpRequest, negotiation: str) -> Made:
    """Return what the address of the page rules says. One query; raises UnknownName.

    The hash and the day are read only if they can be such; the address is one of this site.
    """
    home, root = find_negotiation(negotiation), site_root(request)
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in _OWN
    ]
    address = f"{root}{home.get_compare_url()}?{urlencode(pairs)}" if pairs else ""
    given = request.GET.get("hash", "")
    return Made(
        negotiation=home,
        day=_day(request.GET.get("made", "")),
        address=fitting_address(address, home, root),
        hash=in_fours(given) if _HASH.fullmatch(given) else "",
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
