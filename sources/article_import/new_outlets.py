"""Outlets that rows name and nobody has stored: what an editor looks at before adding them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from sources.addresses import host_of
from sources.article_import.countries import country_by_ending
from sources.article_import.stored import StoredPress
from sources.duplicates import fold_words
from sources.models import Outlet

NOT_TELLING = re.compile(r"\Athe\b|[\W_]+")

MOST_SHOWN = 20
Outlets = Mapping[str, list[Outlet]]


@dataclass(frozen=True)
class NewOutlet:
    """An outlet that would be added: the rows that name it, and what speaks against it.

    `country` is the one whose ending its addresses have, which is a question only.
    """

    outlet: Outlet
    rows: tuple[int, ...]
    hosts: tuple[str, ...]
    country: str
    warnings: tuple[str, ...]

    @property
    def first_rows(self) -> str:
        """The numbers of the rows, the first of them if they are many."""
        rest = ", …" if len(self.rows) > MOST_SHOWN else ""
        return ", ".join(map(str, self.rows[:MOST_SHOWN])) + rest

    def summary(self) -> tuple[object, ...]:
        """Return what a person has seen of it, to compare two plans by."""
        return self.outlet.key, self.outlet.name, self.hosts, self.country, self.warnings


def describe_outlets(
    named: Iterable[tuple[int, str, Outlet]], press: StoredPress
) -> tuple[NewOutlet, ...]:
    """Return the new outlets that rows (number, address, outlet) name, in their order. No query."""
    rows: dict[str, list[tuple[int, str, Outlet]]] = {}
    for row in named:
        rows.setdefault(row[2].key, []).append(row)
    nearly: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in press.outlets.values():
        nearly[_plain(outlet.name)].append(outlet)
    return tuple(_described(group, press.hosts, nearly) for group in rows.values())


def _described(
    rows: list[tuple[int, str, Outlet]], at_hosts: Outlets, nearly: Outlets
) -> NewOutlet:
    outlet = rows[0][2]
    hosts = tuple(dict.fromkeys(host for _number, url, _outlet in rows if (host := host_of(url))))
    countries = {country_by_ending(host) for host in hosts}
    return NewOutlet(
        outlet,
        rows=tuple(number for number, _url, _outlet in rows),
        hosts=hosts,
        country=countries.pop() if len(countries) == 1 else "",
        warnings=tuple(_warnings(outlet, hosts, at_hosts=at_hosts, nearly=nearly)),
    )


def _warnings(
    outlet: Outlet, hosts: tuple[str, ...], *, at_hosts: Outlets, nearly: Outlets
) -> Iterator[str]:
    if len(hosts) > 1:
        message = _("Its articles stand at several hosts: %(hosts)s. Are these several outlets?")
        yield message % {"hosts": ", ".join(hosts)}
    for host in hosts:
        for other in _others(at_hosts.get(host, []), outlet):
            message = _("%(host)s is the host of “%(outlet)s” (%(key)s), too.")
            yield message % {"host": host, "outlet": other.name, "key": other.key}
    for other in _others(nearly[_plain(outlet.name)], outlet):
        message = _("It has nearly the name of “%(outlet)s” (%(key)s).")
        yield message % {"outlet": other.name, "key": other.key}


def _others(outlets: list[Outlet], outlet: Outlet) -> Iterator[Outlet]:
    """Yield the other outlets, as many as a person looks at."""
    return islice((other for other in outlets if other is not outlet), MOST_SHOWN)


def _plain(name: str) -> str:
    """Return the letters of a name by which people know it."""
    folded = fold_words(name)
    return NOT_TELLING.sub("", folded) or folded
