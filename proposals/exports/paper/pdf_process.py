"""Drawing one PDF file in a process that is bounded and says how far it is.

Only what draws imports this module: a command, or the process beside the server. What answers
readers never does; an import contract and a test hold it.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext

from proposals.exports.paper import pdf, pdf_worker
from proposals.exports.paper.pdf_slots import NoSlot, slot

logger = logging.getLogger(__name__)

KEPT_VARIABLES = (
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH",
    "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME",
)  # fmt: skip
"""All that the drawing may know of the environment: no secret, no database."""

LOOK = 0.2
"""Seconds between two looks at a drawing that says nothing."""

STILL = 10
"""So many times PDF_SECONDS pass by the clock without a step until a drawing stands still.

The process bounds its own computing without a step by PDF_SECONDS; on a busy machine these take
longer, and only what does not even compute is found here."""

_WORKER = Path(pdf_worker.__file__)
_LOGGED = 2000
_PIPE = 65_536


class Drawing:
    """A file that is being drawn. `pages` are laid out so far, `written` of them are written."""

    def __init__(self, job: bytes) -> None:
        """Start the process that draws a job, as `pdf.sheet` gives it."""
        self.pages = 0
        self.written = 0
        self._moved = time.monotonic()
        self._stalled = False
        self._rest = b""
        # Open as long as the drawing: `_close` closes them.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._progress, other = os.pipe()
        os.set_blocking(self._progress, False)
        os.set_blocking(other, False)
        try:
            with tempfile.TemporaryFile() as source:
                source.write(job)
                source.seek(0)
                self._process = self._started(source, other)
        finally:
            os.close(other)

    def _started(self, source: IO[bytes], progress: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own file, no shell, no words of a visitor
            [sys.executable, "-P", str(_WORKER), str(progress)],
            stdin=source,
            stdout=self._file,
            stderr=self._errors,
            pass_fds=[progress],
            # What stops the site in a terminal lets whoever draws stop this in order.
            start_new_session=True,
            env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        )

    def has_ended(self, patience: float = 0.0) -> bool:
        """Tell whether it has ended; wait for its next step for so many seconds at most.

        One that stands still is ended.
        """
        if self._process.returncode is not None:
            return True
        select.select([self._progress], [], [], patience)
        is_open = self._read_progress()
        if self._process.poll() is not None:
            return True
        if not is_open:
            # It closes the pipe by ending; should it do so by itself, the bound still holds.
            time.sleep(patience)
        if time.monotonic() - self._moved > STILL * settings.PDF_SECONDS:
            self._stalled = True
            self._process.kill()
            self._process.wait()
        return self._process.returncode is not None

    def _read_progress(self) -> bool:
        """Take in what the process says; tell whether it may say more."""
        try:
            said = os.read(self._progress, _PIPE)
        except BlockingIOError:
            return True
        if not said:
            return False
        self._moved = time.monotonic()
        *lines, self._rest = (self._rest + said).split(b"\n")
        for line in lines:
            kind, _space, number = line.decode(errors="replace").partition(" ")
            if kind == "laid" and number.isdecimal():
                self.pages = int(number)
            elif kind == "written" and number.isdecimal():
                self.written = int(number)
        return True

    def result(self) -> bytes:
        """Return the file of a drawing that has ended, and let go of everything. Raises NoPdf."""
        code = self._process.wait()
        content = _read(self._file)
        errors = _read(self._errors)[-_LOGGED:].decode(errors="replace")
        self._close()
        if code == 0 and content.startswith(b"%PDF-"):
            return content
        logger.warning("A PDF could not be drawn (exit %s): %s", code, errors)
        if self._stalled or code == -signal.SIGXCPU:
            raise pdf.stalled()
        if code == pdf_worker.NO_LIBRARIES:
            raise pdf.no_libraries()
        if code in (-signal.SIGKILL, -signal.SIGTERM):
            raise pdf.killed()
        raise pdf.failed()

    def stop(self) -> None:
        """End the process, whatever it is doing, and let go of everything."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._progress >= 0:
            os.close(self._progress)
            self._progress = -1
        self._file.close()
        self._errors.close()


def draw(job: bytes) -> bytes:
    """Return the file of a job in a slot of the machine, however long it gets on. Raises NoPdf."""
    try:
        with slot(settings.PDF_AT_ONCE):
            return _drawn(Drawing(job))
    except NoSlot:
        raise pdf.Busy(
            gettext("Other files are being made just now. Try again in a minute.")
        ) from None


def _drawn(drawing: Drawing) -> bytes:
    try:
        while not drawing.has_ended(LOOK):
            pass
    except BaseException:
        drawing.stop()
        raise
    return drawing.result()


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
