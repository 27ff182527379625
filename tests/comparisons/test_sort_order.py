"""The order of a comparison is that of numbers and keys, sign by sign, in whatever order rows come.

Made in no order at all, with keys that languages sort otherwise than their signs.
"""

import re

import pytest

from proposals.comparisons import Selection, catalogue, compare, with_place
from proposals.comparisons.sort_order import CODEBOOK, database_order
from proposals.models import Clause, Question, Version
from tests.factories import (
    ClauseFactory,
    PartyFactory,
    ProposalFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db

KEYS = ("b", "a-b", "ab", "B", "a_c", "aa")
IN_ORDER = ["B", "a-b", "a_c", "aa", "ab", "b"]


@pytest.fixture
def found():
    topic = TopicFactory()
    home = QuestionFactory(key="how-long", topic=topic).negotiation
    parties = [PartyFactory(negotiation=home, key=key, name=key, ordinal=0) for key in KEYS]
    for number, key in enumerate(KEYS):
        proposal = ProposalFactory(negotiation=home, key=key, ordinal=0, parties=[parties[number]])
        version = VersionFactory(proposal=proposal, key="first", ordinal=0)
        _clauses(version, parties if number == 0 else [])
    for key in KEYS:
        QuestionFactory(negotiation=home, topic=topic, key=key, ordinal=0)
    return catalogue(home.key)


def _clauses(version, bearers):
    question = version.proposal.negotiation.questions.get(key="how-long")
    for key in KEYS:
        clause = ClauseFactory(
            version=version, key=key, ordinal=0, published=True, topics=[question.topic]
        )
        TermFactory(clause=clause, question=question, bearers=bearers)


def test_parties_documents_and_questions_stand_in_the_order_of_their_keys(found):
    assert [party.key for party in found.parties] == IN_ORDER
    assert [document.proposal.key for document in found.documents] == IN_ORDER
    same_number = [question.key for question in found.questions if question.key in KEYS]
    assert same_number == IN_ORDER


def test_clauses_answers_and_their_bearers_stand_in_the_order_of_their_keys(found):
    matrix = compare(found, Selection(documents=("b", "ab")))
    (topic,) = [topic for theme in matrix.themes for topic in theme.topics]
    assert [view.clause.key for view in topic.clauses[0]] == IN_ORDER
    (row,) = topic.rows
    assert [term.clause.key for term in row.cells[0].terms] == IN_ORDER
    assert list(row.cells[0].terms[0].bearers) == IN_ORDER


def test_lists_of_which_a_part_is_read_stand_in_the_same_order(found, client):
    questions = Question.objects.filter(key__in=KEYS).order_by(*database_order(*CODEBOOK))
    assert [question.key for question in questions] == IN_ORDER
    home = f"/api/v1/negotiations/{found.negotiation.key}"
    listed = client.get(f"{home}/questions").json()["items"]
    assert [item["key"] for item in listed] == [question.key for question in found.questions]
    version = Version.objects.get(proposal__key="b")
    page = client.get(version.get_absolute_url()).content.decode()
    anchors = re.findall(r'<article [^>]*id="c-([^"]+)"', page)
    assert anchors == IN_ORDER
    for place, clause in enumerate(IN_ORDER):
        row = with_place(Clause.objects.published()).get(version=version, key=clause)
        assert row.place == place
