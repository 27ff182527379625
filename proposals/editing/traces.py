"""Articles by which readers find what is published: the last of them keeps what names it."""

from __future__ import annotations

from typing import Any

from proposals.models import Evidence, ResponseEvidence
from proposals.models.evidence_fields import problem_of_traces
from sources.models import Article
from sources.models.articles import TRACES
from sources.signals import article_checked


def connect() -> None:
    """Look at what is published on an article whenever the article is checked."""
    article_checked.connect(find_problems, dispatch_uid="traces")


def find_problems(article: Article, **_more: Any) -> dict[str, str]:
    """Return which published text, if any, would rest on nothing that a reader can find."""
    if article.pk is None or article.is_traceable:
        return {}
    for model in (Evidence, ResponseEvidence):
        owner = model.owner_name
        published = {f"{owner}__state": "published"}
        rows = model.objects.filter(article=article, **published).order_by(f"{owner}_id", "pk")
        for evidence in rows.select_related(owner):
            text = getattr(evidence, owner)
            others = Article.objects.filter(**_evidence_of(model, text)).exclude(pk=article.pk)
            if problem := problem_of_traces([article, *others]):
                return {TRACES[0]: f"{text}: {problem}"}
    return {}


def _evidence_of(model: type[Evidence] | type[ResponseEvidence], text: Any) -> dict[str, Any]:
    """Return the condition for the articles of a text's evidence."""
    name = model._meta.get_field("article").related_query_name()
    return {f"{name}__{model.owner_name}": text}
