"""Addresses of files about the site as a whole: each stands at one place, and has no language."""

from django.urls import path

from proposals.web import pages, sitemaps

app_name = "site"
urlpatterns = [
    path("robots.txt", pages.robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("apple-touch-icon.png", pages.touch_icon, name="touch_icon"),
]
