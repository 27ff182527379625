"""Addresses of the proposals pages."""

from django.urls import path

from proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.home, name="home"),
    path("method/", views.method, name="method"),
    path("clauses/<str:uid>/", views.clause, name="clause"),
    path("clauses/<str:uid>/history/", views.clause_history, name="clause_history"),
    path("clauses/<str:uid>/citation.<str:form>", views.clause_citation, name="clause_citation"),
    path("clauses/<str:uid>/evidence.jsonld", views.clause_annotations, name="clause_annotations"),
    path("oembed/", views.oembed, name="oembed"),
    path("frozen/<str:hash>/", views.frozen, name="frozen"),
    path("frozen/<str:hash>/record.json", views.frozen_record, name="frozen_record"),
    path("frozen/<str:hash>/sheet.css", views.frozen_styles, name="frozen_styles"),
    path("<slug:negotiation>/", views.negotiation, name="negotiation"),
    path("<slug:negotiation>/freeze/", views.freeze, name="freeze"),
    path("<slug:negotiation>/compare/", views.compare, name="compare"),
    path("<slug:negotiation>/compare/rows/", views.rows, name="rows"),
    path("<slug:negotiation>/compare/evidence/", views.evidence, name="evidence"),
    path("<slug:negotiation>/corrections/", views.corrections, name="corrections"),
    path("<slug:negotiation>/changes.atom", views.changes, name="changes"),
    path(
        "<slug:negotiation>/topics/<str:topic>/changes.atom",
        views.topic_changes,
        name="topic_changes",
    ),
    path(
        "<slug:negotiation>/embed/questions/<str:question>/",
        views.embed_question,
        name="embed_question",
    ),
    path("<slug:negotiation>/embed/topics/<str:topic>/", views.embed_topic, name="embed_topic"),
    path("<slug:negotiation>/export/comparison.pdf", views.pdf_file, name="pdf_file"),
    path("<slug:negotiation>/export/", views.export_page, name="export"),
    path("<slug:negotiation>/export/<str:form>", views.export_file, name="export_file"),
    path("<slug:negotiation>/print/", views.print_page, name="print"),
    path("<slug:negotiation>/print/sheet.css", views.sheet_style, name="sheet_style"),
    path("<slug:negotiation>/maps/<str:question>/", views.map_of, name="map"),
    path("<slug:negotiation>/topics/<str:topic>/", views.topic, name="topic"),
    path(
        "<slug:negotiation>/documents/<str:proposal>/<str:version>/",
        views.document,
        name="document",
    ),
]
