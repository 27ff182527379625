"""What pages do with the queue: ask for a file, tell how far it is, and hand it out.

Nothing here waits or draws. A write that finds the database locked gives up soon: a page that could
not say that somebody waits says so the next time.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, transaction
from django.db.models import Count, Q
from django.utils.timezone import now
from django.utils.translation import gettext

from proposals.data_stamps.lock_timeout import is_written, short_wait
from proposals.exports.paper import pdf
from proposals.exports.pdf_queue.limits import LEFT, TOUCHED
from proposals.exports.pdf_queue.upkeep import LOST, clean, is_attended
from proposals.models import PdfContent, PdfJob, PdfJobState

logger = logging.getLogger(__name__)

FAILED, STALLED, NO_LIBRARIES = "failed", "stalled", "libraries"
TOO_LARGE, TOO_LONG = "large", "long"
"""Why a file could not be drawn, beside LOST."""
__all__ = [
    "ask",
    "check_room",
    "file_of",
    "find",
    "is_attended",
    "key_of",
    "problem_of",
    "progress_of",
    "wait_for",
]

UNFINISHED = (PdfJobState.WAITING, PdfJobState.DRAWING)


@dataclass(frozen=True)
class Progress:
    """How far a file is: `before` are those drawn first, `seconds` those since it was begun.

    `is_attended` tells whether anything draws at all.
    """

    is_begun: bool
    before: int
    seconds: int
    pages: int
    written: int
    is_attended: bool


def key_of(address: str, language: str, *, state: str) -> str:
    """Return the key of a file: of its address, its language, and the state of the data."""
    return hashlib.sha256(repr((address, language, state)).encode()).hexdigest()


def find(key: str, address: str) -> PdfJob | None:
    """Return what was asked for under a key at an address; None if there is none. One query."""
    # PostgreSQL refuses to look for a text with a NUL in it; no key has one.
    return PdfJob.objects.filter(key=key.replace("\0", ""), address=address).first()


def check_room(visitor: str = "") -> None:
    """Raise pdf.Busy if as many files as may be are waited for; one query.

    Raises pdf.BusyForVisitor if a visitor alone asked for as many as one may. `visitor` is as it is
    stored; empty for whom nothing tells apart, and then only the bound for all holds.
    """
    wanted = PdfJob.objects.filter(state__in=UNFINISHED, waited_at__gte=now() - LEFT)
    counts = wanted.aggregate(all=Count("pk"), own=Count("pk", filter=Q(visitor=visitor)))
    waiting, own = counts["all"], counts["own"] if visitor else 0
    if own >= settings.PDF_PER_VISITOR:
        text = gettext(
            "Files asked for from your address are being made or wait, %(count)s of them: "
            "no more can be asked for until one is ready or its page is closed. "
            "Try again in a minute."
        )
        raise pdf.BusyForVisitor(text % {"count": own})
    if waiting >= settings.PDF_QUEUE:
        text = gettext(
            "Other files are being made just now, and %(count)s are waited for: "
            "no more can be asked for. Try again in a minute."
        )
        raise pdf.Busy(text % {"count": waiting})


def ask(job: PdfJob, order: bytes) -> PdfJob:
    """Put a file into the queue, and return it as it stands there.

    Somebody may have asked for the same meanwhile: then it is theirs. Raises pdf.Busy.
    """
    job.waited_at = now()
    try:
        with short_wait(), transaction.atomic():
            clean()
            check_room(job.visitor)
            PdfJob.objects.bulk_create([job], ignore_conflicts=True)
            stored = PdfJob.objects.get(key=job.key)
            content = PdfContent(job=stored, order=order)
            PdfContent.objects.bulk_create([content], ignore_conflicts=True)
    except (Error, PdfJob.DoesNotExist) as error:
        logger.warning("A file could not be put into the queue: %s", error)
        text = gettext("The data are being written to just now. Try again in a minute.")
        raise pdf.Busy(text) from error
    return stored


def wait_for(job: PdfJob) -> None:
    """Write down that somebody waits for a file, not more often than is needed."""
    at = now()
    if job.waited_at > at - TOUCHED:
        return
    row = PdfJob.objects.filter(pk=job.pk)
    is_written(lambda: row.update(waited_at=at), "That somebody waits for a file")


def progress_of(job: PdfJob) -> Progress:
    """Return how far an unfinished file is; two queries, or one once it is being drawn."""
    is_begun = job.state == PdfJobState.DRAWING
    earlier = PdfJob.objects.filter(state__in=UNFINISHED)
    if job.pk:
        earlier = earlier.filter(pk__lt=job.pk)
    return Progress(
        is_begun=is_begun,
        before=0 if is_begun else earlier.count(),
        seconds=round((now() - job.begun_at).total_seconds()) if is_begun and job.begun_at else 0,
        pages=job.pages,
        written=job.written,
        is_attended=is_attended(),
    )


def file_of(job: PdfJob) -> bytes | None:
    """Return the file of a job that is ready; None if it went meanwhile. One query."""
    content = PdfContent.objects.filter(job=job).values_list("file", flat=True).first()
    return bytes(content) if content else None


def problem_of(job: PdfJob) -> pdf.NoPdf:
    """Return why a file could not be drawn, in the language of whoever asks."""
    if job.problem == STALLED:
        return pdf.stalled()
    if job.problem == NO_LIBRARIES:
        return pdf.no_libraries()
    if job.problem == TOO_LARGE:
        text = gettext(
            "The file is larger than %(megabytes)s megabytes, which is all that is kept."
        )
        return pdf.PdfTooLarge(text % {"megabytes": settings.PDF_KEPT_MEGABYTES})
    if job.problem == TOO_LONG:
        return pdf.SheetTooLong(job.size)
    if job.problem == LOST:
        text = gettext("The drawing of the file was begun %(count)s times, and ended each time.")
        return pdf.Failed(text % {"count": job.attempts})
    return pdf.failed()
