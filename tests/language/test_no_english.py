"""The site in a made-up language: no English word of ours is left on it.

The data are written in Greek letters, so that every word in Latin ones is the site's own: it must
be a word of the made-up language, of its message catalogue, or a name that no language translates.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest
from django.test import Client
from django.utils.translation import override
from docx.oxml.ns import qn

from proposals.comparisons import Trait
from proposals.comparisons.query_string import PARAMETERS
from proposals.domain.verdicts import Mark
from proposals.language.patterns import literals
from proposals.models import Proposal, Question, Theme, Topic, Version
from sources.models import Outlet
from tests.language.catalogue import SYLLABLES, messages, write_catalogue
from tests.language.foreign_data import turn_greek
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.bundles import bundle
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.languages import site_in

pytestmark = pytest.mark.django_db

HOME = "/lake-2031/"
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-confirm")
WORD = re.compile(r"[^\W\d_]{2,}")
INVENTED = re.compile(rf"(?:{'|'.join(SYLLABLES)}){{3}}", re.IGNORECASE)
NAMES = {"Parley", "SHA", "UTC", "PA", *PARAMETERS, *Mark, *Trait}
"""Words that are the same in every language: names, and what stands in addresses."""

PAGES = {
    "home": "/",
    "overview": HOME,
    "comparison": f"{HOME}compare/",
    "comparison of five": f"{HOME}compare/?all=1&d=limnaia-memorandum.handed-over"
    "&d=wadi-plan.second&d=league-plan.bridging&d=wadi-plan.first&d=agreed",
    "comparison with notices": f"{HOME}compare/?topic=α&d=β&part=γ&δ=1&q=ζ",
    "printed sheet": f"{HOME}print/",
    "printed answers": f"{HOME}print/?clauses=answers&notes=short",
    "brief": f"{HOME}brief/",
    "topic": f"{HOME}topics/water-shares/",
    "document": f"{HOME}documents/limnaia-memorandum/handed-over/",
    "method": "/method/",
    "export": f"{HOME}export/",
    "corrections": f"{HOME}corrections/",
    "sources": "/sources/",
    "missing": "/ρ/",
}

API = "/api/v1/"
ANSWERS = {
    "comparison": f"{API}negotiations/lake-2031/comparison",
    "negotiation": f"{API}negotiations/lake-2031",
    "problem": f"{API}negotiations/lake-2031/comparison?topic=α",
    "missing": f"{API}negotiations/q",
}
"""Answers to programs that hold texts of ours."""

lake = stored_for_a_module(LAKE)


@pytest.fixture(scope="module")
def catalogue(lake, django_db_blocker, tmp_path_factory) -> Path:
    """Turn the stored words Greek, and write the catalogue of the made-up language."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder / "xx" / "LC_MESSAGES")
    with django_db_blocker.unblock():
        turn_greek()
    return folder


class ForeignClient(Client):
    """A client that asks for every page, and for every answer to a program, in one language."""

    def get(self, path: str, *args: Any, **options: Any) -> Any:
        asked = f"{path}{'&' if '?' in path else '?'}lang=xx" if path.startswith(API) else None
        return super().get(asked or f"/xx{path}", *args, **options)


@pytest.fixture
def foreign(catalogue) -> Iterator[Client]:
    """A client that reads the lake's negotiation in the made-up language."""
    with site_in(MADE_UP, catalogues=catalogue), override("xx"):
        yield ForeignClient()


def _visible(html: str) -> Iterator[str]:
    """What people see or hear of a page, without addresses and samples of code."""
    root = lxml.html.fromstring(html.encode())
    # The switch calls each language by its own name, and says which language that is.
    for hidden in root.xpath("//script | //style | //code | //pre | //a[@hreflang='en']"):
        hidden.drop_tree()
    yield from (text for text in root.itertext() if not text.startswith("<iframe"))
    for element in root.iter(lxml.html.etree.Element):
        yield from (element.get(name, "") for name in ATTRIBUTES)
    yield from root.xpath("//meta[@name='description']/@content")


def _foreign_words(texts: Iterable[str]) -> set[str]:
    """The words in Latin letters that are neither made up nor names."""
    own = {word.casefold() for text in _patterns() for word in WORD.findall(text)}
    own |= {month.casefold() for month in MADE_UP.months}
    own |= {word for key in (*_keys(), *NAMES) for word in WORD.findall(key.casefold())}
    text = re.sub(r"https?://\S+|/[\w./?=&;-]+|[0-9a-f]{4,64}", " ", " ".join(texts))
    return {
        word
        for word in WORD.findall(text)
        if word.isascii() and word.casefold() not in own and not INVENTED.fullmatch(word)
    }


def _keys() -> Iterator[str]:
    """The keys of the data: they stand in addresses, whatever the language."""
    for model in (Proposal, Version, Theme, Topic, Question, Outlet):
        yield from model.objects.values_list("key", flat=True)


def _patterns() -> Iterator[str]:
    for pattern in MADE_UP.patterns.values():
        yield from literals([pattern] if isinstance(pattern, str) else pattern.values())
    yield from ("-ak -en -il -oi -os",)


def test_the_catalogue_translates_every_message_of_the_site(foreign):
    found = {message[0] for message in messages()}
    assert len(found) > 1000
    assert {"Method", "In short", "Print"} <= found


@pytest.mark.parametrize("name", PAGES)
def test_no_english_word_of_ours_is_on_a_page(foreign, name):
    answer = foreign.get(PAGES[name])
    assert answer.status_code == (404 if name == "missing" else 200)
    texts = list(_visible(answer.content.decode()))
    assert sum(bool(INVENTED.search(text)) for text in texts) > 5
    assert _foreign_words(texts) == set()


@pytest.mark.parametrize("file", ["comparison.docx", "brief.docx"])
def test_no_english_word_of_ours_is_in_a_word_file(foreign, file):
    answer = foreign.get(f"{HOME}export/{file}")
    document = docx.Document(BytesIO(answer.content))
    # where a picture stands is a name of the format
    parts = (one for one in document.element.body.iter() if one.tag != qn("wp:align"))
    texts = [one.text for one in parts if one.text]
    assert len(texts) > 200
    assert _foreign_words(texts) == set()


@pytest.mark.parametrize("file", ["comparison.md", "citation.txt"])
def test_no_english_word_of_ours_is_in_a_file_for_people(foreign, file):
    answer = foreign.get(f"{HOME}export/{file}")
    assert _foreign_words([answer.content.decode()]) == set()


def _texts(value: Any) -> Iterator[str]:
    """Every text of a JSON value that has a space: codes, keys and days have none."""
    if isinstance(value, str) and " " in value:
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _texts(part)


@pytest.mark.parametrize("name", ANSWERS)
def test_no_english_word_of_ours_is_in_an_answer_to_a_program(foreign, name):
    answer = foreign.get(ANSWERS[name]).json()
    texts = list(_texts(answer))
    assert texts
    assert _foreign_words(texts) == set()


def test_words_are_said_to_be_in_the_language_of_the_reader(foreign):
    answer = foreign.get(ANSWERS["comparison"]).json()
    assert answer["words"] == {"language": "xx"}
    own = {word for text in _patterns() for word in WORD.findall(text)}
    words = [text for row in answer["rows"] for text in _texts(row["words"])]
    assert len(words) > 5
    assert all(own.intersection(WORD.findall(text)) for text in words)


def test_the_hash_of_a_record_is_the_same_in_every_language(foreign):
    foreign_bundle = bundle()
    content, record = foreign_bundle.content, foreign_bundle.record
    with override("en"):
        english = bundle()
        assert english.content == content
        assert english.hash == foreign_bundle.hash
        assert english.record["rows"][0]["words"] != record["rows"][0]["words"]
