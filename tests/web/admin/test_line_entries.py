"""Lists of entries are typed as lines; JSON is for what lines cannot say."""

import pytest
from django.core.exceptions import ValidationError

from proposals.models import Question
from proposals.web.admin.line_entries import EntriesField, EntryField
from tests.factories import QuestionFactory
from tests.web.admin.test_questions import client, page, save  # noqa: F401 - a fixture

LINES = EntriesField(required=False)
LINE = EntryField(required=False)
SHORT = '[{"key": "a", "label": "b", "short": "c"}]'
SEA = {"key": "sea", "label": "a halt at sea"}


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("sea: a halt at sea\n\n  On land ", [SEA, {"key": "on-land", "label": "On land"}]),
        ("Phase 1: talks", [{"key": "phase-1-talks", "label": "Phase 1: talks"}]),
        ("more-sea: на морі: всюди", [{"key": "more-sea", "label": "на морі: всюди"}]),
        ('[{"key": "sea", "label": "a halt at sea"}]', [SEA]),
        ("", []),
        (" \n", []),
        (None, []),
    ],
)
def test_lines_become_entries(typed, entries):
    assert LINES.clean(typed) == entries


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("no limit", {"key": "no-limit", "label": "no limit"}),
        ("sea: a halt at sea", SEA),
        ("", {}),
        ("{}", {}),
    ],
)
def test_one_line_becomes_one_entry(typed, entry):
    assert LINE.clean(typed) == entry


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (LINES, "на морі", "needs a key in small Latin letters"),
        (LINE, "one\ntwo", "One line is wanted here, not 2"),
        (LINES, "[1", "valid JSON"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(field, typed, told):
    with pytest.raises(ValidationError, match=told):
        field.clean(typed)


@pytest.mark.parametrize(
    ("field", "stored", "shown"),
    [
        (LINES, [SEA], "sea: a halt at sea"),
        (LINES, [], ""),
        (LINE, SEA, "sea: a halt at sea"),
        (LINE, {}, ""),
        (LINES, [{"key": "a", "label": "b", "short": "c"}], SHORT),
        (LINES, [{"key": "S 1", "label": "x"}], '[{"key": "S 1", "label": "x"}]'),
    ],
)
def test_entries_are_shown_as_lines_that_mean_the_same(field, stored, shown):
    assert field.prepare_value(stored) == shown
    assert field.clean(shown) == stored
    assert not field.has_changed(stored, shown)


@pytest.mark.django_db
def test_a_question_takes_its_options_from_lines_and_shows_what_was_wrong(client):  # noqa: F811
    question = QuestionFactory(choice=True)
    save(client, question, vocabulary="Ship's captain\ntown: the town")
    question.refresh_from_db()
    assert question.vocabulary == [
        {"key": "ships-captain", "label": "Ship's captain"},
        {"key": "town", "label": "the town"},
    ]
    answer = save(client, question, vocabulary="ship: the ship\nмісто")
    assert "needs a key in small Latin letters" in answer.content.decode()
    assert "ship: the ship\nмісто" in answer.content.decode()
    assert len(Question.objects.get(pk=question.pk).vocabulary) == 2
