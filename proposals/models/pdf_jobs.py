"""The queue of PDF files: what waits to be drawn, what is drawn, and who draws."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import PdfJobState
from proposals.models.constraints import one_of


class PdfJob(models.Model):
    """One file that somebody asked for, however many wait for it.

    `key` stands for the address and for the data that it was asked of, and `address` is that of the
    selection. `visitor` is a keyed hash of the network address of whoever asked first, until the
    file is made, so that nobody fills the queue alone; nothing else is known of them. `stamp` is
    that of the data; empty where none could be read. The file lies in `PdfContent`, so that telling
    how far a drawing is writes no long row.
    """

    key = models.CharField(
        _("key"), max_length=64, unique=True, help_text=_("A hash of the address and the data.")
    )
    address = models.TextField(_("address"), help_text=_("Where the file was asked for."))
    stamp = models.CharField(
        _("stamp"), max_length=64, blank=True, help_text=_("The stamp of the data that it shows.")
    )
    name = models.CharField(
        _("name"), max_length=255, help_text=_("What browsers save the file as.")
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=PdfJobState,
        default=PdfJobState.WAITING,
        editable=False,
    )
    problem = models.CharField(
        _("problem"), max_length=20, blank=True, help_text=_("Why it could not be drawn.")
    )
    drawer = models.CharField(
        _("drawer"), max_length=120, blank=True, help_text=_("The process that draws it.")
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often its drawing was begun.")
    )
    pages = models.PositiveIntegerField(
        _("pages"), default=0, help_text=_("The pages that are laid out.")
    )
    written = models.PositiveIntegerField(
        _("written"), default=0, help_text=_("The pages that are written.")
    )
    size = models.PositiveIntegerField(_("size"), default=0, help_text=_("The bytes of the file."))
    waited_at = models.DateTimeField(
        _("waited at"), help_text=_("When somebody last asked for it or for its progress.")
    )
    visitor = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Who asked; empty afterwards.")
    )
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("PDF file asked for")
        verbose_name_plural = _("PDF files asked for")
        indexes = (models.Index(fields=("state",), name="pdf_job_by_state"),)
        constraints = (one_of("pdfjob", "state", PdfJobState),)

    def __str__(self) -> str:
        return f"{self.key[:16]}: {self.state}"


class PdfContent(models.Model):
    """The bytes of a file: what it is made of until it is drawn, then the file itself."""

    job = models.OneToOneField(
        PdfJob, models.CASCADE, related_name="content", verbose_name=_("PDF file asked for")
    )
    order = models.BinaryField(_("order"), help_text=_("What it is made of; empty afterwards."))
    file = models.BinaryField(_("file"), default=b"", help_text=_("The file; empty before."))

    class Meta:
        default_permissions = ()
        verbose_name = _("content of a PDF file")
        verbose_name_plural = _("contents of PDF files")

    def __str__(self) -> str:
        return str(self.job)


class PdfDrawer(models.Model):
    """A process that draws PDF files, and when it last gave a sign."""

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("Its machine, its number, and a word.")
    )
    seen_at = models.DateTimeField(_("seen at"), help_text=_("When it last gave a sign."))

    class Meta:
        default_permissions = ()
        verbose_name = _("process that draws PDF files")
        verbose_name_plural = _("processes that draw PDF files")

    def __str__(self) -> str:
        return self.name
