"""What readers may see, found by its name; and what a program is told when it is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from proposals.comparisons import Catalogue, Document, NoSuchNegotiation, catalogue
from proposals.comparisons.query_string import shortened
from proposals.models import Clause, Coverage, Evidence, Negotiation, Question, Topic, Version
from proposals.web.api.problems import MOST_NAMED, Fault, Problem, ProblemKind
from sources.models import Article, Outlet
from sources.models.articles import ArticleQuerySet


def found_catalogue(key: str) -> Catalogue:
    """What a negotiation offers; five queries. Raises Problem."""
    try:
        return catalogue(key)
    except NoSuchNegotiation:
        raise no_negotiation(key) from None


def found_document(found: Catalogue, key: str) -> Document:
    """A document by its key in addresses. Raises Problem."""
    document = found.by_key.get(key)
    if document is None:
        raise _missing(*_no_document(found, key))
    return document


def found_topic(found: Catalogue, key: str) -> Topic:
    """A topic on which the negotiation asks a question. Raises Problem."""
    for topic in found.topics:
        if topic.key == key:
            return topic
    raise _missing(*_no_topic(found, key))


def found_question(found: Catalogue, key: str) -> Question:
    """A question of the negotiation. Raises Problem."""
    for question in found.questions:
        if question.key == key:
            return question
    text = gettext("There is no question “%(key)s” in this negotiation.") % {"key": shortened(key)}
    keys = tuple(question.key for question in found.questions)
    see = reverse("api:questions", args=[found.negotiation.key])
    raise _missing(Fault("question", text, keys), see)


def found_clause(uid: str) -> Clause:
    """A published clause with all that its page shows; four queries. Raises Problem."""
    rows = Clause.objects.published().filter(uid=uid).with_evidence().with_terms().with_topics()
    found = rows.select_related("version__proposal__negotiation").first()
    if found is None:
        raise _missing(no_clause(uid))
    return found


def narrowed(found: Catalogue, document: str | None, topic: str | None) -> QuerySet[Clause]:
    """The published clauses of a negotiation, of one document and one topic if asked so.

    Raises Problem with everything that is unknown.
    """
    faults = []
    if document is not None and document not in found.by_key:
        faults.append(_no_document(found, document)[0])
    if topic is not None and topic not in {one.key for one in found.topics}:
        faults.append(_no_topic(found, topic)[0])
    if faults:
        raise unknown(faults)
    documents = found.documents if document is None else (found.by_key[document],)
    rows = Clause.objects.published().filter(version__in=[one.version.pk for one in documents])
    if topic is not None:
        rows = rows.filter(topics__key=topic)
    return rows.order_by(
        "version__proposal__ordinal", "version__proposal__key", "version__ordinal", "version__key",
        "ordinal", "key",
    ).with_topics()  # fmt: skip


def public_articles() -> ArticleQuerySet:
    """The articles that something published rests on or names.

    They speak to a published clause, were read to establish an absence, or printed a document; or
    one of these was taken from them.
    """
    visible = Clause.objects.published().filter(version=OuterRef("pk"))
    versions = Version.objects.filter(Exists(visible))
    read = Coverage.articles.through.objects.filter(coverage__version__in=versions.values("pk"))
    named = (
        Q(pk__in=Evidence.objects.published().values("article"))
        | Q(pk__in=read.values("article"))
        | Q(pk__in=versions.filter(published_by__isnull=False).values("published_by"))
    )
    first = _taken_from(Article.objects.filter(named))
    second = _taken_from(Article.objects.filter(pk__in=first))
    return Article.objects.filter(named | Q(pk__in=first) | Q(pk__in=second))


def public_outlets() -> QuerySet[Outlet]:
    """The outlets of those articles."""
    return Outlet.objects.filter(pk__in=public_articles().values("outlet"))


def found_article(key: str) -> Article:
    """A public article. Raises Problem."""
    found = public_articles().for_evidence().filter(key=key).first()
    if found is None:
        raise _missing(no_article(key), reverse("api:articles"))
    return found


def found_outlet(key: str) -> Outlet:
    """A public outlet. Raises Problem."""
    found = public_outlets().filter(key=key).first()
    if found is None:
        raise _missing(no_outlet(key), reverse("api:outlets"))
    return found


def no_negotiation(key: str) -> Problem:
    """There is no public negotiation of this key."""
    return _missing(unknown_negotiation(key), reverse("api:negotiations"))


def unknown_negotiation(key: str) -> Fault:
    """There is no public negotiation of this key; one query for those that there are."""
    text = gettext("There is no negotiation “%(key)s” here.") % {"key": shortened(key)}
    known = Negotiation.objects.public().order_by("key").values_list("key", flat=True)
    return Fault("negotiation", text, tuple(known[:MOST_NAMED]))


def no_clause(uid: str) -> Fault:
    """There is no published clause of this name."""
    text = gettext("There is no published clause “%(uid)s”.") % {"uid": shortened(uid)}
    return Fault("clause", text)


def no_article(key: str) -> Fault:
    """There is no public article of this key."""
    text = gettext("There is no article “%(key)s” that something published rests on.")
    return Fault("article", text % {"key": shortened(key)})


def no_outlet(key: str) -> Fault:
    """There is no public outlet of this key."""
    text = gettext("There is no outlet “%(key)s” that something published rests on.")
    return Fault("outlet", text % {"key": shortened(key)})


def unknown(faults: Iterable[Fault], see: str = "") -> Problem:
    """Names that nothing published has: all of them at once."""
    found = tuple(faults)
    detail = " ".join(fault.detail for fault in found)
    allowed = found[0].allowed if len(found) == 1 else ()
    return Problem(ProblemKind.NOT_FOUND, detail, allowed, found, see)


def _missing(fault: Fault, see: str = "") -> Problem:
    return Problem(ProblemKind.NOT_FOUND, fault.detail, fault.allowed, (), see)


def _taken_from(rows: QuerySet[Article]) -> QuerySet[Any, Any]:
    return rows.filter(syndicated_from__isnull=False).values("syndicated_from")


def _no_document(found: Catalogue, key: str) -> tuple[Fault, str]:
    text = gettext("There is no document “%(key)s” in this negotiation.") % {"key": shortened(key)}
    keys = tuple(document.key for document in found.documents)
    return Fault("document", text, keys), reverse("api:documents", args=[found.negotiation.key])


def _no_topic(found: Catalogue, key: str) -> tuple[Fault, str]:
    text = gettext("There is no topic “%(key)s” in this negotiation.") % {"key": shortened(key)}
    keys = tuple(topic.key for topic in found.topics)
    return Fault("topic", text, keys), reverse("api:topics", args=[found.negotiation.key])
