"""References as other programs read them: a line of text, BibTeX, RIS and CSL-JSON.

A `Reference` says plainly what is cited; the writers know what each format needs to be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Article


class ReferenceKind(StrEnum):
    """What a reference leads to; each format has its own word for it."""

    NEWS = "article-newspaper"
    PAGE = "webpage"
    DATA = "dataset"
    REPORT = "report"


@dataclass(frozen=True)
class Reference:
    """One thing that can be cited.

    `key` names it in a list of references and becomes plain ASCII; `authors` are names of bodies,
    as they are written; `version` tells its content apart from others at the same address, for
    example a hash. What is empty or None is not known, and is left out.
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


def article_reference(article: Article) -> Reference:
    """An article of the press; follows the article that it is syndicated from, if there is one."""
    source = article.syndicated_from
    note = ""
    if source is not None:
        note = gettext("A copy of %(name)s's text.") % {"name": source.outlet.name}
    return Reference(
        ReferenceKind.NEWS,
        f"{article.outlet.key}-{article.key}",
        article.headline or gettext("[headline not seen]"),
        container=article.outlet.name,
        published=article.published,
        url=article.url,
        archived_url=article.archived_url,
        accessed=article.accessed,
        language=article.language,
        note=note,
    )


# A line of text


def as_text(cited: Reference) -> str:
    """One line for people."""
    day = _in_words(cited.published) or gettext("day not known")
    names = (*cited.authors, f"“{_line(cited.title)}”", cited.container, cited.publisher, day)
    parts = [", ".join(filter(None, dict.fromkeys(map(_line, names)))) + "."]
    parts += [_address(cited.url)] if cited.url else []
    parts += [f"({'; '.join(_remarks(cited))})"] if _remarks(cited) else []
    return " ".join(parts)


def _remarks(cited: Reference) -> list[str]:
    said = (
        (gettext("archived at %(what)s"), _address(cited.archived_url)),
        (gettext("read on %(what)s"), _in_words(cited.accessed)),
        (gettext("version %(what)s"), _line(cited.version)),
    )
    found = [text % {"what": what} for text, what in said if what]
    return [*found, _line(cited.note).rstrip(".")] if cited.note else found


def _in_words(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


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


def as_bibtex(cited: Reference) -> str:
    """One entry in UTF-8; titles and names of bodies in double braces keep their capitals."""
    entry, container = _ENTRIES[cited.kind]
    day = cited.published
    archived = _address(cited.archived_url)
    notes = [_tex(cited.note)] if cited.note else []
    notes += (
        [gettext("Archived at %(what)s") % {"what": f"\\url{{{archived}}}"}] if archived else []
    )
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "title": f"{{{_tex(cited.title)}}}",
        container: f"{{{_tex(cited.container)}}}" if cited.container else "",
        "publisher": f"{{{_tex(cited.publisher)}}}" if cited.publisher else "",
        "entrysubtype": "newspaper" if cited.kind is ReferenceKind.NEWS else "",
        "year": f"{day.year:04}" if day else "",
        "date": day.isoformat() if day else "",
        "url": _address(cited.url),
        "urldate": cited.accessed.isoformat() if cited.accessed else "",
        "language": cited.language,
        "version": _tex(cited.version),
        "note": ". ".join(note.rstrip(".") for note in notes),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[day.month - 1]},\n"] if day else []
    return f"@{entry}{{{plain_key(cited.key)},\n{''.join(lines)}}}\n"


def plain_key(text: str) -> str:
    """A name for a list of references that every program takes."""
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


def as_ris(cited: Reference) -> str:
    """One record; its lines end as the format asks, with a carriage return and a line feed."""
    day, version = cited.published, cited.version
    archived = _address(cited.archived_url)
    tags: list[tuple[str, str]] = [
        ("TY", _RIS[cited.kind]),
        ("ID", plain_key(cited.key)),
        # Behind a comma a program would look for a first name.
        *(("AU", name.replace(",", " ")) for name in cited.authors),
        ("TI", cited.title),
        ("T2", cited.container),
        ("PB", cited.publisher),
        ("PY", f"{day.year:04}" if day else ""),
        ("DA", _ris_day(day)),
        ("Y2", _ris_day(cited.accessed)),
        ("LA", cited.language),
        ("UR", _address(cited.url)),
        ("N1", gettext("Archived at %(what)s") % {"what": archived} if archived else ""),
        ("N1", gettext("Version %(what)s") % {"what": version} if version else ""),
        ("N1", cited.note),
    ]
    lines = [f"{tag}  - {line}\r\n" for tag, value in tags if (line := _line(value))]
    return "".join(lines) + "ER  - \r\n"


def _ris_day(day: date | None) -> str:
    return f"{day.year:04}/{day.month:02}/{day.day:02}/" if day else ""


# CSL-JSON


def as_csl(cited: Reference) -> str:
    """A list of one item, as citation processors take it."""
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2) + "\n"


def csl_item(cited: Reference) -> dict[str, Any]:
    """The item as plain values."""
    item = {
        "id": plain_key(cited.key),
        "type": cited.kind.value,
        "title": _line(cited.title),
        "author": [{"literal": _line(name)} for name in cited.authors],
        "container-title": _line(cited.container),
        "publisher": _line(cited.publisher),
        "issued": _csl_day(cited.published),
        "accessed": _csl_day(cited.accessed),
        "URL": _address(cited.url),
        "archive_location": _address(cited.archived_url),
        "language": cited.language,
        "version": _line(cited.version),
        "note": _line(cited.note),
    }
    return {name: value for name, value in item.items() if value}


def _csl_day(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


# What all formats share

# Left in a text, these would end a line, hide, or turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def _line(text: str) -> str:
    """A text on one line, without characters that no line can hold."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _address(url: str) -> str:
    """An address in the signs of addresses only, safe between braces."""
    plain = iri_to_uri(_line(url)) or ""
    for sign in '{}\\^`"<>| ':
        plain = plain.replace(sign, f"%{ord(sign):02X}")
    return plain


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
            "txt", "text/plain; charset=utf-8", _("text"), _("Citation as a line of text"), as_text
        ),
        CitationForm(
            "bib",
            "application/x-bibtex; charset=utf-8",
            "BibTeX",
            _("Citation for BibTeX"),
            as_bibtex,
        ),
        CitationForm(
            "ris", "application/x-research-info-systems", "RIS", _("Citation in RIS"), as_ris
        ),
        CitationForm(
            "csl.json",
            "application/vnd.citationstyles.csl+json",
            "CSL-JSON",
            _("Citation in CSL-JSON"),
            as_csl,
        ),
    )
}
"""Every form by the ending of its address."""
