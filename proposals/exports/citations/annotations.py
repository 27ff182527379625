"""Evidence as W3C Web Annotations: a place in an article, and what it does for a clause.

The form is https://www.w3.org/TR/annotation-model/. It is made of the rows of a record alone, so
that it holds what readers can see and no editor's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from proposals.exports.bundle import ExportBundle
from proposals.exports.record.items import article_in, evidence_place, evidence_row
from proposals.models import Clause

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

MOTIVATIONS = {"supports": "linking", "disputes": "questioning", "qualifies": "commenting"}
"""The model's own words that come nearest to each stance; the stance itself stands as a tag."""

_OPENING = tuple("“‘«„([{—-/")
_CLOSING = tuple(".,;:!?…”’»)]}%—-/")
"""Signs beside which no space stands."""

Json = dict[str, Any]


def annotations_of(bundle: ExportBundle) -> bytes:
    """The evidence of a comparison as one collection."""
    record = bundle.record
    address = reverse("proposals:export_file", args=[bundle.negotiation.key, "evidence.jsonld"])
    articles = {article["key"]: article for article in record["articles"]}
    language = record["negotiation"]["language"]
    found = [
        annotation(row, articles[row["article"]], bundle.home, language)
        for row in record["evidence"]
    ]
    return _written(f"{bundle.home}{address}?{bundle.query}", bundle.title, found)


def annotations_of_clause(clause: Clause, home: str) -> bytes:
    """The evidence of one published clause as one collection.

    The clause was read with its evidence, and with its document and negotiation.
    """
    language = clause.version.proposal.negotiation.language
    found = [
        annotation(evidence_row(item, clause.uid, None), article_in(item.article), home, language)
        for item in sorted(clause.evidence.all(), key=evidence_place)
    ]
    title = f"{clause.label or clause.key} {clause.heading}"
    return _written(f"{home}{_collection_of(clause.uid)}", title, found)


def annotation(evidence: Mapping[str, Any], article: Json, home: str, language: str) -> Json:
    """One piece of evidence; `language` is that of the notes."""
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
    if evidence["note"]:
        bodies.append(_text(evidence["note"], "commenting", language, "text/markdown"))
    return {
        "id": f"{home}{_collection_of(clause)}#{within}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[evidence["stance"]],
        "body": bodies,
        "target": _target(evidence, article, home),
    }


def _target(evidence: Mapping[str, Any], article: Json, home: str) -> Json:
    """A place in the article, or the whole of it; in its archived copy where there is one."""
    target: Json = {"source": _source(article, home)}
    if evidence["quote"]:
        target["selector"] = _selector(evidence)
    if state := _state(article):
        target["state"] = state
    if len(target) == 1:
        return target["source"]
    return {"type": "SpecificResource", **target}


def _source(article: Json, home: str) -> Json:
    """The article by its address; by its page here where no other is known."""
    page = reverse("sources:article", args=[article["key"]])
    found = article["url"] or article["archived_url"] or f"{home}{page}"
    source = {"id": found, "type": "Text", "format": "text/html"}
    return {**source, "language": article["language"]} if article["language"] else source


def _selector(evidence: Mapping[str, Any]) -> Json:
    """The quote with the words around it, and what parts them in the article."""
    found = {"type": "TextQuoteSelector", "exact": evidence["quote"]}
    before, after = evidence["before"], evidence["after"]
    if before:
        found["prefix"] = before if before.endswith(_OPENING) else f"{before} "
    if after:
        found["suffix"] = after if after.startswith(_CLOSING) else f" {after}"
    return found


def _state(article: Json) -> Json:
    """When the article was read, and where that copy is kept; empty if neither is known."""
    found: Json = {}
    if article["accessed"]:
        found["sourceDateStart"] = f"{article['accessed']}T00:00:00Z"
        found["sourceDateEnd"] = f"{article['accessed']}T23:59:59Z"
    if article["archived_url"]:
        found["cached"] = article["archived_url"]
    return {"type": "TimeState", **found} if found else {}


def _text(value: str, purpose: str, language: str, form: str = "text/plain") -> Json:
    body = {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}
    return {**body, "language": language} if language else body


def _collection_of(clause: str) -> str:
    return reverse("proposals:clause_annotations", args=[clause])


def _written(address: str, label: str, found: Iterable[Json]) -> bytes:
    """A collection with all of its annotations on one page."""
    items = list(found)
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
