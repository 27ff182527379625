"""Made-up articles: enough words for an extractor, none of them anybody's."""

from sources.models import Article
from sources.texts import keep_text
from tests.factories import ArticleFactory

RUN = (
    "The ceasefire would last thirty days, and both delegations would meet again in Zenda "
    "before it ends, the statement said."
)
OWN = "Nobody expected the harbour bridge to open on the first Monday of the month."


def page(*paragraphs: str, head: str = "", language: str = "en") -> str:
    """A page as a newspaper would serve it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body>'
        f'<nav><a href="/">Front page</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>Talks end in Zenda</h1>{body}</article>"
        f"<footer>All rights reserved</footer></body></html>"
    )


def kept(text: str, **fields: object) -> Article:
    """An article whose text is stored."""
    article = ArticleFactory(**fields)
    keep_text(article, text, "an editor")
    return article
