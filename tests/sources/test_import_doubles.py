"""An import tells what is stored for certain, what may be, and keeps the better address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from sources.article_import import ImportChoice, Status, apply, plan, read_table
from sources.models import Article
from tests.factories import ArticleFactory, OutletFactory

pytestmark = pytest.mark.django_db

PAGE = "https://gazette.example/1"
COPY = f"https://web.archive.org/web/2025/{PAGE}"


@pytest.fixture
def stored(gazette):
    return ArticleFactory(key="A7", headline="Talks", url=PAGE, outlet=gazette)


def planned(*rows, head="outlet,headline,url"):
    return plan(read_table("\n".join([head, *rows])))


def row_of(url, headline="", head="outlet,headline,url"):
    (row,) = planned(f"gazette,{headline},{url}", head=head).rows
    return row


def changes(row):
    return [(change.field, change.old, change.new) for change in row.changes]


def done(*rows, head="outlet,headline,url", **choice):
    return apply(planned(*rows, head=head), "an editor", ImportChoice(**choice))


# Schemes and hosts


@pytest.mark.parametrize("scheme", ["HTTP", "Https", "HTTPS"])
def test_a_scheme_in_capitals_stops_no_import(gazette, scheme):
    done(
        f"gazette,Talks,{scheme}://WWW.Gazette.Example/A", "gazette,Other,https://gazette.example/2"
    )
    first, _second = Article.objects.order_by("pk")
    assert first.url == f"{scheme.lower()}://www.gazette.example/A"


def test_the_row_that_the_database_refuses_is_named(gazette, monkeypatch):
    found = planned("gazette,One,", "gazette,Two,")
    save = Article.save

    def refuse(article, *args, **more):
        if article.headline == "Two":
            raise IntegrityError("CHECK constraint failed: article_extent_known")
        save(article, *args, **more)

    monkeypatch.setattr(Article, "save", refuse)
    with pytest.raises(
        ValidationError, match="Row 3 cannot be stored: How much was read"
    ) as caught:
        apply(found, "an editor", ImportChoice())
    assert "Meanwhile" not in " ".join(caught.value.messages)
    assert not Article.objects.exists()


# Better and worse addresses


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}?utm_source=x",
        f"{PAGE}#comments",
        f"{PAGE}/amp",
        "http://www.gazette.example/1/",
        PAGE,
    ],
)
def test_a_clean_address_is_not_offered_a_worse_one(stored, url):
    row = row_of(url)
    assert (row.status, row.article, row.changes) == (Status.DUPLICATE, stored, ())


@pytest.mark.parametrize("copy", [COPY, f"http://archive.is/newest/{PAGE}"])
def test_a_copy_is_offered_as_archived_address(stored, copy):
    assert changes(row_of(copy)) == [("archived_url", "", copy)]


def test_a_copy_is_not_offered_in_the_place_of_another(gazette):
    other = "https://archive.ph/Xy12z"
    ArticleFactory(key="A7", url=PAGE, archived_url=other, outlet=gazette)
    assert row_of(COPY).status is Status.DUPLICATE
    assert row_of("https://archive.today/Xy12z").status is Status.DUPLICATE


def test_a_copy_that_names_no_page_becomes_the_archived_address_of_the_key(stored):
    (row,) = planned("A7,https://archive.ph/Xy12z", head="key,url").rows
    assert changes(row) == [("archived_url", "", "https://archive.ph/Xy12z")]


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}?utm_source=y", f"{PAGE}?utm_medium=z#top"])
def test_a_stored_address_that_tracks_readers_is_offered_the_clean_one(gazette, url):
    tracked = f"{PAGE}?utm_source=x"
    ArticleFactory(key="A7", url=tracked, outlet=gazette)
    assert changes(row_of(url)) == [("url", tracked, PAGE)]


def test_a_stored_copy_is_offered_its_page(gazette):
    ArticleFactory(key="A7", url=COPY, archived_url="", outlet=gazette)
    assert changes(row_of(PAGE)) == [("url", COPY, PAGE), ("archived_url", "", COPY)]


def test_another_page_given_with_the_key_is_a_change(stored):
    (row,) = planned("A7,https://gazette.example/9?utm_source=x", head="key,url").rows
    assert changes(row) == [("url", PAGE, "https://gazette.example/9")]


def test_a_new_article_is_stored_with_the_clean_address_and_that_is_said(gazette):
    row = row_of(f"{PAGE}?utm_source=x#comments")
    assert row.status is Status.NEW
    assert row.reasons == (f"Stored without what only tracks readers: {PAGE}",)
    done(f"gazette,Talks,{PAGE}?utm_source=x#comments")
    assert Article.objects.get().url == PAGE


def test_a_new_article_that_is_given_by_its_copy_gets_both_addresses(gazette):
    row = row_of(COPY)
    assert PAGE in row.reasons[0]
    assert (row.article.url, row.article.archived_url) == (PAGE, COPY)


def test_a_clean_address_needs_no_words(gazette):
    assert row_of(PAGE).reasons == ()


# Certain, likely and not


@pytest.mark.parametrize(
    "url",
    [
        "https://m.gazette.example/1",
        "https://mobile.gazette.example/1",
        f"{PAGE}?print=1",
        f"{PAGE}?ref=101",
        f"{PAGE}#!/story/1",
    ],
)
def test_a_page_that_may_be_stored_is_asked_about(stored, url):
    row = row_of(url)
    assert row.status is Status.ASKED
    assert row.reasons[0] == f"Perhaps this is A7, whose address is nearly the same: {PAGE}"


@pytest.mark.parametrize(
    "url", [f"{PAGE}\u200b", "https://archive.ph/2025/https://gazette.example/1"]
)
def test_a_page_that_is_stored_for_certain_is_not_asked_about(stored, url):
    row = row_of(url)
    assert row.status in (Status.DUPLICATE, Status.CHANGED)
    assert row.article == stored


@pytest.mark.parametrize("end", ["?ref={}", "#!/story/{}"])
def test_pages_with_numbers_of_their_own_are_different(gazette, end):
    rows = planned(
        f"gazette,One,{PAGE}{end.format(101)}", f"gazette,Two,{PAGE}{end.format(102)}"
    ).rows
    assert [row.status for row in rows] == [Status.NEW, Status.NEW]


DAYS = "outlet,headline,url,published"


@pytest.mark.parametrize(
    ("day", "status"),
    [("2025-06-02", Status.ASKED), ("", Status.ASKED), ("2025-06-03", Status.NEW)],
)
def test_the_same_words_at_another_address_are_asked_about(stored, day, status):
    stored.published = "2025-06-02"
    stored.save()
    (row,) = planned(f"gazette,talks,https://gazette.example/2,{day}", head=DAYS).rows
    assert row.status is status
    if status is Status.ASKED:
        same = "outlet, headline and day" if day else "outlet and headline"
        assert row.reasons == (f"Perhaps this is A7: {same} are the same.",)


@pytest.mark.parametrize("name", ["campaign_id", "trk", "at_number", "pk_kwd"])
def test_a_parameter_that_may_number_pages_makes_none_the_same(stored, name):
    stored.url = f"https://gazette.example/item?{name}=12"
    stored.save()
    rows = planned(
        f"gazette,Bridge closed,https://gazette.example/item?{name}=13",
        "gazette,Dam opened,https://gazette.example/item",
    ).rows
    assert [row.status for row in rows] == [Status.NEW, Status.ASKED]


def test_a_page_of_a_network_tells_nothing_of_the_outlet_of_another(stored):
    stored.url = "https://t.me/gazette/1"
    stored.save()
    (row,) = planned(",A post,https://t.me/other/7").rows
    assert row.status is Status.REFUSED
    assert row.reasons == ("outlet: missing, and the address is of no outlet known here.",)


def test_a_row_in_doubt_is_stored_only_when_that_is_confirmed(stored):
    row = "gazette,Talks again,https://m.gazette.example/1"
    assert done(row).added == ()
    assert done(row, others=frozenset({3})).added == ()
    (article,) = done(row, others=frozenset({2})).added
    assert article.url == "https://m.gazette.example/1"
    assert article != stored


def test_of_many_articles_that_it_may_be_the_first_are_named(gazette):
    rows = planned(*(f"gazette,Daily news,https://gazette.example/{n}" for n in range(30))).rows
    assert len(rows[-1].reasons) == 5
    assert rows[-1].reasons[0].startswith(f"Perhaps this is {rows[0].article.key}:")


def test_two_rows_of_one_file_are_asked_about(gazette):
    rows = planned(
        "gazette,One,https://gazette.example/1", "gazette,Two,https://m.gazette.example/1"
    )
    assert [row.status for row in rows.rows] == [Status.NEW, Status.ASKED]


def test_a_row_with_the_key_of_an_article_is_about_that_article(stored, gazette):
    ArticleFactory(key="A8", url="https://gazette.example/8", outlet=gazette)
    (row,) = planned("A8,https://m.gazette.example/1", head="key,url").rows
    assert (row.status, row.article.key) == (Status.CHANGED, "A8")


def test_a_plan_with_other_doubts_is_another_plan(stored):
    first = planned("gazette,x,https://m.gazette.example/1").digest()
    stored.delete()
    assert planned("gazette,x,https://m.gazette.example/1").digest() != first


# Outlets that are not known


def outlets(*rows, head="outlet,headline,url"):
    return planned(*rows, head=head).outlets


def test_unknown_outlets_are_shown_once_with_their_rows(gazette):
    found = planned(
        "Daily Echo,One,https://echo.example.ua/1",
        "gazette,Two,",
        "daily  ECHO,Three,https://echo.example.ua/3",
        "Вісник,Four,",
    )
    assert [row.status.value for row in found.rows] == ["waiting", "new", "waiting", "waiting"]
    first, second = found.outlets
    assert (first.outlet.key, first.outlet.name, first.rows) == ("daily-echo", "Daily Echo", (2, 4))
    assert first.hosts == ("echo.example.ua",)
    assert (second.outlet.key, second.outlet.name, second.rows) == ("outlet", "Вісник", (5,))


def test_of_many_rows_the_first_are_named():
    (one,) = outlets(*(f"Echo,{number}," for number in range(30)))
    assert one.first_rows.startswith("2, 3, 4")
    assert one.first_rows.endswith(", 21, …")


def test_all_unknown_outlets_are_added_together(gazette):
    rows = ("Daily Echo,One,", "Вісник,Two,https://visnyk.example/2", "daily echo,Three,")
    assert done(*rows).added == ()
    result = done(*rows, outlets=True)
    assert [outlet.name for outlet in result.outlets] == ["Daily Echo", "Вісник"]
    assert [row.outlet.name for row in Article.objects.order_by("pk")] == [
        "Daily Echo", "Вісник", "Daily Echo",
    ]  # fmt: skip


def test_the_country_is_asked_by_the_ending_and_never_filled_in(gazette):
    rows = ("Echo,One,https://echo.ua/1", "Ray,Two,https://ray.ua/1", "Io,Three,https://ray.io/1")
    assert [one.country for one in outlets(*rows)] == ["Ukraine", "Ukraine", ""]
    result = done(*rows, outlets=True, countries=frozenset({"ray", "io"}))
    assert [one.country for one in result.outlets] == ["", "Ukraine", ""]


def test_endings_of_two_countries_ask_nothing(gazette):
    (one,) = outlets("Echo,One,https://echo.ua/1", "Echo,Two,https://echo.pl/2")
    assert one.country == ""
    assert "several hosts: echo.ua, echo.pl" in one.warnings[0]


def test_an_unknown_outlet_at_a_known_host_or_of_nearly_a_known_name_is_told(gazette):
    (one,) = outlets("Gazette.,One,https://gazette.example/5")
    assert one.warnings == (
        "gazette.example is the host of “The Gazette” (gazette), too.",
        "It has nearly the name of “The Gazette” (gazette).",
    )


def test_a_name_of_two_outlets_is_refused_unless_the_host_tells(gazette):
    OutletFactory(key="gazette-2", name="the gazette", url="https://second.example")
    rows = planned(
        "The Gazette,One,", "The Gazette,Two,https://second.example/1", "gazette,Three,"
    ).rows
    assert [row.status for row in rows] == [Status.REFUSED, Status.NEW, Status.NEW]
    assert "is the name of several: gazette, gazette-2. Write the key of one." in rows[0].reasons[0]
    assert rows[1].article.outlet.key == "gazette-2"


def test_a_row_about_a_stored_article_makes_no_new_outlet(stored):
    found = planned(f"Nobody,Talks,{PAGE}")
    assert found.rows[0].reasons == ("outlet: “Nobody” is not known, and A7 is of “The Gazette”.",)
    assert found.outlets == ()


def test_a_row_in_doubt_of_a_new_outlet_needs_that_outlet(stored):
    row = "Nobody,x,https://m.gazette.example/1"
    with pytest.raises(ValidationError, match="Row 2 is of a new outlet, “Nobody”"):
        done(row, others=frozenset({2}))
    assert done(row, others=frozenset({2}), outlets=True).added[0].outlet.name == "Nobody"


def test_only_outlets_of_chosen_rows_are_added(stored):
    result = done("Nobody,x,https://m.gazette.example/1", "Echo,y,", outlets=True)
    assert [outlet.name for outlet in result.outlets] == ["Echo"]
