"""The days of articles that published a text: none of them is before the day of the text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from proposals.models.proposals import Version, problem_of_first_print
from sources.models import Article
from sources.signals import article_checked


def connect() -> None:
    """Look at the texts that an article published whenever the article is checked."""
    article_checked.connect(find_problems, dispatch_uid="first_prints")


def find_problems(article: Article, **_more: Any) -> dict[str, str]:
    """Return which text, if any, would be dated after the article that published it."""
    if article.pk is None or article.published is None:
        return {}
    for version in Version.objects.filter(published_by=article).order_by("-date", "pk"):
        if version.date and problem_of_first_print(version.date, article.published):
            message = _("“%(version)s” was published by this article, and is dated %(day)s, later.")
            day = version.date.isoformat()
            return {"published": message % {"version": version.label, "day": day}}
    return {}
