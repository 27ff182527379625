"""Markdown to HTML, in one place: no other module knows the converter or the sanitiser."""

import logging
import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import bleach
import markdown
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown.treeprocessors import Treeprocessor

logger = logging.getLogger(__name__)

# Some eight printed pages, more than one text on a page of this site should have. What lies
# beyond is not shown, and the reader is told so; the database keeps all of it.
MOST_CHARACTERS = 20_000
# The converter looks again at the whole block for every opening sign and for every line, so its
# time grows with their product. Prose stays far below; a text above is shown as it was typed.
MOST_SIGNS_IN_A_BLOCK = 300
MOST_LINES_IN_A_BLOCK = 200
# Each level of quotation or list is several levels of recursion in the converter.
DEEPEST_NESTING = 12

REL = "nofollow noopener noreferrer"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset({"p", "blockquote", "ul", "ol", "li", "pre", *HEADINGS})
TAGS = BLOCKS | {"a", "br", "code", "em", "hr", "strong"}
PROTOCOLS = ("http", "https", "mailto")
# An address names its scheme or begins at the root of this site; `//host` and `/\\host` do not.
ADDRESS = re.compile(r"(?:https?://|mailto:|/(?![/\\]))[^\s\x00-\x20\x7f\\<>\"]*", re.IGNORECASE)
HOST = re.compile(r"[\w.:-]+")

NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LONG_CHARACTER_NUMBER = re.compile(r"&(?=#[xX]?[0-9a-fA-F]{8})")
PROGRAM = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
SIGN = re.compile(r"[\[\]*_`<&!\\]")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
NESTING = re.compile(r"^(?:[ \t]|>|[-+*](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))+", re.MULTILINE)
MARKER = re.compile(r">|[-+*]|[0-9]+\.")


def render_markdown(text: str, *, top_heading: int = 3) -> SafeString:
    """Return `text` as balanced, harmless HTML blocks; put them into a `<div>`, not a `<p>`.

    `top_heading` (1 to 6) is the level that the text's own first level becomes; deeper ones
    follow and stop at 6. HTML in the text is no part of the format: it shows as it was typed,
    except that scripts and style sheets are left out whole. Every text gives HTML: one that
    the converter cannot take in reasonable time is shown as plain paragraphs, one longer than
    `MOST_CHARACTERS` is cut there and says so. Nothing is raised.
    """
    html = _to_html(text[:MOST_CHARACTERS], max(1, min(top_heading, 6)))
    if len(text) > MOST_CHARACTERS:
        html += _cut_note()
    return mark_safe(html)  # noqa: S308 - the sanitiser has just made it so


def plain_text(text: str) -> str:
    """Return the words of a Markdown text on one line, without marks: for search and summaries."""
    html = _to_html(text[:MOST_CHARACTERS], 1)
    return " ".join(unescape(strip_tags(html)).split())


@lru_cache(maxsize=1024)
def _to_html(text: str, top_heading: int) -> str:
    """Return the sanitised HTML; a pure function of its arguments, hence cached."""
    clean = _without_programs(text)
    if _is_laborious(clean):
        return _as_typed(clean)
    try:
        return _sanitise(_convert(clean, top_heading))
    except Exception:  # a text must never take down the page that shows it
        logger.exception("Markdown could not be converted; it is shown as plain paragraphs.")
        return _as_typed(clean)


def _without_programs(text: str) -> str:
    """Take out what is no text: control characters, halves of characters, scripts, styles."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = LONG_CHARACTER_NUMBER.sub("&amp;", NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", lines))
    return PROGRAM.sub("", plain)


def _is_laborious(text: str) -> bool:
    """Tell whether converting would take more than time in proportion to the length."""
    return any(
        len(SIGN.findall(block)) > MOST_SIGNS_IN_A_BLOCK
        or block.count("\n") > MOST_LINES_IN_A_BLOCK
        for block in BLANK_LINE.split(text)
    ) or any(_depth(match.group()) > DEEPEST_NESTING for match in NESTING.finditer(text))


def _depth(beginning: str) -> int:
    """Return how many levels of quotation, list or indentation a line begins with."""
    spaces = MARKER.sub("", beginning.expandtabs(4))
    return len(MARKER.findall(beginning)) + len(spaces) // 4


def _convert(text: str, top_heading: int) -> str:
    """Return Markdown's HTML, unsanitised but already without what we never offer."""
    converter = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in ("html", "automail", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_Finish(converter, top_heading), "finish", -5)
    return converter.convert(text)


class _Finish(Treeprocessor):
    """The last step on the finished tree: headings lowered, directions set, links marked."""

    def __init__(self, converter: markdown.Markdown, top_heading: int) -> None:
        super().__init__(converter)
        self.top_heading = top_heading

    def run(self, root: Element) -> None:
        for element in root.iter():
            if level := HEADINGS.get(element.tag):
                element.tag = f"h{min(6, level + self.top_heading - 1)}"
            if element.tag == "a":
                self.finish_link(element)
        # What stands in a block runs with it: `auto` looks at no text that has a `dir` of its own,
        # so that a list of items with one each would run from the left whatever their script is.
        for block in root:
            if block.tag in BLOCKS:
                block.set("dir", "auto")

    def finish_link(self, link: Element) -> None:
        """Mark a link as not ours, or leave only its words if its address is not allowed."""
        if _leads_somewhere(unescape(link.get("href", ""))):
            link.set("rel", REL)
        else:
            link.tag = "span"  # the sanitiser takes the tag away and leaves the words


def _leads_somewhere(address: str) -> bool:
    """Tell whether a link may have this address: allowed in form, with a host that can be."""
    if not ADDRESS.fullmatch(address):
        return False
    if not address.lower().startswith("http"):
        return True
    try:
        parts = urlsplit(address)
        named = HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that does not close
        return False
    return bool(named) and "@" not in parts.netloc  # a name before the host only misleads


def _allowed(tag: str, name: str, value: str) -> bool:
    """Tell whether the sanitiser may leave this attribute: by name and by value."""
    if name == "dir":
        return tag in BLOCKS and value == "auto"
    if tag != "a":
        return False
    if name == "href":
        return _leads_somewhere(unescape(value))
    return name == "title" or (name == "rel" and value == REL)


def _sanitise(html: str) -> str:
    """Return balanced HTML that holds allowed tags, attributes and protocols only."""
    return NOT_TEXT.sub(
        "\N{REPLACEMENT CHARACTER}",
        bleach.clean(html, tags=TAGS, attributes=_allowed, protocols=PROTOCOLS, strip=True),
    )


def _as_typed(text: str) -> str:
    """Return the text as escaped paragraphs, its line breaks kept."""
    paragraphs = (part.strip("\n") for part in BLANK_LINE.split(text))
    return "\n".join(
        '<p dir="auto">{}</p>'.format(escape(part).replace("\n", "<br>\n"))
        for part in paragraphs
        if part.strip()
    )


def _cut_note() -> str:
    """Return the paragraph that says that a text goes on."""
    message = gettext("The text goes on: only its first %(number)s characters are shown.")
    return f'\n<p dir="auto"><em>{escape(message % {"number": MOST_CHARACTERS})}</em></p>'
