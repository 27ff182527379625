"""Processor time of pages, for every state in which a worker may be asked for them.

Processor time of this process alone, so that a busy machine does not blur it as much.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks import site, visitor


def _nothing() -> None:
    """Change nothing."""


@dataclass(frozen=True)
class Step:
    """A state to measure in: what is done before each request, outside its time."""

    before: Callable[[], None] = _nothing
    with_tag: bool = False


STEPS = {
    "fresh": Step(before=site.drop_kept_pages),
    "after an edit": Step(before=site.edit_clause),
    "cold": Step(before=site.drop_everything),
    "kept": Step(),
    "304": Step(with_tag=True),
}
"""`fresh`: this page is not kept, its parts may be. `cold`: the process keeps nothing yet."""


def seconds(name: str, addresses: Sequence[str], times: int) -> float:
    """Return the mean processor seconds of a request for one of the addresses, in a state.

    Each address is asked for once before, so that nothing is measured that happens once a process.
    """
    spent = sum(_seconds(STEPS[name], address, times) for address in addresses)
    return spent / (times * len(addresses))


def _seconds(step: Step, address: str, times: int) -> float:
    first = visitor.get(address)
    if first.status != 200:
        raise ValueError(f"{address} answers {first.status}")
    tag = first.headers.get("etag", "")
    headers = {"If_None_Match": tag} if step.with_tag and tag else {}
    spent = 0.0
    for _ in range(times):
        request = visitor.environ(address, **headers)
        step.before()
        begun = time.process_time()
        visitor.ask(request)
        spent += time.process_time() - begun
    return spent
