"""Reads a form of a page as a browser would send it."""

from lxml import etree

from tests.support import pages

NOT_SENT = {"submit", "button", "reset", "image", "file"}


def fields_of(html: str, which: str) -> dict[str, list[str]]:
    """What the form found by this XPath would send as it stands, without any button."""
    root = pages.parsed(html)
    (form,) = root.xpath(which)
    found: dict[str, list[str]] = {}
    for element in _controls(root, form):
        for value in _values(element):
            found.setdefault(element.get("name"), []).append(value)
    return found


def _controls(root: etree._Element, form: etree._Element) -> list[etree._Element]:
    """Named controls inside the form and those elsewhere that belong to it."""
    name = form.get("id") or " "
    kinds = "self::input or self::textarea or self::select"
    inside = form.xpath(f".//*[({kinds}) and @name and not(@disabled) and not(@form)]")
    return inside + root.xpath(f"//*[({kinds}) and @name and @form=$name]", name=name)


def _values(element: etree._Element) -> list[str]:
    if element.tag == "textarea":
        return ["".join(element.itertext()).removeprefix("\n")]
    if element.tag == "select":
        return _chosen(element)
    kind = element.get("type", "text")
    if kind in NOT_SENT:
        return []
    if kind in ("checkbox", "radio"):
        return [element.get("value", "on")] if element.get("checked") is not None else []
    return [element.get("value", "")]


def _chosen(select: etree._Element) -> list[str]:
    options = select.xpath(".//option")
    chosen = [one for one in options if one.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    return [one.get("value", pages.text_of(one)) for one in chosen]
