"""PDF files in tests: drawn in this process, by the site's own drawer or by what stands for it."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from proposals.exports.paper import pdf
from proposals.exports.pdf_queue.drawer import Drawer, DrawingProcess

FILE = b"%PDF-"


class Drawn:
    """A drawing that has ended at once, with a file, or with why there is none."""

    pages = 3
    written = 3

    def __init__(self, outcome: bytes | pdf.NoPdf = FILE) -> None:
        self.outcome = outcome

    def has_ended(self, patience: float = 0.0) -> bool:
        return True

    def result(self) -> bytes:
        if isinstance(self.outcome, bytes):
            return self.outcome
        raise self.outcome

    def stop(self) -> None:
        """It has ended."""


class Unfinished(Drawn):
    """A drawing that goes on until it is let end, or is stopped."""

    def __init__(self, outcome: bytes | pdf.NoPdf = FILE) -> None:
        super().__init__(outcome)
        self.pages = self.written = 0
        self.ended = self.stopped = False

    def has_ended(self, patience: float = 0.0) -> bool:
        return self.ended

    def stop(self) -> None:
        self.stopped = True


def draw_all(
    draw: Callable[[bytes], DrawingProcess] = lambda _sheet: Drawn(),
    compose: Callable[[bytes], bytes] | None = None,
) -> None:
    """Draw all that waits in the queue, as `manage.py draw_files --once` does."""
    drawer = Drawer(draw, compose)
    drawer.step()
    while drawer.is_busy:
        drawer.step()
    drawer.stop()


def fetched(client: Client, address: str, draw: Any = None) -> Any:
    """Return what an address gives once its file is drawn, or at once if it asks for none."""
    answer = client.get(address)
    if answer.status_code not in (202, 503) or "Location" not in answer:
        return answer
    draw_all(draw or (lambda _sheet: Drawn()))
    return client.get(answer["Location"])
