"""What the form of a new article is filled with, from its address and from what its page says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from sources.addresses import canonical
from sources.admin.suggestions import outlet_named, suggest_outlet
from sources.better_addresses import places_of
from sources.duplicates import Doubles, find_doubles, fold_words
from sources.models import Article, Extent, Outlet
from sources.readable import Readable

MOST_ADDRESSES = 5  # of one page: a link, a shared address, that of a web archive


def find_doubles_of_page(draft: Article, addresses: Iterable[str]) -> Doubles:
    """Return the stored articles that one is or may be, also by what its page calls its addresses.

    At most 2 queries, and one for each further address.
    """
    own = {canonical(draft.url), canonical(draft.archived_url)}
    others = {canonical(url): url for url in addresses if canonical(url) not in own}
    found = [find_doubles(draft)]
    found += [find_doubles(Article(url=url)) for url in [*others.values()][:MOST_ADDRESSES]]
    certain = {row.pk: row for doubles in found for row in doubles.certain}
    likely = {row.pk: row for doubles in found for row in doubles.likely if row.pk not in certain}
    return Doubles(_by_key(certain), _by_key(likely))


def _by_key(rows: dict[int, Article]) -> tuple[Article, ...]:
    return tuple(sorted(rows.values(), key=lambda row: row.key))


def suggested_values(
    url: str, content: Readable | None, *, may_add_outlet: bool
) -> tuple[dict[str, Any], list[str]]:
    """Return values for the form of a new article, and remarks on where they come from.

    `url` is what the editor typed, and stays; where it is empty, the page's own address is taken.
    """
    addresses = content.addresses[:MOST_ADDRESSES] if content is not None else ()
    address = url or next(iter(addresses), "")
    places = places_of(address)
    values: dict[str, Any] = {"url": places.url, "archived_url": places.archived_url}
    values["page_addresses"] = " ".join(addresses)
    values["outlet"] = suggest_outlet(address)
    if content is None:
        return values, []
    values |= {"headline": content.title, "published": content.date, "text": content.text}
    values |= {"published_note": content.date_note, "language": content.language}
    values["extent"] = Extent.WHOLE
    remarks = []
    if others := not_addresses_of({canonical(address)}, addresses):
        remarks.append(_address_remark(others, is_typed=bool(url)))
    elif not url and address:
        remarks.append(_("The address is the one that the page gives itself."))
    if content.outlet_name:
        found, remark = _suggested_outlet(content.outlet_name, values["outlet"])
        values |= {name: found[name] for name in found if name == "outlet" or may_add_outlet}
        remarks += [remark] if remark else []
    return values, [*remarks, *content.date_remarks]


def not_addresses_of(pages: set[str], addresses: Iterable[str]) -> list[str]:
    """Return the addresses that are of none of these pages, which are in canonical form."""
    return [address for address in addresses if canonical(address) not in pages]


def _suggested_outlet(name: str, at_address: Outlet | None) -> tuple[dict[str, Any], str]:
    """Return the fields for the outlet that a page names, and a remark on it.

    The outlet whose pages stand at the address goes before the name.
    """
    if at_address is not None:
        if fold_words(at_address.name) == fold_words(name):
            return {}, ""
        message = _("The page calls its outlet “%(name)s”, and “%(outlet)s” has its address.")
        return {}, message % {"name": name, "outlet": at_address.name}
    if (named := outlet_named(name)) is not None:
        remark = _("The outlet is the one that the page names: “%(name)s”.")
        return {"outlet": named}, remark % {"name": name}
    remark = _("The page names its outlet “%(name)s”, which is not stored under this name.")
    return {"new_outlet": name}, remark % {"name": name}


def _address_remark(others: list[str], *, is_typed: bool) -> str:
    """Return that a page gives addresses of other pages as its own."""
    if is_typed:
        message = _("The page gives itself another address than the one typed: %(others)s.")
    else:
        message = _("The page gives itself more than one address: also %(others)s.")
    searched = _("Articles with any of these addresses are looked for.")
    return f"{message % {'others': ', '.join(others)}} {searched}"
