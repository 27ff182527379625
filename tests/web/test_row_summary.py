"""What a row tells in short: nothing is lost, and nothing that stands beside it is said again."""

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.language.explanations import BRIEF
from proposals.web.templatetags.row_summary import (
    badge,
    pair_names,
    remarks,
    sources_on_paper,
    who_acts_differs,
)
from tests.support.copies import store
from tests.support.folders import LAKE, SEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    store(SEEDS / "istanbul-2025", LAKE)
    found = [catalogue(key) for key in ("istanbul-2025", "lake-2031")]
    return [row for one in found for row in compare(one, Selection(one.default_documents)).rows]


def test_the_short_form_and_the_rest_tell_every_sentence_of_the_full_form(rows):
    assert len(rows) > 60
    forms = [row.worst.in_parts() for row in rows]
    wholes = [row.worst.worst_sentence for row in rows]
    for said, whole in zip(forms, wholes, strict=True):
        told = said.rest if said.sums_up else f"{said.rest} {said.brief}"
        assert sorted(told.split()) == sorted(whole.split())
    assert {said.sums_up for said in forms} == {True, False}


def test_a_verdict_is_one_complete_sentence_of_few_words_and_what_decides_beside_it(rows):
    for row in rows:
        for pair in row.pairs:
            result, qualifiers = pair.lines.result, pair.lines.qualifiers
            assert result.endswith((".", "?", "!")), result
            assert "…" not in result + qualifiers
            assert 0 < len(f"{result} {qualifiers}".split()) <= BRIEF, (row.question.key, result)
    assert any(pair.lines.qualifiers for row in rows for pair in row.pairs)


def test_one_side_alone_is_told_by_the_silence_of_the_other(rows):
    (row,) = (row for row in rows if row.question.key == "leaders-meeting")
    said = row.worst.in_parts()
    assert said.brief == (
        "Nothing on this was found in the digests of Russia's memorandum that were read."
    )
    assert said.rest == "Ukraine's memorandum asks for a meeting of the two presidents."


def test_a_gap_is_told_without_both_answers(rows):
    (row,) = (row for row in rows if row.question.key == "pass-length")
    assert row.worst.in_parts().brief.startswith("The ranges do not meet")


def test_a_long_list_names_its_first_entries_and_how_many_follow(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-conditions")
    texts = [str(one.shown_brief) for one in row.cells[1].alternatives]
    wholes = [str(one.shown_phrase) for one in row.cells[1].alternatives]
    assert any(text.endswith("more") for text in texts)
    assert all(len(text) <= len(whole) for text, whole in zip(texts, wholes, strict=True))
    assert not any("…" in text for text in texts)


def test_a_pair_is_named_as_its_picture_names_it(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-length")
    assert pair_names(row, row.worst) == "Ukraine / Russia"


def test_one_badge_tells_how_many_sources_and_what_is_doubtful(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-length")
    assert [badge(cell) for cell in row.cells] == [
        "2 sources · disputed",
        "1 source · wording contested",
    ]


def test_who_acts_is_named_only_where_the_sides_differ(rows):
    by_key = {row.question.key: row for row in rows}
    assert not who_acts_differs(by_key["ceasefire-length"])
    assert who_acts_differs(by_key["war-damage"])


def test_a_folded_row_keeps_what_is_asked_of_one_side_and_why_the_other_is_silent(rows):
    (row,) = (row for row in rows if row.question.key == "language-status")
    assert row.cells[1].asymmetry in remarks(row)
    assert "Nothing on this was found" in remarks(row)


def test_sources_on_paper_name_each_outlet_with_its_day_once(rows):
    (row,) = (row for row in rows if row.question.key == "ceasefire-length")
    line = sources_on_paper(row.cells[1].evidence)
    assert line.startswith("TASS, 2 Jun 2025. Qualified:")
    parts = sources_on_paper(row.cells[0].evidence).split(". Disputed:")[0].split("; ")
    assert len(parts) == len(set(parts)) > 1
