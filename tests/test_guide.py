"""The analysts' guide says what the pages say, and its pictures are there and small."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "editing.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PICTURES = re.findall(r"\]\((editing/[^)]+)\)", TEXT)
# What stands in italics are words of a page: a button, a link, a heading, a choice.
NAMED = sorted({" ".join(words.split()) for words in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", TEXT)})
MOST_BYTES, MOST_BYTES_OF_ALL = 150_000, 900_000


def pages() -> str:
    """Everything that the site's pages may say."""
    folders = ("templates", "proposals", "sources", "config")
    files = (file for folder in folders for file in (ROOT / folder).rglob("*"))
    return "\n".join(
        file.read_text(encoding="utf-8") for file in files if file.suffix in (".html", ".py")
    )


@pytest.fixture(scope="module")
def said() -> str:
    """The words of all pages, without regard to capitals; “Save and …” is put together there."""
    return pages().replace("Save and {{ step }}", "Save and submit for review").casefold()


@pytest.mark.parametrize("words", NAMED)
def test_what_the_guide_names_stands_on_a_page(words: str, said: str):
    assert words.casefold() in said


def test_every_picture_of_the_guide_is_there_and_used():
    folder = GUIDE.parent / "editing"
    assert sorted(f"editing/{file.name}" for file in folder.iterdir()) == sorted(PICTURES)


def test_the_pictures_of_the_guide_are_small():
    sizes = [Path(GUIDE.parent, name).stat().st_size for name in PICTURES]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= MOST_BYTES_OF_ALL
