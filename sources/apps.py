"""The sources app: the press that comparisons rest on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """The app of outlets, articles and the material that they share; it knows no proposal."""

    name = "sources"
    label = "sources"
    verbose_name = _("Sources")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let no number, however long, that an address or a form brings fail in the database."""
        from sources.number_lookups import register

        register()
