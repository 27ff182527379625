"""Look up by its name what readers may see.

Pages, frames, oEmbed, the interface for programs and the commands each turn `UnknownName` into
their own form of answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from proposals.comparisons.catalogue import (
    Catalogue,
    Document,
    NoSuchNegotiation,
    catalogue,
    catalogue_of_documents,
    catalogue_without_questions,
)
from proposals.comparisons.query_string import named_documents, shortened
from proposals.comparisons.selection import Selection
from proposals.comparisons.sort_order import CODEBOOK, database_order
from proposals.comparisons.stored_marks import Columns, columns_with_marks
from proposals.models import Clause, Negotiation, Question, Response, Theme, Topic
from proposals.models.clauses import ClauseQuerySet
from proposals.models.responses import ResponseQuerySet
from sources.models import Article, Outlet
from sources.public import public_articles, public_outlets


class NamedKind(StrEnum):
    """What is looked up by a name."""

    NEGOTIATION = "negotiation"
    DOCUMENT = "document"
    THEME = "theme"
    TOPIC = "topic"
    QUESTION = "question"
    MAP = "map"
    CLAUSE = "clause"
    RESPONSE = "response"
    ARTICLE = "article"
    OUTLET = "outlet"


class UnknownName(LookupError):
    """Nothing that readers may see has this name.

    `key` is what was asked for, fit to be shown. `known` are the rows of the kind that there are;
    it is empty where they are too many to list. All of them are of `negotiation`, if it is set.
    """

    def __init__(
        self,
        kind: NamedKind,
        key: str,
        known: Iterable[Any] = (),
        negotiation: Negotiation | None = None,
    ) -> None:
        self.kind = kind
        self.key = shortened(key)
        self.known = tuple(known)
        self.negotiation = negotiation
        super().__init__(self.key)

    def __str__(self) -> str:
        return _text(self.kind) % {"key": self.key}

    @property
    def known_keys(self) -> tuple[str, ...]:
        """The keys that would do."""
        return tuple(row.key for row in self.known)


def find_catalogue(key: str, *, with_questions: bool = True) -> Catalogue:
    """Return what a negotiation offers; four queries, three without questions.

    Raises UnknownName.
    """
    try:
        return catalogue(key) if with_questions else catalogue_without_questions(key)
    except NoSuchNegotiation:
        raise _no_negotiation(key) from None


def find_columns(key: str, query: QueryDict | None = None) -> Columns:
    """Return the documents that an address of a negotiation names, else the usual ones.

    Two queries, and those of `columns_of_each`. Raises UnknownName.
    """
    try:
        offered = catalogue_of_documents(key)
    except NoSuchNegotiation:
        raise _no_negotiation(key) from None
    keys = named_documents(query, offered) if query else ()
    return columns_with_marks(offered, offered.chosen(Selection(keys)))


def find_negotiation(key: str) -> Negotiation:
    """Return a negotiation that readers see; one query. Raises UnknownName."""
    public = Negotiation.objects.public()
    negotiation: Negotiation | None = public.filter(key=_without_nul(key)).first()
    if negotiation is None:
        raise _no_negotiation(key)
    return negotiation


def find_document(catalogue: Catalogue, key: str) -> Document:
    """Return a document by its key in addresses. Raises UnknownName."""
    document = catalogue.by_key.get(key)
    if document is None:
        home = catalogue.negotiation
        raise UnknownName(NamedKind.DOCUMENT, key, catalogue.documents, negotiation=home)
    return document


def find_theme(catalogue: Catalogue, key: str) -> Theme:
    """Return a theme on which the negotiation asks a question. Raises UnknownName."""
    theme: Theme = _find_among(catalogue.themes, key, NamedKind.THEME, catalogue.negotiation)
    return theme


def find_topic(catalogue: Catalogue, key: str) -> Topic:
    """Return a topic on which the negotiation asks a question. Raises UnknownName."""
    topic: Topic = _find_among(catalogue.topics, key, NamedKind.TOPIC, catalogue.negotiation)
    return topic


def find_topic_among(topics: Iterable[Topic], key: str, negotiation: Negotiation) -> Topic:
    """Return one of the topics on which a negotiation asks a question. Raises UnknownName."""
    topic: Topic = _find_among(topics, key, NamedKind.TOPIC, negotiation)
    return topic


def find_topic_used_in(negotiation: Negotiation, key: str) -> Topic:
    """Return the same without a catalogue; one query. Raises UnknownName."""
    used = Topic.objects.used_in(negotiation)
    topic: Topic | None = used.filter(key=_without_nul(key)).first()
    if topic is None:
        raise UnknownName(NamedKind.TOPIC, key, used, negotiation=negotiation)
    return topic


def find_question(catalogue: Catalogue, key: str) -> Question:
    """Return a question of the negotiation. Raises UnknownName."""
    home = catalogue.negotiation
    question: Question = _find_among(catalogue.questions, key, NamedKind.QUESTION, home)
    return question


def find_question_of(negotiation: Negotiation, key: str) -> Question:
    """Return the same without a catalogue; one query. Raises UnknownName."""
    rows = Question.objects.for_comparison(negotiation)
    question: Question | None = rows.filter(key=_without_nul(key)).first()
    if question is None:
        known = rows.order_by(*database_order(*CODEBOOK))
        raise UnknownName(NamedKind.QUESTION, key, known, negotiation=negotiation)
    return question


def find_mapped_question(catalogue: Catalogue, key: str) -> Question:
    """Return a question of the negotiation whose answers are regions of a map.

    Raises UnknownName.
    """
    mapped = [question for question in catalogue.questions if question.map_id is not None]
    question: Question = _find_among(mapped, key, NamedKind.MAP, catalogue.negotiation)
    return question


def find_clause(uid: str, rows: ClauseQuerySet | None = None) -> Clause:
    """Return a clause by its lasting name, with its document and negotiation.

    It is one of `rows`, published ones if they are not given; a query, and those of `rows`.
    Raises UnknownName.
    """
    among = Clause.objects.published() if rows is None else rows
    related = among.select_related("version__proposal__negotiation")
    clause: Clause | None = related.filter(uid=_without_nul(uid)).first()
    if clause is None:
        raise UnknownName(NamedKind.CLAUSE, uid)
    return clause


def find_response(uid: str, rows: ResponseQuerySet) -> Response:
    """Return one of some responses by its lasting name, with both documents. Raises UnknownName."""
    among = rows.with_versions()
    response: Response | None = among.filter(uid=_without_nul(uid)).first()
    if response is None:
        raise UnknownName(NamedKind.RESPONSE, uid)
    return response


def find_article(key: str) -> Article:
    """Return an article that something published rests on or names. Raises UnknownName."""
    article: Article | None = public_articles().for_evidence().filter(key=key).first()
    if article is None:
        raise UnknownName(NamedKind.ARTICLE, key)
    return article


def find_outlet(key: str) -> Outlet:
    """Return the outlet of such an article. Raises UnknownName."""
    outlet: Outlet | None = public_outlets().filter(key=key).first()
    if outlet is None:
        raise UnknownName(NamedKind.OUTLET, key)
    return outlet


def unknown_names(
    *lookups: tuple[Callable[[str], object], str | None],
) -> list[UnknownName]:
    """Return what is wrong with several names at once: each with the function that looks it up.

    A name that is None is none.
    """
    errors = []
    for find, name in lookups:
        try:
            _ = None if name is None else find(name)
        except UnknownName as error:
            errors.append(error)
    return errors


def _find_among(rows: Iterable[Any], key: str, kind: NamedKind, negotiation: Negotiation) -> Any:
    for row in rows:
        if row.key == key:
            return row
    raise UnknownName(kind, key, rows, negotiation=negotiation)


def _no_negotiation(key: str) -> UnknownName:
    return UnknownName(NamedKind.NEGOTIATION, key, Negotiation.objects.public())


def _without_nul(key: str) -> str:
    """Return a name without NUL: PostgreSQL refuses to look for it, and no name has one."""
    return key.replace("\0", "")


def _text(kind: NamedKind) -> str:
    return {
        NamedKind.NEGOTIATION: gettext("There is no negotiation “%(key)s” here."),
        NamedKind.DOCUMENT: gettext("There is no document “%(key)s” in this negotiation."),
        NamedKind.THEME: gettext("There is no theme “%(key)s” in this negotiation."),
        NamedKind.TOPIC: gettext("There is no topic “%(key)s” in this negotiation."),
        NamedKind.QUESTION: gettext("There is no question “%(key)s” in this negotiation."),
        NamedKind.MAP: gettext("There is no map for “%(key)s” in this negotiation."),
        NamedKind.CLAUSE: gettext("There is no published clause “%(key)s”."),
        NamedKind.RESPONSE: gettext("There is no published response “%(key)s”."),
        NamedKind.ARTICLE: gettext(
            "There is no article “%(key)s” that something published rests on."
        ),
        NamedKind.OUTLET: gettext(
            "There is no outlet “%(key)s” that something published rests on."
        ),
    }[kind]
