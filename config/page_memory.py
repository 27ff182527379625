"""A cache of this process alone, bounded by the bytes that it holds."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

MEGABYTE = 1024 * 1024


class PageMemory(BaseCache):
    """Django's interface of a cache over finished pages; what was not asked for longest goes first.

    A value tells its size in bytes as `size`. LOCATION has no meaning here; the option MEGABYTES
    bounds the whole. Nothing runs out by time: a page's key changes when the page may have.
    """

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.most = int(params.get("OPTIONS", {}).get("MEGABYTES", 8) * MEGABYTE)
        self.size = 0
        self._pages: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value of a key."""
        key = self.make_key(key, version)
        with self._lock:
            if key not in self._pages:
                return default
            self._pages.move_to_end(key)
            return self._pages[key]

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value; one that is larger than an eighth of the whole is not kept."""
        key = self.make_key(key, version)
        with self._lock:
            self._drop(key)
            if value.size > self.most // 8:
                return
            self._pages[key] = value
            self.size += value.size
            while self.size > self.most:
                self._drop(next(iter(self._pages)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a key; return whether it was there."""
        with self._lock:
            return self._drop(self.make_key(key, version))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: str) -> bool:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
        return page is not None
