"""What stands in a page and is not of its article: hidden parts, "Read also" lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
NEVER_SHOWN = ("template", "noscript")
# A dialog over the page hides the page itself from those who listen to it: see `_is_hidden`.
OF_THE_ARTICLE = ("main", "article", "h1")
WHOLE = ("html", "head", "body", "main")
BRACE = re.compile(r"([{}])")
ONE_NAME = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<sign>[.#])(?P<name>[\w-]+)", re.I)

READ_ALSO = (
    *("read also", "also read", "read more", "read next", "see also", "also see", "more on this"),
    *("more on this topic", "related", "related articles", "related stories", "related news"),
    *("you may also like", "you might also like", "don't miss", "recommended", "watch also"),
    *("читайте також", "читайте ще", "також читайте", "читати також", "дивіться також"),
    *("детальніше читайте", "вас може зацікавити", "новини за темою", "більше за темою"),
    *("читайте также", "также читайте", "читать также", "смотрите также", "по теме"),
    *("материалы по теме", "вас может заинтересовать", "ещё по теме", "еще по теме"),
    *("lesen sie auch", "lesen sie mehr", "mehr zum thema", "siehe auch", "auch interessant"),
    *("lire aussi", "à lire aussi", "à lire également", "voir aussi", "sur le même sujet"),
    *("lea también", "lee también", "leer también", "ver también", "te puede interesar"),
    *("leggi anche", "vedi anche", "potrebbe interessarti", "czytaj też", "czytaj także"),
    *("czytaj więcej", "zobacz też", "leia também", "veja também", "lees ook", "läs också"),
    *("ayrıca okuyun", "bunu da oku", "ilgili haber", "ilgili haberler"),
    *("اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "اقرأ ايضا", "إقرأ أيضا", "بیشتر بخوانید"),
    *("همچنین بخوانید", "קראו גם", "קרא עוד", "延伸阅读", "相关阅读", "関連記事"),
)
_WORDS, _PHRASES = (
    "|".join(re.escape(words) for words in READ_ALSO if " " in words or not needs_space)
    for needs_space in (False, True)
)
# After a dash, one word such as "related" may begin a sentence of the article.
READ_ALSO_LINE = re.compile(
    rf"\W{{0,4}}(?:(?:{_WORDS})\s{{0,3}}(?:[:：»>→]|\Z)|(?:{_PHRASES})\s{{0,3}}[—–-])",
    re.IGNORECASE,
)
# With nothing behind it but a link, no mark is needed.
LABEL_ALONE = re.compile(rf"\W{{0,4}}(?:{_WORDS})\W{{0,4}}", re.IGNORECASE)
FULL_STOPS = (".", ".”", ".»", '."')
LINES = ("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "aside", "section", "blockquote", "ul")
LONGEST_LINE = 300


@dataclass(frozen=True)
class LeftOut:
    """The words of what was taken out of a page: hidden parts, and lines that lead elsewhere."""

    hidden: tuple[str, ...]
    read_also: tuple[str, ...]


def leave_out(tree: Any, *, hidden: bool = True) -> LeftOut:
    """Take out of the tree what is not of its article; the hidden parts unless told otherwise."""
    classes, ids = _hidden_names(tree) if hidden else (set(), set())
    parts = [
        element
        for element in (tree.iter() if hidden else ())
        if isinstance(element.tag, str) and _is_hidden(element, classes, ids)
    ]
    texts = [_remove(element) for element in parts if _is_within(element, tree)]
    lines = [text for element in _read_also(tree) if (text := _remove(element))]
    return LeftOut(tuple(text for text in texts if text), tuple(lines))


def _is_hidden(element: Any, classes: set[str], ids: set[str]) -> bool:
    """Tell whether a page hides an element, by its marks or by a plain rule of its style."""
    if element.tag in NEVER_SHOWN:
        return True
    if element.tag in WHOLE:
        return False
    named = classes.intersection((element.get("class") or "").split())
    if element.get("hidden") is not None or HIDING.search(element.get("style") or ""):
        return True
    is_closed = element.tag == "dialog" and element.get("open") is None
    if named or element.get("id") in ids or is_closed:
        return True
    is_silent = (element.get("aria-hidden") or "").strip().lower() == "true"
    return is_silent and next(element.iter(*OF_THE_ARTICLE), None) is None


def _hidden_names(tree: Any) -> tuple[set[str], set[str]]:
    """Return the classes and ids that a style sheet in the page hides on every screen."""
    names: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in tree.iter("style"):
        for selectors, style in _plain_rules(sheet.text or ""):
            for selector in selectors.split(",") if HIDING.search(style) else ():
                if match := ONE_NAME.fullmatch(selector.strip()):
                    names[match["sign"]].add(match["name"])
    return names["."], names["#"]


def _plain_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Return the selectors and styles of a sheet; none for one kind of screen, in inner braces."""
    first, *rest = sheet.split("/*")
    plain = first + "".join(piece.partition("*/")[2] for piece in rest)
    depth, selectors, style = 0, "", ""
    for piece in BRACE.split(plain):
        if piece == "}":
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, style
            depth, style = max(depth - 1, 0), ""
        elif piece == "{":
            depth += 1
        elif depth == 0:
            selectors = piece.rpartition(";")[2].strip()
        else:
            style = piece


def _read_also(tree: Any) -> list[Any]:
    """Return the elements of lines that lead to other articles, and of links below such a line."""
    found: list[Any] = []
    for element in tree.iter(*LINES):
        if next(element.iterdescendants(*LINES), None) is not None:
            continue
        words = _words(element)
        match = READ_ALSO_LINE.match(words[: LONGEST_LINE + 1])
        if len(words) > LONGEST_LINE or not (match or _is_label_of_links(element, words)):
            continue
        if words.endswith(FULL_STOPS) and next(element.iter("a"), None) is None:
            continue  # Headlines end without a full stop: this is a sentence of the article.
        found.append(element)
        is_heading = match is not None and match.end() >= len(words)
        following = element.getnext() if is_heading else None
        if following is not None and _is_links(following):
            found.append(following)
    return found


def _is_label_of_links(element: Any, words: str) -> bool:
    """Tell whether the words of an element are such a label and, behind it, links alone."""
    linked = " ".join(_words(link) for link in element.iter("a"))
    is_behind = bool(linked) and words.endswith(linked)
    return is_behind and LABEL_ALONE.fullmatch(words[: -len(linked)]) is not None


def _is_links(element: Any) -> bool:
    """Tell whether an element holds links and no other words."""
    linked = " ".join(_words(link) for link in element.iter("a"))
    return bool(linked) and linked.split() == _words(element).split()


def _is_within(element: Any, tree: Any) -> bool:
    """Tell whether an element is still in the tree: what is around it may have been taken out."""
    return element is not tree and tree in element.iterancestors()


def _remove(element: Any) -> str:
    """Take an element out of its tree and return its words; what follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return ""
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)
    return _words(element)


def _words(element: Any) -> str:
    """Return the words of an element on one line, without those of programs."""
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join(" ".join(pieces).split())
