"""What an operator sees of the queue: who draws, what waits, and whether it stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now

from proposals.exports.pdf_queue.limits import LEFT, SILENT
from proposals.models import PdfDrawer, PdfJob, PdfJobState


@dataclass(frozen=True)
class QueueReport:
    """The queue at one moment, as lines; `stands_still` where files wait and nobody draws."""

    lines: tuple[str, ...]
    stands_still: bool


def queue_report() -> QueueReport:
    """Return what is in the queue now; three queries, and nothing is written."""
    at = now()
    drawers = list(PdfDrawer.objects.filter(seen_at__gte=at - SILENT).order_by("name"))
    waiting = PdfJob.objects.filter(state=PdfJobState.WAITING, waited_at__gte=at - LEFT).count()
    drawn = list(PdfJob.objects.filter(state=PdfJobState.DRAWING).order_by("pk"))
    lines = [
        f"Processes that draw: {len(drawers)}.",
        *(f"  {one.name}, a sign {_since(one.seen_at, at)}" for one in drawers),
        f"Files that wait: {waiting}.",
        f"Files that are drawn: {len(drawn)}.",
        *(
            f"  begun {_since(job.begun_at, at)} for the {job.attempts}. time, "
            f"{job.pages} pages laid out, {job.written} written, by {job.drawer}"
            for job in drawn
        ),
    ]
    return QueueReport(tuple(lines), stands_still=not drawers and waiting + len(drawn) > 0)


def _since(moment: datetime | None, at: datetime) -> str:
    return f"{(at - moment).total_seconds():.0f} s ago" if moment else "at no known time"
