"""Addresses and names in files: folded, told apart, and what the database refuses is named."""

import pytest
from django.db import IntegrityError

from proposals.seeding import SeedProblems, load, source_checks
from sources.models import Article, Outlet
from tests.factories import ArticleFactory, OutletFactory
from tests.support.folders import append, change, problems, write

pytestmark = pytest.mark.django_db
PAGE = "https://gazette.example/1"


@pytest.fixture
def small(tmp_path):
    return write(tmp_path / "small")


def more(key, **values):
    lines = "".join(
        f'{name} = "{value}"\n' for name, value in values.items() if name != "published"
    )
    day = f"published = {values['published']}\n" if "published" in values else ""
    return f'[[articles]]\nkey = "{key}"\noutlet = "gazette"\n{lines}{day}'


def doubles(path):
    return [line for line in load([path]).warnings if "no country" not in line]


@pytest.mark.parametrize("scheme", ["HTTPS", "Https", "hTTps"])
def test_schemes_and_hosts_are_stored_in_small_letters(small, scheme):
    change(small, "articles.toml", PAGE, f"{scheme}://Gazette.EXAMPLE/1")
    append(small, "articles.toml", '[[outlets]]\nkey = "x"\nname = "X"\nurl = "HTTP://X.example"\n')
    load([small])
    assert Article.objects.get(key="G1").url == PAGE
    assert Outlet.objects.get(key="x").url == "http://x.example"
    assert {kind for kind, counts in load([small]).counts.items() if counts["changed"]} == set()


def test_one_address_in_two_spellings_of_its_scheme_is_refused(small):
    append(small, "articles.toml", more("G2", url="HTTPS://GAZETTE.example/1"))
    assert problems(small) == [
        f'small/articles.toml, article G2, url: article G1 has the same address. Found: "{PAGE}".'
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gazette.example/1/?utm_source=x#comments",
        "https://archive.is/2025/https://gazette.example/1",
        "https://amp.gazette.example/1",
    ],
)
def test_the_same_page_written_otherwise_is_told(small, url):
    append(small, "articles.toml", more("G2", url=url))
    (line,) = doubles(small)
    assert line.startswith("small/articles.toml, article G2: article G2 is the same page as")
    assert "article G1, written otherwise" in line
    assert doubles(small) == [line]


@pytest.mark.parametrize("url", ["https://m.gazette.example/1", f"{PAGE}?print=1", f"{PAGE}?ref=9"])
def test_what_may_be_the_same_page_is_told_as_that(small, url):
    append(small, "articles.toml", more("G2", url=url))
    (line,) = doubles(small)
    assert f"article G2 may be the page of article G1 ({PAGE})" in line


def test_the_same_words_at_another_address_are_told(small):
    words = {"headline": "Talks end", "published": "2025-06-02"}
    append(small, "articles.toml", more("G2", url=f"{PAGE}2", **words))
    append(small, "articles.toml", more("G3", url=f"{PAGE}3", **words | {"headline": "talks  END"}))
    append(small, "articles.toml", more("G4", **words | {"published": "2025-06-03"}))
    (line,) = doubles(small)
    assert "article G3 may be article G2: outlet, headline and day are the same" in line


def test_an_article_of_the_database_is_told_too(small):
    ArticleFactory(key="Z1", url="https://m.gazette.example/1")
    (line,) = doubles(small)
    assert "article G1 may be the page of article Z1" in line


def test_other_pages_and_other_outlets_are_not_told(small):
    append(small, "articles.toml", more("G2", url=f"{PAGE}?ref=101"))
    change(small, "articles.toml", f'url = "{PAGE}"', f'url = "{PAGE}?ref=102"')
    assert doubles(small) == []


def test_two_outlets_of_one_name_are_told(small):
    OutletFactory(key="other", name="Evening  PAPER")
    append(small, "articles.toml", '[[outlets]]\nkey = "evening"\nname = "Evening Paper"\n')
    (line,) = doubles(small)
    assert "outlet evening has the same name as outlet other: “Evening Paper”" in line


REFUSED = 'ownership = "A fund"\n'


@pytest.fixture
def unchecked(monkeypatch):
    """The loader without the check that meets this mistake before the database does."""
    monkeypatch.setattr(source_checks, "problem_of_ownership", lambda *_args, **_more: "")


def test_a_row_that_the_database_refuses_is_named(small, unchecked):
    outlet = '[[outlets]]\nkey = "{0}"\nname = "{0}"\n'
    append(small, "articles.toml", outlet.format("good") + outlet.format("bad") + REFUSED)
    (line,) = problems(small)
    assert "small/articles.toml, outlet bad: the database refuses outlet bad: Words on the" in line
    assert not Outlet.objects.exists()


def test_a_changed_row_that_the_database_refuses_is_named(small, unchecked):
    append(small, "articles.toml", '[[outlets]]\nkey = "bad"\nname = "bad"\n')
    load([small])
    append(small, "articles.toml", REFUSED)
    (line,) = problems(small)
    assert "outlet bad: the database refuses outlet bad: Words on the ownership need" in line
    assert Outlet.objects.get(key="bad").ownership == ""


def test_a_refusal_in_the_words_of_the_database_stands_on_one_line(small, monkeypatch):
    def refuse(*_args, **_more):
        raise IntegrityError("no\nDETAIL:  such row.")

    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", refuse)
    with pytest.raises(SeedProblems) as caught:
        load([small])
    (problem,) = caught.value.problems
    assert str(problem).endswith(": no DETAIL: such row.")
