"""Registers the proposals app: negotiations, their documents and what they say."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_delete, post_migrate, pre_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Negotiations and the clauses, terms and evidence that comparisons are made of."""

    name = "proposals"
    label = "proposals"
    verbose_name = _("Proposals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Set the guard over published clauses, the history, the data stamp, and quotes.

        The sources, which know no language and no clause, are told where to ask for that of the
        reader, and for what readers may see of them.
        """
        from proposals.comparisons.local_texts import put_texts_into_ledger
        from proposals.comparisons.public_sources import public_articles
        from proposals.data_stamps import installation
        from proposals.editing import (
            anchors,
            deletion_guards,
            first_prints,
            held_parts,
            publication_guard,
            row_notes,
            traces,
        )
        from proposals.exports.paper.pdf_check import check_libraries
        from proposals.history import recorder
        from proposals.language.active import active_language
        from sources import public, reader_language
        from sources.models import ArticleText
        from sources.signals import text_kept

        reader_language.use(active_language, put_texts_into_ledger)
        public.use(public_articles)
        register(check_libraries)
        register(installation.check_triggers, Tags.database)
        pre_migrate.connect(installation.before_migrating, dispatch_uid="data_stamps")
        post_migrate.connect(installation.after_migrating, sender=self, dispatch_uid="data_stamps")
        publication_guard.connect()
        row_notes.connect()
        held_parts.connect()
        recorder.register()
        deletion_guards.connect()
        first_prints.connect()
        traces.connect()
        for model in anchors.MODELS:
            name = f"anchors.{model.__name__}"
            pre_save.connect(anchors.check_before_saving, model, dispatch_uid=name)
        text_kept.connect(anchors.check_after_storing, dispatch_uid="anchors")
        post_delete.connect(anchors.mark_after_deleting, ArticleText, dispatch_uid="anchors")
