"""Registers the proposals app: negotiations, their documents and what they say."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Negotiations and the clauses, terms and evidence that comparisons are made of."""

    name = "proposals"
    label = "proposals"
    verbose_name = _("Proposals")
    default_auto_field = "django.db.models.BigAutoField"
