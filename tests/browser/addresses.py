"""Every public page of the loaded site, read from the URL configuration."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.support.bundles import LAKE_HASH

PLACE = "/istanbul-2025/"
COMPARE = PLACE + "compare/"
TWO = COMPARE + "?d=ukraine-memorandum.published&d=russia-memorandum.published"
FIVE = TWO + "&d=ukraine-statements.talks&d=russia-statements.talks&d=agreed-outcomes.talks"
CELL = "?question=ceasefire-conditions&document=ukraine-memorandum.published"
OPEN_CELL = PLACE + "compare/evidence/" + CELL

# What stands for a part of an address, wherever it occurs; `where.what` for one page only.
PARTS = {
    "negotiation": "istanbul-2025",
    "topic": "ceasefire-conditions",
    "question": "recognised-territories",
    "proposal": "ukraine-memorandum",
    "version": "published",
    "uid": "istanbul-2025.ukraine-memorandum.published.I.1",
    "hash": LAKE_HASH,
    "proposals:response_history.uid": "isle-2032.south-offer.spoken:on-the-ferries",
    "sources:article.key": "A1",
    "sources:outlet.key": "irish-times",
}
# Addresses that answer with data or a file: no page, and nothing to look at.
NO_PAGES = {
    "proposals:brief_pdf",
    "proposals:brief_stamp",
    "proposals:brief_style",
    "proposals:clause_annotations",
    "proposals:clause_citation",
    "proposals:export_file",
    "proposals:frozen_comparison",
    "proposals:movement_csv",
    "proposals:movement_feed",
    "proposals:movement_json",
    "proposals:frozen_record",
    "proposals:frozen_styles",
    "sources:article_citation",
    "proposals:card",
    "proposals:changes",
    "site:favicon",
    "proposals:oembed",
    "proposals:pdf_file",
    "site:robots_txt",
    "proposals:sheet_style",
    "proposals:site_card",
    "site:sitemap",
    "site:sitemap_section",
    "proposals:topic_changes",
    "site:touch_icon",
}
# Pages that need a query to show what they are for.
QUERIES = {
    "proposals:evidence": CELL,
    "proposals:row": "?row=ceasefire-length",
    "proposals:search": "?q=ceasefire",
}
# Kinds of the same page that look different.
FURTHER = {
    "compare five": FIVE,
    "compare filtered": COMPARE + "?verdict=conflict&q=ceasefire",
    "compare nothing": COMPARE + "?q=nothing-like-this&d=nonsense",
    "compare in other scripts": "/lake-2031/compare/",
    "overview in other scripts": "/lake-2031/",
    "movement of several texts": "/lake-2031/movement/?all=1",
    "one document only": "/isle-2032/",
    "search in other scripts": "/search/?q=%D9%85%D9%8A%D8%A7%D9%87",
    "search for one kind": "/search/?q=water&kind=clauses",
    "search for nothing": "/search/?q=nothing-like-this&kind=nonsense",
    "sources searched": "/sources/?q=reuters",
}
# The same pages with fewer rows of the same make, where looking at all of them takes long.
SHORTER = {
    "proposals:compare": COMPARE + "?theme=ceasefire",
    "proposals:rows": COMPARE + "?theme=ceasefire",  # for readers without htmx, the same page
    "proposals:print": PLACE + "print/?topic=ceasefire-duration",
    "compare five": FIVE + "&theme=ceasefire",
}
LONG = ["proposals:compare", "compare five"]
MISSING = {"missing": "/nothing/like/this/", "missing topic": PLACE + "topics/none/"}


# What stands below these is for the staff, or for programs.
NOT_FOR_READERS = ("admin/", "api/")


def names(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    """The name of every public address for readers."""
    found = []
    for pattern in (resolver or get_resolver("config.urls")).url_patterns:
        if str(pattern.pattern).startswith(NOT_FOR_READERS):
            continue
        if isinstance(pattern, URLPattern):
            found.append(f"{space}{pattern.name}")
        else:
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += names(pattern, inside)
    return found


def parameters(name: str) -> list[str]:
    """What an address is made from."""
    space, _, short = name.rpartition(":")
    resolver = get_resolver("config.urls")
    for part in filter(None, space.split(":")):
        resolver = resolver.namespace_dict[part][1]
    return list(resolver.reverse_dict.getlist(short)[0][0][0][1])


def address(name: str) -> str:
    """One address of this name. KeyError names the part that PARTS lacks."""
    kwargs = {key: PARTS.get(f"{name}.{key}") or PARTS[key] for key in parameters(name)}
    return reverse(name, urlconf="config.urls", kwargs=kwargs) + QUERIES.get(name, "")


def pages() -> list[str]:
    """What every public page, and every kind of one, is called in these tests."""
    return [*(name for name in names() if name not in NO_PAGES), *FURTHER]


def where(page: str) -> str:
    """The address of a page called so. KeyError names the part of a new address PARTS lacks."""
    return FURTHER.get(page) or MISSING.get(page) or address(page)
