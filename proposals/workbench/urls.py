"""Addresses of the workbench, below the admin's."""

from django.urls import path, register_converter

from proposals.workbench import articles, doubtful
from sources.urls import KeyConverter

register_converter(KeyConverter, "article_key")

app_name = "workbench"
urlpatterns = [
    path("", articles.index, name="index"),
    path("articles/<article_key:key>/", articles.article, name="article"),
    path("doubtful/", doubtful.queue, name="doubtful"),
    path("doubtful/check/", doubtful.check_waiting, name="check"),
    path("doubtful/<int:pk>/", doubtful.settle, name="settle"),
]
