"""The addresses of the site, and the bare view beside them: for the benchmark only."""

from django.urls import include, path

from benchmarks import bare

urlpatterns = [
    path("bare/<slug:negotiation>/<slug:first>/<slug:second>/", bare.comparison, name="bare"),
    path("", include("config.urls")),
]
