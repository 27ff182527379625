"""Addresses of the proposals pages."""

from django.urls import path

from proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.home, name="home"),
    path("method/", views.method, name="method"),
    path("clauses/<str:uid>/", views.clause, name="clause"),
    path("clauses/<str:uid>/history/", views.clause_history, name="clause_history"),
    path("<slug:negotiation>/", views.negotiation, name="negotiation"),
    path("<slug:negotiation>/compare/", views.compare, name="compare"),
    path("<slug:negotiation>/compare/rows/", views.rows, name="rows"),
    path("<slug:negotiation>/compare/evidence/", views.evidence, name="evidence"),
    path("<slug:negotiation>/corrections/", views.corrections, name="corrections"),
    path("<slug:negotiation>/export/<str:form>", views.export_file, name="export_file"),
    path("<slug:negotiation>/maps/<str:question>/", views.map_of, name="map"),
    path("<slug:negotiation>/topics/<str:topic>/", views.topic, name="topic"),
    path(
        "<slug:negotiation>/documents/<str:proposal>/<str:version>/",
        views.document,
        name="document",
    ),
]
