"""Editors who save their own draft over and over, each time with the next number in its fields."""

from __future__ import annotations

import time
from threading import Event, Thread

from benchmarks.campaign.figures import Answers
from benchmarks.campaign.visitor import Visitor, filled

FIELDS = ("heading", "text")
"""The fields that get the number of the save: "Save 7"."""
_PAUSE = 0.05
_LONGEST_WAIT = 60


class Editor:
    """One editor at one clause; a save counts as acknowledged once the site led on from it."""

    def __init__(self, port: int, number: int, clause: int, login: tuple[str, str]) -> None:
        self.answers = Answers()
        self.acknowledged: list[int] = []
        self.sent = 0
        self._reading = Answers()
        self._visitors = [
            Visitor(port, f"198.51.100.{number}", answers)
            for answers in (self._reading, self.answers)
        ]
        # One person: reads and saves differ only in where they are counted.
        self._visitors[1]._cookies = self._visitors[0]._cookies
        self._path, self._login = f"/admin/proposals/clause/{clause}/change/", login
        self._stopped = Event()
        self._thread = Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin to save."""
        self._thread.start()

    def await_save(self) -> None:
        """Wait until a save was acknowledged, for a minute at most."""
        begun = time.monotonic()
        while not self.acknowledged and time.monotonic() - begun < _LONGEST_WAIT:
            time.sleep(_PAUSE)

    def stop(self) -> None:
        """Leave off after the save that is on its way."""
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopped.is_set():
            if not self.save():
                time.sleep(_PAUSE)

    def save(self) -> bool:
        """Open the page, save it with the next number, and return whether that was acknowledged."""
        reader, writer = self._visitors
        status, page = reader.get(self._path)
        if status == 302:
            reader.log_in(*self._login)
            return False
        if status != 200 or "clause_form" not in page:
            return False
        number = self.sent + 1
        given = [(name, f"Save {number}") for name in FIELDS]
        fields = filled(page, "clause_form", [*given, ("_continue", "1")])
        self.sent = number
        status, _page = writer.post(self._path, fields)
        if status == 302:
            self.acknowledged.append(number)
        return status == 302
