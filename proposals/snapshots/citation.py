"""Citations of frozen comparisons: by the lasting address, as published when frozen."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from proposals.exports.citations.references import SITE
from proposals.language.active import joined
from proposals.models import Snapshot
from sources.capitals import capfirst
from sources.citations import CITATION_FORMS, Reference, ReferenceKind


def reference(snapshot: Snapshot, content: dict[str, Any], home: str) -> Reference:
    """Return the reference; `content` is its record, `home` scheme and host of the site."""
    negotiation = content["negotiation"]
    return Reference(
        ReferenceKind.DATA,
        key=f"{negotiation['key']}-{snapshot.hash[:16]}",
        title=joined((capfirst(document["name"]) for document in content["documents"]), " / "),
        authors=(SITE,),
        container=negotiation["name"],
        publisher=SITE,
        published=localtime(snapshot.frozen_at).date(),
        url=f"{home}{snapshot.get_absolute_url()}",
        language=negotiation["language"],
        version=f"SHA-256 {snapshot.hash}",
        note=snapshot.selection,
    )


def citation(snapshot: Snapshot, content: dict[str, Any], home: str) -> str:
    """Return the citation of a frozen comparison as one line of text."""
    return CITATION_FORMS["txt"].write(reference(snapshot, content, home))
