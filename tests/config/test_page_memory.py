"""The cache of finished pages in a process: bounded by bytes, shared by threads."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from django.core.cache import caches

from config.page_memory import PageMemory


def page(size):
    return SimpleNamespace(size=size)


def test_the_memory_forgets_what_was_not_asked_for_longest():
    memory = PageMemory("longest", {"OPTIONS": {"MEGABYTES": 1}})
    for name in "abcdefgh":
        memory.set(name, page(120 * 1024))
    assert memory.get("a")
    memory.set("i", page(120 * 1024))
    assert memory.get("a")
    assert not memory.get("b")
    assert memory.size <= memory.most
    memory.set("a", page(1))
    assert memory.delete("i")
    assert not memory.delete("i")
    memory.clear()
    assert memory.size == 0


def test_the_memory_does_not_give_everything_up_for_one_large_page():
    memory = PageMemory("large", {"OPTIONS": {"MEGABYTES": 1}})
    memory.set("small", page(1000))
    memory.set("large", page(900 * 1024))
    assert memory.get("small")
    assert not memory.get("large")


def test_all_threads_of_a_process_share_its_pages():
    caches["pages"].set("shared", page(1000))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: caches["pages"].get("shared")).result()
        pool.submit(caches["pages"].clear).result()
    assert not caches["pages"].get("shared")
