"""The method page: worked examples, the codebook in full, and a way through it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.env import Contact
from proposals.domain.verdicts import Rule
from proposals.models import Question, Theme, ValueKind
from proposals.seeding import load
from proposals.web.pages.examples import kind_examples
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClauseFactory,
    CoverageFactory,
    EvidenceFactory,
    PartyFactory,
    QuestionFactory,
    TermFactory,
    UnitFactory,
    entries,
)
from tests.support import pages
from tests.support.copies import store
from tests.support.folders import LAKE

METHOD = reverse("proposals:method")

pytestmark = pytest.mark.django_db


def parsed(client):
    return pages.parsed(client.get(METHOD).content.decode())


def asked(client, question):
    """What the codebook says of one question."""
    found = parsed(client).xpath("//dl[@class='codebook-questions']/div")
    told = [pages.text_of(one) for one in found if one.find("dt").text == question.text]
    assert len(told) == 1
    return told[0]


def compared(*, value, asked_of=(), **details):
    """A question that a published clause answers, asking the parties of these names to act."""
    clause = ClauseFactory(published=True)
    negotiation = clause.version.proposal.negotiation
    question = QuestionFactory(negotiation=negotiation, **details)
    parties = [PartyFactory(negotiation=negotiation, name=name) for name in asked_of]
    return TermFactory(clause=clause, question=question, value=value, bearers=parties)


def test_every_question_of_a_negotiation_is_in_the_codebook(client):
    store(LAKE)
    root = parsed(client)
    told = [one.text for one in root.xpath("//dl[@class='codebook-questions']/div/dt")]
    assert sorted(told) == sorted(Question.objects.values_list("text", flat=True))


def test_a_topic_is_defined_where_its_questions_stand(client):
    store(LAKE)
    topics = parsed(client).xpath("//section[@class='codebook-topic']")
    assert len(topics) == Question.objects.values("topic").distinct().count()
    for topic in topics:
        assert pages.text_of(topic.xpath("div[@class='prose']")[0])
        assert topic.xpath("dl/div")


def test_a_question_is_told_with_its_kind_and_its_closed_list(client):
    term = compared(text="Who monitors?", items=True, vocabulary=entries("air", "sea"), value="air")
    told = asked(client, term.question)
    assert "Kind Any number of a list" in told
    assert "List air; sea" in told


def test_a_number_is_told_with_its_unit(client):
    term = compared(text="How long?", unit=UnitFactory(), value="30 days")
    assert "Kind A number with a unit: days" in asked(client, term.question)


def test_a_question_is_told_with_those_whom_answers_ask_to_act(client):
    term = compared(value="30 days", asked_of=["North"])
    assert "Asked of North" in asked(client, term.question)


def test_a_question_whose_answers_name_nobody_says_so(client):
    term = compared(value="30 days")
    assert "Asked of nobody named in the answers" in asked(client, term.question)


def test_whom_a_draft_asks_is_not_told(client):
    term = compared(value="30 days")
    draft = ClauseFactory(version__proposal__negotiation=term.question.negotiation)
    south = PartyFactory(negotiation=term.question.negotiation, name="South")
    TermFactory(clause=draft, question=term.question, bearers=[south])
    assert "South" not in asked(client, term.question)


def test_every_kind_of_answer_is_explained_by_an_example():
    assert {example.name for example in kind_examples()} == set(ValueKind.labels)


def test_a_note_tells_how_a_question_is_coded(client):
    term = compared(value="30 days", note="Days are *counted* whole.")
    assert "Days are counted whole." in asked(client, term.question)


def test_the_codebook_is_folded_by_theme(client):
    store(LAKE)
    folds = parsed(client).xpath("//details[@class='codebook']")
    themes = Theme.objects.filter(topics__questions__isnull=False).distinct()
    assert len(folds) == len(themes)
    assert not [fold for fold in folds if "open" in fold.attrib]


def test_no_heading_says_the_same_twice(client):
    heads = [pages.text_of(head) for head in parsed(client).xpath("//article//h3")]
    rules = [head for head in heads if head.partition(" ")[0] in set(Rule)]
    assert [head.partition(" ")[0] for head in rules] == list(Rule)
    assert rules[7:9] == ["R7 One side only", "R8 Not compared"]


def test_the_contents_lead_to_every_section_and_every_rule(client):
    store(LAKE)
    root = parsed(client)
    anchors = root.xpath("//nav[@class='contents']//a/@href")
    for anchor in anchors:
        pages.by_id(root, anchor.removeprefix("#"))
    for head in root.xpath("//main//h2/@id"):
        assert f"#{head}" in anchors
    assert {f"#{rule}" for rule in Rule} <= set(anchors)


def test_copies_and_a_second_report_of_one_outlet_are_one_source_in_the_example(client):
    told = [
        pages.text_of(one) for one in parsed(client).xpath("//dl[contains(@class, 'printed')]//dd")
    ]
    assert told == ["Source 1", "Source 1", "Source 2", "Source 2"]


def test_how_much_was_read_is_counted_from_what_readers_see(client):
    clause = ClauseFactory(published=True)
    for extent in ("whole", "opening", "opening", "unknown"):
        EvidenceFactory(clause=clause, article=ArticleFactory(extent=extent))
    EvidenceFactory(clause__version=clause.version, article__extent="whole")  # of a draft
    article = ArticleFactory(extent="whole")
    CoverageFactory(version=clause.version, basis="full").articles.set([article])
    account = AccountFactory(disagreement__negotiation=clause.version.proposal.negotiation)
    account.articles.set([article, ArticleFactory(extent="opening")])
    CoverageFactory(version=clause.version, basis="digest")
    read = pages.text_of(pages.by_id(parsed(client), "read").xpath("following-sibling::dl[1]")[0])
    own = clause.evidence.count()
    assert f"Articles that it rests on: {own + 2}." in read
    assert "Read in full: 2. Only the opening: 3." in read
    assert f"How much was read is not recorded: {own - 3}." in read
    assert "Answers found missing: 2. Established from a document's full text: 1." in read


def test_the_coder_is_told_and_what_follows_for_silence(client):
    told = pages.text_of(pages.by_id(parsed(client), "coding").getparent())
    for words in ("one coder", "No second coder", "Nobody of the parties", "PA-X codes", "R3 says"):
        assert words in told


def test_without_a_negotiation_nothing_is_said_to_be_read(client):
    assert not parsed(client).xpath("//*[@id='read']")


@pytest.mark.parametrize(
    "contact", [Contact("mailto:a@b.example", "a@b.example"), Contact("https://b.example/x", "x")]
)
def test_whom_an_objection_goes_to_is_a_link(client, settings, contact):
    settings.CONTACT = contact
    (link,) = pages.by_id(parsed(client), "objections").getparent().xpath(".//p/a")
    assert (link.get("href"), link.text) == contact


def test_without_a_contact_the_page_says_so_and_where_data_can_be_corrected(client, settings):
    settings.CONTACT = None
    told = pages.text_of(pages.by_id(parsed(client), "objections").getparent())
    assert "has stated no contact" in told
    assert "repository" in told


def test_more_negotiations_topics_and_questions_need_no_more_queries(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(METHOD)
        return len(found)

    compared(value="30 days", asked_of=["North"])
    few = queries()
    load([LAKE])
    for _ in range(5):
        compared(value="30 days")
    assert queries() == few == 7
