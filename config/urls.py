"""The addresses at which the apps are mounted: each page in every language, files and API once.

The language stands first in an address; that in which data are written has no part of its own.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config import sessions

handler400 = "config.refusals.bad_request"
handler500 = "config.failures.answer_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("proposals.web.api.urls")),
    path("", include("proposals.web.site_urls")),
]
urlpatterns += i18n_patterns(
    path("admin/login/", sessions.login),
    path("admin/workbench/", include("proposals.web.workbench.urls")),
    path("admin/", admin.site.urls),
    path("sources/", include("sources.urls")),
    path("", include("proposals.web.urls")),
    prefix_default_language=False,
)
