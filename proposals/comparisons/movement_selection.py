"""What a page of movements shows: its documents and filters, read from an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.lines import by_date
from proposals.comparisons.movements import MovedRow
from proposals.comparisons.query_string import Notice, known_values, part_number, unknown_parameters
from proposals.domain.changes import Change
from proposals.language.active import active_language
from proposals.language.movements import change_label
from proposals.models import Question

MOST_TEXTS = 12
"""The most texts whose dates stand across a page."""
PARAMETERS = ("d", "theme", "topic", "question", "party", "change", "part", "all")


@dataclass(frozen=True)
class MovementSelection:
    """The documents along the dates, by their keys, and which questions and steps are shown.

    Without documents the newest of all; `whole` says that questions in which nothing is known to
    have changed are shown as well.
    """

    documents: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    part: int = 1
    whole: bool = False

    def parameters(self, *, part: int = 1) -> list[tuple[str, str]]:
        """Return the selection as pairs of an address, for one part of it."""
        named = {
            "d": self.documents,
            "theme": self.themes,
            "topic": self.topics,
            "question": self.questions,
            "party": self.parties,
            "change": tuple(change.value for change in self.changes),
        }
        pairs = [(name, value) for name, values in named.items() for value in values]
        pairs += [("all", "1")] if self.whole else []
        return [*pairs, ("part", str(part))] if part > 1 else pairs

    def takes(self, question: Question) -> bool:
        """Tell whether a question is among those that are shown."""
        topic = question.topic
        return (
            (not self.themes or topic.theme.key in self.themes)
            and (not self.topics or topic.key in self.topics)
            and (not self.questions or question.key in self.questions)
        )

    def shows(self, row: MovedRow) -> bool:
        """Tell whether anything is shown of a question."""
        if self.changes:
            return any(step.change in self.changes for step in row.steps)
        return self.whole or bool(self.questions) or bool(row.happened)


def read_movement_selection(
    query: QueryDict, catalogue: Catalogue, further: tuple[str, ...] = ()
) -> tuple[MovementSelection, tuple[Notice, ...]]:
    """Return what an address selects, and notices of what in it is not understood.

    `further` are parameters that are read elsewhere, and so are no mistake.
    """
    notices = unknown_parameters(query, (*PARAMETERS, *further))
    language = active_language()
    allowed: dict[str, tuple[Mapping[str, str], str]] = {
        "theme": ({one.key: one.name for one in catalogue.themes}, gettext("theme")),
        "topic": ({one.key: one.name for one in catalogue.topics}, gettext("topic")),
        "question": ({one.key: one.text for one in catalogue.questions}, gettext("question")),
        "party": ({one.key: one.name for one in catalogue.parties}, gettext("party")),
        "change": ({one.value: change_label(one, language) for one in Change}, gettext("change")),
    }
    chosen = {
        name: known_values(query.getlist(name), values, what, notices=notices)
        for name, (values, what) in allowed.items()
    }
    selection = MovementSelection(
        documents=_documents(query.getlist("d"), catalogue, notices),
        themes=chosen["theme"],
        topics=chosen["topic"],
        questions=chosen["question"],
        parties=chosen["party"],
        changes=tuple(map(Change, chosen["change"])),
        part=part_number(query.getlist("part"), notices),
        whole=query.get("all") == "1",
    )
    return selection, tuple(notices)


def chosen_texts(catalogue: Catalogue, selection: MovementSelection) -> tuple[Document, ...]:
    """Return the documents of a selection in the order of their dates; the newest if it has none.

    With parties it keeps what these put forward, and what their texts edit.
    """
    keys = selection.documents or tuple(document.key for document in catalogue.documents)
    chosen = [catalogue.by_key[key] for key in keys if key in catalogue.by_key]
    if selection.parties:
        own = [one for one in chosen if {p.key for p in one.parties} & {*selection.parties}]
        edited = {one.version.edits_id for one in own}
        chosen = [one for one in chosen if one in own or one.version.pk in edited]
    return by_date(dict.fromkeys(chosen))[-MOST_TEXTS:]


def _documents(
    values: Iterable[str], catalogue: Catalogue, notices: list[Notice]
) -> tuple[str, ...]:
    """Return the keys of known documents, each once, with their versions."""
    allowed = {document.key: document.name for document in catalogue.documents}
    named = [value for value in values if value]
    pinned = [catalogue.by_key[one].key if one in catalogue.by_key else one for one in named]
    known = known_values(pinned, allowed, gettext("document"), notices=notices)
    if len(known) > MOST_TEXTS:
        notices.append(_notice_of_too_many(len(known)))
    return known


def _notice_of_too_many(count: int) -> Notice:
    text = ngettext(
        "%(count)d text was named: the newest %(limit)d are shown.",
        "%(count)d texts were named: the newest %(limit)d are shown.",
        count,
    )
    return Notice(text % {"count": count, "limit": MOST_TEXTS})
