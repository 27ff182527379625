"""The comparison page: its rows, its controls, its fragments, and its care with odd addresses."""

from pathlib import Path

import pytest
from django.db.models import Q
from django.urls import reverse

from sources.models import Article
from tests.support import pages
from tests.support.clients import client_for_a_module
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.other_words import other_words

pytestmark = pytest.mark.django_db

PAGE = reverse("proposals:compare", args=["lake-2031"])
VARYING = {"HX-Request", "HX-History-Restore-Request"}
"""The headers by which a part and the whole page of one address are told apart."""
FIVE = (
    "d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging"
    "&d=agreed&d=wadi-plan.first"
)


stored = stored_for_a_module(LAKE)
client = client_for_a_module()


@pytest.fixture(autouse=True)
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def get(client, query="", **more):
    return client.get(PAGE + query, **more)


def html(client, query=""):
    response = get(client, query)
    assert response.status_code == 200
    return response.content.decode()


def rows(page):
    return [name for name in pages.ids(page) if name.startswith("q-")]


def columns(page):
    root = pages.parsed(page)
    return [option.get("value") for option in root.xpath("//select[@name='d']/option[@selected]")]


def first_keys(client):
    root = pages.parsed(html(client, "?open=filters"))
    boxes = root.xpath("//div[@id='topic-choices']//input/@value")
    themes = root.xpath("//div[@id='theme-choices']//input/@value")
    return str(themes[0]), str(boxes[0])


def test_every_question_is_a_row_with_its_own_address(client):
    page = html(client)
    assert len(rows(page)) > 5
    assert len(set(pages.ids(page))) == len(pages.ids(page))
    for name in rows(page):
        assert f'#{name}"' in page


def test_every_row_has_its_mark(client):
    root = pages.parsed(html(client))
    for row in root.xpath("//*[starts-with(@id, 'q-')]"):
        assert "ink-" in row.get("class")
        assert row.xpath(".//*[local-name()='svg'][contains(@class, 'mark')]")


def test_each_theme_is_a_table_whose_heads_are_tied_to_its_cells(client):
    tables = pages.parsed(html(client)).xpath("//table[not(ancestor::table)]")
    tables = [table for table in tables if "matrix" in table.get("class", "")]
    assert len(tables) > 1
    for table in tables:
        width = len(table.xpath("./thead/tr/th[@scope='col']"))
        rows_of_table = table.xpath(".//tr[contains(@class, 'row ')]")
        assert table.find("caption") is not None
        assert rows_of_table
        assert all(len(row) == width for row in rows_of_table)
        assert all(row[0].get("scope") == "row" for row in rows_of_table)


def test_the_verdict_of_two_documents_stands_between_their_answers(client):
    two = "?d=limnaia-memorandum.handed-over&d=wadi-plan.second"
    row = pages.parsed(html(client, two)).xpath("//tr[contains(@class, 'row ')]")[0]
    assert [cell.get("class").split()[0] for cell in row] == [
        "question", "answer", "verdict", "answer",
    ]  # fmt: skip


def test_every_verdict_has_a_word_a_rule_and_a_sentence(client):
    root = pages.parsed(html(client))
    cells = root.xpath("//td[@class='verdict']")
    assert len(cells) > 3
    for cell in cells:
        assert cell.xpath(".//strong")[0].text
        assert cell.xpath(".//a[@class='rule']")[0].text.startswith("R")
        assert len(pages.text_of(cell.xpath(".//p[@class='sentence']")[0])) > 20
    folds = root.xpath("//details[contains(@class, 'rows-fold')]")
    assert folds
    for fold in folds:
        assert fold.xpath("p/strong")[0].text
        assert fold.xpath("p/a[@class='rule']")[0].get("href").endswith(("#R7", "#R8"))
        assert all(len(pages.text_of(row)) > 60 for row in fold.xpath("ul/li"))


def test_nothing_that_is_read_is_cut(client):
    for query in ("", f"?{FIVE}"):
        root = pages.parsed(html(client, query))
        for drawing in root.xpath("//*[local-name()='svg']"):
            drawing.drop_tree()
        assert "…" not in pages.text_of(root)
    for style in Path("static/css").glob("matrix*.css"):
        assert "line-clamp" not in style.read_text()


def test_documents_stand_in_the_order_of_the_address(client):
    assert columns(html(client, "?d=wadi-plan.second&d=limnaia-memorandum.handed-over")) == [
        "wadi-plan.second",
        "limnaia-memorandum.handed-over",
    ]


def test_five_documents_stand_side_by_side(client):
    keys = [
        "limnaia-memorandum.handed-over",
        "wadi-plan.second",
        "league-plan.bridging",
        "agreed.closing",
        "wadi-plan.first",
    ]
    page = html(client, "?" + "&".join(f"d={key}" for key in keys))
    assert columns(page) == keys
    assert "Λιμναία" in page
    assert "إمارة الوادي" in page


def test_filters_leave_only_what_they_name(client):
    theme, topic = first_keys(client)
    everything = rows(html(client))
    by_theme, by_topic = (
        rows(html(client, f"?theme={theme}")),
        rows(html(client, f"?topic={topic}")),
    )
    assert 0 < len(by_topic) <= len(by_theme) < len(everything)
    conflicts = pages.parsed(html(client, "?verdict=conflict"))
    marks = conflicts.xpath("//*[starts-with(@id, 'q-')]/@class")
    assert marks
    assert all("ink-conflict" in mark for mark in marks)


def test_words_are_found_whatever_their_accents(client):
    assert rows(html(client, "?q=λιμναια")) == rows(html(client, "?q=Λιμναία"))


def test_no_rows_says_why_and_leads_back(client):
    page = html(client, "?q=nosuchword")
    assert rows(page) == []
    assert "holds every word of “nosuchword”" in page
    assert "Show every question" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?d=nonsense", "There is no document “nonsense”"),
        ("?d=wadi-plan.second", "A comparison needs two documents"),
        ("?d=wadi-plan.second&d=wadi-plan.second", "A document was named twice"),
        ("?topic=nonsense&topic=nonsense", "There is no topic “nonsense”"),
        ("?theme=%FF%00", "There is no theme"),
        ("?verdict=victory", "There is no verdict “victory”"),
        ("?question=nonsense", "There is no question “nonsense”"),
        ("?q=one&q=two", "Several searches were given"),
        ("?q=" + "a" * 10_000, "The search is too long"),
        ("?verdicts=conflict", "Not understood in the address: “verdicts”"),
        ("?d=" + "x" * 5_000, "There is no document"),
    ],
)
def test_an_odd_address_is_told_and_the_rest_of_it_followed(client, query, words):
    root = pages.parsed(html(client, query))
    assert words in pages.text_of(root.xpath("//ul[@class='notices']")[0])
    assert len(root.xpath("//select[@name='d']/option[@selected]")) >= 2


def test_what_is_not_understood_stands_in_the_marks_of_the_readers_language(client):
    with other_words({"“%(text)s”": "«%(text)s»"}):
        page = html(client, "?d=nonsense&verdicts=conflict")
    assert "There is no document «nonsense» here" in page
    assert "Not understood in the address: «verdicts»." in page


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff%fe", "?d=", "?q=", "?utm_source=mail"])
def test_what_says_nothing_changes_nothing(client, query):
    assert rows(html(client, query)) == rows(html(client))
    assert "notices" not in html(client, query)


def test_six_documents_are_too_many_and_five_are_shown(client):
    keys = [
        "limnaia-memorandum.handed-over",
        "wadi-plan.second",
        "league-plan.bridging",
        "agreed",
        "wadi-plan.first",
    ]
    root = pages.parsed(html(client, "?" + "&".join(f"d={key}" for key in [*keys, keys[0]])))
    assert len(root.xpath("//select[@name='d']/option[@selected]")) == 5


def test_what_was_typed_is_never_markup(client):
    page = html(client, "?d=<script>x</script>&q=<b>&verdict=\"'>")
    assert "<script>x" not in page
    assert "<b>" not in page


STATES = [
    "",
    "?order=document",
    "?open=springs",
    "?verdict=conflict",
    "?d=wadi-plan.second&d=limnaia-memorandum.handed-over",
    "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging&verdict=one_side",
    "?q=nosuchword",
    "?d=nonsense&verdict=conflict",
]


@pytest.mark.parametrize("start", STATES[:2])
@pytest.mark.parametrize("state", STATES)
def test_a_swapped_fragment_equals_a_reload(client, htmx_client, start, state):
    answer = get(htmx_client, state)
    after = pages.swapped(html(client, start), answer.content.decode(), target="results")
    reloaded = pages.as_in_a_browser(html(client, answer["HX-Push-Url"].removeprefix(PAGE)))
    # What the reader typed is in the box already.
    for root in (after, reloaded):
        del pages.by_id(root, "words").attrib["value"]
        pages.drop_previews(root)
    assert pages.outline(after) == pages.outline(reloaded)


def test_the_address_that_is_kept_has_no_empty_fields(htmx_client):
    response = get(
        htmx_client, "?d=wadi-plan.second&d=limnaia-memorandum.handed-over&d=&q=&verdict=conflict"
    )
    assert (
        response["HX-Push-Url"]
        == PAGE + "?d=wadi-plan.second&d=limnaia-memorandum.handed-over&verdict=conflict"
    )


def test_caches_keep_page_and_fragment_apart(client, htmx_client):
    for response in (get(client), get(htmx_client), htmx_client.restore(PAGE)):
        assert set(response["Vary"].split(", ")) >= VARYING


def test_a_lost_page_of_history_is_asked_for_whole(htmx_client):
    assert "<!doctype html>" in htmx_client.restore(PAGE).content.decode()
    assert "<!doctype" not in get(htmx_client).content.decode()


def test_a_cell_says_what_it_rests_on_and_leads_to_its_sources(client):
    root = pages.parsed(html(client))
    cell = root.xpath("//td[.//details[contains(@class, 'sources')]]")[0]
    assert "source" in pages.text_of(cell.xpath(".//summary")[-1])
    link = cell.xpath(".//a[@class='load']")[0]
    assert link.get("hx-get") == link.get("href")


def test_the_sources_unfold_as_a_fragment_and_open_as_a_page(client, htmx_client):
    root = pages.parsed(html(client))
    address = root.xpath("//td//a[@class='load']/@hx-get")[0]
    part, page = htmx_client.get(address), client.get(address)
    assert "<!doctype" not in part.content.decode()
    assert "<!doctype html>" in page.content.decode()
    for response in (part, page):
        assert 'class="evidence stance-' in response.content.decode()
        assert set(response["Vary"].split(", ")) >= VARYING


def test_links_to_articles_are_told_apart_by_those_who_only_hear_them(client, htmx_client):
    root = pages.parsed(html(client))
    for address in root.xpath("//div[@class='load']/@hx-get"):
        part = htmx_client.get(address).content.decode()
        links = pages.parsed(part).xpath("//a[@href]") if part.strip() else []
        names: dict[str, set[str]] = {}
        for link in links:
            names.setdefault(pages.text_of(link), set()).add(link.get("href"))
        assert {name: there for name, there in names.items() if len(there) > 1} == {}, address
        for link in (one for one in links if "external" in one.get("rel", "")):
            article = Article.objects.select_related("outlet").get(
                Q(url=link.get("href")) | Q(archived_url=link.get("href"))
            )
            assert article.outlet.name in pages.text_of(link)
            assert article.title in pages.text_of(link)


@pytest.mark.parametrize(
    "query", ["", "?question=nonsense&document=wadi-plan.second", "?question=%00"]
)
def test_sources_of_nothing_are_a_helpful_page(client, query):
    response = client.get(reverse("proposals:evidence", args=["lake-2031"]) + query)
    assert response.status_code == 404
    assert "Questions" in response.content.decode()


def test_an_unknown_negotiation_is_a_helpful_page(client):
    response = client.get(reverse("proposals:compare", args=["nowhere"]))
    assert response.status_code == 404
    assert reverse("proposals:negotiation", args=["lake-2031"]) in response.content.decode()


def test_only_reading_is_allowed(client):
    assert client.post(PAGE).status_code == 405


# The order of rows, what is folded, and what is unfolded


def marks_of(theme):
    """Return the marks of the rows of a theme, in their order."""
    rows = theme.xpath(".//*[starts-with(@id, 'q-')]/@class")
    return [look.split("ink-")[1].split()[0] for look in rows]


def test_each_theme_begins_with_what_parts_the_documents_and_ends_with_one_side(client):
    order = ["conflict", "differs", "compatible", "agree", "not_compared", "one_side"]
    ranks = {mark: place for place, mark in enumerate(order)} | {"agree": 2}
    themes = pages.parsed(html(client)).xpath("//div[@class='scroller']")
    assert len(themes) > 1
    for theme in themes:
        marks = [ranks[mark] for mark in marks_of(theme)]
        assert marks == sorted(marks)


def test_the_order_of_the_codebook_is_one_address_away(client):
    usual = html(client)
    switch = pages.by_id(pages.parsed(usual), "order").get("href")
    assert "order=document" in switch
    other = client.get(switch).content.decode()
    assert sorted(rows(other)) == sorted(rows(usual))
    assert rows(other) != rows(usual)
    assert "order=" not in pages.by_id(pages.parsed(other), "order").get("href")
    assert pages.parsed(other).xpath("//form//input[@name='order']/@value") == ["document"]


def test_what_one_side_alone_raises_is_one_line_for_each_party_and_theme(client):
    for theme in pages.parsed(html(client)).xpath("//div[@class='scroller']"):
        lines = [pages.text_of(line) for line in theme.xpath("details/summary")]
        assert len(lines) == len(set(lines))
        for line, fold in zip(lines, theme.xpath("details"), strict=True):
            rows_inside = fold.xpath("ul/li[starts-with(@id, 'q-')]")
            assert f" {len(rows_inside)} question" in line
            assert fold.get("open") is None


def test_a_fold_is_open_where_the_address_says_so_or_its_rows_are_asked_for(client):
    fold = pages.parsed(html(client)).xpath("//details[contains(@class, 'rows-fold')]")[0]
    key = fold.get("data-open")
    root = pages.parsed(html(client, f"?open={key}"))
    opened = root.xpath("//details[contains(@class, 'rows-fold')][@open]")
    assert [one.get("data-open") for one in opened] == [key]
    assert root.xpath("//form//input[@name='open']/@value") == [key]
    asked = pages.parsed(html(client, "?verdict=one_side"))
    folds = asked.xpath("//details[contains(@class, 'rows-fold')]")
    assert folds
    assert all(one.get("open") is not None for one in folds)


def test_a_row_is_shown_in_full_where_the_address_says_so(client):
    root = pages.parsed(html(client))
    row = root.xpath("//tr[contains(@class, 'row ')]")[0]
    link = pages.by_id(root, f"full-{row.get('id').removeprefix('q-')}")
    whole = pages.parsed(client.get(link.get("href").partition("#")[0]).content.decode())
    full = pages.by_id(whole, row.get("id"))
    assert "full" in full.get("class")
    assert full.xpath(".//*[contains(@class, 'evidence ')]")
    assert full.xpath(".//*[@class='own-clauses']")
    assert "In short" in pages.text_of(full)


@pytest.mark.parametrize("order", ["", "&order=document"])
def test_a_row_that_is_swapped_equals_a_reload(client, htmx_client, order):
    root = pages.parsed(html(client, f"?{order}"))
    for key in (name.removeprefix("q-") for name in rows(html(client))):
        link = pages.by_id(root, f"full-{key}")
        for address in (link.get("hx-get"), link.get("hx-get").replace(f"open={key}", "")):
            part = htmx_client.get(address)
            page = pages.parsed(client.get(part["HX-Replace-Url"]).content.decode())
            (place,) = page.xpath(
                "//*[contains(@class, 'row-place')][descendant-or-self::*[@id=$name]]",
                name=f"q-{key}",
            )
            made = pages.parsed(f"<table>{part.content.decode()}</table>")
            (swapped,) = made.xpath("//*[contains(@class, 'row-place')]")
            assert pages.outline(swapped) == pages.outline(place), key


def test_a_row_asked_for_without_htmx_is_the_page(client):
    address = reverse("proposals:row", args=["lake-2031"])
    answer = client.get(address + "?open=springs&row=springs")
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}?open=springs#q-springs"


def test_a_swap_with_all_filters_unfolded_equals_a_reload(client, htmx_client):
    start, state = "?open=filters", "?verdict=conflict&open=filters"
    answer = get(htmx_client, state)
    after = pages.swapped(html(client, start), answer.content.decode(), target="results")
    reloaded = pages.as_in_a_browser(html(client, state))
    for root in (after, reloaded):
        pages.drop_previews(root)
    assert pages.outline(after) == pages.outline(reloaded)


def test_the_filters_on_demand_are_part_of_the_page_without_htmx(client, htmx_client):
    root = pages.parsed(html(client))
    load = pages.by_id(root, "subject-choices")[0]
    part = htmx_client.get(load.get("hx-get")).content.decode()
    assert "<!doctype" not in part
    page = client.get(load.find("a").get("href")).content.decode()
    for name in ("with", "theme", "topic", "outlet"):
        assert f'id="{name}-choices"' in part
        assert f'id="{name}-choices"' in page


def test_a_document_is_added_by_its_button_alone(client):
    two = "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&more=league-plan.bridging"
    passed = client.get(PAGE + two, follow=True).content.decode()
    assert columns(passed) == ["limnaia-memorandum.handed-over", "wadi-plan.second"]
    added = client.get(f"{PAGE}{two}&add=1", follow=True)
    assert columns(added.content.decode()) == [
        "limnaia-memorandum.handed-over",
        "wadi-plan.second",
        "league-plan.bridging",
    ]
    assert added.redirect_chain[-1][0].endswith(
        "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging"
    )


def test_the_title_names_the_filters(client):
    title = pages.parsed(html(client, "?verdict=conflict&q=water")).findtext(".//title")
    assert "conflict" in title
    assert "water" in title


def test_how_many_documents_do_not_speak_is_said_once_a_row(client):
    root = pages.parsed(html(client, f"?{FIVE}"))
    for row in root.xpath("//tr[contains(@class, 'row ')]"):
        absent = row.xpath("td[contains(@class, 'absent')]")
        not_coded = [cell for cell in absent if "absent-not_coded" in cell.get("class")]
        text = pages.text_of(row)
        assert text.count("not speak here") == (len(absent) > len(not_coded))
        assert text.count(f"{len(not_coded)} not coded yet") == bool(not_coded)
        for cell in absent:
            withdrawn = " ".join(pages.text_of(term) for term in cell.xpath("div"))
            assert len(pages.text_of(cell).split()) - len(withdrawn.split()) <= 4
            assert not withdrawn or "absent-withdrawn" in cell.get("class")


def test_the_ways_of_a_row_are_one_menu_that_needs_no_script(client):
    for row in pages.parsed(html(client)).xpath("//tr[contains(@class, 'row ')]"):
        (menu,) = row.xpath(".//details[contains(@class, 'row-menu')]")
        assert menu.xpath("summary")
        links = {str(href) for href in menu.xpath(".//a/@href")}
        assert f"#{row.get('id')}" in links
        assert any("open=" in link for link in links)
        assert menu.xpath(".//*[@class='cite-line']")
