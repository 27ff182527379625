"""Addresses of the press pages."""

import re

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from sources import views
from sources.citations import CITATION_FORMS


class KeyConverter(StringConverter):
    """A key as `sources.validators` allows it; anything else has no page."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"


class CitationConverter(StringConverter):
    """The ending of a citation's address; anything else is no form of one."""

    regex = "|".join(map(re.escape, CITATION_FORMS))


register_converter(KeyConverter, "source_key")
register_converter(CitationConverter, "citation_form")

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("articles/<source_key:key>/", views.article, name="article"),
    path(
        "articles/<source_key:key>/citation.<citation_form:form>",
        views.article_citation,
        name="article_citation",
    ),
    path("outlets/<source_key:key>/", views.outlet, name="outlet"),
]
