"""Evidence as W3C Web Annotations: a place in an article, and what it does for a clause.

The form is https://www.w3.org/TR/annotation-model/. It is made of the rows of a record alone, so
that it holds what readers can see and no editor's name.
"""

from __future__ import annotations

import json

from django.urls import reverse

from proposals.exports.bundle import ExportBundle
from proposals.exports.record.contents import evidence_sort_key
from proposals.exports.record.fields import Json
from proposals.exports.record.press import ARTICLE, EVIDENCE, EvidenceRow
from proposals.models import Clause

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

MOTIVATIONS = {"supports": "linking", "disputes": "questioning", "qualifies": "commenting"}
"""The model's own words that come nearest to each stance; the stance itself stands as a tag."""

_OPENING = tuple("“‘«„([{—-/")
_CLOSING = tuple(".,;:!?…”’»)]}%—-/")
"""Signs beside which no space stands."""


def annotations_of(bundle: ExportBundle) -> bytes:
    """Return the evidence of a comparison as one collection."""
    record = bundle.record
    address = reverse("proposals:export_file", args=[bundle.negotiation.key, "evidence.jsonld"])
    articles = {article["key"]: article for article in record["articles"]}
    language = record["negotiation"]["language"]
    annotations = [
        annotation(row, articles[row["article"]], home=bundle.home, language=language)
        for row in record["evidence"]
    ]
    return _collection(f"{bundle.home}{address}?{bundle.query}", bundle.title, annotations)


def annotations_of_clause(clause: Clause, home: str) -> bytes:
    """Return the evidence of one published clause as one collection.

    The clause was read with its evidence, and with its document and negotiation.
    """
    language = clause.version.proposal.negotiation.language
    annotations = [
        annotation(
            EVIDENCE.row(EvidenceRow(item, clause.uid, None)),
            ARTICLE.row(item.article),
            home=home,
            language=language,
        )
        for item in sorted(clause.evidence.all(), key=evidence_sort_key)
    ]
    title = f"{clause.label or clause.key} {clause.heading}"
    return _collection(f"{home}{_address_of(clause.uid)}", title, annotations)


def annotation(evidence: Json, article: Json, *, home: str, language: str) -> Json:
    """Return the annotation of one piece of evidence; `language` is that of the notes."""
    clause = evidence["clause"]
    within = evidence["id"].partition("@")[2]
    bodies: list[Json] = [
        {
            "type": "SpecificResource",
            "source": f"{home}{reverse('proposals:clause', args=[clause])}",
            "purpose": "linking",
        },
        _text(evidence["stance"], "tagging", "en"),
    ]
    if evidence["quote_gloss"]:
        bodies.append(_text(evidence["quote_gloss"], "describing", language))
    if evidence["note"]:
        bodies.append(_text(evidence["note"], "commenting", language, "text/markdown"))
    return {
        "id": f"{home}{_address_of(clause)}#{within}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[evidence["stance"]],
        "body": bodies,
        "target": _target(evidence, article, home),
    }


def _target(evidence: Json, article: Json, home: str) -> Json:
    """Return a place in the article, or the whole of it; in its archived copy if there is one."""
    target: Json = {"source": _source(article, home)}
    if evidence["quote"]:
        target["selector"] = _selector(evidence)
    if state := _state(article):
        target["state"] = state
    if len(target) == 1:
        return target["source"]
    return {"type": "SpecificResource", **target}


def _source(article: Json, home: str) -> Json:
    """Return the article by its address; by its page here where no other is known."""
    page = reverse("sources:article", args=[article["key"]])
    address = article["url"] or article["archived_url"] or f"{home}{page}"
    source = {"id": address, "type": "Text", "format": "text/html"}
    return {**source, "language": article["language"]} if article["language"] else source


def _selector(evidence: Json) -> Json:
    """Return the quote with the words around it, and what parts them in the article."""
    selector = {"type": "TextQuoteSelector", "exact": evidence["quote"]}
    before, after = evidence["before"], evidence["after"]
    if before:
        selector["prefix"] = before if before.endswith(_OPENING) else f"{before} "
    if after:
        selector["suffix"] = after if after.startswith(_CLOSING) else f" {after}"
    return selector


def _state(article: Json) -> Json:
    """Return when the article was read, and where that copy is kept; empty if neither is known."""
    state: Json = {}
    if article["accessed"]:
        state["sourceDateStart"] = f"{article['accessed']}T00:00:00Z"
        state["sourceDateEnd"] = f"{article['accessed']}T23:59:59Z"
    if article["archived_url"]:
        state["cached"] = article["archived_url"]
    return {"type": "TimeState", **state} if state else {}


def _text(value: str, purpose: str, language: str, form: str = "text/plain") -> Json:
    body = {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}
    return {**body, "language": language} if language else body


def _address_of(clause: str) -> str:
    return reverse("proposals:clause_annotations", args=[clause])


def _collection(address: str, label: str, items: list[Json]) -> bytes:
    """Return the bytes of a collection with all of its annotations on one page."""
    first = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": first,
    }
    return json.dumps(collection, ensure_ascii=False, indent=2).encode() + b"\n"
