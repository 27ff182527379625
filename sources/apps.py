"""Registers the sources app: the press that the comparison rests on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Outlets, articles and the material that they share; knows no proposal."""

    name = "sources"
    label = "sources"
    verbose_name = _("Sources")
    default_auto_field = "django.db.models.BigAutoField"
