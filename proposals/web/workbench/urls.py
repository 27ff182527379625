"""Addresses of the workbench, below the admin's."""

from django.urls import path, register_converter

from proposals.web.workbench import articles, doubtful_quotes, translations
from sources.urls import KeyConverter

register_converter(KeyConverter, "article_key")

app_name = "workbench"
urlpatterns = [
    path("", articles.index, name="index"),
    path("articles/<article_key:key>/", articles.article, name="article"),
    path("doubtful/", doubtful_quotes.queue, name="doubtful"),
    path("doubtful/check/", doubtful_quotes.check_waiting, name="check"),
    path("texts/", translations.overview, name="text_overview"),
    path("texts/<slug:owner>/<str:language>/", translations.texts, name="texts"),
    path("doubtful/<int:pk>/", doubtful_quotes.settle, name="settle"),
]
