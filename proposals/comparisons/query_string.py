"""The query string of a comparison as a selection, with notices of what is not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from proposals.comparisons import MOST_DOCUMENTS, Catalogue, Document, Matrix, Selection, Trait
from proposals.comparisons.selection import RowOrder
from proposals.domain.verdicts import Mark
from proposals.language.active import active_language
from proposals.language.labels import mark_label
from sources.search_terms import LONGEST_SEARCH, plain_words, too_long_message
from sources.trackers import TRACKING

PARAMETERS = (
    "d", "theme", "topic", "question", "verdict", "with", "outlet", "q", "part", "all",
    "order", "open",
)  # fmt: skip

_LONGEST_VALUE = 60
_MOST_QUOTED = 5
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]+")


@dataclass(frozen=True)
class Notice:
    """Something in an address that is not understood, and the values that are.

    What `only_informs` is understood, and readers are told how.
    """

    text: str
    allowed: tuple[str, ...] = ()
    only_informs: bool = False


@dataclass(frozen=True)
class ParsedQuery:
    """The selection of a query string, with notices of what is not understood."""

    selection: Selection
    notices: tuple[Notice, ...]

    @property
    def misunderstood(self) -> tuple[Notice, ...]:
        """The notices of what is not understood."""
        return tuple(notice for notice in self.notices if not notice.only_informs)


def read_selection(
    query: QueryDict, catalogue: Catalogue, further: tuple[str, ...] = ()
) -> ParsedQuery:
    """Return the selection in a query string; what is not understood becomes a notice, no error.

    `further` are parameters that are read elsewhere, and so are no mistake.
    """
    notices = unknown_parameters(query, (*PARAMETERS, *further))
    themes = {theme.key: theme.name for theme in catalogue.themes}
    topics = {topic.key: topic.name for topic in catalogue.topics}
    questions = {question.key: question.text for question in catalogue.questions}
    marks = {mark.value: mark_label(mark, active_language()) for mark in Mark}
    traits = {trait.value: trait_words(trait) for trait in Trait}

    def known(name: str, allowed: Mapping[str, str], what: str) -> tuple[str, ...]:
        return known_values(query.getlist(name), allowed, what, notices=notices)

    selection = Selection(
        documents=_document_keys(query.getlist("d"), catalogue, notices),
        themes=known("theme", themes, gettext("theme")),
        topics=known("topic", topics, gettext("topic")),
        questions=known("question", questions, gettext("question")),
        marks=tuple(map(Mark, known("verdict", marks, gettext("verdict")))),
        words=search_words(query.getlist("q"), notices),
        traits=tuple(map(Trait, known("with", traits, gettext("property")))),
        outlets=tuple(dict.fromkeys(filter(None, query.getlist("outlet")))),
        part=part_number(query.getlist("part"), notices),
        whole=query.get("all") == "1",
        order=_row_order(query.getlist("order"), notices),
        opened=_opened(query.getlist("open"), {"filters": "", **themes, **questions}, notices),
    )
    return ParsedQuery(selection, tuple(notices))


def named_documents(query: QueryDict, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of the documents in a query string, as `read_selection` does."""
    return _document_keys(query.getlist("d"), catalogue, [])


def notices_of_outlets(selection: Selection, matrix: Matrix) -> tuple[Notice, ...]:
    """Return notices of the outlets of a selection that no answer of a comparison rests on."""
    outlets = {outlet.key: outlet.name for outlet, _count in matrix.facets.outlets}
    notices: list[Notice] = []
    known_values(selection.outlets, outlets, gettext("outlet"), notices=notices)
    return tuple(notices)


def notices_of_part(selection: Selection, last: int) -> tuple[Notice, ...]:
    """Return a notice if a selection asks for a part after the last."""
    if selection.whole or selection.part <= last:
        return ()
    text = gettext("There is no part %(found)s here: the last one, part %(last)d, is shown.")
    return (Notice(text % {"found": _quoted([str(selection.part)]), "last": last}),)


def trait_words(trait: Trait) -> str:
    """Return the words for a trait of rows."""
    return {
        Trait.COMMON_GROUND: gettext("common ground: every answer was compared, and all meet"),
        Trait.ONE_SIDED: gettext("answered by one document only"),
        Trait.DISPUTED: gettext("disputed by sources"),
        Trait.ONE_SOURCE: gettext("rests on one source"),
        Trait.CHANGED: gettext("changed against an earlier text of the same line"),
    }[trait]


def shortened(text: str) -> str:
    """Return what somebody typed as one short line without control characters, to repeat it."""
    clean = " ".join(_NOT_TEXT.sub(" ", text).split())
    return clean if len(clean) <= _LONGEST_VALUE else clean[:_LONGEST_VALUE] + "…"


def quoted(text: str) -> str:
    """Return what somebody typed in short, in the quotation marks of the reader's language."""
    return gettext("“%(text)s”") % {"text": shortened(text)}


def unknown_parameters(query: QueryDict, known: tuple[str, ...]) -> list[Notice]:
    """Return a notice of the parameters that are unknown, if there are any."""
    unknown = [name for name in query if name not in known and not TRACKING.fullmatch(name)]
    if not unknown:
        return []
    text = gettext("Not understood in the address: %(found)s.") % {"found": _quoted(unknown)}
    return [Notice(text, known)]


def known_values(
    values: Iterable[str], allowed: Mapping[str, str], what: str, *, notices: list[Notice]
) -> tuple[str, ...]:
    """Return the values that are allowed, in the order of `allowed`; others become a notice."""
    values = dict.fromkeys(filter(None, values))
    unknown = [value for value in values if value not in allowed]
    if unknown:
        text = gettext("There is no %(what)s %(found)s here: left out.")
        notices.append(Notice(text % {"what": what, "found": _quoted(unknown)}, tuple(allowed)))
    return tuple(key for key in allowed if key in values)


def _document_keys(
    values: Iterable[str], catalogue: Catalogue, notices: list[Notice]
) -> tuple[str, ...]:
    """Return the keys of two to five documents in the reader's order; of none if none is named.

    Too few are filled up with the default ones, too many are cut; each change becomes a notice.
    """
    values = [value for value in values if value]
    unknown = [value for value in dict.fromkeys(values) if value not in catalogue.by_key]
    named = [catalogue.by_key[value] for value in values if value in catalogue.by_key]
    documents = list(dict.fromkeys(named))
    if unknown:
        text = gettext("There is no document %(found)s here: left out.")
        allowed = tuple(document.key for document in catalogue.documents)
        notices.append(Notice(text % {"found": _quoted(unknown)}, allowed))
    notices.extend(_notice_of_newest(value, catalogue) for value in _unpinned(values, catalogue))
    if len(documents) < len(named):
        notices.append(Notice(gettext("A document was named twice: it is shown once.")))
    if len(documents) > MOST_DOCUMENTS:
        notices.append(_notice_of_too_many(len(documents)))
    if values and len(documents) < 2:
        documents = _two_documents(documents, catalogue, notices)
    return tuple(document.key for document in documents[:MOST_DOCUMENTS])


def _unpinned(values: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """Yield the keys of proposals that have several versions, and are named without one."""
    versions = Counter(document.proposal.key for document in catalogue.documents)
    for value in dict.fromkeys(values):
        if versions[value] > 1 and value in catalogue.by_key:
            yield value


def _notice_of_newest(key: str, catalogue: Catalogue) -> Notice:
    """Return what says which version an address without one leads to, and which there are."""
    shown = catalogue.by_key[key]
    own = [one for one in catalogue.documents if one.proposal.key == key]
    if shown.version.complete and own[-1] is not shown:
        text = gettext(
            "The address names no version of %(name)s: the newest that is known in full is shown, "
            "%(version)s."
        )
    else:
        text = gettext(
            "The address names no version of %(name)s: the newest is shown, %(version)s."
        )
    names = {"name": shown.proposal.name, "version": shown.version.label}
    return Notice(text % names, tuple(document.key for document in own), only_informs=True)


def _notice_of_too_many(count: int) -> Notice:
    text = ngettext(
        "%(count)d document was named: the first %(limit)d are shown.",
        "%(count)d documents were named: the first %(limit)d are shown.",
        count,
    )
    return Notice(text % {"count": count, "limit": MOST_DOCUMENTS})


def _two_documents(
    documents: list[Document], catalogue: Catalogue, notices: list[Notice]
) -> list[Document]:
    """Return less than two documents filled up to two, first with the default ones."""
    usual = [catalogue.by_key[key] for key in catalogue.default_documents]
    others = [d for d in (*usual, *catalogue.documents) if d not in documents]
    added = list(dict.fromkeys(others))[: 2 - len(documents)]
    if added and documents:
        text = gettext("A comparison needs two documents: %(name)s was added.")
        notices.append(Notice(text % {"name": added[0].name}))
    elif added:
        notices.append(Notice(gettext("The usual documents are shown instead.")))
    return [*documents, *added]


def search_words(values: Iterable[str], notices: list[Notice]) -> str:
    """Return the words of the last search, cut if it is too long."""
    searches = [value for value in values if value.strip()]
    if len(searches) > 1:
        notices.append(Notice(gettext("Several searches were given: the last one is used.")))
    text = plain_words(_NOT_TEXT.sub(" ", searches[-1] if searches else ""))
    if len(text) <= LONGEST_SEARCH:
        return text
    notices.append(Notice(too_long_message()))
    return text[:LONGEST_SEARCH].strip()


def part_number(values: Iterable[str], notices: list[Notice]) -> int:
    """Return the number of a part, from 1; the first one if it is no such number."""
    number = next(filter(None, values), "1")
    if re.fullmatch(r"[1-9][0-9]{0,5}", number):
        return int(number)
    text = gettext("There is no part %(found)s here: the first one is shown.")
    notices.append(Notice(text % {"found": _quoted([number])}))
    return 1


def _row_order(values: Iterable[str], notices: list[Notice]) -> RowOrder:
    """Return the order of rows; the usual one if it is none."""
    allowed = {order.value: order.value for order in RowOrder}
    known = known_values(values, allowed, gettext("order"), notices=notices)
    return RowOrder(known[0]) if known else RowOrder.MARK


def _opened(
    values: Iterable[str], allowed: Mapping[str, str], notices: list[Notice]
) -> tuple[str, ...]:
    """Return the keys of what is unfolded: filters, a question, or a fold of a theme."""
    values = tuple(dict.fromkeys(filter(None, values)))
    begins = {value: value.partition(".")[0] for value in values}
    known_values(begins.values(), allowed, gettext("unfolded part"), notices=notices)
    return tuple(value for value in values if begins[value] in allowed)


def _quoted(values: list[str]) -> str:
    """Return values as a short list: "“a”, “b” and 3 more"."""
    first = ", ".join(map(quoted, values[:_MOST_QUOTED]))
    more = len(values) - _MOST_QUOTED
    if more <= 0:
        return first
    return ngettext("%(named)s and %(more)d more", "%(named)s and %(more)d more", more) % {
        "named": first,
        "more": more,
    }
