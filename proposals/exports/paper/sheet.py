"""The printed sheet: its options, its HTML without a site around it, and the rules of its pages.

The sheet is one piece of HTML that the print page, the PDF file, the self-contained file and
frozen comparisons share. It needs the styles of `SHEET_STYLES` and no others, and every link in it
is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from proposals.comparisons import Matrix
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.query_string import Notice, shortened
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.back_links import BackLinks, back_links
from proposals.exports.paper.clauses import homes_of_clauses
from proposals.exports.paper.drawings import Line, lines
from proposals.exports.paper.endnotes import Endnotes, endnotes
from proposals.exports.paper.links import with_whole_links
from proposals.exports.record.contents import clauses_of
from proposals.language.active import active_language, joined
from proposals.models import Map, Negotiation, Topic
from sources.text_directions import TextDirection

SHEET_STYLES: tuple[str, ...] = ("css/sheet.css",)
"""Static paths of the style sheets that a sheet needs, in their order."""

LONGEST_TITLE = 60
"""Characters of a title that fit the foot of a page beside the numbers."""

LONGEST_ADDRESS = 150
"""Characters of an address that fit two lines of the foot."""

ANY = TypeVar("ANY", bound=StrEnum)


class Paper(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    LETTER = "letter"


class Turn(StrEnum):
    """How the paper lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Notes(StrEnum):
    """How the evidence is shown: numbered at the end, in short at each answer, or counted."""

    ENDNOTES = "endnotes"
    SHORT = "short"
    NONE = "none"


class ClauseOption(StrEnum):
    """Whether the clauses stand beside the answers."""

    FULL = "full"
    ANSWERS = "answers"


@dataclass(frozen=True)
class SheetOptions:
    """How a comparison is put on paper."""

    paper: Paper = Paper.A4
    turn: Turn = Turn.PORTRAIT
    notes: Notes = Notes.ENDNOTES
    clauses: ClauseOption = ClauseOption.FULL
    grey: bool = False

    def parameters(self) -> list[tuple[str, str]]:
        """Return the options as pairs for a query string; what is usual is left out."""
        usual = SheetOptions()
        pairs = [
            (name, str(getattr(self, name)))
            for name in ("paper", "turn", "notes", "clauses")
            if getattr(self, name) != getattr(usual, name)
        ]
        return [*pairs, *([("grey", "1")] if self.grey else [])]


@dataclass(frozen=True)
class Sheet:
    """A comparison on paper: what the templates of the sheet need."""

    bundle: ExportBundle
    options: SheetOptions

    @property
    def matrix(self) -> Matrix:
        """The comparison."""
        return self.bundle.matrix

    @property
    def negotiation(self) -> Negotiation:
        """What the comparison belongs to."""
        return self.bundle.negotiation

    @property
    def columns(self) -> int:
        """How many documents stand side by side."""
        return len(self.matrix.documents)

    @cached_property
    def notes(self) -> Endnotes | None:
        """The numbered notes; None where the evidence is told otherwise."""
        if self.options.notes is not Notes.ENDNOTES:
            return None
        return endnotes(self.matrix, self.bundle.grounds, clauses=self.full)

    @cached_property
    def back_links(self) -> BackLinks:
        """The questions at which each note is named; empty without notes."""
        if self.notes is None:
            return {}
        return back_links(self.matrix, self.bundle.grounds, self.notes)

    @property
    def full(self) -> bool:
        """Whether the clauses stand on the sheet."""
        return self.options.clauses is ClauseOption.FULL

    @property
    def short(self) -> bool:
        """Whether the sources are named in short beside the answers."""
        return self.options.notes is Notes.SHORT

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The rows with their numbers and drawings; one query if any of them has a map."""
        rows = list(self.matrix.rows)
        keys = {row.question.map_id for row in rows if row.question.map_id}
        maps = Map.objects.in_bulk(keys) if keys else {}
        texts = local_texts([self.matrix.catalogue.negotiation])
        for one in maps.values():
            texts.in_member(one)
        return lines(rows, maps, grey=self.options.grey)

    @cached_property
    def homes(self) -> dict[int, Topic]:
        """Where each clause is printed in full, by its primary key: its first topic here."""
        return homes_of_clauses(self.matrix.themes)

    @cached_property
    def anchors(self) -> dict[tuple[int, str], str]:
        """The names of the places of clauses, by primary key and by the key of their column.

        The name of a clause alone leads to its own column, or to the first that takes it over.
        """
        homes = {one.clause.pk: one.document for one in clauses_of(self.matrix)}
        return {
            (view.clause.pk, document.key): f"clause-{view.clause.uid}"
            if homes[view.clause.pk] == document.key
            else f"clause-{view.clause.uid}@{document.key}"
            for theme in self.matrix.themes
            for group in theme.topics
            for document, views in zip(self.matrix.documents, group.clauses, strict=True)
            for view in views
        }

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every class of verdict, for the legend."""
        return tuple(Mark)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of their numbers."""
        return tuple(Rule)


OPTIONS: Mapping[str, type[StrEnum]] = {
    "paper": Paper,
    "turn": Turn,
    "notes": Notes,
    "clauses": ClauseOption,
}
"""The options with a closed list, by their parameter."""

PARAMETERS: tuple[str, ...] = (*OPTIONS, "grey")
"""What a print address may hold beside the selection."""


def read_options(query: QueryDict) -> tuple[SheetOptions, list[Notice]]:
    """Return the options in a query string, with a notice for each that is not understood."""
    notices: list[Notice] = []
    grey = _last(query, "grey")
    if grey not in ("", "0", "1"):
        notices.append(_notice("grey", grey, ("0", "1")))
    options = SheetOptions(
        paper=_one_of(query, "paper", Paper.A4, notices),
        turn=_one_of(query, "turn", Turn.PORTRAIT, notices),
        notes=_one_of(query, "notes", Notes.ENDNOTES, notices),
        clauses=_one_of(query, "clauses", ClauseOption.FULL, notices),
        grey=grey == "1",
    )
    return options, notices


def sheet_html(bundle: ExportBundle, options: SheetOptions) -> SafeString:
    """Return a comparison as one `<article class="sheet">` with no script and no inline style."""
    sheet = Sheet(bundle, options)
    html = render_to_string("proposals/print/_sheet.html", {"sheet": sheet})
    return with_whole_links(html, bundle.home)


@dataclass(frozen=True, kw_only=True)
class Foot:
    """What stands at the foot of every page beside its number; each may be empty.

    `size` is that of the letters in points; `margins` are those of the page, as CSS has them.
    """

    title: str
    day: str = ""
    address: str = ""
    hash: str = ""
    size: int = 7
    margins: str = "12mm 12mm 16mm"

    @property
    def lines(self) -> str:
        """The title with the day, and below them the address, as a CSS string."""
        first = joined((_cut(self.title), self.day), ", ")
        parts = filter(None, (first, self.address))
        return ' "\\A" '.join(map(css_text, parts)) or '""'


def foot_of(bundle: ExportBundle) -> Foot:
    """Return the foot of a comparison that is made now."""
    return Foot(
        title=bundle.negotiation.name,
        day=active_language().day(bundle.moment),
        address=fitting_address(bundle.address, bundle.negotiation, bundle.home),
        hash=bundle.short_hash,
    )


def fitting_address(address: str, negotiation: Negotiation, home: str) -> str:
    """Return an address for the foot: that of the negotiation if the own one is too long for it."""
    if len(address) <= LONGEST_ADDRESS:
        return address
    return f"{home}{negotiation.get_absolute_url()}"


def page_rules(foot: Foot, options: SheetOptions) -> str:
    """Return the `@page` rules: size, margins, and a foot with "page n of m"."""
    size = {Paper.A4: "A4", Paper.LETTER: "letter"}[options.paper]
    before, _mark, rest = gettext("page {n} of {m}").partition("{n}")
    between, _mark, after = rest.partition("{m}")
    words = css_text(before), css_text(between), css_text(after)
    numbers = f"{words[0]} counter(page) {words[1]} counter(pages) {words[2]}"
    made = f' " \\b7  " {css_text(foot.hash)}' if foot.hash else ""
    direction = active_language().direction
    first, last = (
        ("right", "left") if direction is TextDirection.RIGHT_TO_LEFT else ("left", "right")
    )
    font = f"font-size: {foot.size}pt; direction: {direction}; {_FOOT}"
    return (
        f"@page {{ size: {size} {options.turn}; margin: {foot.margins};\n"
        # No box between the two: names are long in some languages, and would run into it.
        f"  @bottom-{first} {{ {font} width: 62%; text-align: {first}; content: {foot.lines}; }}\n"
        f"  @bottom-{last} {{ {font} width: 38%; text-align: {last}; "
        f"content: {numbers}{made}; }}\n"
        "}\n"
    )


_FOOT = (
    'font-family: "Noto Sans", "Liberation Sans", sans-serif; color: #333; '
    "line-height: 1.15; vertical-align: top; padding-top: 2mm; white-space: pre-line; "
    "overflow-wrap: anywhere;"
)


def css_text(words: str) -> str:
    """Return words as a CSS string.

    All but plain letters and digits are written by number, which a space ends.
    """
    plain = (char if char.isalnum() or char == " " else f"\\{ord(char):06x} " for char in words)
    return f'"{"".join(plain)}"'


def _cut(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def _one_of(query: QueryDict, name: str, usual: ANY, notices: list[Notice]) -> ANY:
    value = _last(query, name)
    kind = type(usual)
    allowed = tuple(str(one) for one in kind)
    if value in allowed:
        return kind(value)
    if value:
        notices.append(_notice(name, value, allowed))
    return usual


def _last(query: QueryDict, name: str) -> str:
    return next((value for value in reversed(query.getlist(name)) if value), "")


def _notice(name: str, value: str, allowed: tuple[str, ...]) -> Notice:
    text = gettext("%(name)s cannot be “%(found)s”: the usual way is used.")
    return Notice(text % {"name": name, "found": shortened(value)}, allowed)
