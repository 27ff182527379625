"""References are read back by the libraries that other programs read them with."""

import datetime
import json
import re

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st

from sources.citations import (
    CITATION_FORMS,
    Reference,
    ReferenceKind,
    article_reference,
    as_bibtex,
    as_ris,
    as_text,
    csl_item,
)
from tests.factories import ArticleFactory, OutletFactory

DAY = datetime.date(2031, 6, 2)
HOSTILE = r'100% of A&B_C #1 $5 ~x^2 {open \cmd "quoted" @article{x, y = 1}} <b> | end'
HEADLINES = [
    "Talks end after an hour",
    "Меморандум: прекращение огня “на 30 дней”",
    "مذكرة وقف إطلاق النار",
    "停戦に関する覚書",
    HOSTILE,
    "One line\r\nER  - \r\nTY  - BOOK\u2028TI  - another\x0b\x85end",
    "word " * 100 + "end",
    "}",
    "{",
    "\\",
    "Prices, tags, and commas",
]
NAMES_OF_CSL = {
    "id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL",
    "archive_location", "language", "version", "note",
}  # fmt: skip
"""Those that this site uses, all of them of the public scheme of CSL data."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def reference(title: str, **values) -> Reference:
    whole = {
        "authors": ("The Lake Desk",),
        "container": "The Lake Times",
        "published": DAY,
        "url": "https://lake.example/талки?a={b}&c=1%20_2#x~y",
        "archived_url": "https://archive.example/web/2031/https://lake.example/1",
        "accessed": datetime.date(2031, 6, 3),
        "language": "en",
        "version": "SHA-256 ab12",
        "note": "A copy of the agency's text.",
    }
    return Reference(ReferenceKind.NEWS, "lake-times-A1", title, **{**whole, **values})


def line(text: str) -> str:
    """The words of a text, without what no line can hold."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def read_bibtex(text: str) -> dict[str, str]:
    decoding = [middlewares.LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(text, append_middleware=decoding)
    assert library.failed_blocks == []
    assert len(library.entries) == 1
    return {field.key: field.value for field in library.entries[0].fields}


def folded(text: str) -> str:
    """A text without what the decoder of the library cannot tell: braces, two kinds of hat."""
    return re.sub(r"[{}]", "", text).replace("\u02c6", "^").strip()


def read_ris(text: str) -> dict:
    found = rispy.loads(text)
    assert len(found) == 1
    return found[0]


def read_csl(text: str) -> dict:
    (item,) = json.loads(text)
    assert set(item) <= NAMES_OF_CSL
    assert item["type"] in {"article-newspaper", "webpage", "dataset", "report"}
    for name in ("issued", "accessed"):
        (parts,) = item.get(name, {"date-parts": [[1]]})["date-parts"]
        assert all(isinstance(part, int) for part in parts)
    assert all(set(author) == {"literal"} for author in item.get("author", []))
    texts = set(item) - {"author", "issued", "accessed"}
    assert all(isinstance(item[name], str) for name in texts)
    return item


def written(cited: Reference, ending: str) -> str:
    return CITATION_FORMS[ending].write(cited)


@pytest.mark.parametrize("headline", HEADLINES)
def test_every_format_gives_a_headline_back_as_it_was(headline):
    cited = reference(headline)
    whole = line(headline)
    assert read_csl(written(cited, "csl.json"))["title"] == whole
    assert read_ris(written(cited, "ris"))["title"] == whole
    assert folded(read_bibtex(written(cited, "bib"))["title"]) == folded(whole)
    assert whole in written(cited, "txt")


@given(TEXTS)
def test_any_text_leaves_one_whole_record(text):
    cited = reference(text, note=text, container=text)
    assert read_ris(written(cited, "ris"))["type_of_reference"] == "NEWS"
    assert {"author", "year", "url", "month"} <= set(read_bibtex(written(cited, "bib")))
    assert read_csl(written(cited, "csl.json"))["id"] == "lake-times-A1"
    assert len(written(cited, "txt").splitlines()) == 1


def test_bibtex_counts_as_many_braces_opened_as_closed():
    depth, lowest = 0, 0
    for sign in written(reference(HOSTILE, note=HOSTILE, container=HOSTILE), "bib"):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        lowest = min(lowest, depth)
    assert (depth, lowest) == (0, 0)


def test_bibtex_names_the_newspaper_the_day_and_both_addresses():
    found = read_bibtex(written(reference("Talks"), "bib"))
    assert found["journal"].strip("{}") == "The Lake Times"
    assert (found["year"], found["date"], found["urldate"]) == ("2031", "2031-06-02", "2031-06-03")
    assert "https://archive.example/web/2031/" in written(reference("Talks"), "bib")
    assert "{b}" not in found["url"]


def test_ris_has_dates_as_the_format_writes_them_and_a_body_for_an_author():
    text = written(reference("Talks", authors=("Lake, Desk of the",)), "ris")
    found = read_ris(text)
    assert found["date"] == "2031/06/02/"
    assert found["access_date"] == "2031/06/03/"
    assert found["authors"] == ["Lake Desk of the"]
    assert text.startswith("TY  - NEWS\r\n")
    assert text.endswith("ER  - \r\n")


def test_csl_has_days_as_numbers_and_addresses_in_plain_signs():
    found = read_csl(written(reference("Talks"), "csl.json"))
    assert found["issued"] == {"date-parts": [[2031, 6, 2]]}
    assert found["URL"].isascii()
    assert found["archive_location"].startswith("https://archive.example/")


def test_the_line_of_text_says_what_where_when_and_in_which_version():
    assert written(reference("Talks", url="https://lake.example/1"), "txt") == (
        "The Lake Desk, “Talks”, The Lake Times, 2 June 2031. https://lake.example/1 "
        "(archived at https://archive.example/web/2031/https://lake.example/1; "
        "read on 3 June 2031; version SHA-256 ab12; A copy of the agency's text)"
    )


def test_what_is_not_known_is_left_out_and_a_missing_day_is_said():
    bare = Reference(ReferenceKind.PAGE, "§", "Talks")
    assert written(bare, "txt") == "“Talks”, day not known."
    assert set(read_bibtex(written(bare, "bib"))) == {"title"}
    assert set(read_ris(written(bare, "ris"))) == {"type_of_reference", "id", "title"}
    assert set(read_csl(written(bare, "csl.json"))) == {"id", "type", "title"}
    assert read_csl(written(bare, "csl.json"))["id"] == "parley"


@pytest.mark.django_db
def test_an_article_is_cited_with_the_outlet_whose_text_it_copies():
    agency = ArticleFactory(outlet=OutletFactory(name="Agency"))
    copied = ArticleFactory(key="A9", outlet__key="times", syndicated_from=agency, published=None)
    found = article_reference(copied)
    assert (found.kind, found.key, found.published) == (ReferenceKind.NEWS, "times-A9", None)
    assert found.note == "A copy of Agency's text."


@pytest.mark.django_db
def test_an_article_whose_headline_was_not_seen_says_so_in_brackets():
    assert article_reference(ArticleFactory(headline="")).title == "[headline not seen]"


def test_every_field_of_every_format_is_explained(root):
    explained = (root / "docs" / "exports.md").read_text().partition("\n## Citations\n")[2]
    explained = explained.partition("\n## ")[0]
    cited = reference("Talks", publisher="Lake Press")
    ris = {line[:2] for line in written(cited, "ris").splitlines()} - {"ER"}
    for name in (*read_csl(written(cited, "csl.json")), *read_bibtex(written(cited, "bib")), *ris):
        assert f"`{name}`" in explained


@pytest.mark.django_db
def test_an_article_without_a_headline_is_cited_by_a_description_in_brackets():
    article = ArticleFactory(headline="", description="the order of the steps", accessed=None)
    reference = article_reference(article)
    title = "[headline not seen (the order of the steps)]"
    assert as_text(reference).startswith(f"{title}, ")
    assert f"{{{{{title}}}}}" in as_bibtex(reference)
    assert f"TI  - {title}\r\n" in as_ris(reference)
    assert csl_item(reference)["title"] == title


@pytest.mark.django_db
def test_a_citation_says_what_was_not_recorded():
    article = ArticleFactory(url="", url_note="not in the copy that was read", accessed=None)
    reference = article_reference(article)
    words = "address not in the copy that was read; date of access not recorded"
    assert words in as_text(reference)
    note = "Address not in the copy that was read. Date of access not recorded"
    assert f"note = {{{note}}}" in as_bibtex(reference)
    assert "N1  - Date of access not recorded\r\n" in as_ris(reference)
    assert csl_item(reference)["note"] == f"{note}."


@pytest.mark.django_db
def test_a_citation_with_address_and_date_names_no_gap():
    reference = article_reference(ArticleFactory(accessed=datetime.date(2025, 6, 3)))
    assert "not recorded" not in as_text(reference) + as_ris(reference)
