"""What a page says of itself to those who share it."""

import pytest
from django.test import override_settings

from proposals.exports.cards.card import the_rest
from proposals.models import Clause, Negotiation, Proposal, Question
from proposals.web.pages.link_previews import LONGEST_DESCRIPTION
from sources.text_directions import without_isolates
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
COMPARE = "/lake-2031/compare/"
USUAL = "d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging"
OTHERS = "d=league-plan.bridging&d=wadi-plan.second"
ROW = f"{COMPARE}?{USUAL}&question=share-of-limnaia"
TOPIC = "/lake-2031/topics/water-shares/"
PROPERTIES = {
    "og:site_name", "og:type", "og:locale", "og:title", "og:description", "og:url", "og:image",
    "og:image:type", "og:image:width", "og:image:height", "og:image:alt",
}  # fmt: skip
NAMES = {
    "description", "twitter:card", "twitter:title", "twitter:description", "twitter:image",
    "twitter:image:alt",
}  # fmt: skip
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def tree(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return pages.parsed(answer.content.decode())


def told(client, address):
    """Return what the head of a page says: the content of its meta elements, and its address."""
    root = tree(client, address)
    pairs = [
        (one.get("property") or one.get("name"), one.get("content"))
        for one in root.xpath("//head/meta[@property or @name]")
    ]
    names = [name for name, _content in pairs]
    assert len(names) == len(set(names)), "a name stands twice"
    (canonical,) = root.xpath("//head/link[@rel='canonical']/@href")
    return {**dict(pairs), "canonical": canonical}


def shared_pages():
    clause = Clause.objects.published()[0]
    return (
        "/", "/lake-2031/", COMPARE, f"{COMPARE}?verdict=conflict", f"{COMPARE}?q=water", ROW,
        TOPIC, clause.get_absolute_url(), clause.version.get_absolute_url(),
    )  # fmt: skip


def test_every_page_that_is_shared_says_all_of_it_and_its_picture_is_there(client, lake):
    for address in shared_pages():
        head = told(client, address)
        assert head.keys() >= PROPERTIES | NAMES, address
        assert all(head[name].strip() for name in PROPERTIES | NAMES), address
        assert head["og:url"] == head["canonical"]
        assert head["og:image"] == head["twitter:image"]
        assert head["og:description"] == head["description"] == head["twitter:description"]
        assert head["og:image:alt"] == head["twitter:image:alt"]
        assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
        assert (head["og:locale"], head["og:site_name"]) == ("en_GB", "Parley")
        assert head["twitter:card"] == "summary_large_image"
        picture = client.get(head["og:image"].removeprefix(HOME))
        assert (picture.status_code, picture["Content-Type"]) == (200, "image/png"), address
        assert client.get(head["canonical"].removeprefix(HOME)).status_code == 200


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/lake-2031/?utm_source=x", "/lake-2031/"),
        (COMPARE, f"{COMPARE}?{USUAL}"),
        (f"{COMPARE}?part=2&all=1&utm_campaign=y&fbclid=z", f"{COMPARE}?{USUAL}"),
        (f"{COMPARE}?nonsense=1", f"{COMPARE}?{USUAL}"),
        (f"{COMPARE}?{OTHERS}", f"{COMPARE}?{OTHERS}"),
        (f"{COMPARE}?with=disputed&verdict=conflict",
         f"{COMPARE}?{USUAL}&verdict=conflict&with=disputed"),
        (f"{COMPARE}?question=share-of-limnaia", ROW),
        (f"{COMPARE}?topic=water-shares", f"{TOPIC}?{USUAL}"),
        (TOPIC, f"{TOPIC}?{USUAL}"),
        (f"{TOPIC}?{OTHERS}&gclid=1", f"{TOPIC}?{OTHERS}"),
    ],
)  # fmt: skip
def test_a_page_has_one_address_with_its_documents_and_without_what_does_not_matter(
    client, lake, address, canonical
):
    assert told(client, address)["canonical"] == HOME + canonical


def test_a_row_is_described_by_its_verdict_and_the_answers_of_both_sides(client, lake):
    head = told(client, ROW)
    assert head["og:title"] == (
        "What share of the water may Λιμναία draw? – Talks on the waters of Lake Aigli"
    )
    assert head["description"] == (
        "Conflict: Λιμναία / Harbour League: The ranges do not meet: 5 per cent apart. "
        "Λιμναία: at least 40 per cent; Harbour League: offers 35 per cent."
    )


def test_a_row_of_two_documents_is_described_without_naming_the_only_pair(client, lake):
    two = "d=limnaia-memorandum.handed-over&d=league-plan.bridging"
    address = f"{COMPARE}?{two}&question=share-of-limnaia"
    assert told(client, address)["description"].startswith("Conflict: The ranges do not meet: ")


def test_a_row_is_described_with_the_conditions_of_its_answers(client, lake):
    address = (
        f"{COMPARE}?d=limnaia-memorandum.handed-over&d=wadi-plan.second&question=share-of-limnaia"
    )
    text = told(client, address)["description"]
    assert text.endswith("25 to 35.5 per cent (in dry years), on a condition (the pass is open).")


def test_long_answers_name_the_pair_where_there_is_no_room_to_name_it_twice(client, lake):
    Proposal.objects.filter(key="league-plan").update(name="the plan " + "of the league " * 6)
    address = f"{COMPARE}?{USUAL}&d=agreed&question=share-of-limnaia"
    text = told(client, address)["description"]
    assert len(text) <= LONGEST_DESCRIPTION
    assert text.startswith("Conflict: The ranges do not meet: 5 per cent apart. ")
    assert "40 per cent; The plan of the league" in text


def test_several_rows_are_described_by_their_counts(client, lake):
    text = told(client, "/lake-2031/")["description"]
    assert "on 7 questions: 5 conflict" in text
    assert text == told(client, COMPARE)["description"]
    assert (
        "on 5 questions: 5 conflict" in told(client, f"{COMPARE}?verdict=conflict")["description"]
    )


def test_a_description_never_gives_the_answer_of_one_side_alone(client, lake):
    Question.objects.filter(key="share-of-limnaia").update(label="")
    for question in Question.objects.filter(negotiation__key="lake-2031"):
        head = told(
            client, f"{COMPARE}?question={question.key}&d=wadi-plan.second&d=league-plan.bridging"
        )
        description = without_isolates(head["description"])
        named = [name for name in ("إمارة الوادي:", "Harbour League:") if name in description]
        assert len(named) in (0, 2), question.key


def test_the_picture_in_words_has_question_verdict_answers_and_address(client, lake):
    alt = without_isolates(told(client, ROW)["og:image:alt"])
    for words in (
        "What share of the water may Λιμναία draw?",
        "Conflict: Λιμναία / Harbour League: The ranges do not meet: 5 per cent apart.",
        "Λιμναία: asks for at least 40 per cent; إمارة الوادي: offers 25 to 35.5 per cent",
        "testserver/lake-2031/compare/?question=share-of-limnaia, as of ",
    ):
        assert words in alt
    assert the_rest() not in alt


def test_a_clause_and_a_document_are_described_by_what_is_stored(client, lake):
    clause = Clause.objects.published().filter(terms__isnull=False)[0]
    head = told(client, clause.get_absolute_url())
    assert clause.heading in head["og:title"]
    assert clause.terms.all()[0].question.text in head["description"]
    document = told(client, clause.version.get_absolute_url())
    number = Clause.objects.published().filter(version=clause.version).count()
    assert f"{number} clause" in document["description"]


def test_hostile_words_stay_words(client, lake):
    Negotiation.objects.filter(key="lake-2031").update(name='"><script>alert(1)</script>')
    for address in ("/lake-2031/", ROW, TOPIC):
        root = tree(client, address)
        assert [one for one in root.xpath("//script") if "alert(1)" in (one.text or "")] == []
        assert "alert(1)" in root.xpath("//meta[@property='og:title']/@content")[0]


def test_what_a_visitor_searched_for_is_in_no_title_description_or_picture(client, lake):
    head = told(client, f"{COMPARE}?q=water%20zqx")
    named = [value for name, value in head.items() if name not in ("canonical", "og:url")]
    assert not any("zqx" in value for value in named)
    assert head["og:image"] == f"{HOME}/card.png"


def test_an_answer_for_htmx_says_nothing_of_it(htmx_client, lake):
    assert b"og:image" not in htmx_client.get(ROW).content


def test_a_changed_answer_has_another_picture_address(client, lake):
    before = told(client, ROW)["og:image"]
    assert before == told(client, ROW)["og:image"]
    Question.objects.filter(key="share-of-limnaia").update(text="Another question?")
    assert told(client, ROW)["og:image"] != before


@override_settings(ALLOWED_HOSTS=[".example.org", "parley.example.org"])
def test_a_host_that_the_settings_do_not_name_is_not_printed(client, lake):
    answer = client.get(ROW, headers={"Host": "down-with-north.example.org"})
    (alt,) = pages.parsed(answer.content.decode()).xpath(
        "//meta[@property='og:image:alt']/@content"
    )
    assert "down-with-north" not in alt
    assert "Parley, /lake-2031/compare/" in alt
    host = {"Host": "parley.example.org:8443"}
    answer = client.get(ROW, headers=host, SERVER_PORT="8443")
    (alt,) = pages.parsed(answer.content.decode()).xpath(
        "//meta[@property='og:image:alt']/@content"
    )
    assert "parley.example.org:8443/lake-2031/compare/" in alt
