"""The addresses of the site, and the bare view beside them: for the benchmark only."""

from django.urls import path

from benchmarks import bare
from config.urls import urlpatterns as own

urlpatterns = [
    path("bare/<slug:negotiation>/<slug:first>/<slug:second>/", bare.comparison, name="bare"),
    *own,
]
