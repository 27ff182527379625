"""Quotes of absences in folders: loaded and written as they are, refused in words."""

import pytest

from proposals.models import Coverage, CoverageEvidence, SeedRecord, Translation
from proposals.seeding import load
from proposals.seeding.dump import file_texts
from sources.texts import keep_text
from tests.support.folders import append, change, dumped, problems, write

pytestmark = pytest.mark.django_db
PLAN = "documents/plan.first.toml"
ABSENCE = """
[[coverage]]
question = "where"
kind = "deferred"
basis = "digest"
articles = ["G1"]
"""
QUOTE = """
[[coverage.evidence]]
article = "G1"
basis = "reports"
quote = "to be settled later"
before = "the place is"
after = "by both"
note = "Said to reporters."
"""


@pytest.fixture
def small(tmp_path):
    """A small folder whose plan leaves a question for later, in the words of an article."""
    path = write(tmp_path / "small")
    append(path, PLAN, ABSENCE + QUOTE)
    return path


def actions(report):
    return {action for counter in report.counts.values() for action in counter}


def test_the_quote_loads_with_all_beside_it(small):
    load([small])
    evidence = CoverageEvidence.objects.get()
    assert (evidence.quote, evidence.before, evidence.after) == (
        "to be settled later",
        "the place is",
        "by both",
    )
    assert (evidence.coverage, evidence.article.key) == (Coverage.objects.get(), "G1")
    assert (evidence.stance, evidence.basis, evidence.number) == ("supports", "reports", 1)
    assert evidence.quote_state == "unchecked"


def test_loading_again_changes_nothing(small):
    load([small])
    assert actions(load([small])) == {"unchanged"}


def test_a_dump_loads_as_it_is_and_is_written_the_same(small, tmp_path):
    load([small])
    first = dumped("small", tmp_path / "dump")
    assert actions(load([tmp_path / "dump"])) == {"unchanged"}
    assert file_texts("small") == first
    assert "[[coverage.evidence]]" in first[PLAN]
    assert 'quote = "to be settled later"' in first[PLAN]


def test_an_absence_without_a_quote_is_the_same_record_as_before(tmp_path):
    path = write(tmp_path / "small")
    append(path, PLAN, ABSENCE)
    load([path])
    before = SeedRecord.objects.get(model="coverage").fingerprint
    append(path, PLAN, QUOTE)
    load([path])
    assert SeedRecord.objects.get(model="coverage").fingerprint == before
    assert SeedRecord.objects.get(model="coverage evidence").key == "small.plan.first#where@G1#1"


def test_a_quote_that_left_the_folder_is_removed_and_one_with_its_absence(small):
    load([small])
    change(small, PLAN, QUOTE, "")
    load([small])
    assert not CoverageEvidence.objects.exists()
    append(small, PLAN, QUOTE)
    load([small])
    change(small, PLAN, ABSENCE + QUOTE, "")
    load([small])
    assert not Coverage.objects.exists()


def test_a_changed_quote_is_checked_anew(small):
    load([small])
    CoverageEvidence.objects.update(quote_state="once", quote_place=4)
    change(small, PLAN, '"to be settled later"', '"to be agreed later"')
    load([small])
    evidence = CoverageEvidence.objects.get()
    assert (evidence.quote_state, evidence.quote_place) == ("unchecked", None)


def test_a_long_quote_and_an_unknown_article_are_refused(small):
    change(small, PLAN, '"to be settled later"', f'"{"word " * 15}more"')
    change(small, PLAN, 'article = "G1"\nbasis = "reports"', 'article = "G9"\nbasis = "reports"')
    told = "\n".join(problems(small))
    assert "16 words" in told
    assert "G9" in told


def test_a_key_of_clauses_only_is_refused(small):
    change(small, PLAN, 'note = "Said to reporters."', 'term = "where"')
    (line,) = problems(small)
    assert "term" in line


def test_a_quote_stands_below_an_absence_and_is_no_key_of_it(tmp_path):
    path = write(tmp_path / "small")
    append(path, PLAN, ABSENCE + 'quote = "to be settled later"\n')
    (line,) = problems(path)
    assert "unknown key" in line


def test_the_note_of_a_quote_can_be_translated(small):
    text = """
[[translations]]
subject = "coverage evidence plan.first#where@G1#1"
field = "note"
original = "Said to reporters."
text = "Сказано журналістам."
state = "reviewed"
"""
    write(small, {"texts/uk.toml": text})
    load([small])
    assert Translation.objects.get().text == "Сказано журналістам."
    change(small, "texts/uk.toml", "where@G1#1", "where@G1#2")
    assert problems(small)


def test_the_text_of_the_article_checks_the_quote(small):
    load([small])
    article = CoverageEvidence.objects.get().article
    keep_text(article, "They say the place is to be settled later by both sides.", "an editor")
    assert CoverageEvidence.objects.get().quote_state == "once"
