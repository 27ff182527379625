"""The editors' pages about outlets and articles: lists, a new article, its text, the import.

`press` registers them with the admin; each other module owns one page with its forms.
"""

from sources.admin.press import ArticleAdmin, OriginAdmin, OutletAdmin

__all__ = ["ArticleAdmin", "OriginAdmin", "OutletAdmin"]
