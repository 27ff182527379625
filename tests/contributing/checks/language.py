"""Checks of a copy with an added language: the site speaks it below its code."""

import re
from pathlib import Path

import pytest

from proposals.language.languages import LANGUAGES
from proposals.seeding import load
from tests.language.catalogue import compile_catalogue
from tests.support.folders import LAKE
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db

ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)


def _text(written: str) -> str:
    """Return what stands between the quotation marks of an entry."""
    return "".join(re.findall(r'"(.*)"', written)).replace(r"\n", "\n")


@pytest.fixture(scope="module", autouse=True)
def _compiled(root: Path) -> None:
    """Compile the messages as `manage.py compilemessages` does where gettext is installed."""
    file = root / "locale" / "eo" / "LC_MESSAGES" / "django.po"
    entries = ENTRY.findall(file.read_text(encoding="utf-8"))
    table = {_text(message): _text(translation) for message, translation in entries}
    file.with_suffix(".mo").write_bytes(compile_catalogue(table))


@pytest.fixture(autouse=True)
def _lake(db: None) -> None:
    load([LAKE])


def test_a_page_is_in_the_language_of_its_address(client):
    answer = client.get("/eo/lake-2031/compare/")
    page = parsed(answer.content.decode())
    assert page.get("lang") == answer["Content-Language"] == "eo"
    switch = page.xpath("//nav[@class='languages']//a/@href")
    assert {one.partition("?")[0] for one in switch} >= {
        "/lake-2031/compare/",
        "/eo/lake-2031/compare/",
    }
    assert len(switch) == len(LANGUAGES)
    assert "distos gamas" in text_of(page)
    assert "Gardi au citi" in text_of(page)


def test_other_readers_still_read_english(client):
    asked = client.get("/lake-2031/compare/", headers={"Accept-Language": "eo"})
    page = parsed(asked.content.decode())
    assert page.get("lang") == "en"
    assert "The ranges do not meet" in text_of(page)
    assert "Save or cite" in text_of(page)


def test_the_record_has_its_words_in_the_language(client):
    for prefix, code in (("/eo", "eo"), ("", "en")):
        record = client.get(f"{prefix}/lake-2031/export/comparison.json").json()
        assert record["words"]["language"] == code
