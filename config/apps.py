"""Registers what belongs to the site as a whole."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate

from config import checks  # noqa: F401 - registers what `check --deploy` asks
from config.languages import add_to_known
from proposals.language.languages import LANGUAGES


class SiteConfig(AppConfig):
    """The settings of the site, its headers and logins, and the pages that it keeps."""

    name = "config"

    def ready(self) -> None:
        """Tell Django of our languages, and let `migrate` make the table of kept pages.

        The table is made where pages are kept in the database.
        """
        add_to_known(LANGUAGES.values())
        # Once, and not for this app: it has no tables, so that Django says nothing of it.
        sender = apps.get_app_config("proposals")
        post_migrate.connect(make_page_table, sender=sender, dispatch_uid="kept_pages")


def make_page_table(using: str, **_: Any) -> None:
    """Create the tables that the caches of the settings need; nothing for any other cache."""
    call_command("createcachetable", database=using, verbosity=0)
