"""The rows of lists and the answers on one thing: the objects of the record, with links."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.comparisons import AnswerView, Catalogue, Document
from proposals.comparisons.sort_order import database_order
from proposals.exports.record.codebook import QUESTION, TOPIC
from proposals.exports.record.documents import CLAUSE, DOCUMENT, ClauseRow
from proposals.exports.record.fields import Json
from proposals.exports.record.negotiations import NEGOTIATION, NegotiationRow
from proposals.exports.record.press import ARTICLE, EVIDENCE, OUTLET, EvidenceRow
from proposals.exports.record.terms import TERM, TermRow, answer_id
from proposals.models import Clause, Evidence, Negotiation, Question, Topic
from proposals.models.codebook import TopicQuerySet
from proposals.web.api.pagination import SiteUrls
from sources.models import Article, Outlet


def negotiation_item(urls: SiteUrls, negotiation: Negotiation) -> Json:
    """Return a negotiation that was read with its parties."""
    key = negotiation.key
    lists = ("comparison", "movement", "documents", "clauses", "topics", "questions")
    links = {
        "self": urls.api("negotiation", key),
        "html": urls.page(negotiation),
        **{name: urls.api(name, key) for name in lists},
        "evidence": urls.api("evidence", negotiation=key),
    }
    texts = {"summary": negotiation.summary, "order_note": negotiation.order_note}
    row = NegotiationRow(negotiation, negotiation.parties.all())
    return {**NEGOTIATION.row(row), **texts, "links": links}


def document_item(urls: SiteUrls, negotiation: Negotiation, document: Document) -> Json:
    """Return a document."""
    links = {
        "self": urls.api("document", negotiation.key, document.key),
        "html": urls.page(document.version),
        "clauses": urls.api("clauses", negotiation.key, document=document.key),
    }
    return {**DOCUMENT.row(document), "links": links}


def topic_item(urls: SiteUrls, negotiation: Negotiation, topic: Topic) -> Json:
    """Return a topic of a negotiation."""
    links = {
        "self": urls.api("topic", negotiation.key, topic.key),
        "html": urls.page(topic.get_url_in(negotiation)),
        "clauses": urls.api("clauses", negotiation.key, topic=topic.key),
        "comparison": urls.api("comparison", negotiation.key, topic=topic.key),
    }
    return {**TOPIC.row(topic), "theme_name": topic.theme.name, "links": links}


def question_item(urls: SiteUrls, negotiation: Negotiation, question: Question) -> Json:
    """Return a question of a negotiation."""
    links = {
        "self": urls.api("question", negotiation.key, question.key),
        "html": urls.page(f"{negotiation.get_compare_url()}?question={question.key}"),
        "topic": urls.api("topic", negotiation.key, question.topic.key),
        "comparison": urls.api("comparison", negotiation.key, question=question.key),
    }
    return {**QUESTION.row(question), "links": links}


def topics_in_order(negotiation: Negotiation) -> TopicQuerySet:
    """Return the topics of a negotiation, those with a question, in the order of its record."""
    return Topic.objects.used_in(negotiation).order_by(*database_order("theme__", ""))


def clause_item(
    urls: SiteUrls, catalogue: Catalogue, topics: Iterable[Topic], clause: Clause
) -> Json:
    """Return a clause that was read with its topics; `topics` are those of its negotiation."""
    document = next(one for one in catalogue.documents if one.version.pk == clause.version_id)
    of_clause = {topic.pk for topic in clause.topics.all()}
    links = {
        "self": urls.api("clause", clause.uid),
        "html": urls.page(clause),
        "negotiation": urls.api("negotiation", catalogue.negotiation.key),
        "document": urls.api("document", catalogue.negotiation.key, document.key),
        "evidence": urls.api("evidence", clause=clause.uid),
    }
    keys = tuple(topic.key for topic in topics if topic.pk in of_clause)
    return {**CLAUSE.row(ClauseRow(document.key, clause, keys)), "links": links}


def answer_items(answers: Iterable[AnswerView]) -> list[Json]:
    """Return the typed answers of a clause, each with the key of its question."""
    return [
        {"question": one.question.key, **TERM.row(TermRow(one.term, one.question.key))}
        for one in answers
    ]


def evidence_item(urls: SiteUrls, item: Evidence, clause: Clause) -> Json:
    """Return evidence that was read with its article and the question of its answer."""
    term = item.term
    answer = answer_id(clause.uid, term.question.key, term.number) if term else None
    links = {
        "self": urls.api("one_evidence", clause.uid, item.article.key, item.number),
        "html": urls.page(f"{clause.get_absolute_url()}#rests"),
        "clause": urls.api("clause", clause.uid),
        "article": urls.api("article", item.article.key),
    }
    return {**EVIDENCE.row(EvidenceRow(item, clause.uid, answer)), "links": links}


def article_item(urls: SiteUrls, article: Article) -> Json:
    """Return an article, without its text."""
    links = {
        "self": urls.api("article", article.key),
        "html": urls.page(article),
        "outlet": urls.api("outlet", article.outlet.key),
        "evidence": urls.api("evidence", article=article.key),
    }
    return {**ARTICLE.row(article), "links": links}


def outlet_item(urls: SiteUrls, outlet: Outlet) -> Json:
    """Return an outlet."""
    links = {
        "self": urls.api("outlet", outlet.key),
        "html": urls.page(outlet),
        "articles": urls.api("articles", outlet=outlet.key),
    }
    return {**OUTLET.row(outlet), "links": links}
