"""Pages as trees; and a page after an htmx answer, so that a swap is compared with a reload."""

from copy import deepcopy
from functools import lru_cache

import html5lib
import lxml.html
from lxml import etree


def parsed(html: str) -> etree._Element:
    """Return a page as a tree, read by the quick parser: the site's pages are well formed."""
    return lxml.html.document_fromstring(html)


def as_in_a_browser(html: str) -> etree._Element:
    """Return a page as a tree of the caller's own, read as a browser reads it."""
    return deepcopy(_read_as_in_a_browser(html))


@lru_cache(maxsize=16)
def _read_as_in_a_browser(html: str) -> etree._Element:
    """Read a page by the standard's own steps; this takes thirty times as long as `parsed`."""
    return html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False).getroot()


def swapped(page: str, answer: str, *, target: str) -> etree._Element:
    """The page after htmx swapped `answer` in: the target as a whole, the rest out of band."""
    root = as_in_a_browser(page)
    parts = html5lib.parseFragment(answer, treebuilder="lxml", namespaceHTMLElements=False)
    elements = [part for part in parts if isinstance(part, etree._Element)]
    main = [part for part in elements if not _take_aside(root, part)]
    assert len(main) == 1, f"one element for {target} expected, found {len(main)}"
    old = by_id(root, target)
    new = deepcopy(main[0])
    new.tail = old.tail
    old.getparent().replace(old, new)
    return root


def _take_aside(root: etree._Element, part: etree._Element) -> bool:
    """Do what htmx does with a title and with out-of-band parts; False for the swap itself."""
    if part.tag == "title":
        root.find(".//title").text = part.text
        return True
    if "hx-swap-oob" not in part.attrib:
        return False
    place = by_id(root, part.get("id"))
    if part.get("hx-swap-oob") == "true":
        place.attrib.update(part.attrib)
        place.attrib.pop("hx-swap-oob")
        assert not len(part)
        return True
    assert part.get("hx-swap-oob") == "innerHTML"
    place.text = part.text
    place[:] = [deepcopy(child) for child in part]
    return True


def by_id(root: etree._Element, name: str) -> etree._Element:
    found = root.xpath("//*[@id=$name]", name=name)
    assert len(found) == 1, f"{len(found)} elements with the id {name}"
    return found[0]


def drop_previews(root: etree._Element) -> None:
    """Take out what only programs read that make previews: they load every page whole."""
    for element in root.xpath("//meta[@property or contains(@name, ':') or @name='description']"):
        element.getparent().remove(element)


def outline(element: etree._Element) -> list[str]:
    """A tree as lines: tags, attributes and words, whatever the spaces between them."""
    if not isinstance(element.tag, str):
        return []
    attributes = " ".join(f"{key}={value}" for key, value in sorted(element.attrib.items()))
    lines = [f"<{element.tag} {attributes}>", _words(element.text)]
    for child in element:
        lines += [*outline(child), _words(child.tail)]
    return [line for line in (*lines, f"</{element.tag}>") if line]


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def ids(html: str) -> list[str]:
    """Every id of a page, in order."""
    return [str(name) for name in parsed(html).xpath("//@id")]


def text_of(element: etree._Element) -> str:
    """All words of an element."""
    return " ".join("".join(element.itertext()).split())
