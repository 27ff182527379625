"""A QR code of an address: as the path of a drawing, and as a picture for Word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import segno
from django.utils.translation import gettext

LONGEST = 400
"""Bytes of an address whose code can still be read at the size in which it is printed."""

QUIET = 4
"""Modules of white around a code, as the standard asks for."""


@dataclass(frozen=True)
class Code:
    """The QR code of an address with an error correction of 15 % (level M)."""

    address: str

    @cached_property
    def _code(self) -> segno.QRCode:
        return segno.make_qr(self.address, error="m", boost_error=False)

    @cached_property
    def matrix(self) -> tuple[tuple[bool, ...], ...]:
        """The modules line by line, dark ones true, without the white around them."""
        return tuple(tuple(map(bool, line)) for line in self._code.matrix)

    @property
    def side(self) -> int:
        """The length of a side in modules, with the white around."""
        return len(self.matrix) + 2 * QUIET

    @property
    def path(self) -> str:
        """The dark modules as a path in units of modules, with the white around."""
        return "".join(
            f"M{QUIET + start} {QUIET + y}h{length}v1h-{length}z"
            for y, line in enumerate(self.matrix)
            for start, length in _dark(line)
        )

    @property
    def words(self) -> str:
        """What somebody hears who cannot see it."""
        return gettext("QR code of %(address)s") % {"address": self.address}

    @property
    def picture(self) -> bytes:
        """The code as a PNG picture, eight points a module."""
        stream = io.BytesIO()
        self._code.save(stream, kind="png", scale=8, border=QUIET)
        return stream.getvalue()


def code_of(address: str) -> Code | None:
    """Return the code of an address; None if it is too long to be read from paper."""
    return Code(address) if len(address.encode()) <= LONGEST else None


def _dark(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return the start and the length of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    place = 0
    for dark, modules in groupby(line):
        length = len(list(modules))
        if dark:
            runs.append((place, length))
        place += length
    return runs
