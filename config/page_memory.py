"""A cache of this process alone, bounded by the bytes that it holds."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from proposals.data_stamps.memory import Memory

MEGABYTE = 1024 * 1024
_MEMORIES: dict[tuple[str, int], Memory] = {}


class PageMemory(BaseCache):
    """Django's interface of a cache over finished pages; what was not asked for longest goes first.

    A value tells its size in bytes as `size`; one that is larger than an eighth of the whole is not
    kept. The option MEGABYTES bounds the whole. Django makes a cache for each thread: those of one
    LOCATION share their pages. Nothing runs out by time: a page's key changes when the page may
    have.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.most = int(params.get("OPTIONS", {}).get("MEGABYTES", 8) * MEGABYTE)
        memory = Memory(self.most, largest=self.most // 8)
        self._pages = _MEMORIES.setdefault((location, self.most), memory)

    @property
    def size(self) -> int:
        """The bytes of all pages."""
        return self._pages.weight

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value of a key."""
        page = self._pages.get(self.make_key(key, version))
        return default if page is None else page

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value in the place of the one that its key had."""
        self._pages.put(self.make_key(key, version), value, value.size)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a key; return whether it was there."""
        return self._pages.delete(self.make_key(key, version))

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
