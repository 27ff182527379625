"""Letting go of what nobody waits for, of old files, and of more than may be kept."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import now

from proposals.data_stamps import read_stamp
from proposals.exports.pdf_queue.limits import (
    FAILURE_KEPT,
    GONE,
    KEPT,
    LEFT,
    MOST_ATTEMPTS,
    SILENT,
)
from proposals.models import PdfDrawer, PdfJob, PdfJobState

LOST = "lost"
"""The problem of a file whose drawing was begun too often."""
_MEGABYTE = 1024 * 1024


def is_attended() -> bool:
    """Tell whether a process that draws has given a sign not long ago; one query."""
    return PdfDrawer.objects.filter(seen_at__gte=now() - SILENT).exists()


def clean() -> None:
    """Let go of requests that nobody waits for, of old files, and of more than may be kept.

    A drawing whose row goes is stopped by whoever draws it.
    """
    at = now()
    left = Q(state__in=[PdfJobState.WAITING, PdfJobState.DRAWING], waited_at__lt=at - LEFT)
    old = Q(state=PdfJobState.READY, done_at__lt=at - KEPT)
    failed = Q(state=PdfJobState.FAILED, done_at__lt=at - FAILURE_KEPT)
    gone = left | old | failed
    stamp = read_stamp()
    if stamp is not None:
        # Of other data than the present ones: only those who waited for it are still given it.
        outdated = ~Q(stamp=str(stamp)) & Q(state=PdfJobState.READY, waited_at__lt=at - LEFT)
        gone |= outdated
    PdfJob.objects.filter(gone).delete()
    PdfJob.objects.filter(pk__in=list(_beyond_bound())).delete()


def _beyond_bound() -> Iterator[int]:
    """Yield the oldest files of those that are together larger than may be kept."""
    room = settings.PDF_KEPT_MEGABYTES * _MEGABYTE
    ready = PdfJob.objects.filter(state=PdfJobState.READY).order_by("-done_at", "-pk")
    for key, size in ready.values_list("pk", "size"):
        room -= size
        if room < 0:
            yield key


def take_back(drawer: str, held: Iterable[int]) -> None:
    """Let what nobody draws any more wait again; what was begun too often has failed.

    That is what processes drew that are gone, and what `drawer` took without beginning it: `held`
    is what it draws.
    """
    drawers = dict(PdfDrawer.objects.values_list("name", "seen_at"))
    at = now()
    alive = [
        name for name, seen in drawers.items() if seen >= at - (GONE if _has_gone(name) else SILENT)
    ]
    dropped = Q(drawer=drawer) & ~Q(pk__in=list(held))
    lost = PdfJob.objects.filter(~Q(drawer__in=alive) | dropped, state=PdfJobState.DRAWING)
    hopeless = lost.filter(attempts__gte=MOST_ATTEMPTS)
    hopeless.update(state=PdfJobState.FAILED, problem=LOST, drawer="", visitor="", done_at=at)
    lost.update(state=PdfJobState.WAITING, drawer="", pages=0, written=0)
    PdfDrawer.objects.filter(seen_at__lt=at - SILENT).delete()


def machine() -> str:
    """Return the name of this machine, without the sign that parts the names of drawers."""
    return socket.gethostname().replace(":", "-")[:64]


def _has_gone(name: str) -> bool:
    """Tell whether a drawer is one of this machine whose process is not there any more."""
    place, _sign, rest = name.partition(":")
    number = rest.partition(":")[0]
    if place != machine() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
