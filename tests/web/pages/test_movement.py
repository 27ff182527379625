"""The page of movements: what it says first, its filters, its parts, and its bounds."""

from __future__ import annotations

import csv
import datetime
import json
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from proposals.comparisons import movement_selection
from proposals.models import Proposal, Question, Version
from proposals.web.pages import movement_request
from tests.factories import (
    ClauseFactory,
    CoverageFactory,
    NegotiationFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    ResponseFactory,
    TermFactory,
    VersionFactory,
)
from tests.support import pages

pytestmark = pytest.mark.django_db
PAGE = reverse("proposals:movement", args=["talks"])
HOSTILE = '<script>alert("x")</script>'


class Talks:
    """Two sides: a memorandum in three versions, and one text of the other side."""

    def __init__(self) -> None:
        self.negotiation = NegotiationFactory(key="talks")
        self.memos = self._texts("aria", "memo", 3)
        self.others = self._texts("boria", "reply", 1)

    def _texts(self, party, key, count):
        author = PartyFactory(negotiation=self.negotiation, key=party, role="principal")
        proposal = ProposalFactory(
            negotiation=self.negotiation, key=key, name=f"the {key}", parties=[author]
        )
        made = []
        for number in range(1, count + 1):
            day = datetime.date(2030, 5, number)
            version = VersionFactory(
                proposal=proposal, key=f"v{number}", label=f"of 0{number}.05.", date=day
            )
            ClauseFactory(version=version, published=True)
            made.append(version)
        return made

    def asked(self, key, *memos, other="", **question):
        """A question, with the answer of each version of the memorandum and of the other side."""
        made = QuestionFactory(negotiation=self.negotiation, key=key, **question)
        for version, value in zip((*self.memos, self.others[0]), (*memos, other), strict=True):
            if value == "silent":
                CoverageFactory(version=version, question=made)
            elif value:
                clause = version.clauses.order_by("pk")[0]
                TermFactory(clause=clause, question=made, value=value)
        return made


@pytest.fixture
def talks() -> Talks:
    made = Talks()
    made.asked("length", "exactly 3 days", "exactly 13 days", "", other="exactly 30 days")
    made.asked("same", "exactly 3 days", "exactly 3 days", "exactly 3 days")
    made.asked("gone", "exactly 5 days", "silent", "exactly 5 days")
    return made


def html(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def keys(page):
    return [name.removeprefix("q-") for name in pages.ids(page) if name.startswith("q-")]


def said(page, path):
    return [pages.text_of(one) for one in pages.parsed(page).xpath(path)]


def test_the_first_window_says_what_moved_and_how_far(client, talks):
    first, second, third = said(html(client), "//ol[@class='highlights']/li")
    assert "From 27 days apart to 17." in first
    assert "10 days closer to the reply" in first
    assert "no answer now" in second
    assert "new" in third


def test_only_questions_that_changed_are_listed_and_the_others_are_counted(client, talks):
    page = html(client)
    assert keys(page) == ["length", "gone"]
    assert "In 1 further question nothing is known to have changed." in page
    assert keys(html(client, "?all=1")) == ["length", "same", "gone"]


def test_the_texts_stand_in_the_order_of_dates_and_every_cell_in_its_column(client, talks):
    root = pages.parsed(html(client))
    heads = [one.get("datetime") for one in root.xpath("//thead//time")]
    assert heads == ["2030-05-01", "2030-05-01", "2030-05-02", "2030-05-03"]
    columns = [pages.text_of(one) for one in root.xpath("//thead//a")]
    for row in root.xpath("//tr[@class='texts']"):
        assert [pages.text_of(one) for one in row.xpath("td/p[@class='who']/span")] == columns


def test_silence_and_what_is_not_coded_never_look_alike(client, talks):
    root = pages.parsed(html(client))
    cells = root.xpath("//tbody[@id='q-gone']/tr[@class='texts']/td")
    assert ["absent-silent" in one.get("class") for one in cells] == [False, False, True, False]
    assert ["absent-not_coded" in one.get("class") for one in cells] == [False, True, False, False]


def test_what_is_not_known_is_a_quiet_number_and_no_change(client, talks):
    page = html(client)
    assert said(page, "//ul[@class='counts-of-changes']/li[@class='quiet']") == ["1 not known"]
    assert "That is no change." in page
    (length,) = pages.parsed(page).xpath("//tbody[@id='q-length']")
    assert len(length.xpath(".//ul[@class='told-changes']/li")) == 1


def test_the_way_to_two_texts_side_by_side_leads_to_what_changed(client, talks):
    root = pages.parsed(html(client))
    first = root.xpath("//a[@class='way']/@href")[0]
    assert first == "/talks/compare/?d=memo.v1&d=memo.v2&with=changed"
    assert keys(client.get(first).content.decode()) == ["length", "gone"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?change=silent", ["gone"]),
        ("?change=unchanged", ["same"]),
        ("?change=unknown", ["length"]),
        ("?question=same", ["same"]),
        ("?party=aria", ["length", "gone"]),
        ("?party=boria", ["length"]),
        ("?d=memo.v2&d=memo.v3", ["gone"]),
    ],
)
def test_filters_choose_questions_and_texts(client, talks, query, expected):
    assert keys(html(client, query)) == expected


@pytest.mark.parametrize(
    "query", ["?change=nonsense", "?d=none", "?topic=none", "?party=none", "?colour=red"]
)
def test_what_is_not_understood_is_told(client, talks, query):
    page = html(client, query)
    assert query.split("=")[1].strip() in page or "colour" in page
    assert keys(page) == ["length", "gone"]
    assert 'class="notice' in page


def test_a_part_has_thirty_questions(client, talks):
    for number in range(33):
        talks.asked(f"more-{number}", "exactly 1 day", f"exactly {number + 2} days", "")
    first, second = html(client), html(client, "?part=2")
    assert (len(keys(first)), len(keys(second))) == (30, 5)
    assert not set(keys(first)) & set(keys(second))
    assert "highlights" not in second


def test_too_many_questions_are_not_counted_and_the_page_says_so(client, talks, monkeypatch):
    monkeypatch.setattr(movement_request, "MOST_COMPARED", 11)
    page = html(client)
    assert "more than 11 answers" in page
    assert keys(page) == ["length", "same", "gone"]
    assert "counts-of-changes" not in page
    assert "nothing is known to have changed" not in page


def test_the_newest_texts_are_shown_and_the_page_says_of_how_many(client, talks, monkeypatch):
    monkeypatch.setattr(movement_selection, "MOST_TEXTS", 3)
    assert "The newest 3 of 4 texts" in html(client)
    named = html(client, "?d=memo.v1&d=memo.v2&d=memo.v3&d=reply.v1")
    assert "4 texts were named: the newest 3 are shown." in named
    assert len(pages.parsed(named).xpath("//thead//th")) == 3


def test_the_page_takes_a_fixed_number_of_queries(client, talks, django_assert_max_num_queries):
    for number in range(20):
        talks.asked(f"more-{number}", "exactly 1 day", f"exactly {number + 2} days", "silent")
    with django_assert_max_num_queries(12):
        html(client)


def test_a_point_that_is_rejected_stands_at_its_question_with_the_day(client, talks):
    question = Question.objects.get(key="length")
    ResponseFactory(
        version=talks.others[0],
        to=talks.memos[0],
        date=datetime.date(2030, 5, 1),
        stance="rejects",
        questions=[question],
        published=True,
    )
    told = said(html(client), "//tbody[@id='q-length']//p[contains(@class, 'reply')]")
    assert len(told) == 1
    assert "Rejects" in told[0]
    assert "1 May 2030" in told[0]


def test_hostile_texts_are_escaped_and_nothing_needs_a_script(client, talks):
    Question.objects.filter(key="length").update(text=HOSTILE)
    talks.memos[0].proposal.name = HOSTILE
    talks.memos[0].proposal.save()
    page = html(client)
    assert HOSTILE not in page
    root = pages.parsed(page)
    assert root.xpath("//main//script | //main//@style | //main//@onclick") == []


def test_a_negotiation_that_nothing_is_published_of_has_no_page(client):
    NegotiationFactory(key="talks")
    assert client.get(PAGE).status_code == 404


def test_a_comparison_of_texts_of_one_line_leads_to_how_they_moved(client, talks):
    def ways(query):
        root = pages.parsed(client.get(f"/talks/compare/{query}").content.decode())
        return root.xpath("//a[starts-with(@href, '/talks/movement/')]/@href")

    assert ways("?d=memo.v2&d=memo.v1") == ["/talks/movement/?d=memo.v1&d=memo.v2"]
    assert ways("?d=memo.v2&d=reply.v1") == []
    overview = client.get("/talks/").content.decode()
    assert 'href="/talks/movement/"' in overview


# Files, the interface and the feed

FILE = "/talks/movement.csv"
JSON_FILE = "/talks/movement.json"
API = "/api/v1/negotiations/talks/movement"
FEED = "/talks/movement.atom"


def lines_of(client, query=""):
    answer = client.get(FILE + query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode())))


def test_the_csv_has_a_line_for_each_step_with_what_changed(client, talks):
    first, second, third, fourth = lines_of(client)
    assert {key: first[key] for key in ("question", "before", "after", "change", "label")} == {
        "question": "length",
        "before": "memo.v1",
        "after": "memo.v2",
        "change": "moved",
        "label": "another number",
    }
    assert (first["before_date"], first["after_date"]) == ("2030-05-01", "2030-05-02")
    (approach,) = json.loads(first["approaches"])
    assert (approach["document"], approach["direction"]) == ("reply.v1", "towards")
    sizes = [(approach[key]["size"], approach[key]["unit"]) for key in ("gap_before", "gap_after")]
    unit = Question.objects.get(key="length").unit.key
    assert sizes == [("27", unit), ("17", unit)]
    assert [one["change"] for one in (second, third, fourth)] == ["unknown", "silent", "new"]


def test_a_file_has_all_parts_of_the_page_and_its_filters(client, talks):
    for number in range(33):
        talks.asked(f"more-{number}", "exactly 1 day", f"exactly {number + 2} days", "")
    assert len({one["question"] for one in lines_of(client, "?part=2")}) == 35
    assert {one["question"] for one in lines_of(client, "?change=silent")} == {"gone"}


def test_the_json_has_the_positions_and_the_same_steps(client, talks):
    answer = client.get(JSON_FILE)
    assert answer["Content-Disposition"].startswith('attachment; filename="talks_movement_')
    record = answer.json()
    assert [one["key"] for one in record["documents"]] == [
        "memo.v1", "reply.v1", "memo.v2", "memo.v3",
    ]  # fmt: skip
    length, gone = record["rows"]
    assert [one["document"] for one in length["answers"]] == [
        one["key"] for one in record["documents"]
    ]
    assert [one["absence"] for one in gone["answers"]] == [None, "not_coded", "silent", None]
    steps = [step["change"] for row in record["rows"] for step in row["steps"]]
    assert steps == [one["change"] for one in lines_of(client)]


def test_the_interface_gives_the_same_bytes(client, talks):
    query = "?d=memo.v1&d=memo.v2&all=1"
    answer = client.get(API + query)
    assert answer.status_code == 200
    assert answer.content == client.get(JSON_FILE + query).content


@pytest.mark.parametrize("query", ["?d=none", "?change=nonsense", "?colour=red"])
def test_what_is_not_understood_is_refused_where_nobody_is_asked_back(client, talks, query):
    assert client.get(FILE + query).status_code == 400
    assert client.get(JSON_FILE + query).status_code == 400
    assert client.get(API + query).status_code in (400, 404)


def test_too_much_for_a_file_is_refused(client, talks, monkeypatch):
    monkeypatch.setattr(movement_request, "MOST_COMPARED", 11)
    assert client.get(FILE).status_code == 400
    assert client.get(API).status_code == 400
    assert "csv" not in html(client)
    assert "no answer now" not in client.get(FEED).content.decode()


@pytest.mark.parametrize("address", [FILE, JSON_FILE, API, FEED])
def test_files_take_a_fixed_number_of_queries(
    client, talks, django_assert_max_num_queries, address
):
    for number in range(20):
        talks.asked(f"more-{number}", "exactly 1 day", f"exactly {number + 2} days", "silent")
    with django_assert_max_num_queries(13):
        assert client.get(address).status_code == 200


def test_hostile_cells_are_guarded(client, talks):
    Question.objects.filter(key="length").update(text="=1+1")
    assert lines_of(client)[0]["question_text"] == "'=1+1"


def test_the_feed_has_a_lasting_entry_for_each_text_that_follows_another(client, talks):
    def entries(host):
        answer = client.get(FEED, HTTP_HOST=host)
        assert answer["Content-Type"].startswith("application/atom+xml")
        return ElementTree.fromstring(answer.content).findall("{*}entry")

    newest, oldest = entries("testserver")
    assert [one.findtext("{*}title") for one in (newest, oldest)] == [
        "the memo (of 02.05.) → the memo: 1 unchanged, 1 new",
        "the memo (of 01.05.) → the memo (of 02.05.): 1 unchanged, 1 another answer, "
        "1 no answer now",
    ]
    assert "From 27 days apart to 17." in oldest.findtext("{*}summary")
    ids = [one.findtext("{*}id") for one in (newest, oldest)]
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert ids == [one.findtext("{*}id") for one in entries("localhost")]
    assert f'href="{FEED}"' in html(client)


def test_where_no_text_revises_another_the_texts_stand_by_date_and_the_page_says_so(client, talks):
    page = html(client, f"?d={talks.memos[0].document_key}&d={talks.others[0].document_key}")
    assert "None of these texts revises another" in page
    assert "No question passes" not in page
    assert 'id="q-length"' in page


def test_what_speakers_said_revises_no_paper(client, talks):
    Proposal.objects.filter(key="reply").update(kind="statement")
    Proposal.objects.get(key="reply").parties.set(Proposal.objects.get(key="memo").parties.all())
    Version.objects.filter(proposal__key="reply").update(date=datetime.date(2030, 6, 1))
    feed = client.get(f"{PAGE[:-1]}.atom").content.decode()
    assert "the memo (of 01.05.) → the memo (of 02.05.)" in feed
    assert "→ the reply" not in feed


def test_a_feed_of_other_texts_is_another_feed_and_what_is_not_understood_is_refused(client, talks):
    address = f"{PAGE[:-1]}.atom"
    whole = ElementTree.fromstring(client.get(address).content)
    two = f"?d={talks.memos[0].document_key}&d={talks.memos[1].document_key}"
    part = ElementTree.fromstring(client.get(address + two).content)
    assert whole.findtext("{*}id") != part.findtext("{*}id")
    assert client.get(f"{address}?d=nobody.first").status_code == 400


def test_beside_what_speakers_said_stands_who_said_it(client, talks):
    clause = talks.others[0].clauses.get()
    type(clause).objects.filter(pk=clause.pk).update(heading="The minister, 1 May 2030")
    assert "The minister, 1 May 2030" not in html(client)
    Proposal.objects.filter(key="reply").update(kind="statement")
    assert "The minister, 1 May 2030" in html(client)
