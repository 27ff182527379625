"""A process that draws: it takes what waits, tells how far it is, and stops what nobody wants.

A row that is gone, or no longer this process's, is the sign to stop. Every write names the process,
so that of two that think a file theirs only one is believed. However this process ends, what it was
drawing is taken up again.
"""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db import Error, transaction
from django.db.models import F, QuerySet
from django.utils.timezone import now

from proposals.exports.paper import pdf
from proposals.exports.paper.pdf_process import LOOK, Drawing
from proposals.exports.paper.pdf_slots import NoSlot, slot
from proposals.exports.pdf_queue import composition
from proposals.exports.pdf_queue.limits import LEFT, MOST_ATTEMPTS
from proposals.exports.pdf_queue.requests import (
    FAILED,
    NO_LIBRARIES,
    STALLED,
    TOO_LARGE,
    TOO_LONG,
)
from proposals.exports.pdf_queue.upkeep import LOST, clean, machine, take_back
from proposals.models import PdfContent, PdfDrawer, PdfJob, PdfJobState
from sources.database_state import is_unavailable

logger = logging.getLogger(__name__)

SIGN_EVERY = 5.0
"""Seconds between two signs of life."""
CLEAN_EVERY = 5.0
"""Seconds between two looks for what is to go, and for what others left."""
IDLE = 0.5
"""Seconds between two looks for what waits."""
_MEGABYTE = 1024 * 1024


class DrawingProcess(Protocol):
    """What draws one file: `pdf_process.Drawing`, or what stands for it in tests."""

    pages: int
    written: int

    def has_ended(self, patience: float = 0.0) -> bool: ...
    def result(self) -> bytes: ...
    def stop(self) -> None: ...


@dataclass
class _Begun:
    """A drawing of this process: its row, its slot of the machine, and what was told of it."""

    job: int
    drawing: DrawingProcess
    slot: ExitStack
    told: tuple[int, int] = (0, 0)
    outcome: bytes | pdf.NoPdf | None = None


class Drawer:
    """Draws what waits, as many files at once as the machine has slots."""

    def __init__(
        self,
        draw: Callable[[bytes], DrawingProcess] = Drawing,
        compose: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """Draw sheets by `draw`; `compose` makes them of what lies in the queue."""
        self.name = f"{machine()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._draw = draw
        self._compose = compose or composition.compose
        self._begun: list[_Begun] = []
        self._dropped: list[int] = []
        self._next_sign = self._next_cleaning = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether anything is being drawn."""
        return bool(self._begun)

    def step(self) -> None:
        """Give a sign, look after what is being drawn, and begin what waits."""
        if time.monotonic() >= self._next_sign:
            self.give_sign()
        self._hand_back()
        self._keep_order()
        for begun in tuple(self._begun):
            self._look_after(begun)
        while self._begin():
            pass

    def rest(self) -> None:
        """Wait until there may be something to do."""
        if self._begun:
            self._begun[0].drawing.has_ended(LOOK)
        else:
            time.sleep(IDLE)

    def stop(self) -> None:
        """End every drawing, let their files wait for others, and take leave."""
        for begun in self._begun:
            begun.drawing.stop()
            begun.slot.close()
        self._dropped += [begun.job for begun in self._begun]
        self._begun = []
        self._hand_back()
        PdfDrawer.objects.filter(name=self.name).delete()

    def _hand_back(self) -> None:
        """Let files wait again that were taken and not drawn, as if they had not been taken."""
        while self._dropped:
            self._own(self._dropped[0]).update(
                state=PdfJobState.WAITING, drawer="", attempts=F("attempts") - 1, pages=0, written=0
            )
            del self._dropped[0]

    def _own(self, job: int) -> QuerySet[PdfJob]:
        """Return the row of a file if it is still there, and still this process's."""
        return PdfJob.objects.filter(pk=job, drawer=self.name, state=PdfJobState.DRAWING)

    def give_sign(self) -> None:
        """Write down that this process draws; another thread may, while a sheet is composed."""
        PdfDrawer.objects.update_or_create(name=self.name, defaults={"seen_at": now()})
        self._next_sign = time.monotonic() + SIGN_EVERY

    def _keep_order(self) -> None:
        if time.monotonic() >= self._next_cleaning:
            take_back(self.name, [begun.job for begun in self._begun])
            clean()
            self._next_cleaning = time.monotonic() + CLEAN_EVERY

    def _begin(self) -> bool:
        """Begin to draw what has waited longest; tell whether there was something, and a slot."""
        if not _waiting().exists():
            return False
        with ExitStack() as stack:
            try:
                stack.enter_context(slot(settings.PDF_AT_ONCE, 0.0))
            except NoSlot:
                return False
            job = self._take()
            if job is None:
                return False
            try:
                sheet = self._sheet(job)
            except pdf.NoPdf as error:
                self._put_away(job, error)
            except Error as error:
                # No fault of the file: it is no attempt to draw it. Others are left to `take_back`.
                if is_unavailable(error):
                    self._dropped.append(job)
                    with suppress(Error):
                        self._hand_back()
                raise
            else:
                self._begun.append(_Begun(job, self._draw(sheet), stack.pop_all()))
        return True

    def _sheet(self, job: int) -> bytes:
        """Return the sheet of a file. Raises pdf.NoPdf, also for what nobody foresaw."""
        content = PdfContent.objects.filter(job_id=job).values_list("order", flat=True).first()
        try:
            return self._compose(bytes(content or b""))
        except (pdf.NoPdf, Error):
            raise
        except Exception as error:
            # One file that cannot be composed must not keep all others waiting.
            logger.exception("The sheet of a PDF could not be composed")
            raise pdf.failed() from error

    def _take(self) -> int | None:
        """Make the file that has waited longest this process's, and return its number.

        Of several processes that try, the database lets one succeed.
        """
        while (first := _waiting().values_list("pk", flat=True).first()) is not None:
            taken = (
                _waiting()
                .filter(pk=first)
                .update(
                    state=PdfJobState.DRAWING,
                    drawer=self.name,
                    attempts=F("attempts") + 1,
                    begun_at=now(),
                    pages=0,
                    written=0,
                )
            )
            if taken:
                return first
        return None

    def _look_after(self, begun: _Begun) -> None:
        """Tell how far a drawing is, put its file away, or stop it if nobody waits for it."""
        if begun.outcome is None and begun.drawing.has_ended():
            try:
                begun.outcome = begun.drawing.result()
            except pdf.NoPdf as error:
                begun.outcome = error
        if begun.outcome is None:
            self._tell(begun)
            return
        # What cannot be written now is written the next time: the outcome stays until then.
        self._put_away(begun.job, begun.outcome)
        self._let_go(begun)

    def _tell(self, begun: _Begun) -> None:
        own = self._own(begun.job)
        wanted = own.filter(waited_at__gte=now() - LEFT)
        told = (begun.drawing.pages, begun.drawing.written)
        if told == begun.told:
            is_wanted = wanted.exists()
        else:
            is_wanted = wanted.update(pages=told[0], written=told[1]) > 0
            begun.told = told
        if not is_wanted:
            begun.drawing.stop()
            self._let_go(begun)
            own.filter(waited_at__lt=now() - LEFT).delete()

    def _let_go(self, begun: _Begun) -> None:
        begun.slot.close()
        self._begun.remove(begun)

    def _put_away(self, job: int, outcome: bytes | pdf.NoPdf) -> None:
        """Store a file, or why there is none; nothing if the row is another's by now."""
        if isinstance(outcome, pdf.Killed):
            again = self._own(job).filter(attempts__lt=MOST_ATTEMPTS)
            if again.update(state=PdfJobState.WAITING, drawer="", pages=0, written=0):
                return
        if isinstance(outcome, bytes) and len(outcome) > settings.PDF_KEPT_MEGABYTES * _MEGABYTE:
            outcome = pdf.PdfTooLarge()
        with transaction.atomic():
            if isinstance(outcome, bytes):
                PdfContent.objects.filter(job__in=self._own(job)).update(file=outcome, order=b"")
                self._own(job).update(
                    state=PdfJobState.READY,
                    size=len(outcome),
                    done_at=now(),
                    drawer="",
                    visitor="",
                )
            else:
                PdfContent.objects.filter(job__in=self._own(job)).update(order=b"")
                self._own(job).update(
                    state=PdfJobState.FAILED,
                    problem=_problem(outcome),
                    size=getattr(outcome, "kilobytes", 0),
                    done_at=now(),
                    drawer="",
                    visitor="",
                )


def _waiting() -> QuerySet[PdfJob]:
    """Return what waits to be drawn, and is waited for, the first that was asked for first."""
    wanted = PdfJob.objects.filter(state=PdfJobState.WAITING, waited_at__gte=now() - LEFT)
    return wanted.order_by("pk")


def _problem(error: pdf.NoPdf) -> str:
    """Return the word by which the reason of a failure is stored."""
    if isinstance(error, pdf.Killed):
        return LOST
    if isinstance(error, pdf.Stalled):
        return STALLED
    if isinstance(error, pdf.NoLibraries):
        return NO_LIBRARIES
    if isinstance(error, pdf.SheetTooLong):
        return TOO_LONG
    return TOO_LARGE if isinstance(error, pdf.PdfTooLarge) else FAILED
