"""Private working copies of articles, and the marks by which shared words are found in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.articles import Article


class ArticleText(models.Model):
    """An editor's working copy of an article, to check quotes against.

    Articles belong to their publishers: the text is never on a page for readers, in an export
    or in a data file, and the name of a row never shows it. Rows are written by
    `sources.texts.keep_text` only, which keeps the fingerprints and the quotes in step.
    """

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        related_name="stored_text",
        verbose_name=_("article"),
        help_text=_("The article whose words these are."),
    )
    text = models.TextField(
        _("text"), help_text=_("The words of the article, for editors only; never published.")
    )
    digest = models.CharField(
        _("digest"),
        max_length=64,
        editable=False,
        help_text=_("SHA-256 of the text in UTF-8, as 64 hexadecimal digits."),
    )
    kept_at = models.DateTimeField(_("kept at"), help_text=_("When this text was stored."))
    kept_by_name = models.CharField(
        _("kept by"), max_length=200, blank=True, help_text=_("Name of who stored this text.")
    )

    # What the listeners of `text_kept` returned: sentences for the editor, not stored.
    messages: tuple[str, ...] = ()

    class Meta:
        verbose_name = _("stored text")
        verbose_name_plural = _("stored texts")
        ordering = ["article_id"]

    def __str__(self) -> str:
        return f"text of article {self.article_id}"


class Fingerprint(models.Model):
    """One of the word sequences that stand for a stored text; see `sources.overlap`."""

    stored_text = models.ForeignKey(
        ArticleText,
        on_delete=models.CASCADE,
        related_name="fingerprints",
        verbose_name=_("stored text"),
    )
    value = models.BigIntegerField(
        _("value"), db_index=True, help_text=_("A number computed from the words; not reversible.")
    )
    place = models.PositiveIntegerField(
        _("place"), help_text=_("How many words of the text stand before the sequence.")
    )

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        ordering = ["stored_text_id", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["stored_text", "place"], name="fingerprint_one_at_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"fingerprint {self.place} of text {self.stored_text_id}"
