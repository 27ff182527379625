"""The tables of the press: what readers see, and the texts that only editors do."""

from sources.models.articles import Article, Extent
from sources.models.origins import Origin
from sources.models.outlets import Outlet
from sources.models.texts import ArticleText, Fingerprint

__all__ = ["Article", "ArticleText", "Extent", "Fingerprint", "Origin", "Outlet"]
