"""The tables of the press: what readers see (`press`) and what only editors do (`texts`)."""

from sources.models.press import Article, Extent, Origin, Outlet, independence_key
from sources.models.texts import ArticleText, Fingerprint

__all__ = [
    "Article",
    "ArticleText",
    "Extent",
    "Fingerprint",
    "Origin",
    "Outlet",
    "independence_key",
]
