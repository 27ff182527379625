"""Folders and review: states load as they are, drafts of revisions stay out of folders."""

import pytest

from proposals.editing.locking import EditConflict, acquire
from proposals.editing.review import publish, submit
from proposals.editing.revisions import open_revision
from proposals.models import Clause, Comment, Evidence, Question, Term
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from tests.factories import (
    ClauseFactory,
    CommentFactory,
    EvidenceFactory,
    TermFactory,
    analyst,
    reviewer,
)
from tests.support.folders import append, change, problems, write

pytestmark = pytest.mark.django_db
DOCUMENT = "documents/plan.first.toml"
UID = "small.plan.first.1"


@pytest.fixture
def small(tmp_path):
    """A small folder, loaded once."""
    path = write(tmp_path / "small")
    load([path])
    return path


def revised(**changes):
    """An open revision of the loaded clause."""
    draft = open_revision(Clause.objects.get(uid=UID), analyst())
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save()
    return draft


@pytest.mark.parametrize("state", ["draft", "review", "changes", "published", "withdrawn"])
def test_every_state_loads_as_it_is_and_is_written_again(state, tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', f'state = "{state}"')
    load([path])
    assert Clause.objects.get().state == state
    assert (f'state = "{state}"' in file_texts("small")[DOCUMENT]) == (state != "draft")


def test_an_unknown_state_is_refused_with_the_known_ones(tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', 'state = "final"')
    (problem,) = problems(path)
    assert "draft, review, changes, published, withdrawn" in problem


def test_a_revision_is_in_no_folder(small):
    before = file_texts("small")
    draft = revised(heading="Ceasefire")
    EvidenceFactory(clause=draft, article=Evidence.objects.first().article)
    Term.objects.filter(clause=draft).update(scope="in spring")
    assert file_texts("small") == before


def test_comments_and_steps_are_in_no_folder(small):
    before = file_texts("small")
    CommentFactory(clause=Clause.objects.get(), text="Which spring?")
    assert file_texts("small") == before


def test_a_folder_that_did_not_change_loads_beside_an_open_revision(small):
    revised(heading="Ceasefire")
    report = load([small])
    assert {action for counter in report.counts.values() for action in counter} == {"unchanged"}
    assert Clause.objects.filter(revises__isnull=False, heading="Ceasefire").exists()


def test_what_a_revision_would_overwrite_is_not_loaded_but_named(small):
    revised()
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    change(small, DOCUMENT, "at_least = 30", "at_least = 60")
    append(small, DOCUMENT, '[[clauses.evidence]]\narticle = "G1"\nbasis = "reports"\n')
    report = load([small])
    assert report.kept == [
        f"clause {UID}: its clause has an open revision",
        f"term {UID}#length#1: its clause has an open revision",
        f"evidence {UID}@G1#2: its clause has an open revision",
    ]
    assert Clause.objects.get(uid=UID).heading == "Truce"


def test_what_left_the_folder_stays_while_its_clause_is_revised(small):
    revised()
    evidence = '[[clauses.evidence]]\narticle = "G1"\nbasis = "describes"\nquote = "thirty days"\n'
    change(small, DOCUMENT, evidence, "")
    change(small, DOCUMENT, 'state = "published"', 'state = "draft"')
    report = load([small])
    assert f"evidence {UID}@G1#1: its clause has an open revision" in report.kept
    assert Clause.objects.get(uid=UID).evidence.exists()


def test_what_waited_for_a_revision_is_loaded_after_it(small):
    draft = revised()
    change(small, DOCUMENT, "at_least = 30", "at_least = 60")
    load([small])
    by = draft.created_by
    submit(draft, by)
    publish(draft, reviewer(), "Read again, nothing to change.")
    load([small])
    assert Term.objects.get().value == {"at_least": "60"}


def test_force_loads_even_beside_an_open_revision(small):
    revised()
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    load([small], force=True)
    assert Clause.objects.get(uid=UID).heading == "Ceasefire"


def test_a_correction_by_review_is_kept_as_an_editors_change(small):
    draft = revised(heading="Ceasefire")
    submit(draft, draft.created_by)
    publish(draft, reviewer(), "The heading was too wide.")
    assert load([small]).kept == [f"clause {UID}: changed by an editor"]
    assert 'heading = "Ceasefire"' in file_texts("small")[DOCUMENT]


def test_a_published_clause_is_changed_by_its_folder(small):
    change(small, DOCUMENT, 'heading = "Truce"', 'heading = "Ceasefire"')
    change(small, DOCUMENT, "at_least = 30", "at_least = 60")
    assert load([small]).counts["clause"] == {"changed": 1}
    assert Clause.objects.published().get().heading == "Ceasefire"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('heading = "Truce"', 'heading = "Ceasefire"'),
        ("at_least = 30", "at_least = 60"),
        ('basis = "describes"\nquote = "thirty days"\n', 'basis = "prints"\n'),
    ],
    ids=["the clause", "an answer", "evidence"],
)
def test_what_is_loaded_is_an_edition_that_an_editor_must_see_first(old, new, tmp_path):
    path = write(tmp_path / "small")
    change(path, DOCUMENT, 'state = "published"', 'state = "draft"')
    load([path])
    opened = Clause.objects.get()
    change(path, DOCUMENT, old, new)
    load([path])
    with pytest.raises(EditConflict):
        acquire(opened, opened.edition, analyst())


def test_loading_again_without_a_change_is_no_new_edition(small):
    load([small])
    assert Clause.objects.get().edition == 1


def test_a_changed_quote_counts_as_not_checked(small):
    Evidence.objects.update(quote_state="once", quote_place=7)
    change(small, DOCUMENT, 'quote = "thirty days"', 'quote = "sixty days"')
    load([small])
    evidence = Evidence.objects.get()
    assert (evidence.quote_state, evidence.quote_place) == ("unchecked", None)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ('quote = "thirty days"', 'quote = "thirty days"\nnote = "Said twice."', "for\nor more"),
        ('quote = "thirty days"', 'quote = "sixty days"', ""),
        ('quote = "thirty days"', 'quote = "thirty days"\nbefore = "about"', ""),
    ],
)
def test_a_quote_is_held_to_its_sentence_as_long_as_it_is_the_same(small, old, new, kept):
    Evidence.objects.update(quote_state="changed", quote_sentence="for\nor more")
    change(small, DOCUMENT, old, new)
    load([small])
    evidence = Evidence.objects.get()
    assert (evidence.quote_state, evidence.quote_sentence) == ("unchecked", kept)


def test_a_published_clause_that_left_its_folder_is_removed(small):
    text = (small / DOCUMENT).read_text(encoding="utf-8")
    (small / DOCUMENT).write_text(text[: text.index("[[clauses]]")], encoding="utf-8")
    assert load([small]).counts["clause"] == {"removed": 1}
    assert not Clause.objects.exists()


def test_a_clause_that_editors_talk_about_is_not_removed_with_its_folder(small):
    CommentFactory(clause=Clause.objects.get(), text="Which spring?")
    text = (small / DOCUMENT).read_text(encoding="utf-8")
    (small / DOCUMENT).write_text(text[: text.index("[[clauses]]")], encoding="utf-8")
    (problem,) = problems(small)
    assert "cannot be removed: comment" in problem
    assert Comment.objects.exists()


def test_an_absence_that_only_a_revision_contradicts_is_loaded(small):
    draft = revised()
    where = Question.objects.get(key="where")
    TermFactory(clause=draft, question=where, value="air")
    absence = '[[coverage]]\nquestion = "where"\nkind = "silent"\nbasis = "full"\n'
    append(small, DOCUMENT, absence)
    assert load([small]).counts["coverage"] == {"added": 1}


def test_an_entered_clause_beside_the_folder_is_left_alone(small):
    ClauseFactory(version=Clause.objects.get().version, key="2", published=True)
    load([small])
    assert Clause.objects.count() == 2
