"""Addresses of the press pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from sources import views


class KeyConverter(StringConverter):
    """A key as `sources.validators` allows it; anything else has no page."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"


register_converter(KeyConverter, "source_key")

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("articles/<source_key:key>/", views.article, name="article"),
    path("outlets/<source_key:key>/", views.outlet, name="outlet"),
]
