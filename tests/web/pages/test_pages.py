"""The other pages: what they show, what they hide, and how they lead on."""

from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from proposals.models import Clause, Question, Version
from tests.factories import ClauseFactory, CoverageFactory, TermFactory
from tests.support import pages
from tests.support.folders import ISLE, LAKE, stored_for_a_module

stored = stored_for_a_module(LAKE, ISLE)


@pytest.fixture
def lake(stored, db):
    """Two made-up negotiations, as they were loaded."""


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def overview():
    return reverse("proposals:negotiation", args=["lake-2031"])


def test_home_lists_every_negotiation_with_its_counts(client, lake):
    page = html(client, reverse("proposals:home"))
    assert overview() in page
    assert reverse("proposals:negotiation", args=["isle-2032"]) in page
    assert 'class="counts"' in page


def test_the_overview_has_one_mark_a_question_and_each_leads_to_its_row(client, lake):
    root = pages.parsed(html(client, overview()))
    marks = root.xpath("//ul[contains(@class, 'overview')]//li//li/a/@href")
    keys = Question.objects.filter(negotiation__key="lake-2031").values_list("key", flat=True)
    compare = reverse("proposals:compare", args=["lake-2031"])
    assert sorted(marks) == sorted(f"{compare}#q-{key}" for key in keys)


def test_the_overview_names_documents_agreements_and_disagreements(client, lake):
    page = html(client, overview())
    for version in Version.objects.filter(proposal__negotiation__key="lake-2031"):
        assert version.get_absolute_url() in page
    for heading in (
        "What was agreed",
        "Where the sources disagree",
        "How long the pass stays open",
    ):
        assert heading in page
    assert "In the order in which the texts were read out" in page


def test_a_topic_page_has_definition_rows_evidence_and_neighbours(client, lake):
    topics = list(dict.fromkeys(
        question.topic for question in Question.objects.for_comparison(
            Version.objects.filter(proposal__negotiation__key="lake-2031")[0].proposal.negotiation
        )
    ))  # fmt: skip
    page = html(client, reverse("proposals:topic", args=["lake-2031", topics[1].key]))
    assert "PA-X" in page
    assert 'class="ledger"' in page
    for neighbour in (topics[0], topics[2]):
        assert reverse("proposals:topic", args=["lake-2031", neighbour.key]) in page


def test_a_topic_page_takes_documents(client, lake):
    topic = Question.objects.filter(negotiation__key="lake-2031")[0].topic
    address = reverse("proposals:topic", args=["lake-2031", topic.key])
    root = pages.parsed(
        html(client, address + "?d=wadi-plan.second&d=limnaia-memorandum.handed-over")
    )
    heads = root.xpath("//thead/tr/th/a/@href")
    assert "wadi-plan/second" in heads[0]
    assert "limnaia-memorandum/handed-over" in heads[1]


def test_the_neighbours_of_a_topic_keep_the_chosen_documents(client, lake):
    topics = list(
        dict.fromkeys(
            question.topic for question in Question.objects.filter(negotiation__key="lake-2031")
        )
    )
    chosen = "?d=wadi-plan.second&d=limnaia-memorandum.handed-over"
    address = reverse("proposals:topic", args=["lake-2031", topics[1].key])
    root = pages.parsed(html(client, address + chosen))
    links = root.xpath("//nav[@class='neighbours']/a/@href")
    assert links
    assert all(link.endswith(chosen) for link in links)


def test_every_document_page_shows_its_published_clauses_only(client, lake):
    versions = Version.objects.filter(proposal__negotiation__key="lake-2031")
    assert {clause.is_published for clause in Clause.objects.all()} == {True, False}
    for version in versions:
        page = html(client, version.get_absolute_url())
        for clause in version.clauses.all():
            assert (clause.get_absolute_url() in page) == clause.is_published


def test_a_document_page_lists_what_it_does_not_answer(client, lake):
    version = Version.objects.filter(
        proposal__negotiation__key="lake-2031", coverage__isnull=False
    )[0]
    absence = version.coverage.all()[0]
    root = pages.parsed(html(client, version.get_absolute_url()))
    listed = pages.text_of(root.xpath("//ul[@class='absences']")[0])
    assert absence.question.text in listed
    assert absence.get_basis_display() in listed


def test_every_published_clause_has_a_page_with_its_ledger(client, lake):
    clauses = Clause.objects.published()
    assert clauses
    for clause in clauses:
        page = html(client, clause.get_absolute_url())
        assert page.count('class="evidence stance-') == clause.evidence.count()
        assert 'class="standing"' in page


def test_a_draft_is_shown_by_no_address(client, lake):
    draft = Clause.objects.exclude(state="published")[0]
    assert draft.heading not in html(client, draft.get_absolute_url(), status=404)
    negotiation = draft.version.proposal.negotiation
    for address in (
        draft.version.get_absolute_url(),
        negotiation.get_absolute_url(),
        negotiation.get_compare_url(),
        reverse("proposals:home"),
    ):
        assert draft.heading not in html(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/nowhere/compare/",
        "/lake-2031/topics/nonsense/",
        "/lake-2031/documents/wadi-plan/nonsense/",
        "/clauses/nonsense/",
        "/clauses/%00/",
        "/lake-2031/topics/%FF/",
    ],
)
def test_what_does_not_exist_is_a_helpful_page(client, lake, address):
    page = html(client, address, status=404)
    assert reverse("proposals:home") in page
    assert "<h1>" in page


def test_the_method_page_has_an_example_of_every_rule(client, db):
    root = pages.parsed(html(client, reverse("proposals:method")))
    for number in range(10):
        card = pages.by_id(root, f"R{number}")
        assert f"R{number}" in pages.text_of(card)
    assert "apart" in pages.text_of(pages.by_id(root, "R2"))


def test_the_method_page_names_every_topic_of_the_codebook(client, lake):
    page = html(client, reverse("proposals:method"))
    assert Question.objects.exists()
    for question in Question.objects.select_related("topic", "negotiation"):
        assert question.topic.get_url_in(question.negotiation) in page


@pytest.mark.parametrize("template", ["400.html", "404.html", "500.html"])
def test_error_pages_need_no_database(template):
    assert "<h1>" in render_to_string(template)


ADDRESSES = ["/", "/lake-2031/", "/lake-2031/compare/", "/method/", "/nowhere/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_go_down_step_by_step(client, lake, address):
    root = pages.parsed(client.get(address).content.decode())
    levels = [int(tag.tag[1]) for tag in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_one_of_each_id(client, lake, address):
    names = pages.ids(client.get(address).content.decode())
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("address", ADDRESSES)
def test_readers_get_no_cookie(client, lake, address):
    assert not client.get(address).cookies


def test_a_negotiation_with_one_document_says_what_is_missing(client, db):
    term = TermFactory(clause=ClauseFactory(published=True))
    negotiation = term.question.negotiation
    page = html(client, negotiation.get_compare_url())
    assert "has only one so far" in page
    for address in ("/", negotiation.get_absolute_url(), term.clause.version.get_absolute_url()):
        html(client, address)


def test_kinds_of_silence_have_their_own_words_and_looks(client, db):
    term = TermFactory(clause=ClauseFactory(published=True))
    negotiation = term.question.negotiation
    silent = ClauseFactory(published=True, version__proposal__negotiation=negotiation).version
    CoverageFactory(version=silent, question=term.question, basis="digest", note="Two digests.")
    late = ClauseFactory(published=True, version__proposal__negotiation=negotiation).version
    CoverageFactory(version=late, question=term.question, deferred=True)
    ClauseFactory(published=True, version__proposal__negotiation=negotiation)
    root = pages.parsed(html(client, negotiation.get_compare_url()))
    faces = root.xpath("//span[contains(@class, 'face')]")
    looks = [face.get("class").split()[-1] for face in faces]
    assert looks == ["absent-silent", "absent-deferred", "absent-not_coded"]
    assert len({pages.text_of(face) for face in faces}) == 3
    key = term.question.key
    full = html(client, f"{negotiation.get_compare_url()}?open={key}")
    cells = pages.by_id(pages.parsed(full), f"q-{key}").xpath("td[contains(@class, 'answer')]")
    assert [cell.get("class").split()[-1] for cell in cells] == ["party-0", *looks]
    assert len({pages.text_of(cell.xpath("p[@class='absence']")[0]) for cell in cells[1:]}) == 3
    assert "digests only" in pages.text_of(cells[1])


def test_inconsistent_coding_is_told_not_resolved(client, db):
    term = TermFactory(clause=ClauseFactory(published=True))
    TermFactory(clause=term.clause, question=term.question, value="at most 10 days")
    other = ClauseFactory(published=True, version__proposal__negotiation=term.question.negotiation)
    TermFactory(clause=other, question=term.question)
    page = html(client, term.question.negotiation.get_compare_url())
    assert "inconsistent coding" in page
    assert "at most 10 days" in page
