"""Values that do not depend on the request, kept in this process while their stamp holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.utils.translation import get_language

from proposals.data_stamps.stamp import current_stamp

Value = TypeVar("Value")

MOST_WEIGHT = 10_000
"""The weight of everything that is kept at once, in kilobytes of memory as far as that is known."""

# A key is a tree of small objects, each of which takes several times the letters that show it.
_LETTERS_OF_WEIGHT = 256


class Memory:
    """Values by key, each with a weight; what was not asked for longest goes first.

    A value that weighs more than `largest` is not kept at all. Threads share it.
    """

    def __init__(self, most: int, largest: int | None = None) -> None:
        self.most, self.largest = most, most if largest is None else largest
        self.weight = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        """Return the value of a key; None without one."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Hashable, value: Any, weight: int) -> None:
        """Keep a value in the place of the one that its key had."""
        with self._lock:
            self._drop(key)
            if weight > self.largest:
                return
            self._values[key] = (value, weight)
            self.weight += weight
            while self.weight > self.most:
                self._drop(next(iter(self._values)))

    def delete(self, key: Hashable) -> bool:
        """Forget a key; return whether it was there."""
        with self._lock:
            return self._drop(key)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self.weight = 0

    def _drop(self, key: Hashable) -> bool:
        was_there = key in self._values
        _value, weight = self._values.pop(key, (None, 0))
        self.weight -= weight
        return was_there


memory = Memory(MOST_WEIGHT)


def prepared(
    kind: str,
    key: Hashable,
    make: Callable[[], Value],
    *,
    weigh: Callable[[Value], int] = lambda _value: 1,
    stamp: str = "",
) -> Value:
    """Return a value that was made before under the same stamp and language, or make it now.

    `stamp` is that of what the value was made from, as `Stamp.of_row` gives it; without it the
    value holds until the next write of any kind. Outside a page that is read under a stamp the
    value is made each time. A value is shared by requests and threads: nobody may change what it
    says. A value that is None is made each time. `weigh` returns the weight of a value, to which
    that of its key is added.
    """
    current = current_stamp()
    if current is None:
        return make()
    place = (kind, stamp or str(current), get_language(), key)
    value = memory.get(place)
    if value is None:
        value = make()
        memory.put(place, value, weigh(value) + len(repr(key)) // _LETTERS_OF_WEIGHT)
    return value
