"""The query string of a comparison: read with forgiveness, and with words for what was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from proposals.comparisons import MOST_DOCUMENTS, Catalogue, Document, Matrix, Selection, Trait
from proposals.domain.verdicts import Mark
from proposals.language.active import active_language
from proposals.language.labels import mark_label

PARAMETERS = (
    "d", "theme", "topic", "question", "verdict", "with", "outlet", "q", "part", "all",
)  # fmt: skip
LONGEST_SEARCH = 200
"""Characters of a search that are looked at: more than any sensible search holds."""

_SHOWN = 60
_NAMED = 5
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]+")
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid")


@dataclass(frozen=True)
class Notice:
    """Something in the address that could not be followed: what was found, and what would do."""

    text: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedQuery:
    """What a reader asked for, as far as it could be understood."""

    selection: Selection
    notices: tuple[Notice, ...]


def read_selection(
    query: QueryDict, catalogue: Catalogue, further: tuple[str, ...] = ()
) -> ParsedQuery:
    """The selection in a query string. Never fails: what is not understood becomes a notice.

    `further` are parameters that are read elsewhere, and so are no mistake.
    """
    notices = _unknown_parameters(query, (*PARAMETERS, *further))
    documents = _documents(query.getlist("d"), catalogue, notices)
    themes = {theme.key: theme.name for theme in catalogue.themes}
    topics = {topic.key: topic.name for topic in catalogue.topics}
    questions = {question.key: question.text for question in catalogue.questions}
    marks = {mark.value: mark_label(mark, active_language()) for mark in Mark}
    traits = {trait.value: trait_words(trait) for trait in Trait}
    selection = Selection(
        documents,
        _known(query.getlist("theme"), themes, gettext("theme"), notices),
        _known(query.getlist("topic"), topics, gettext("topic"), notices),
        _known(query.getlist("question"), questions, gettext("question"), notices),
        tuple(map(Mark, _known(query.getlist("verdict"), marks, gettext("verdict"), notices))),
        _words(query.getlist("q"), notices),
        tuple(map(Trait, _known(query.getlist("with"), traits, gettext("property"), notices))),
        tuple(dict.fromkeys(value for value in query.getlist("outlet") if value)),
        _part(query.getlist("part"), notices),
        query.get("all") == "1",
    )
    return ParsedQuery(selection, tuple(notices))


def notices_of_outlets(asked: Selection, matrix: Matrix) -> tuple[Notice, ...]:
    """What an address says of outlets that nothing in these documents rests on."""
    known = {outlet.key: outlet.name for outlet, _count in matrix.facets.outlets}
    notices: list[Notice] = []
    _known(list(asked.outlets), known, gettext("outlet"), notices)
    return tuple(notices)


def trait_words(trait: Trait) -> str:
    """The words for what a row may have besides its verdict."""
    return {
        Trait.ONE_SIDED: gettext("answered by one document only"),
        Trait.DISPUTED: gettext("disputed by sources"),
        Trait.ONE_SOURCE: gettext("rests on one source"),
    }[trait]


def shortened(text: str) -> str:
    """What somebody typed, fit to be repeated to them: one line, no control characters."""
    clean = " ".join(_NOT_TEXT.sub(" ", text).split())
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "…"


def _unknown_parameters(query: QueryDict, known: tuple[str, ...]) -> list[Notice]:
    unknown = [name for name in query if name not in known and not _CAMPAIGN.fullmatch(name)]
    if not unknown:
        return []
    text = gettext("Not understood in the address: %(found)s.") % {"found": _quoted(unknown)}
    return [Notice(text, known)]


def _known(
    values: list[str], allowed: Mapping[str, str], what: str, notices: list[Notice]
) -> tuple[str, ...]:
    """The values that exist, each once, in the order of the list; the others become a notice."""
    given = dict.fromkeys(value for value in values if value)
    unknown = [value for value in given if value not in allowed]
    if unknown:
        text = gettext("There is no %(what)s %(found)s here: left out.")
        notices.append(Notice(text % {"what": what, "found": _quoted(unknown)}, tuple(allowed)))
    return tuple(key for key in allowed if key in given)


def _documents(values: list[str], catalogue: Catalogue, notices: list[Notice]) -> tuple[str, ...]:
    """Two to five different documents in the reader's order, filled up or cut where need be."""
    given = [value for value in values if value]
    unknown = [value for value in dict.fromkeys(given) if value not in catalogue.by_key]
    found = [catalogue.by_key[value] for value in given if value in catalogue.by_key]
    chosen = list(dict.fromkeys(found))
    if unknown:
        text = gettext("There is no document %(found)s here: left out.")
        notices.append(Notice(text % {"found": _quoted(unknown)}, _document_keys(catalogue)))
    if len(chosen) < len(found):
        notices.append(Notice(gettext("A document was named twice: it is shown once.")))
    if len(chosen) > MOST_DOCUMENTS:
        notices.append(_too_many(len(chosen)))
    if given and len(chosen) < 2:
        chosen = _filled(chosen, catalogue, notices)
    return tuple(document.key for document in chosen[:MOST_DOCUMENTS])


def _document_keys(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(document.key for document in catalogue.documents)


def _too_many(count: int) -> Notice:
    text = ngettext(
        "%(count)d document was named: the first %(limit)d are shown.",
        "%(count)d documents were named: the first %(limit)d are shown.",
        count,
    )
    return Notice(text % {"count": count, "limit": MOST_DOCUMENTS})


def _filled(chosen: list[Document], catalogue: Catalogue, notices: list[Notice]) -> list[Document]:
    """At least two documents, with the default ones first in line; fewer if there are no more."""
    usual = [catalogue.by_key[key] for key in catalogue.default_documents]
    others = [d for d in (*usual, *catalogue.documents) if d not in chosen]
    added = list(dict.fromkeys(others))[: 2 - len(chosen)]
    if added and chosen:
        text = gettext("A comparison needs two documents: %(name)s was added.")
        notices.append(Notice(text % {"name": added[0].name}))
    elif added:
        notices.append(Notice(gettext("The usual documents are shown instead.")))
    return [*chosen, *added]


def _words(values: list[str], notices: list[Notice]) -> str:
    given = [value for value in values if value.strip()]
    if len(given) > 1:
        notices.append(Notice(gettext("Several searches were given: the last one is used.")))
    text = " ".join(_NOT_TEXT.sub(" ", given[-1] if given else "").split())
    if len(text) <= LONGEST_SEARCH:
        return text
    message = gettext("The search is too long: its first %(limit)d characters are used.")
    notices.append(Notice(message % {"limit": LONGEST_SEARCH}))
    return text[:LONGEST_SEARCH].strip()


def _part(values: list[str], notices: list[Notice]) -> int:
    """The number of a part, from 1; the first one if it is no such number."""
    given = next(filter(None, values), "1")
    if re.fullmatch(r"[1-9][0-9]{0,5}", given):
        return int(given)
    text = gettext("There is no part %(found)s here: the first one is shown.")
    notices.append(Notice(text % {"found": _quoted([given])}))
    return 1


def _quoted(values: Iterable[str]) -> str:
    """ "“a”, “b” and 3 more": what was found, cut to what can be read."""
    found = list(values)
    named = ", ".join(f"“{shortened(value)}”" for value in found[:_NAMED])
    more = len(found) - _NAMED
    if more <= 0:
        return named
    return ngettext("%(named)s and %(more)d more", "%(named)s and %(more)d more", more) % {
        "named": named,
        "more": more,
    }
