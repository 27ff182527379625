"""The pages on languages say what the engine says, of every pattern."""

import re

import pytest

from proposals.language.keys import KEYS
from proposals.language.languages import LANGUAGES, language_of
from proposals.language.patterns import slots_of
from tests.language.pattern_examples import ENOUGH, shown
from tests.language.pattern_pages import DOCS, PAGES, SECTIONS, page, section_of

ENTRY = (DOCS / "languages.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_in_step(code: str) -> None:
    """Written anew by `.venv/bin/python -m tests.language.pattern_pages`."""
    assert PAGES[code].read_text(encoding="utf-8") == page(code)


@pytest.mark.parametrize("code", PAGES)
def test_a_page_has_every_pattern_once(code: str) -> None:
    keys = re.findall(r"^\| `([^`]+)` \|", page(code), re.MULTILINE)
    assert sorted(keys) == sorted(KEYS)


@pytest.mark.parametrize("code", PAGES)
def test_every_pattern_with_slots_has_three_examples_that_differ(code: str) -> None:
    for key, pattern in language_of(code).patterns.items():
        texts = list(shown(code, key).values())
        assert len(texts) >= (ENOUGH if slots_of(pattern) else 1), key
        assert len(set(texts)) == len(texts)


def test_every_key_has_a_section_and_every_section_a_key() -> None:
    assert {section_of(key) for key in KEYS} == set(SECTIONS)


def test_every_language_beside_english_has_a_page_for_its_reviewer() -> None:
    assert set(PAGES) == set(LANGUAGES) - {"en"} != set()
    for path in PAGES.values():
        assert f"({path.relative_to(DOCS)})" in ENTRY
