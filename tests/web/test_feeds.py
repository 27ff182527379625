"""Feeds of changes: what readers may know, each once, in valid Atom, a page at a time."""

import re
import time
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date
from lxml import etree

from proposals.editing.review import publish, reopen, submit, withdraw
from proposals.editing.revisions import open_revision
from proposals.history.recorder import record_change
from proposals.models import Clause, Negotiation, Topic, Transition
from proposals.seeding import load
from proposals.web.feeds import PER_PAGE
from tests.factories import (
    ClauseFactory,
    EvidenceFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    TransitionFactory,
    UserFactory,
    analyst,
    reviewer,
)
from tests.support import pages
from tests.support.folders import SECOND_CLAUSE, append, change, write

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
WHY = "The number was misread in the digest."
DOCUMENT = "documents/plan.first.toml"


@pytest.fixture
def ada():
    return analyst(username="ada", first_name="Adalind")


@pytest.fixture
def bob():
    return reviewer(username="bob", first_name="Bobbert")


@pytest.fixture
def clause():
    """A clause that is public, without anything that is remembered of it."""
    made = ClauseFactory(heading="Ceasefire", text="Fighting stops for 30 days.")
    EvidenceFactory(clause=made, term=TermFactory(clause=made))
    Clause.objects.filter(pk=made.pk).update(state="published")
    made.refresh_from_db()
    return made


@pytest.fixture
def small(tmp_path):
    """A small folder with two clauses, loaded once."""
    path = write(tmp_path / "small")
    append(path, DOCUMENT, SECOND_CLAUSE)
    load([path])
    return path


def site_root(clause):
    return clause.version.proposal.negotiation.key


def asked(client, key, query="", topic="", **more):
    inside = f"topics/{topic}/" if topic else ""
    return client.get(f"/{key}/{inside}changes.atom{query}", **more)


def feed(client, key, query="", topic=""):
    answer = asked(client, key, query, topic)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def entries(root):
    return root.findall("a:entry", ATOM)


def text(element, name):
    return element.findtext(f"a:{name}", namespaces=ATOM)


def titles(root):
    return [text(one, "title") for one in entries(root)]


def words(entry):
    """What an entry says, as a reader of feeds shows it."""
    return pages.text_of(pages.parsed(text(entry, "summary")))


def link(element, rel):
    found = element.xpath("a:link[@rel=$rel]/@href", rel=rel, namespaces=ATOM)
    return found[0] if found else None


def correct(clause, ada, bob, why=WHY, **fields):
    revision = open_revision(clause, ada)
    with record_change(revision, ada, "an inner note"):
        for name, value in fields.items():
            setattr(revision, name, value)
        revision.save()
    submit(revision, ada, "a note for the reviewer")
    publish(revision, bob, why)
    clause.refresh_from_db()


def test_a_load_is_one_entry_a_document_however_many_clauses_it_has(client, small):
    (entry,) = entries(feed(client, "small"))
    assert text(entry, "title") == "The plan: 2 clauses published"
    assert "1 Truce" not in text(entry, "title")
    assert "Prisoners" in words(entry)
    assert link(entry, "alternate") == "http://testserver/small/documents/plan/first/"


def test_loading_again_tells_what_it_published_and_corrected_in_one_entry(client, small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    append(small, DOCUMENT, SECOND_CLAUSE.replace('"2"', '"3"'))
    load([small])
    found = feed(client, "small")
    newest = "The plan: 1 clause published, 1 clause corrected"
    assert titles(found) == [newest, "The plan: 2 clauses published"]
    kinds = entries(found)[0].xpath("a:category/@term", namespaces=ATOM)
    assert kinds == ["published", "corrected"]


def test_a_load_that_changes_one_clause_tells_its_change(client, small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    load([small])
    entry = entries(feed(client, "small"))[0]
    assert text(entry, "title") == "Corrected: 1 Ceasefire (The plan)"
    assert "<del>Truce</del>" in text(entry, "summary")


def test_of_a_document_that_is_withdrawn_whole_only_its_address_is_told(client, small, bob):
    home = Clause.objects.first().version.proposal.negotiation
    ClauseFactory(version__proposal__negotiation=home, published=True)
    for clause in Clause.objects.filter(version__key="first"):
        withdraw(clause, bob, WHY)
    entry = entries(feed(client, "small"))[-1]
    assert text(entry, "title") == "small.plan.first: 2 clauses published"
    assert "The plan" not in words(entry)
    assert link(entry, "alternate") == "http://testserver/small/corrections/"


def test_a_publication_by_an_editor_is_an_entry_without_the_inner_reason(client, clause, ada, bob):
    new = ClauseFactory(version=clause.version, heading="Prisoners", created_by=ada)
    EvidenceFactory(clause=new)
    submit(new, ada)
    publish(new, bob, "A note among editors.")
    answer = asked(client, site_root(clause)).content.decode()
    assert "Published: " in answer
    assert "Prisoners" in answer
    assert "among editors" not in answer


def test_a_correction_tells_its_reason_and_what_changed_word_by_word(client, clause, ada, bob):
    correct(clause, ada, bob, text="Fighting stops for 60 days.")
    (entry,) = entries(feed(client, site_root(clause)))
    assert text(entry, "title").startswith("Corrected: ")
    assert WHY in words(entry)
    assert "<del>30</del>" in text(entry, "summary")
    assert "<ins>60</ins>" in text(entry, "summary")
    assert link(entry, "alternate") == f"http://testserver/clauses/{clause.uid}/history/"


def test_a_correction_of_nothing_but_spaces_says_so(client, clause, ada, bob):
    correct(clause, ada, bob, text=clause.text.replace(" ", "\u00a0"))
    (entry,) = entries(feed(client, site_root(clause)))
    assert "<del>" not in text(entry, "summary")
    assert "(The words are the same. Only this differs: spaces or line ends.)" in words(entry)


def test_links_inside_an_entry_are_whole_addresses(client, clause, ada, bob):
    revision = open_revision(clause, ada)
    with record_change(revision, ada, ""):
        EvidenceFactory(clause=revision)
    submit(revision, ada)
    publish(revision, bob, WHY)
    (entry,) = entries(feed(client, site_root(clause)))
    links = pages.parsed(text(entry, "summary")).xpath("//a/@href")
    assert links
    assert all(one.startswith("http://testserver/") for one in links)


def test_a_withdrawal_tells_when_and_why_and_nothing_that_the_clause_said(client, clause, ada, bob):
    ClauseFactory(version=clause.version, published=True)
    correct(clause, ada, bob, text="Sixty days of silence.")
    withdraw(clause, bob, "It named somebody.")
    answer = unescape(asked(client, site_root(clause)).content.decode())
    assert f"Withdrawn: {clause.uid}" in answer
    assert "It named somebody." in answer
    assert "Ceasefire" not in answer
    assert "silence" not in answer


def test_a_feed_names_no_editor_and_tells_no_draft(client, clause, ada, bob):
    correct(clause, ada, bob, text="Sixty.")
    draft = open_revision(clause, ada)
    with record_change(draft, ada, "secretly"):
        draft.text = "Ninety in secret."
        draft.save()
    submit(draft, ada, "secretly too")
    answer = asked(client, site_root(clause)).content.decode().lower()
    for word in ("adalind", "bobbert", "ada", "secret", "ninety", "inner note"):
        assert not re.search(rf"\b{word}", answer), word


def test_every_entry_has_what_atom_asks_for(client, small, ada, bob):
    correct(Clause.objects.get(key="1"), ada, bob, text="Sixty.")
    withdraw(Clause.objects.get(key="2"), bob, WHY)
    root = feed(client, "small")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(root, "title") == "Small talks: changes"
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "Parley"
    assert text(root, "id") == link(root, "self") == "http://testserver/small/changes.atom"
    assert link(root, "alternate") == "http://testserver/small/"
    assert len(entries(root)) == 3
    for one in (root, *entries(root)):
        assert RFC_3339.fullmatch(text(one, "updated"))
        assert text(one, "title").strip()
        assert len(one.findall("a:id", ATOM)) == len(one.findall("a:updated", ATOM)) == 1
    names = [text(one, "id") for one in entries(root)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("urn:uuid:") for name in names)
    newest = max(datetime.fromisoformat(text(one, "updated")) for one in entries(root))
    assert datetime.fromisoformat(text(root, "updated")) == newest


def test_an_entry_keeps_its_name_at_another_address_of_the_site(client, small, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    here = [text(one, "id") for one in entries(feed(client, "small"))]
    there = etree.fromstring(asked(client, "small", headers={"host": "other.example"}).content)
    assert [text(one, "id") for one in entries(there)] == here


def test_characters_that_no_xml_may_hold_do_not_break_a_feed(client, clause, ada, bob):
    Clause.objects.filter(pk=clause.pk).update(heading="Fire \x08\x1b\ufffe <b>&amp; ]]> talks")
    correct(clause, ada, bob, why="Misread")
    # Steps of before such signs were refused may hold them.
    why = "Mis\x01read <script>alert(1)</script>"
    assert Transition.objects.filter(reason="Misread").update(reason=why) == 1
    (entry,) = entries(feed(client, site_root(clause)))
    assert "<b>&amp; ]]> talks" in text(entry, "title")
    assert "<script>" not in text(entry, "summary")
    assert "<script>alert(1)</script>" in words(entry)


def test_changed_texts_carry_their_language(client, clause, ada, bob):
    negotiation = clause.version.proposal.negotiation
    negotiation.language = "uk"
    negotiation.save()
    correct(clause, ada, bob, text="Шістдесят днів.")
    (entry,) = entries(feed(client, negotiation.key))
    assert pages.parsed(text(entry, "summary")).xpath("//span[@lang='uk'][@dir='auto']")


def test_a_topic_has_a_feed_of_its_own(client, small):
    TopicFactory(key="air", theme=Topic.objects.get().theme)
    QuestionFactory(negotiation=Clause.objects.first().version.proposal.negotiation,
                    topic=Topic.objects.get(key="air"))  # fmt: skip
    assert titles(feed(client, "small", topic="truce")) == ["The plan: 2 clauses published"]
    assert titles(feed(client, "small", topic="air")) == []
    root = feed(client, "small", topic="truce")
    assert text(root, "title") == "Truce, Small talks: changes"
    assert link(root, "alternate") == "http://testserver/small/topics/truce/"


def test_a_topic_tells_the_withdrawal_but_not_where_a_draft_moves_the_clause(client, small, bob):
    clause = Clause.objects.get(key="1")
    withdraw(clause, bob, WHY)
    assert f"Withdrawn: {clause.uid}" in titles(feed(client, "small", topic="truce"))
    reopen(clause, bob, "To be mended.")
    assert f"Withdrawn: {clause.uid}" not in titles(feed(client, "small", topic="truce"))
    assert f"Withdrawn: {clause.uid}" in titles(feed(client, "small"))


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/nowhere/changes.atom", "/small/"),
        ("/small/topics/none/changes.atom", "/small/topics/truce/"),
        ("/small/topics/%00/changes.atom", "/small/topics/truce/"),
    ],
)
def test_a_feed_of_nothing_is_missing_with_a_way_on(client, small, address, way):
    answer = client.get(address)
    assert answer.status_code == 404
    assert f'href="{way}"' in answer.content.decode()


def test_a_feed_without_any_change_is_valid_and_stands_still(client, clause):
    root = feed(client, site_root(clause))
    assert entries(root) == []
    assert text(root, "updated") == "2025-06-02T00:00:00+00:00"
    assert asked(client, site_root(clause)).content == asked(client, site_root(clause)).content


def test_a_feed_that_is_unchanged_is_not_sent_again(client, small):
    first = asked(client, "small")
    again = asked(client, "small", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["changes.atom", "topics/truce/changes.atom", "movement.atom"])
def test_a_program_that_asks_with_head_gets_the_tag_of_the_feed(client, small, address):
    address = f"/small/{address}"
    head, feed = client.head(address), client.get(address)
    assert (head.status_code, head["ETag"]) == (200, feed["ETag"])
    again = client.head(address, headers={"If-None-Match": feed["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, feed["ETag"])


def test_a_feed_of_which_only_a_name_changed_is_sent_again(client, small):
    """No day of a last change says whether the text is the same, and none is told."""
    first = asked(client, "small")
    assert "Last-Modified" not in first
    Negotiation.objects.update(name="Renamed")
    since = {"If-Modified-Since": http_date(time.time()), "If-None-Match": first["ETag"]}
    assert b"Renamed" in asked(client, "small", headers=since).content


def test_a_feed_that_changed_is_sent_again(client, small, bob):
    first = asked(client, "small")
    withdraw(Clause.objects.get(key="2"), bob, WHY)
    assert asked(client, "small", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.fixture
def many(clause):
    """More entries than two pages hold, all of one clause."""
    begin = datetime(2025, 7, 1, 12, tzinfo=UTC)
    values = {"clause": clause, "from_state": "review", "to_state": "published"}
    steps = [
        TransitionFactory.build(**values, at=begin + timedelta(hours=hour), correction=True)
        for hour in range(2 * PER_PAGE + 1)
    ]
    type(steps[0]).objects.bulk_create(steps)
    return site_root(clause)


def test_pages_of_a_feed_lead_to_each_other_and_hold_each_entry_once(client, many):
    address, seen = f"http://testserver/{many}/changes.atom", []
    first = address
    while address:
        root = feed(client, many, address.removeprefix(first))
        assert link(root, "self") == address
        assert link(root, "first") == first
        assert link(root, "last") == f"{first}?page=3"
        assert len(entries(root)) <= PER_PAGE
        seen += [text(one, "id") for one in entries(root)]
        back, address = address, link(root, "next")
        if address:
            assert link(feed(client, many, address.removeprefix(first)), "previous") == back
    assert len(set(seen)) == len(seen) == 2 * PER_PAGE + 1


@pytest.mark.parametrize("query", ["?page=9999", "?page=-1", "?page=%00", "?page=x"])
def test_a_page_that_is_not_there_leads_to_one_that_is(client, many, query):
    first = f"http://testserver/{many}/changes.atom"
    response = asked(client, many, query)
    assert response.status_code == 302
    assert response["Location"] == (f"{first}?page=3" if query == "?page=9999" else first)
    assert entries(feed(client, many, response["Location"].removeprefix(first)))


def test_an_address_that_names_no_page_is_answered_by_the_first(client, many):
    assert asked(client, many, "?page=").content == asked(client, many).content


def test_a_feed_asks_the_same_queries_for_any_number_of_changes(client, clause, ada, bob):
    correct(clause, ada, bob, text="Sixty.")
    few = queries(client, site_root(clause))
    for number in range(4):
        other = ClauseFactory(version=clause.version, published=True)
        TermFactory(clause=other, question=clause.terms.get().question)
        correct(other, UserFactory(is_superuser=True), bob, heading=f"Other {number}")
        correct(clause, ada, bob, text=f"Number {number}.")
    assert queries(client, site_root(clause)) <= few + 2 <= 26


def queries(client, key):
    with CaptureQueriesContext(connection) as found:
        feed(client, key)
    return len(found)


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("/small/", "/small/changes.atom"),
        ("/small/corrections/", "/small/changes.atom"),
        ("/small/topics/truce/", "/small/topics/truce/changes.atom"),
    ],
)
def test_a_page_names_its_feed(client, small, address, href):
    root = pages.parsed(client.get(address).content.decode())
    assert root.xpath("//head/link[@type='application/atom+xml']/@href") == [href]
    assert root.xpath("//main//a[@type='application/atom+xml']/@href") in ([href], [])


def test_the_first_publication_by_a_folder_is_told_on_the_clause_itself(client, small):
    events = client.get("/clauses/small.plan.first.1/history/").content.decode()
    assert "<strong>Published</strong>" in events


def test_the_first_correction_after_a_load_tells_what_the_folder_had_brought(
    client, small, ada, bob
):
    correct(Clause.objects.get(key="1"), ada, bob, heading="Ceasefire")
    (entry,) = [one for one in entries(feed(client, "small")) if "Corrected" in text(one, "title")]
    assert "<del>Truce</del>" in text(entry, "summary")
