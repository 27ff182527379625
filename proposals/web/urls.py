"""Addresses of the proposals pages."""

from django.urls import path

from proposals.web import feeds, movement_feed, pages

app_name = "proposals"
urlpatterns = [
    path("", pages.home, name="home"),
    path("method/", pages.method, name="method"),
    path("search/", pages.search, name="search"),
    path("clauses/<str:uid>/", pages.clause, name="clause"),
    path("clauses/<str:uid>/history/", pages.clause_history, name="clause_history"),
    path("clauses/<str:uid>/citation.<str:form>", pages.clause_citation, name="clause_citation"),
    path("clauses/<str:uid>/evidence.jsonld", pages.clause_annotations, name="clause_annotations"),
    path("responses/<str:uid>/history/", pages.response_history, name="response_history"),
    path("oembed/", pages.oembed, name="oembed"),
    path("frozen/<str:hash>/", pages.frozen, name="frozen"),
    path("frozen/<str:hash>/record.json", pages.frozen_record, name="frozen_record"),
    path("frozen/<str:hash>/comparison.json", pages.frozen_comparison, name="frozen_comparison"),
    path("frozen/<str:hash>/sheet.css", pages.frozen_styles, name="frozen_styles"),
    path("card.png", pages.site_picture, name="site_card"),
    path("<slug:negotiation>/card.png", pages.card, name="card"),
    path("<slug:negotiation>/", pages.negotiation, name="negotiation"),
    path("<slug:negotiation>/freeze/", pages.freeze, name="freeze"),
    path("<slug:negotiation>/compare/", pages.compare, name="compare"),
    path("<slug:negotiation>/compare/rows/", pages.rows, name="rows"),
    path("<slug:negotiation>/compare/filters/", pages.filters, name="filters"),
    path("<slug:negotiation>/compare/row/", pages.row, name="row"),
    path("<slug:negotiation>/compare/evidence/", pages.evidence, name="evidence"),
    path("<slug:negotiation>/movement/", pages.movement, name="movement"),
    path("<slug:negotiation>/movement.csv", pages.movement_csv, name="movement_csv"),
    path(
        "<slug:negotiation>/movement.atom",
        movement_feed.movement_feed,
        name="movement_feed",
    ),
    path("<slug:negotiation>/movement.json", pages.movement_json, name="movement_json"),
    path("<slug:negotiation>/corrections/", pages.corrections, name="corrections"),
    path("<slug:negotiation>/changes.atom", feeds.changes, name="changes"),
    path(
        "<slug:negotiation>/topics/<str:topic>/changes.atom",
        feeds.topic_changes,
        name="topic_changes",
    ),
    path(
        "<slug:negotiation>/embed/questions/<str:question>/",
        pages.embed_question,
        name="embed_question",
    ),
    path("<slug:negotiation>/embed/topics/<str:topic>/", pages.embed_topic, name="embed_topic"),
    path("<slug:negotiation>/export/comparison.pdf", pages.pdf_file, name="pdf_file"),
    path("<slug:negotiation>/export/brief.pdf", pages.brief_pdf, name="brief_pdf"),
    path("<slug:negotiation>/export/", pages.export_page, name="export"),
    path("<slug:negotiation>/export/<str:form>", pages.export_file, name="export_file"),
    path("<slug:negotiation>/print/", pages.print_page, name="print"),
    path("<slug:negotiation>/print/sheet.css", pages.sheet_style, name="sheet_style"),
    path("<slug:negotiation>/brief/", pages.brief_page, name="brief"),
    path("<slug:negotiation>/brief/stamp.svg", pages.brief_stamp, name="brief_stamp"),
    path("<slug:negotiation>/brief/brief.css", pages.brief_style, name="brief_style"),
    path("<slug:negotiation>/maps/<str:question>/", pages.map_of, name="map"),
    path("<slug:negotiation>/topics/<str:topic>/", pages.topic, name="topic"),
    path(
        "<slug:negotiation>/documents/<str:proposal>/",
        pages.latest_version,
        name="latest_version",
    ),
    path(
        "<slug:negotiation>/documents/<str:proposal>/<str:version>/",
        pages.document,
        name="document",
    ),
]
