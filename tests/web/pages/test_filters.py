"""Filters of the comparison: what they leave, what they count, what they mark, and the way back."""

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import Clause, Coverage, Evidence, Question
from proposals.web.templatetags.comparison import hits, hits_in_html
from sources.rendering import render_markdown
from sources.search_terms import SearchTerms, pieces
from tests.support import pages
from tests.support.clients import client_for_a_module
from tests.support.folders import LAKE, stored_for_a_module

PAGE = reverse("proposals:compare", args=["lake-2031"])
TWO = "?d=limnaia-memorandum.handed-over&d=wadi-plan.second"
UNFOLDED = f"{TWO}&open=filters"


stored = stored_for_a_module(LAKE)
client = client_for_a_module()


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def html(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def keys(page):
    return [name.removeprefix("q-") for name in pages.ids(page) if name.startswith("q-")]


def counts(page, name):
    """Return the number of rows behind each choice; all but verdicts stand in unfolded filters."""
    root = pages.parsed(page)
    boxes = root.xpath("//label[input/@name=$name]", name=name)
    return {
        str(box.xpath("input/@value")[0]): int(box.xpath("span[@class='count']")[0].text)
        for box in boxes
    }


CHOICES = ["verdict", "with", "outlet", "theme", "topic"]


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_shows_as_many_rows_as_it_says(client, lake, name):
    offered = counts(html(client, UNFOLDED), name)
    assert offered
    for key, count in offered.items():
        assert len(keys(html(client, f"{TWO}&{name}={key}"))) == count


@pytest.mark.parametrize("name", CHOICES)
def test_the_counts_of_a_choice_follow_the_other_filters(client, lake, name):
    narrowed = f"{UNFOLDED}&q=water"
    assert counts(html(client, narrowed), name)
    for key, count in counts(html(client, narrowed), name).items():
        assert len(keys(html(client, f"{narrowed}&{name}={key}"))) == count


def test_rows_answered_by_one_document_only_are_found(client, lake):
    root = pages.parsed(html(client, TWO + "&with=one-sided"))
    found = root.xpath("//*[starts-with(@id, 'q-')]")
    assert found
    for row in found:
        assert "ink-one_side" in row.get("class") or "ink-not_compared" in row.get("class")
        assert len(row.xpath(".//*[contains(@class, 'absent')]")) == 1


@pytest.mark.parametrize(("key", "words"), [("disputed", "disputed"), ("one-source", "1 source")])
def test_rows_are_found_by_what_their_answers_rest_on(lake, key, words):
    client = Client()
    clause = Clause.objects.published().filter(terms__isnull=False)[0]
    Evidence.objects.filter(pk=clause.evidence.all()[0].pk).update(stance="disputes")
    saying = [
        row.get("id").removeprefix("q-")
        for row in pages.parsed(html(client)).xpath("//*[starts-with(@id, 'q-')]")
        if words in pages.text_of(row)
    ]
    assert saying
    assert keys(html(client, f"?with={key}")) == saying


def test_several_properties_must_all_hold(client, lake):
    both = keys(html(client, "?with=one-sided&with=one-source"))
    one, other = (keys(html(client, f"?with={key}")) for key in ("one-sided", "one-source"))
    assert both == [key for key in one if key in other]


def test_rows_are_found_by_the_outlet_that_an_answer_rests_on(client, lake):
    outlet = next(key for key, count in counts(html(client, UNFOLDED), "outlet").items() if count)
    rows = keys(html(client, f"{TWO}&outlet={outlet}"))
    resting = Question.objects.filter(terms__clause__evidence__article__outlet__key=outlet)
    assert rows
    assert set(rows) <= set(resting.values_list("key", flat=True))


def test_an_outlet_that_nothing_rests_on_is_told_and_left_out(client, lake):
    page = html(client, "?outlet=nonsense")
    assert "There is no outlet “nonsense”" in page
    assert keys(page) == keys(html(client))


@pytest.mark.parametrize(
    ("label", "marks"),
    [
        ("Only differences", {"conflict", "differs"}),
        ("Only common ground", {"compatible", "agree"}),
    ],
)
def test_a_ready_choice_leads_to_its_verdicts_and_back(client, lake, label, marks):
    def preset(page):
        return pages.parsed(page).xpath(
            "//a[contains(@class, 'preset') and contains(., $label)]", label=label
        )[0]

    chosen = client.get(preset(html(client)).get("href")).content.decode()
    looks = pages.parsed(chosen).xpath("//*[starts-with(@id, 'q-')]/@class")
    assert {look.split("ink-")[1].split()[0] for look in looks} <= marks
    assert preset(chosen).get("aria-current") == "true"
    assert keys(client.get(preset(chosen).get("href")).content.decode()) == keys(html(client))


def test_every_active_filter_is_a_chip_that_takes_it_away(client, lake):
    outlet = next(iter(counts(html(client, UNFOLDED), "outlet")))
    query = f"?verdict=conflict&verdict=differs&with=one-source&outlet={outlet}&q=water"
    chips = pages.parsed(html(client, query)).xpath("//ul[@class='chips']/li/a[not(@class)]")
    assert len(chips) == 5
    gone = ("verdict=conflict", "verdict=differs", "with=one-source", f"outlet={outlet}", "q=water")
    for chip, parameter in zip(chips, gone, strict=True):
        assert parameter not in chip.get("href")
        assert all(other in chip.get("href") for other in gone if other != parameter)


def test_no_rows_names_the_filter_that_leaves_none(client, lake):
    root = pages.parsed(html(client, "?verdict=conflict&q=nosuchword"))
    ways = root.xpath("//ul[contains(@class, 'ways-back')]/li/a")
    assert [pages.text_of(way) for way in ways] == [
        f"Without the filter “Words”: {len(keys(html(client, '?verdict=conflict')))} questions"
    ]
    assert keys(client.get(ways[0].get("href")).content.decode())


def test_the_way_back_crosses_themes(client, lake):
    themes = list(counts(html(client, UNFOLDED), "theme"))
    topics = list(counts(html(client, UNFOLDED), "topic"))
    root = pages.parsed(html(client, f"?theme={themes[0]}&topic={topics[-1]}"))
    ways = [pages.text_of(way) for way in root.xpath("//ul[contains(@class, 'ways-back')]/li/a")]
    assert len(ways) == 2
    assert "Theme" in ways[0]
    assert "Topic" in ways[1]


STATES = [
    "?with=disputed",
    "?with=one-sided&with=one-source&verdict=one_side",
    "?outlet=nonsense",
    "?q=water&verdict=compatible&verdict=agree",
    "?verdict=conflict&q=nosuchword",
    "?all=1&question=nonsense",
    "?theme=pass",
    "?d=wadi-plan.first&d=wadi-plan.second&with=changed",
]


@pytest.mark.parametrize("state", STATES)
def test_a_swap_to_a_new_filter_equals_a_reload(client, htmx_client, lake, state):
    answer = htmx_client.get(PAGE + state)
    after = pages.swapped(html(client, "?q=water"), answer.content.decode(), target="results")
    reloaded = pages.as_in_a_browser(client.get(answer["HX-Push-Url"]).content.decode())
    for root in (after, reloaded):
        pages.by_id(root, "words").attrib.pop("value", None)
        pages.drop_previews(root)
    assert pages.by_id(after, "canonical").get("href").startswith("http://testserver/lake-2031/")
    assert pages.outline(after) == pages.outline(reloaded)


def test_every_word_is_marked_where_it_stands(client, lake):
    marked = pages.parsed(html(client, "?q=WATER")).xpath("//mark")
    assert marked
    assert {pages.text_of(mark).casefold() for mark in marked} == {"water"}
    assert "<mark>" not in html(client)


def test_the_sources_of_a_cell_mark_the_words_too(client, htmx_client, lake):
    quoted = Evidence.objects.exclude(quote="").filter(clause__state="published")
    evidence = quoted.filter(clause__terms__isnull=False)[0]
    question = evidence.clause.terms.all()[0].question.key
    query = {
        "question": question,
        "document": evidence.clause.version.proposal.key,
        "q": evidence.quote.split()[0],
    }
    part = htmx_client.get(reverse("proposals:evidence", args=["lake-2031"]), query)
    assert "<q><mark>" in part.content.decode()


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Çırağan Palace", "ciragan", "<mark>Çırağan</mark> Palace"),
        ("İstanbul", "istanbul", "<mark>İstanbul</mark>"),
        ("Straße", "strasse", "<mark>Straße</mark>"),
        ("cafe\u0301 now", "cafe", "<mark>cafe\u0301</mark> now"),
        ("a <b> & c", "b", "a &lt;<mark>b</mark>&gt; &amp; c"),
        ("one two three", "three one", "<mark>one</mark> two <mark>three</mark>"),
        ("aaa", "a aa", "<mark>aaa</mark>"),
        ("nothing", "", "nothing"),
        ("<i>", "", "&lt;i&gt;"),
    ],
)
def test_hits_keep_their_accents_and_stay_text(text, words, marked):
    assert hits(text, SearchTerms(words)) == marked


def test_a_text_cut_at_its_hits_is_the_same_text():
    text = "Λιμναία و الوادي: ﬁnal Ⅷ 𝒜 e\u0301\u0323"
    for needle in ("λιμναια", "final", "viii", "a", "e", "nothing"):
        assert "".join(part for part, _hit in pieces(text, SearchTerms(needle).needles)) == text


def test_markup_is_never_marked_or_broken():
    made = render_markdown('[a link](https://example.org/a?b=1&c=2 "a > b") & *strong* <p>')
    marked = hits_in_html(made, SearchTerms("a p amp strong href"))
    assert "<mark>" in marked
    assert hits_in_html(made, SearchTerms("")) == made
    stripped = marked.replace("<mark>", "").replace("</mark>", "")
    assert pages.outline(pages.parsed(stripped)) == pages.outline(pages.parsed(made))


def test_the_agreed_outcome_is_added_as_the_last_column_by_one_link(client, lake):
    page = html(client, TWO + "&verdict=conflict")
    link = pages.by_id(pages.parsed(page), "with-agreed").get("href")
    root = pages.parsed(client.get(link).content.decode())
    chosen = root.xpath("//select[@name='d']/option[@selected]/@value")
    assert chosen == ["limnaia-memorandum.handed-over", "wadi-plan.second", "agreed.closing"]
    assert "verdict=conflict" in link
    assert not root.xpath("//*[@id='with-agreed']")


def test_a_row_is_cited_with_its_verdict_its_address_and_the_day(client, lake):
    root = pages.parsed(html(client, TWO))
    row = root.xpath("//tr[contains(@class, 'row ')]")[0]
    line = pages.text_of(row.xpath(".//*[@class='cite-line']")[0])
    key = row.get("id").removeprefix("q-")
    assert Question.objects.get(key=key).text in line
    address = f"/lake-2031/compare/{TWO}&question={key}"
    assert f"http://testserver{address}, read on" in line
    alone = pages.parsed(html(client, f"{TWO}&question={key}"))
    rows = alone.xpath("//tr[contains(concat(' ', @class, ' '), ' row ')]")
    assert [one.get("id") for one in rows] == [f"q-{key}"]
    assert alone.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{address}"]


def test_what_was_read_for_a_silence_is_named_in_its_cell(client, htmx_client, lake):
    absence = Coverage.objects.filter(articles__isnull=False)[0]
    query = {"question": absence.question.key, "document": absence.version.proposal.key}
    address = reverse("proposals:evidence", args=["lake-2031"])
    for asked in (client, htmx_client):
        text = asked.get(address, query).content.decode()
        assert absence.articles.all()[0].get_absolute_url() in text


def test_sources_stand_by_stance_with_their_countries(client, htmx_client, lake):
    evidence = Evidence.objects.filter(clause__state="published", stance="disputes")[0]
    term = evidence.clause.terms.all()[0]
    query = {"question": term.question.key, "document": term.clause.version.proposal.key}
    part = htmx_client.get(reverse("proposals:evidence", args=["lake-2031"]), query)
    root = pages.parsed(part.content.decode())
    heads = [head[0].text for head in root.xpath("//p[contains(@class, 'stance-head')]")]
    assert heads == sorted(heads, key=("Supports", "Disputes", "Qualifies").index)
    assert evidence.article.outlet.country in pages.text_of(root.xpath("//p[@class='spread']")[0])


DRAFTS = "?d=wadi-plan.first&d=wadi-plan.second"


@pytest.mark.parametrize("order", [DRAFTS, "?d=wadi-plan.second&d=wadi-plan.first"])
def test_rows_that_changed_between_two_versions_are_found_and_say_so(client, lake, order):
    changed = html(client, f"{order}&with=changed")
    every = pages.parsed(html(client, f"{order}&all=1"))
    saying = [
        row.get("id").removeprefix("q-")
        for row in every.xpath("//*[starts-with(@id, 'q-')]")
        if row.xpath(".//*[contains(@class, 'row-change') or contains(@class, 'face absent-')]")
    ]
    assert set(keys(changed)) <= set(saying)
    told = pages.parsed(changed).xpath("//*[contains(@class, 'row-change')]")
    assert len(told) == len(every.xpath("//*[contains(@class, 'row-change')]")) > 0
    assert counts(html(client, f"{order}&open=filters"), "with")["changed"] == len(keys(changed))
    assert 0 < len(keys(changed)) < len(every.xpath("//*[starts-with(@id, 'q-')]"))


def test_nothing_changed_between_texts_of_two_sides(client, lake):
    assert keys(html(client, f"{TWO}&with=changed")) == []
    assert 'class="row-note row-change"' not in html(client, TWO)
