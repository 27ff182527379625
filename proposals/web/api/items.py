"""The rows of lists and the answers on one thing: the shapes of the record, with links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proposals.comparisons import AnswerView, Catalogue, Document
from proposals.exports.record.comparison import document_in, term_in
from proposals.exports.record.items import (
    answer_id,
    article_in,
    clause_in,
    evidence_row,
    negotiation_row,
    outlet_in,
    question_in,
    topic_in,
)
from proposals.models import Clause, Evidence, Negotiation, Question, Topic
from proposals.web.api.pagination import SiteUrls
from sources.models import Article, Outlet

Json = dict[str, Any]


def negotiation_item(at: SiteUrls, one: Negotiation) -> Json:
    """A negotiation that was read with its parties."""
    lists = ("comparison", "documents", "clauses", "topics", "questions")
    links = {
        "self": at.api("negotiation", one.key),
        "html": at.page(one),
        **{name: at.api(name, one.key) for name in lists},
        "evidence": at.api("evidence", negotiation=one.key),
    }
    texts = {"summary": one.summary, "order_note": one.order_note}
    return {**negotiation_row(one, one.parties.all()), **texts, "links": links}


def document_item(at: SiteUrls, home: Negotiation, one: Document) -> Json:
    """A document."""
    links = {
        "self": at.api("document", home.key, one.key),
        "html": at.page(one.version),
        "clauses": at.api("clauses", home.key, document=one.key),
    }
    return {**document_in(one), "links": links}


def topic_item(at: SiteUrls, home: Negotiation, one: Topic) -> Json:
    """A topic of a negotiation."""
    links = {
        "self": at.api("topic", home.key, one.key),
        "html": at.page(one.get_url_in(home)),
        "clauses": at.api("clauses", home.key, topic=one.key),
        "comparison": at.api("comparison", home.key, topic=one.key),
    }
    return {**topic_in(one), "theme_name": one.theme.name, "links": links}


def question_item(at: SiteUrls, home: Negotiation, one: Question) -> Json:
    """A question of a negotiation."""
    links = {
        "self": at.api("question", home.key, one.key),
        "html": at.page(f"{home.get_compare_url()}?question={one.key}"),
        "topic": at.api("topic", home.key, one.topic.key),
        "comparison": at.api("comparison", home.key, question=one.key),
    }
    return {**question_in(one), "links": links}


def clause_item(at: SiteUrls, found: Catalogue, clause: Clause) -> Json:
    """A clause that was read with its topics."""
    home = found.negotiation
    document = next(one for one in found.documents if one.version.pk == clause.version_id)
    spoken_of = {topic.pk for topic in clause.topics.all()}
    links = {
        "self": at.api("clause", clause.uid),
        "html": at.page(clause),
        "negotiation": at.api("negotiation", home.key),
        "document": at.api("document", home.key, document.key),
        "evidence": at.api("evidence", clause=clause.uid),
    }
    topics = [topic.key for topic in found.topics if topic.pk in spoken_of]
    return {"document": document.key, "topics": topics, **clause_in(clause), "links": links}


def answer_items(answers: Iterable[AnswerView]) -> list[Json]:
    """The typed answers of a clause, each with the key of its question."""
    return [
        {"question": one.question.key, **term_in(one.term, one.question.key)} for one in answers
    ]


def evidence_item(at: SiteUrls, item: Evidence, clause: Clause) -> Json:
    """Evidence that was read with its article and the question of its answer."""
    term = item.term
    answer = answer_id(clause.uid, term.question.key, term.number) if term else None
    links = {
        "self": at.api("one_evidence", clause.uid, item.article.key, item.number),
        "html": at.page(f"{clause.get_absolute_url()}#rests"),
        "clause": at.api("clause", clause.uid),
        "article": at.api("article", item.article.key),
    }
    return {**evidence_row(item, clause.uid, answer), "links": links}


def article_item(at: SiteUrls, article: Article) -> Json:
    """An article, without its text."""
    links = {
        "self": at.api("article", article.key),
        "html": at.page(article),
        "outlet": at.api("outlet", article.outlet.key),
        "evidence": at.api("evidence", article=article.key),
    }
    return {**article_in(article), "links": links}


def outlet_item(at: SiteUrls, outlet: Outlet) -> Json:
    """An outlet."""
    links = {
        "self": at.api("outlet", outlet.key),
        "html": at.page(outlet),
        "articles": at.api("articles", outlet=outlet.key),
    }
    return {**outlet_in(outlet), "links": links}
