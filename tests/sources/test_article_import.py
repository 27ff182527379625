"""Import of many articles: the dry run says what each row would do, and just that is done."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError

from sources.article_import import ImportChoice, Status, apply, columns, plan, read_table, tables
from sources.models import Article, ArticleText
from tests.factories import ArticleFactory, OriginFactory, OutletFactory
from tests.sources.texts import RUN, kept

pytestmark = pytest.mark.django_db


def planned(*rows, head="outlet,headline,url"):
    return plan(read_table("\n".join([head, *rows]))).rows


def planned_json(*entries):
    return plan(read_table(json.dumps(entries))).rows


def done(*entries, **choice) -> list[Article]:
    apply(plan(read_table(json.dumps(entries))), "an editor", ImportChoice(**choice))
    return list(Article.objects.order_by("pk"))


# What a row is


def test_an_unknown_page_is_new_and_gets_the_next_key(gazette):
    ArticleFactory(key="A7")
    (row,) = planned("gazette,Talks end,https://gazette.example/1")
    assert row.status is Status.NEW
    assert (row.number, row.article.key, row.article.outlet) == (2, "A8", gazette)
    assert not Article.objects.filter(outlet=gazette).exists()


def test_a_page_that_is_stored_in_another_form_is_a_duplicate(gazette):
    ArticleFactory(key="A7", headline="Talks", url="https://gazette.example/1", outlet=gazette)
    (row,) = planned("gazette,,http://www.gazette.example/1/amp?utm_source=x#top")
    assert (row.status, row.article.key) == (Status.DUPLICATE, "A7")
    (row,) = planned("gazette,Talks,https://gazette.example/1")
    assert (row.status, row.article.key) == (Status.DUPLICATE, "A7")
    assert "A7" in row.reasons[0]


def test_a_new_key_for_a_stored_page_is_a_duplicate(gazette):
    ArticleFactory(key="A7", url="https://gazette.example/1", outlet=gazette)
    (row,) = planned("B1,gazette,https://m.gazette.example/1", head="key,outlet,url")
    assert row.status is Status.ASKED
    (row,) = planned("B1,gazette,https://amp.gazette.example/1", head="key,outlet,url")
    assert (row.status, row.article.key) == (Status.DUPLICATE, "A7")


def test_an_article_without_an_address_is_known_by_outlet_headline_and_day(gazette):
    ArticleFactory(key="A7", headline="Talks  End", url="", outlet=gazette)
    head = "publisher;title;date"
    (known, new) = planned(
        "The Gazette;talks end;2025-06-02", "gazette;talks end;2025-06-03", head=head
    )
    assert known.article.key == "A7"
    assert new.status is Status.NEW


def test_a_different_value_is_a_change_with_old_and_new(gazette):
    ArticleFactory(key="A7", headline="Talks", outlet=gazette, published=None)
    (row,) = planned("A7,,2025-06-04T10:00:00Z", head="key,headline,published")
    assert row.status is Status.CHANGED
    assert [(c.field, c.old, c.new) for c in row.changes] == [("published", "", "2025-06-04")]


def test_empty_cells_never_erase(gazette):
    ArticleFactory(key="A7", headline="Talks", note="Digest", outlet=gazette)
    (row,) = planned("A7,,", head="key,headline,note")
    assert row.status is Status.DUPLICATE


def test_a_page_twice_in_one_file_is_taken_once(gazette):
    first, again = planned(
        "gazette,Talks,https://gazette.example/1", "gazette,Talks,https://gazette.example/1#x"
    )
    assert (first.status, again.status) == (Status.NEW, Status.DUPLICATE)


def test_a_key_twice_in_one_file_is_refused(gazette):
    rows = planned("B1,gazette,One", "B1,gazette,Two", head="key,outlet,headline")
    assert [row.status for row in rows] == [Status.NEW, Status.REFUSED]


def test_a_key_and_an_address_of_two_articles_are_refused(gazette):
    ArticleFactory(key="A7", url="https://gazette.example/7", outlet=gazette)
    ArticleFactory(key="A8", url="https://gazette.example/8", outlet=gazette)
    (row,) = planned("A7,gazette,https://gazette.example/8", head="key,outlet,url")
    assert row.status is Status.REFUSED
    assert "A8" in row.reasons[0]


def test_the_outlet_is_known_by_the_host_of_the_address(gazette):
    (row,) = planned(",Talks,https://amp.gazette.example/1")
    assert row.article.outlet == gazette


def test_a_host_of_two_outlets_tells_nothing(gazette):
    OutletFactory(url="https://gazette.example/sunday")
    (row,) = planned(",Talks,https://gazette.example/1")
    assert row.status is Status.REFUSED


REFUSED = [
    ({"outlet": "n" * 201, "headline": "x"}, "outlet: "),
    ({"headline": "x"}, "outlet: missing"),
    ({"outlet": "gazette"}, "url, headline"),
    ({"outlet": "gazette", "headline": "x", "published": "2.6.2025"}, "write 2025-06-02"),
    ({"outlet": "gazette", "headline": "x", "sure": "mood"}, "sure: “mood” is none of"),
    ({"outlet": "gazette", "headline": "x", "published": "2025-02-30"}, "is no date"),
    ({"outlet": "gazette", "headline": "x", "accessed": "today"}, "accessed: “today”"),
    ({"outlet": "gazette", "url": "javascript:alert(1)"}, "url: "),
    ({"outlet": "gazette", "headline": "x", "key": "A 5"}, "key: "),
    ({"outlet": "gazette", "headline": "x", "language": "old english"}, "language: "),
    ({"outlet": "gazette", "headline": "x", "extent": "half"}, "none of: whole, opening, unknown"),
    ({"outlet": "gazette", "headline": "x", "syndicated_from": "Z9"}, "syndicated_from: “Z9”"),
    ({"outlet": "gazette", "headline": "x", "origin": "nothing"}, "origin: “nothing”"),
    ({"outlet": "gazette", "headline": "x" * 1001}, "headline: "),
    ({"outlet": "gazette", "headline": ["x"]}, "“headline” has to be a text"),
    ("A5", "no object"),
]


@pytest.mark.parametrize(("entry", "reason"), REFUSED)
def test_a_row_is_refused_with_its_reason(gazette, entry, reason):
    row, _next = planned_json(entry, {"outlet": "gazette", "headline": "Talks"})
    assert row.status is Status.REFUSED
    assert reason in " ".join(row.reasons)


def test_all_faults_of_a_row_are_said_together(gazette):
    (row,) = planned_json({"origin": "nothing", "published": "soon", "extent": "half"})
    assert len(row.reasons) == 3


def test_a_refused_row_does_not_stop_the_others(gazette):
    rows = planned("gazette,,", "gazette,Talks,https://gazette.example/1")
    assert [row.status for row in rows] == [Status.REFUSED, Status.NEW]


def test_an_article_cannot_be_made_its_own_source(gazette):
    first = ArticleFactory(key="A1", outlet=gazette)
    ArticleFactory(key="A2", outlet=gazette, syndicated_from=first)
    rows = planned_json(
        {"key": "A1", "syndicated_from": "A2"}, {"key": "A1", "syndicated_from": "A1"}
    )
    assert [row.status for row in rows] == [Status.REFUSED, Status.REFUSED]


def test_planning_takes_the_same_queries_whatever_the_size(gazette, django_assert_num_queries):
    for number in range(5):
        ArticleFactory(key=f"A{number}", outlet=gazette, origin=OriginFactory(), syndicated=True)
    entries = [
        {"key": f"A{n}", "outlet": "gazette", "headline": f"h{n}", "syndicated_from": "A4"}
        for n in range(40)
    ]
    with django_assert_num_queries(4):
        planned_json(*entries)


def test_planning_writes_nothing(gazette):
    ArticleFactory(key="A1", headline="Old", outlet=gazette)
    planned_json({"key": "A1", "headline": "New"}, {"outlet": "gazette", "headline": "Other"})
    assert [row.headline for row in Article.objects.all()] == ["Old"]


# The file


def test_a_spreadsheet_with_semicolons_a_mark_and_line_ends_is_read(gazette):
    text = '\ufeffOutlet;Title;Link\r\n\r\nGAZETTE;"One; ""two""\nthree";\r\n'
    (row,) = plan(read_table(text)).rows
    assert row.headline == 'One; "two"\nthree'
    assert row.article.outlet == gazette


def test_columns_that_mean_nothing_are_named(gazette):
    table = read_table("outlet,headline,mood\ngazette,Talks,bad")
    assert table.ignored == ("mood",)


def test_an_object_with_a_list_is_read(gazette):
    text = json.dumps({"articles": [{"outlet": "gazette", "headline": "Talks", "note": None}]})
    assert plan(read_table(text)).rows[0].status is Status.NEW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mood,weather\nbad,wet",
        "[1, 2",
        '{"rows": []}',
        "[" * 100_000,
        'url,headline\n"open',
        "url,url\na,b",
        "[]",
    ],
)
def test_a_file_that_cannot_be_read_is_refused(text):
    with pytest.raises(ValidationError):
        read_table(text)


def test_a_row_with_more_cells_than_the_head_is_refused(gazette):
    (row,) = planned("gazette,Talks,https://gazette.example/1,stray")
    assert "4 cells" in row.reasons[0]


def test_a_file_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(columns, "MOST_ROWS", 2)
    with pytest.raises(ValidationError, match="3 rows"):
        read_table("headline\na\nb\nc")
    monkeypatch.setattr(tables, "MOST_CHARACTERS", 5)
    with pytest.raises(ValidationError, match="14 characters"):
        read_table("headline\na\nb\nc")


# What is done

LONG = "Перемовини у Зенді завершилися " * 16 + "Кінець"


def test_long_and_foreign_headlines_and_missing_dates_survive(gazette):
    assert len(LONG) > 500
    headlines = [LONG, "伊斯坦布尔会谈结束", "انتهاء المحادثات", "वार्ता समाप्त"]
    stored = done(*({"outlet": "gazette", "headline": text} for text in headlines))
    assert [row.headline for row in stored] == headlines
    assert {row.published for row in stored} == {None}


def test_everything_that_a_row_says_is_stored(gazette):
    source, origin = ArticleFactory(key="A1"), OriginFactory(key="wire")
    entry = {
        "key": "B5",
        "outlet": "The Gazette",
        "headline": "Talks",
        "published": "2025-06-02",
        "url": "https://gazette.example/5?utm_source=x",
        "archived_url": "https://archive.example/5",
        "accessed": "2025-06-03",
        "language": "en",
        "syndicated_from": "A1",
        "origin": "wire",
        "extent": "Read in full",
        "note": "By post",
        "text": RUN,
    }
    article = done(entry)[-1]
    assert (article.key, article.outlet, article.extent) == ("B5", gazette, "whole")
    assert (article.syndicated_from, article.origin) == (source, origin)
    assert article.published == datetime.date(2025, 6, 2)
    assert article.url == "https://gazette.example/5"
    assert ArticleText.objects.get().text == RUN
    assert ArticleText.objects.get().kept_by_name == "an editor"


def test_a_row_may_be_taken_from_one_further_up(gazette):
    first, second = done(
        {"key": "B1", "outlet": "gazette", "headline": "One"},
        {"key": "B2", "outlet": "gazette", "headline": "Two", "syndicated_from": "B1"},
    )
    assert second.syndicated_from == first


def test_a_row_may_be_taken_from_one_further_down_by_way_of_a_third(gazette):
    rows = [
        {"key": "B1", "outlet": "gazette", "headline": "One", "syndicated_from": "B2"},
        {"key": "B2", "outlet": "gazette", "headline": "Two", "syndicated_from": "B3"},
        {"key": "B3", "outlet": "gazette", "headline": "Three"},
    ]
    taken = {one.key: one.syndicated_from for one in done(*rows)}
    assert {key: source and source.key for key, source in taken.items()} == {
        "B1": "B2",
        "B2": "B3",
        "B3": None,
    }


def test_new_rows_taken_from_each_other_in_a_circle_are_refused(gazette):
    rows = [
        {"key": "B1", "outlet": "gazette", "headline": "One", "syndicated_from": "B2"},
        {"key": "B2", "outlet": "gazette", "headline": "Two", "syndicated_from": "B1"},
    ]
    assert all(row.status is Status.REFUSED for row in planned_json(*rows))


def test_stored_articles_change_only_when_asked(gazette):
    ArticleFactory(key="A1", headline="Old", note="kept", outlet=gazette)
    assert done({"key": "A1", "headline": "New"})[0].headline == "Old"
    (article,) = done({"key": "A1", "headline": "New"}, change=True)
    assert (article.headline, article.note) == ("New", "kept")


def test_a_change_that_rests_on_a_new_row_needs_that_row(gazette):
    ArticleFactory(key="A1", headline="Old", outlet=gazette)
    entries = (
        {"key": "B1", "outlet": "gazette", "headline": "One"},
        {"key": "A1", "syndicated_from": "B1"},
    )
    with pytest.raises(ValidationError, match="B1"):
        done(*entries, add=False, change=True)
    article, source = done(*entries, change=True)
    assert article.syndicated_from == source


def test_another_text_replaces_the_stored_one_when_asked(gazette):
    article = kept("Old words", key="A1", outlet=gazette)
    done({"key": "A1", "text": RUN}, change=True)
    assert ArticleText.objects.get(article=article).text == RUN
    (row,) = planned_json({"key": "A1", "text": f"{RUN}\r\n"})
    assert row.status is Status.DUPLICATE


def test_the_dry_run_shows_no_word_of_a_text(gazette):
    kept("Old words", key="A1", outlet=gazette)
    (row,) = planned_json({"key": "A1", "text": "Xylographic zebras"})
    assert "ylograph" not in repr(row.changes)


def test_a_second_import_of_the_same_file_finds_nothing_new(gazette):
    entries = [{"outlet": "gazette", "headline": f"Talks {n}", "text": RUN} for n in range(3)]
    done(*entries)
    assert {row.status for row in planned_json(*entries)} == {Status.DUPLICATE}


def test_all_or_nothing_is_written_when_somebody_was_faster(gazette):
    table = read_table("outlet,headline,url\ngazette,a,\ngazette,b,https://gazette.example/1")
    found = plan(table)
    ArticleFactory(url="https://gazette.example/1")
    with pytest.raises(ValidationError, match=r"Meanwhile .* row 3"):
        apply(found, "an editor", ImportChoice())
    assert Article.objects.count() == 1
