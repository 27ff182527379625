"""Checks of a copy with an added kind of value: `approval`, whose outcomes are yes and no."""

import io

import pytest
from django.core.management import call_command

from proposals.domain.verdicts import Side
from proposals.domain.vocabulary import Frame, Kind
from proposals.language.plain_form import examples, write
from proposals.language.value_parser import parse
from proposals.language.wording import Wording
from proposals.models import Term, ValueKind
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from proposals.web.pages.examples import kind_examples
from tests.domain.examples import MEMO, position
from tests.support import folders
from tests.support.english import ENGLISH

APPROVAL = Frame(Kind("approval"))

QUESTION = """
[[questions]]
key = "inspectors"
topic = "truce"
text = "Are inspectors let in?"
kind = "approval"
"""
ANSWER = """
[[clauses.terms]]
question = "inspectors"
value = "yes"
force = "demands"
"""
OTHER_DOCUMENT = """
[proposal]
key = "reply"
title = "Reply"
name = "The reply"
kind = "plan"
parties = ["west"]
[version]
key = "first"
label = "first"
tier = "press"
[[clauses]]
key = "1"
heading = "Inspectors"
state = "published"
topics = ["truce"]
[[clauses.terms]]
question = "inspectors"
value = { answer = "no" }
force = "demands"
[[clauses.evidence]]
article = "G1"
basis = "describes"
"""


@pytest.fixture
def talks(db, tmp_path):
    """Talks in which one document answers yes and another no."""
    folder = folders.write(tmp_path / "small")
    folders.append(folder, "questions.toml", QUESTION)
    folders.change(
        folder, "documents/plan.first.toml", "[[clauses.evidence]]", ANSWER + "[[clauses.evidence]]"
    )
    (folder / "documents" / "reply.first.toml").write_text(OTHER_DOCUMENT)
    load([folder])


@pytest.mark.parametrize("words", ["yes", "no", "yes or no"])
def test_it_is_parsed_and_written(words):
    assert write(parse(words, APPROVAL, ENGLISH), APPROVAL, ENGLISH) == words


def test_its_example_is_an_answer():
    assert parse(examples(APPROVAL, ENGLISH), APPROVAL, ENGLISH)


def test_an_answer_that_admits_everything_leaves_it_open():
    (alternative,) = position(MEMO, APPROVAL, "yes or no").alternatives
    side = Side(MEMO, alternative)
    sentence = Wording(ENGLISH, APPROVAL).statement(side)
    assert sentence == "Ukraine's memorandum leaves it open"


def test_it_is_stored_and_dumped(talks):
    assert Term.objects.get(clause__version__proposal__key="plan", value__answer=["yes"])
    assert 'value = { answer = ["yes"] }' in file_texts("small")["documents/plan.first.toml"]


def test_two_answers_are_compared_in_a_sentence(client, talks):
    page = client.get("/small/compare/").content.decode()
    assert "No option satisfies both." in page
    assert "asks for" in page
    assert client.get("/small/print/").status_code == 200
    assert client.get("/small/export/comparison.zip").status_code == 200


def test_an_editor_can_answer_in_words(admin_client, talks):
    for clause in Term.objects.filter(question__key="inspectors").values_list("clause", flat=True):
        page = admin_client.get(f"/admin/proposals/clause/{clause}/change/").content.decode()
        assert "Are inspectors let in?" in page


def test_the_method_page_explains_it(client, db):
    assert {one.name for one in kind_examples()} == set(ValueKind.labels)
    assert "Yes or no" in client.get("/method/").content.decode()


def test_the_migrations_are_in_step(db):
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())
