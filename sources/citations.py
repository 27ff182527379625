"""References as other programs read them: a line of text, BibTeX, RIS and CSL-JSON.

A `Reference` says plainly what is cited; the writers know what each format needs to be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.capitals import capfirst
from sources.iris import valid_iri
from sources.models import Article
from sources.reader_language import reader_language
from sources.text_directions import (
    active_direction,
    isolated,
    joined,
    put_in,
    without_isolates,
)


class ReferenceKind(StrEnum):
    """The kinds of things that a reference leads to; each format has its own word for it."""

    NEWS = "article-newspaper"
    PAGE = "webpage"
    DATA = "dataset"
    REPORT = "report"


@dataclass(frozen=True)
class Reference:
    """One thing that can be cited.

    `key` names it in a list of references and becomes plain ASCII; `authors` are names of bodies,
    as they are written; `is_described` says that the title is none, but a description in square
    brackets, which no format puts in quotation marks; `version` tells its content apart from
    others at the same address, for example a hash. `gaps` are words for readers on what was not
    recorded. What else is empty or None is not known, and is left out.
    """

    kind: ReferenceKind
    key: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    archived_url: str = ""
    accessed: date | None = None
    language: str = ""
    version: str = ""
    note: str = ""
    is_described: bool = False
    gaps: tuple[str, ...] = ()


def article_reference(article: Article) -> Reference:
    """Return the reference of an article, which names the article that it is syndicated from."""
    source = article.syndicated_from
    note = ""
    if source is not None:
        direction = active_direction()
        note = put_in(gettext("A copy of %(name)s's text."), direction, name=source.outlet.name)
    return Reference(
        ReferenceKind.NEWS,
        key=f"{article.outlet.key}-{article.key}",
        title=article.headline or f"[{article.title}]",
        container=article.outlet.name,
        published=article.published,
        url=article.url,
        archived_url=article.archived_url,
        accessed=article.accessed,
        language=article.language,
        note=note,
        is_described=not article.headline,
        gaps=tuple(_gaps(article)),
    )


def _gaps(article: Article) -> Iterator[str]:
    """Yield words on what a citation would have and nobody recorded."""
    if not article.url:
        yield article.address_words
    if not article.accessed:
        yield gettext("date of access not recorded")


# A line of text


def _in_marks(title: str) -> str:
    """Return a title in the quotation marks of the one who cites."""
    return gettext("“%(text)s”") % {"text": title}


def as_text(reference: Reference) -> str:
    """Return a reference as one line for people."""
    day = _in_words(reference.published) or gettext("day not known")
    names = (
        *reference.authors,
        reference.title if reference.is_described else _in_marks(_shown_line(reference.title)),
        reference.container,
        reference.publisher,
        day,
    )
    direction = active_direction()
    parts = [joined(dict.fromkeys(map(_shown_line, names)), ", ", direction) + "."]
    parts += [_address(reference.url)] if reference.url else []
    remarks = joined(_remarks(reference), "; ", direction)
    parts += [f"({isolated(remarks, direction)})"] if remarks else []
    return " ".join(parts)


def _remarks(reference: Reference) -> list[str]:
    remarks = (
        (gettext("archived at %(what)s"), _address(reference.archived_url)),
        (gettext("read on %(what)s"), _in_words(reference.accessed)),
        (gettext("version %(what)s"), _line(reference.version)),
    )
    sentences = [text % {"what": what} for text, what in remarks if what]
    notes = [_shown_line(note).rstrip(".") for note in (reference.note, *reference.gaps)]
    return [*sentences, *filter(None, notes)]


def _in_words(day: date | None) -> str:
    return reader_language().day(day) if day else ""


# BibTeX

_ENTRIES = {
    ReferenceKind.NEWS: ("article", "journal"),
    ReferenceKind.PAGE: ("online", "organization"),
    ReferenceKind.DATA: ("dataset", "series"),
    ReferenceKind.REPORT: ("report", "series"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        # Braces are counted even behind a backslash: only their names keep an entry whole.
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "$&%#_"},
    }
)


def as_bibtex(reference: Reference) -> str:
    """Return one entry in UTF-8; titles and names in double braces keep their capitals."""
    entry, container = _ENTRIES[reference.kind]
    day = reference.published
    archived = _address(reference.archived_url)
    notes = [_tex(note) for note in (reference.note, *map(capfirst, reference.gaps)) if note]
    notes += (
        [gettext("Archived at %(what)s") % {"what": f"\\url{{{archived}}}"}] if archived else []
    )
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in reference.authors),
        "title": f"{{{_tex(reference.title)}}}",
        container: f"{{{_tex(reference.container)}}}" if reference.container else "",
        "publisher": f"{{{_tex(reference.publisher)}}}" if reference.publisher else "",
        "entrysubtype": "newspaper" if reference.kind is ReferenceKind.NEWS else "",
        "year": f"{day.year:04}" if day else "",
        "date": day.isoformat() if day else "",
        "url": _address(reference.url),
        "urldate": reference.accessed.isoformat() if reference.accessed else "",
        "language": reference.language,
        "version": _tex(reference.version),
        "note": ". ".join(note.rstrip(".") for note in notes),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[day.month - 1]},\n"] if day else []
    return f"@{entry}{{{plain_key(reference.key)},\n{''.join(lines)}}}\n"


def plain_key(text: str) -> str:
    """Return a name for a list of references that every program takes."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.") or "parley"


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


# RIS

_RIS = {
    ReferenceKind.NEWS: "NEWS",
    ReferenceKind.PAGE: "ELEC",
    ReferenceKind.DATA: "DATA",
    ReferenceKind.REPORT: "RPRT",
}


def as_ris(reference: Reference) -> str:
    """Return one record; its lines end as the format asks, with carriage return and line feed."""
    day, version = reference.published, reference.version
    archived = _address(reference.archived_url)
    tags: list[tuple[str, str]] = [
        ("TY", _RIS[reference.kind]),
        ("ID", plain_key(reference.key)),
        # Behind a comma a program would look for a first name.
        *(("AU", name.replace(",", " ")) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("PY", f"{day.year:04}" if day else ""),
        ("DA", _ris_day(day)),
        ("Y2", _ris_day(reference.accessed)),
        ("LA", reference.language),
        ("UR", _address(reference.url)),
        ("N1", gettext("Archived at %(what)s") % {"what": archived} if archived else ""),
        ("N1", gettext("Version %(what)s") % {"what": version} if version else ""),
        ("N1", reference.note),
        *(("N1", capfirst(gap)) for gap in reference.gaps),
    ]
    lines = [f"{tag}  - {line}\r\n" for tag, value in tags if (line := _line(value))]
    return "".join(lines) + "ER  - \r\n"


def _ris_day(day: date | None) -> str:
    return f"{day.year:04}/{day.month:02}/{day.day:02}/" if day else ""


# CSL-JSON


def as_csl(reference: Reference) -> str:
    """Return a list of one item, as citation processors take it."""
    return json.dumps([csl_item(reference)], ensure_ascii=False, indent=2) + "\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the item as plain values."""
    item = {
        "id": plain_key(reference.key),
        "type": reference.kind.value,
        "title": _line(reference.title),
        "author": [{"literal": _line(name)} for name in reference.authors],
        "container-title": _line(reference.container),
        "publisher": _line(reference.publisher),
        "issued": _csl_day(reference.published),
        "accessed": _csl_day(reference.accessed),
        "URL": _address(reference.url),
        "archive_location": _address(reference.archived_url),
        "language": reference.language,
        "version": _line(reference.version),
        "note": _line(" ".join(_sentences(reference))),
    }
    return {name: value for name, value in item.items() if value}


def _sentences(reference: Reference) -> Iterator[str]:
    for text in (reference.note, *reference.gaps):
        if text:
            yield f"{capfirst(text).rstrip('.')}."


def _csl_day(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


# What all formats share

# Left in a text, these would end a line, hide, or turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def _line(text: str) -> str:
    """Return a text on one line, without characters that no line can hold."""
    return without_isolates(_shown_line(text))


def _shown_line(text: str) -> str:
    """Return the same for people, who read a line of several texts by its isolates."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _address(url: str) -> str:
    """Return an address in the signs of addresses only, safe between braces."""
    return iri_to_uri(valid_iri(_line(url))) or ""


# The forms in which a reference is served


@dataclass(frozen=True)
class CitationForm:
    """One format of a reference: `key` is the ending of its address; `short` stands in a line."""

    key: str
    content_type: str
    short: str | Promise
    label: str | Promise
    write: Callable[[Reference], str]


CITATION_FORMS = {
    form.key: form
    for form in (
        CitationForm(
            "txt",
            "text/plain; charset=utf-8",
            short=_("text"),
            label=_("Citation as a line of text"),
            write=as_text,
        ),
        CitationForm(
            "bib",
            "application/x-bibtex; charset=utf-8",
            short="BibTeX",
            label=_("Citation for BibTeX"),
            write=as_bibtex,
        ),
        CitationForm(
            "ris",
            "application/x-research-info-systems",
            short="RIS",
            label=_("Citation in RIS"),
            write=as_ris,
        ),
        CitationForm(
            "csl.json",
            "application/vnd.citationstyles.csl+json",
            short="CSL-JSON",
            label=_("Citation in CSL-JSON"),
            write=as_csl,
        ),
    )
}
"""Every form by the ending of its address."""
