"""Rows and topics in frames on other sites: whole in themselves, and framed they alone."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.middleware import CONTENT_POLICY, FRAMED_POLICY
from proposals.language.languages import LANGUAGES
from proposals.models import Negotiation, Question, Topic, taken_keys
from proposals.web import pages as views
from sources.read_only import PUBLIC
from tests.factories import TopicFactory
from tests.support import pages
from tests.support.folders import LAKE, change, copy, problems, stored_for_a_module
from tests.web.test_drafts_hidden import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ROW = "/lake-2031/embed/questions/share-of-limnaia/"
TOPIC = "/lake-2031/embed/topics/water-shares/"
THREE = "?d=limnaia-memorandum.handed-over&d=wadi-plan.second&d=league-plan.bridging"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return pages.parsed(answer.content.decode())


def main(root):
    return pages.text_of(root.xpath("//main")[0])


def rules(answer):
    return answer["Content-Security-Policy"]


def test_a_row_says_what_each_document_answers_who_put_it_forward_and_what_it_rests_on(
    client, lake
):
    root = shown(client, ROW + THREE)
    columns = [pages.text_of(one) for one in root.xpath("//ul[starts-with(@class, 'answers')]/li")]
    assert len(columns) == 3
    assert "asks for at least 40 per cent" in columns[0]
    assert "Λιμναία" in columns[0]
    assert "printed by 1 independent publisher" in columns[0]
    assert "Condition the pass is open" in columns[1]
    assert "It rests on one source" in columns[1]


def test_a_row_has_its_verdict_by_symbol_word_rule_and_sentence(client, lake):
    (verdict,) = shown(client, ROW + THREE).xpath("//div[starts-with(@class, 'verdict')]")
    assert verdict.xpath(".//*[local-name()='use']/@href") == ["#mark-conflict"]
    assert "conflict R2, gap" in pages.text_of(verdict)
    assert "The ranges do not meet" in pages.text_of(verdict)


def test_a_topic_has_every_question_of_it(client, lake):
    root = shown(client, TOPIC + THREE)
    assert [pages.text_of(one) for one in root.xpath("//h1")] == ["Shares of the water"]
    asked = Question.objects.filter(topic__key="water-shares").count()
    assert len(root.xpath("//h2")) == len(root.xpath("//section")) == asked > 1


def test_a_long_topic_is_cut_and_says_so(client, lake, monkeypatch):
    monkeypatch.setattr("proposals.web.pages.embed.MOST_ROWS", 1)
    root = shown(client, TOPIC)
    assert len(root.xpath("//section")) == 1
    assert "more questions stand on the topic's own page" in main(root)


@pytest.mark.parametrize("address", [ROW, TOPIC])
def test_a_source_line_names_the_site_the_talks_and_the_day_of_the_last_change(
    client, lake, address
):
    (line,) = shown(client, address).xpath("//p[@class='source']")
    words = pages.text_of(line)
    assert words.startswith("Parley, Talks on the waters of Lake Aigli, last change on ")
    assert re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", words)


@pytest.mark.parametrize("address", [ROW, TOPIC])
def test_without_a_change_the_source_line_names_the_day_on_which_the_frame_was_made(
    client, lake, address, monkeypatch
):
    monkeypatch.setattr("proposals.web.pages.embed.last_change", lambda _negotiation: None)
    (line,) = shown(client, address).xpath("//p[@class='source']")
    day = timezone.localdate()
    assert f", as of {day.day} {day:%B %Y} ·" in pages.text_of(line)


@pytest.mark.parametrize(
    ("address", "live"),
    [
        (ROW + "?d=wadi-plan.second&d=league-plan.bridging",
         "/lake-2031/compare/?d=wadi-plan.second&d=league-plan.bridging&question=share-of-limnaia#q-share-of-limnaia"),
        (TOPIC + "?d=wadi-plan.second&d=league-plan.bridging",
         "/lake-2031/topics/water-shares/?d=wadi-plan.second&d=league-plan.bridging"),
    ],
    ids=["a row", "a topic"],
)  # fmt: skip
def test_the_only_links_open_the_same_live_page_in_a_new_tab(client, lake, address, live):
    links = shown(client, address).xpath("//a")
    assert [one.get("href") for one in links] == [live]
    assert {(one.get("target"), one.get("rel")) for one in links} == {("_blank", "noopener")}
    assert client.get(live).status_code == 200


def test_texts_carry_their_language_and_direction(client, lake):
    root = shown(client, ROW + THREE)
    texts = root.xpath("//main//h1 | //main//strong[ancestor::p[@class='who']]")
    assert len(texts) > 1
    for element in texts:
        assert element.get("dir") == "auto"
        assert element.get("lang")


@pytest.mark.parametrize("address", [ROW, TOPIC, "/lake-2031/embed/topics/none/"])
def test_it_has_no_script_no_chrome_no_form_and_sets_no_cookie(client, lake, address):
    answer = client.get(address)
    root = pages.parsed(answer.content.decode())
    assert root.xpath("//script | //form | //button | //header | //nav | //iframe") == []
    assert root.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_who_is_signed_in_makes_no_difference(client, lake, admin_client):
    assert client.get(ROW).content == admin_client.get(ROW).content


def test_an_unchanged_row_is_not_sent_again_and_may_still_be_framed(client, lake):
    first = client.get(ROW)
    assert first["Cache-Control"] == PUBLIC
    again = client.get(ROW, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert rules(again) == FRAMED_POLICY


@pytest.mark.parametrize("address", [ROW + THREE, TOPIC + THREE])
def test_it_stays_within_its_queries(client, lake, address):
    with CaptureQueriesContext(connection) as found:
        shown(client, address)
    assert len(found) <= 13


def test_what_the_address_has_wrong_is_said(client, lake):
    root = shown(client, ROW + "?d=nonsense<b>")
    assert "There is no document “nonsense<b>” here: left out." in main(root)


def test_what_is_not_coded_yet_says_so(client, lake):
    lone = Question.objects.filter(negotiation__key="lake-2031").last()
    topic = TopicFactory(key="new")
    Question.objects.create(
        negotiation=lone.negotiation, topic=topic, key="new", text="New?", kind="text"
    )
    topics = main(shown(client, "/lake-2031/embed/topics/new/"))
    assert "None of these documents is coded on this topic yet." in topics
    assert "Not coded yet" in main(shown(client, "/lake-2031/embed/questions/new/"))


@pytest.mark.parametrize(
    "address",
    [
        "/lake-2031/embed/questions/none/",
        "/lake-2031/embed/topics/%3Cb%3Enone/",
        "/lake-2031/embed/topics/%00/",
        "/nowhere/embed/topics/none/",
    ],
)
def test_what_is_missing_is_a_small_page_that_may_be_framed(client, lake, address):
    answer = client.get(address)
    root = pages.parsed(answer.content.decode())
    assert answer.status_code == 404
    assert rules(answer) == FRAMED_POLICY
    assert root.xpath("//header | //nav | //b") == []
    assert [one.get("target") for one in root.xpath("//a")] == ["_blank"]


PLACES = {
    "negotiation": "lake-2031",
    "question": "share-of-limnaia",
    "topic": "water-shares",
    "proposal": "wadi-plan",
}
"""What stands for parts of addresses; any other word leads to a page that is missing."""


def filled(path):
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", path).replace("^", "").replace("$", "")
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda part: quote(PLACES.get(part[1], "missing")), plain
    )


def test_of_all_addresses_only_rows_and_topics_for_frames_may_be_framed(client, lake):
    framed = set()
    for path, _parts in addresses():
        answer = client.get(filled(path))
        if rules(answer) == CONTENT_POLICY and answer["X-Frame-Options"] == "DENY":
            continue
        assert rules(answer) == FRAMED_POLICY, path
        assert "X-Frame-Options" not in answer
        framed.add(filled(path))
    assert framed == {ROW, TOPIC}


def test_frames_are_all_that_is_loosened():
    assert FRAMED_POLICY.replace("frame-ancestors *", "frame-ancestors 'none'") == CONTENT_POLICY


def test_an_address_for_frames_that_takes_nothing_in_is_not_framed_when_it_refuses(client, lake):
    answer = client.post(ROW)
    assert answer.status_code == 405
    assert rules(answer) == CONTENT_POLICY
    assert answer["X-Frame-Options"] == "DENY"


def test_a_failure_at_an_address_for_frames_is_not_framed(lake, monkeypatch):
    monkeypatch.setattr("proposals.web.pages.embed.comparison_for", lambda *_args, **_more: 1 / 0)
    answer = Client(raise_request_exception=False).get(ROW)
    assert answer.status_code == 500
    assert rules(answer) == CONTENT_POLICY
    assert answer["X-Frame-Options"] == "DENY"


def test_the_topic_page_offers_the_code_for_frames(client, lake):
    root = shown(client, "/lake-2031/topics/water-shares/" + THREE)
    codes = root.xpath("//main/details/details[@class='cite']/p[@class='cite-line']")
    frames = [pages.parsed(pages.text_of(code)).xpath("//iframe")[0] for code in codes]
    address = f"http://testserver{TOPIC}{THREE}"
    sources = [frame.get("src") for frame in frames]
    assert sources == [address, f"{address}&theme=dark", f"{address}&theme=auto"]
    labels = [pages.text_of(code.getprevious()) for code in codes]
    assert labels == [
        "For a light page", "For a dark page", "Light or dark as the visitor prefers",
    ]  # fmt: skip
    assert all(client.get(source).status_code == 200 for source in sources)
    frame = frames[0]
    assert frame.get("loading") == "lazy"
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    assert "Shares of the water" in frame.get("title")
    assert root.xpath("//main//iframe") == []


def test_the_topic_page_offers_the_code_for_each_row_alone(client, lake):
    root = shown(client, "/lake-2031/topics/water-shares/" + THREE)
    codes = root.xpath("//main/details//li/details[@class='cite']/p[@class='cite-line']")
    frames = [pages.parsed(pages.text_of(code)).xpath("//iframe")[0] for code in codes]
    assert frames[0].get("src") == f"http://testserver{ROW}{THREE}"
    assert len(frames) == len(root.xpath("//tr[starts-with(@class, 'row ')]")) > 1
    assert all(client.get(one.get("src")).status_code == 200 for one in frames)


def test_a_hostile_name_cannot_leave_the_code_for_frames(client, lake):
    Topic.objects.filter(key="water-shares").update(name='"><script>alert(1)</script>')
    root = shown(client, "/lake-2031/topics/water-shares/")
    codes = root.xpath("//main/details/details[@class='cite']/p[@class='cite-line']")
    assert len(codes) == 3
    for code in codes:
        assert pages.parsed(pages.text_of(code)).xpath("//script") == []
        assert "alert(1)" in pages.parsed(pages.text_of(code)).xpath("//iframe/@title")[0]


def test_the_first_words_of_addresses_are_no_keys_of_negotiations():
    own = {path.partition("/")[0] for path, _parts in addresses()} - {""}
    # A key has no dot, so that files at the top of the site are in nobody's way.
    words = {word for word in own if not {"<", "."} & set(word)}
    assert words | {"static"} | set(LANGUAGES) == taken_keys()
    assert views.negotiation


def test_an_editor_cannot_give_a_negotiation_the_address_of_another_page():
    with pytest.raises(Exception, match="“frozen” is the address of other pages here"):
        Negotiation(key="frozen", name="Talks").full_clean()


def test_a_folder_cannot_give_a_negotiation_the_address_of_another_page(tmp_path):
    folder = copy(LAKE, tmp_path)
    change(folder, "negotiation.toml", 'key = "lake-2031"', 'key = "api"')
    (found,) = [one for one in problems(folder) if "other pages" in one]
    assert found.startswith("lake-2031/negotiation.toml, negotiation.key: the site has other")
    assert 'Found: "api". Allowed: any key but admin, api' in found
