"""Responses in folders: loaded and written as they are, refused in words, left to editors."""

import pytest

from proposals.models import Clause, Response, ResponseEvidence, Transition
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from tests.support.folders import SECOND_CLAUSE, append, change, dumped, problems, write

pytestmark = pytest.mark.django_db
PLAN = "documents/plan.first.toml"
REPLY = "documents/reply.spoken.toml"
DOCUMENT = """
[proposal]
key = "reply"
title = "Reply"
name = "The reply"
kind = "statement"
parties = ["west"]
[version]
key = "spoken"
label = "spoken"
date = 2025-06-03
tier = "oral"
[[responses]]
key = "on-truce"
to = "plan.first"
stance = "rejects"
clauses = ["1"]
date = 2025-06-03
text = "No truce."
state = "published"
[[responses.evidence]]
article = "G1"
basis = "reports"
quote = "thirty days"
[[responses]]
key = "on-length"
to = "plan.first"
stance = "accepts"
questions = ["length", "where"]
date = 2025-06-03
[[responses]]
key = "whole"
to = "plan.first"
stance = "basis"
date = 2025-06-03
"""


@pytest.fixture
def small(tmp_path):
    """A small folder with a reply to its plan."""
    path = write(tmp_path / "small")
    append(path, REPLY, DOCUMENT)
    return path


def actions(report):
    return {action for counter in report.counts.values() for action in counter}


def test_a_response_loads_with_its_points_and_evidence(small):
    load([small])
    response = Response.objects.get(key="on-truce")
    assert response.uid == "small.reply.spoken:on-truce"
    assert response.to.key == "first"
    assert [clause.uid for clause in response.clauses.all()] == ["small.plan.first.1"]
    assert response.evidence.get().quote == "thirty days"
    asked = Response.objects.get(key="on-length").questions.order_by("key")
    assert [question.key for question in asked] == ["length", "where"]
    assert [row.key for row in Response.objects.order_by("ordinal")] == [
        "on-truce", "on-length", "whole",
    ]  # fmt: skip


def test_loading_again_changes_nothing(small):
    load([small])
    assert actions(load([small])) == {"unchanged"}


def test_a_dump_loads_as_it_is_and_is_written_the_same(small, tmp_path):
    load([small])
    first = dumped("small", tmp_path / "dump")
    assert actions(load([tmp_path / "dump"])) == {"unchanged"}
    assert file_texts("small") == first
    assert 'to = "plan.first"' in first[REPLY]
    assert 'clauses = ["1"]' in first[REPLY]


def test_a_response_that_left_the_folder_is_removed_with_its_evidence(small):
    load([small])
    text = (small / REPLY).read_text()
    (small / REPLY).write_text(text[: text.index("[[responses]]")])
    load([small])
    assert not Response.objects.exists()
    assert not ResponseEvidence.objects.exists()


def test_a_clause_that_a_response_names_leaves_together_with_it(small):
    append(small, PLAN, SECOND_CLAUSE)
    change(small, REPLY, 'clauses = ["1"]', 'clauses = ["2"]')
    load([small])
    change(small, REPLY, 'clauses = ["2"]', 'clauses = ["1"]')
    change(small, PLAN, SECOND_CLAUSE, "")
    load([small])
    assert Clause.objects.count() == 1


def test_a_first_load_records_since_when_readers_see_a_response(small):
    load([small])
    step = Transition.objects.get(response__isnull=False)
    assert (step.response.key, step.to_state, step.correction) == ("on-truce", "published", False)
    assert step.at == Transition.objects.get(clause__isnull=False).at


@pytest.mark.parametrize(
    ("old", "new"),
    [("No truce.", "A truce later."), ("thirty days", "thirty"), ('clauses = ["1"]\n', "")],
)
def test_a_changed_published_response_is_a_correction(small, old, new):
    load([small])
    edition = Response.objects.get(key="on-truce").edition
    change(small, REPLY, old, new)
    load([small])
    step = Transition.objects.filter(correction=True).get()
    assert step.response.key == "on-truce"
    assert step.revision is not None
    assert Response.objects.get(key="on-truce").edition == edition + 1


@pytest.mark.usefixtures("without_guard")
def test_what_an_editor_changed_is_kept_and_named(small):
    load([small])
    Response.objects.filter(key="whole").update(text="As an editor has it.")
    change(
        small,
        REPLY,
        'stance = "basis"\ndate = 2025-06-03',
        'stance = "basis"\ndate = 2025-06-02',
    )
    report = load([small])
    assert report.kept == ["response small.reply.spoken:whole: changed by an editor"]
    load([small], force=True)
    assert Response.objects.get(key="whole").text == ""


REPLIED = f"small/{REPLY}, response on-truce"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            'clauses = ["1"]',
            "clauses = []",
            f"{REPLIED}, clauses: an empty list names no point, which is not the same as the "
            'whole. Found: "[]". Allowed: one key or more; or no such key, if it is about the '
            "whole document.",
            id="no point",
        ),
        pytest.param(
            'date = 2025-06-03\ntext = "No truce."',
            'date = 2025-07-03\ntext = "No truce."',
            f"{REPLIED}, date: A response is no later than the text in which it was given "
            '(2025-06-03). Found: "2025-07-03".',
            id="later than its text",
        ),
        pytest.param(
            'stance = "rejects"',
            'stance = "reject"',
            f'{REPLIED}, stance: not one of the known words. Did you mean "rejects"? Found: '
            '"reject". Allowed: accepts, accepts-with-changes, basis, rejects, unanswered.',
            id="unknown stance",
        ),
        pytest.param(
            'to = "plan.first"\nstance = "rejects"',
            'to = "plan.fist"\nstance = "rejects"',
            f"{REPLIED}, to: there is no such version in this folder. Did you mean "
            '"plan.first"? Found: "plan.fist". Allowed: plan.first, reply.spoken.',
            id="unknown version",
        ),
        pytest.param(
            'clauses = ["1"]',
            'clauses = ["7"]',
            f'{REPLIED}, clauses: there is no such clause in this folder. Found: "7". Allowed: 1.',
            id="clause that the other document does not have",
        ),
        pytest.param(
            'clauses = ["1"]',
            'clauses = ["1"]\nquestions = ["length"]',
            f"{REPLIED}, questions: a response is about clauses or about questions, not about "
            "both. Allowed: one of clauses and questions; neither, if it is about the whole "
            "document.",
            id="clauses and questions",
        ),
        pytest.param(
            'to = "plan.first"\nstance = "rejects"\nclauses = ["1"]',
            'to = "reply.spoken"\nstance = "rejects"',
            f"{REPLIED}, to: a document does not respond to itself, nor to another version of "
            'itself. Found: "reply.spoken". Allowed: a version of another proposal.',
            id="response to itself",
        ),
        pytest.param(
            '[[responses.evidence]]\narticle = "G1"\nbasis = "reports"\nquote = "thirty days"\n',
            "",
            f"{REPLIED}, state: a response without evidence cannot be published. "
            'Found: "published". Allowed: draft, review; or add evidence.',
            id="no evidence",
        ),
        pytest.param(
            'date = 2025-06-03\ntext = "No truce."',
            'text = "No truce."',
            f"{REPLIED}, date: the key is missing.",
            id="no date",
        ),
        pytest.param(
            'date = 2025-06-03\ntext = "No truce."',
            'date = "soon"\ntext = "No truce."',
            f'{REPLIED}, date: a date is needed. Found: "soon". Allowed: 2025-06-02, without '
            "quotation marks.",
            id="no day",
        ),
        pytest.param(
            'quote = "thirty days"',
            f'quote = "{"word " * 16}"',
            f"{REPLIED}, evidence G1, quote: The quote has 16 words; at most 15 may be quoted. "
            f'Found: "{("word " * 16).strip()}".',
            id="long quote",
        ),
        pytest.param(
            'quote = "thirty days"',
            'term = "length"',
            f'{REPLIED}, evidence G1, term: unknown key. Did you mean "after"? Allowed: article, '
            "stance, basis, quote, before, after, quote_language, quote_gloss, origin, note, "
            "tagged_by, tagged_at, number.",
            id="evidence on an answer",
        ),
        pytest.param(
            'key = "on-length"',
            'key = "on-truce"',
            f"{REPLIED} (2 of 2): the response is there already, in {REPLIED} (1 of 2). "
            'Found: "small.reply.spoken:on-truce".',
            id="twice",
        ),
    ],
)
def test_an_error_says_where_what_and_what_would_be_right(small, old, new, expected):
    change(small, REPLY, old, new)
    assert problems(small) == [expected]


def test_a_published_response_names_no_draft(small):
    append(small, PLAN, SECOND_CLAUSE.replace('state = "published"\n', ""))
    change(small, REPLY, 'clauses = ["1"]', 'clauses = ["1", "2"]')
    (problem,) = problems(small)
    assert problem == (
        f"{REPLIED}, clauses: a published response cannot name a clause that is not published. "
        'Found: "2". Allowed: clauses that are published; or another state of the response.'
    )


def test_all_errors_are_reported_at_once(small):
    change(small, REPLY, 'stance = "rejects"', 'stance = "no"')
    change(small, REPLY, 'clauses = ["1"]', 'clauses = ["7"]')
    change(small, REPLY, 'basis = "reports"', 'basis = "hearsay"')
    change(small, REPLY, 'questions = ["length", "where"]', 'questions = ["lenght"]')
    assert len(problems(small)) == 4
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "value", ["1", "true", '"x"', '["x"]', '[["1"]]', "{ a = 1 }", "[]", "2025-06-03"]
)
@pytest.mark.parametrize(
    "key", ["key", "to", "stance", "clauses", "questions", "date", "text", "state", "evidence"]
)
def test_any_value_in_any_place_is_answered_in_words(small, key, value):
    text = (small / REPLY).read_text()
    begin = text.index("[[responses]]")
    own = [line for line in text[begin:].splitlines() if not line.startswith(f"{key} = ")]
    own = own[: own.index("[[responses.evidence]]")]
    (small / REPLY).write_text("\n".join([text[:begin], *own, f"{key} = {value}", ""]))
    for problem in problems(small):
        assert problem.startswith("small/")
