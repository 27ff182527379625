"""Parts of one piece of work, each of which may be put off by itself; another app says how."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

PartMaker = Callable[[], AbstractContextManager[Any]]

_makers: list[PartMaker] = [nullcontext]


def connect(maker: PartMaker) -> None:
    """Let `maker` make the blocks of parts from now on."""
    _makers[0] = maker


def part() -> AbstractContextManager[Any]:
    """Return the block of one part: what it writes may be taken back; what is beside it stays."""
    return _makers[0]()
