"""A clause as a claim of schema.org: who makes it, in which document, and where it appears."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from proposals.language.languages import DATA_LANGUAGE
from proposals.language.local_text import language_in
from proposals.models import Clause, Evidence, Party
from sources.rendering import plain_text
from sources.schema_org import drop_empty, news_article


def claim(
    clause: Clause, parties: Iterable[Party], evidence: Iterable[Evidence], home: str
) -> dict[str, Any]:
    """Return a published clause with the articles that bear on it; `home` is scheme and host.

    Its identifier is the same in every language.

    What disputes it is about the claim; what supports or qualifies it is where it appears. An
    article that does both stands in both places.
    """
    items = list(evidence)
    negotiation = clause.version.proposal.negotiation
    address = f"{home}{clause.get_absolute_url()}"
    with override(DATA_LANGUAGE):
        lasting = f"{home}{clause.get_absolute_url()}"
    text = clause.text or clause.heading
    members = {
        "@type": "Claim",
        "@id": lasting,
        "url": address,
        "name": f"{clause.label or clause.key} {clause.heading}",
        "text": plain_text(clause.text) or clause.heading,
        "inLanguage": language_in(text, negotiation.language),
        "author": [{"@type": "Organization", "name": party.name} for party in parties],
        "firstAppearance": _document(clause, home),
        "appearance": _articles(item for item in items if item.stance != "disputes"),
        "subjectOf": _articles(item for item in items if item.stance == "disputes"),
    }
    return drop_empty(members)


def _document(clause: Clause, home: str) -> dict[str, Any]:
    version = clause.version
    return drop_empty(
        {
            "@type": "CreativeWork",
            "name": version.proposal.title,
            "version": version.label,
            "datePublished": version.date.isoformat() if version.date else "",
            "inLanguage": version.language,
            "url": f"{home}{version.get_absolute_url()}",
        }
    )


def _articles(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return the articles, each once."""
    by_key = {item.article.key: item.article for item in items}
    return [news_article(by_key[key]) for key in sorted(by_key)]
