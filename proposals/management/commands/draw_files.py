"""`manage.py draw_files`: the process beside the server that draws PDF files."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connections

from proposals.exports.paper.pdf import missing_packages
from proposals.exports.pdf_queue.drawer import SIGN_EVERY, Drawer
from proposals.exports.pdf_queue.report import queue_report

PAUSE = 2.0
"""Seconds after which a database that did not answer is asked again."""


class Command(BaseCommand):
    """The command that draws whatever files readers ask for, until it is stopped."""

    help = (
        "Draw the PDF files that readers ask for, beside the server, until it is stopped. "
        "Several may run; together they draw PDF_AT_ONCE files at once on a machine."
    )
    # The server says what is wrong with the site; this would only repeat it.
    requires_system_checks: list[str] = []
    stopped = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the ways in which it ends by itself."""
        parser.add_argument(
            "--once", action="store_true", help="draw what waits now, and end when it is drawn"
        )
        parser.add_argument(
            "--look",
            action="store_true",
            help="draw nothing: say what waits and who draws; fail if files wait for nobody",
        )
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="end when the process with this number, which started it, has ended",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw until a signal comes; what is half drawn then waits for the next process.

        Raises CommandError if it only looks, and the queue stands still.
        """
        if options["look"]:
            self.look()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.leave)
        if missing := missing_packages():
            self.stderr.write(
                "PDF files cannot be drawn on this machine: libraries of the system are missing. "
                f"On Debian and Ubuntu: apt-get install {' '.join(missing)}"
            )
        drawer = Drawer()
        ended = threading.Event()
        signs = threading.Thread(target=_give_signs, args=[drawer, ended], daemon=True)
        signs.start()
        try:
            while not self.stopped and not _is_alone(options["beside"]):
                self.draw(drawer)
                if options["once"] and not drawer.is_busy:
                    break
                drawer.rest()
        finally:
            ended.set()
            signs.join()
            self.take_leave(drawer)

    def look(self) -> None:
        """Print what is in the queue. Raises CommandError if it stands still."""
        report = queue_report()
        self.stdout.write("\n".join(report.lines))
        if report.stands_still:
            raise CommandError(
                "Files wait, and no process that draws has given a sign for half a minute. "
                "Right would be one: `manage.py draw_files`, or the unit parley-draw."
            )

    def draw(self, drawer: Drawer) -> None:
        """Let the drawer take a step; a database that does not answer is asked again later."""
        try:
            drawer.step()
        except Error as error:
            self.stderr.write(f"The database does not answer, and is asked again: {error}")
            connections.close_all()
            time.sleep(PAUSE)

    def take_leave(self, drawer: Drawer) -> None:
        """Hand back what is half drawn; without the database others find out by themselves."""
        try:
            drawer.stop()
        except Error as error:
            self.stderr.write(f"The database does not answer: {error}")

    def leave(self, number: int, frame: FrameType | None) -> None:
        """Stop after this step."""
        self.stopped = True


def _give_signs(drawer: Drawer, ended: threading.Event) -> None:
    """Give signs while a long sheet is composed, so that nobody takes the process for gone."""
    while not ended.wait(SIGN_EVERY):
        with suppress(Error):  # the next step says that the database does not answer
            drawer.give_sign()
        connections.close_all()


def _is_alone(parent: int | None) -> bool:
    """Tell whether the process that this one was to run beside has ended."""
    return parent is not None and os.getppid() != parent
