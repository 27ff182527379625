"""The memory of one worker of the site, after many requests for pages of all kinds.

It begins with all kept that it may keep, as after days of reading.
"""

from __future__ import annotations

import random
import resource
import secrets
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches

from benchmarks import site, visitor
from config.kept_pages import KeptPage
from proposals.data_stamps.memory import memory

STATUS = Path("/proc/self/status")
WORDS = ("", "", "", "ceasefire", "children", "forces", "guarantees", "language", "sanctions")
MARKS = ("", "", "conflict", "differs", "compatible", "agree")
NEW = 0.03
"""The share of requests for a comparison that hardly anybody asks for."""
PAGE_BYTES = 20_000
ROW_LETTERS = 4_096
ROW_LETTER = "“"
"""With one such letter in it, as most rows have, Python takes two bytes for each of a text."""
ROW_WEIGHT = 2 * ROW_LETTERS // 1024


def megabytes_after(marks: Sequence[int]) -> list[float]:
    """Return the resident megabytes of this process after so many requests, in rising order."""
    fill()
    requests, sizes, done = _addresses(), [], 0
    for mark in marks:
        for address in islice(requests, mark - done):
            visitor.get(address)
        done = mark
        sizes.append(resident_megabytes())
    return sizes


def fill() -> None:
    """Fill up what this process may keep of pages and of their parts, with some of usual size."""
    pages: Any = caches["pages"]
    for number in range(pages.most // PAGE_BYTES):
        body = {"gzip": secrets.token_bytes(PAGE_BYTES)}
        pages.set(f"page {number}", KeptPage(headers=(), packable=True, bodies=body))
    for number in range(memory.most // ROW_WEIGHT):
        memory.put(("row", number), ROW_LETTER * ROW_LETTERS, ROW_WEIGHT)


def resident_megabytes() -> float:
    """Return the memory that this process holds now; where that is not told, its most so far."""
    if STATUS.exists():
        line = next(one for one in STATUS.read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _addresses() -> Iterator[str]:
    """Yield addresses without end: pages, comparisons that many read, and ever new ones."""
    chance = random.Random("readers")  # noqa: S311 - made-up readers, the same each time
    pages = site.every_page()
    documents, themes = site.document_keys(), site.theme_keys()
    usual = [_comparison(chance, documents, themes) for _ in range(60)]
    while True:
        if chance.random() < NEW:
            yield _comparison(chance, documents, themes)
        else:
            yield chance.choice(usual if chance.random() < 0.5 else pages)


def _comparison(chance: random.Random, documents: list[str], themes: list[str]) -> str:
    """Return the address of a comparison of some documents with some filters."""
    columns = chance.sample(documents, chance.choice([2, 2, 2, 3, 4, 5]))
    filters = {
        "theme": chance.choice(["", "", *themes]),
        "verdict": chance.choice(MARKS),
        "q": chance.choice(WORDS),
    }
    chosen = {name: value for name, value in filters.items() if value}
    return f"{site.COMPARE}?{urlencode([*(('d', key) for key in columns), *chosen.items()])}"
