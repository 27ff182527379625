"""The addresses at which the apps are mounted."""

from django.contrib import admin
from django.urls import include, path

from config import sessions

urlpatterns = [
    path("admin/login/", sessions.login),
    path("admin/workbench/", include("proposals.web.workbench.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("proposals.web.api.urls")),
    path("sources/", include("sources.urls")),
    path("", include("proposals.web.urls")),
]
