"""Sentences of generated verdicts: none is empty, cut, too long, or says what is untrue."""

from collections.abc import Iterator

import pytest

from proposals.domain.relations import Relation
from proposals.domain.verdicts import Mark, Rule, Verdict
from proposals.language.explanations import (
    BRIEF,
    explain,
    explain_briefly,
    explain_in_parts,
)
from proposals.language.wording import Wording
from tests.domain.row_samples import NAMES, QUESTIONS, ROWS, rows_by_chance, verdict_on
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.english import ENGLISH

PARTIES = {"a": "North Shore", "b": "South Shore", "c": "the League", "d": "East Isle"}


def _verdicts(name: str) -> Iterator[Verdict]:
    for row in rows_by_chance(name, "sentences")[: ROWS // 3]:
        for pair in verdict_on(name, row.cells).pairs:
            yield from pair.verdicts


def _wording(name: str, language=ENGLISH) -> Wording:
    return Wording(language, QUESTIONS[name][0], PARTIES)


@pytest.mark.parametrize("name", NAMES)
def test_what_decides_is_said_in_few_words(name: str) -> None:
    wording = _wording(name)
    for verdict in _verdicts(name):
        brief = explain_briefly(verdict, wording)
        assert 0 < len(brief.split()) <= BRIEF, brief


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_cut_or_has_loose_ends(name: str) -> None:
    wording = _wording(name)
    for verdict in _verdicts(name):
        for text in (explain(verdict, wording), explain_briefly(verdict, wording)):
            assert text[0].isupper()
            assert text.endswith(".")
            loose = ("  ", "..", " .", " ,", ";;", "()", "{", ": .", "step-", "…", "None")
            assert not [ends for ends in loose if ends in text], text


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_says_what_is_untrue(name: str) -> None:
    wording = _wording(name)
    seen = set()
    for verdict in _verdicts(name):
        for text in (explain(verdict, wording), explain_briefly(verdict, wording)):
            meets = "Both admit" in text or "can be met at once" in text
            same = "Both give the same answer" in text or " both " in text
            apart = "do not meet" in text or "No option" in text or "Contested" in text
            alone = "Only" in text and "speaks of" in text
            assert not meets or verdict.relation not in (None, Relation.APART, Relation.SAME)
            assert not same or verdict.relation is Relation.SAME
            assert not apart or verdict.mark is Mark.CONFLICT
            assert not alone or verdict.left_only or verdict.right_only
            assert (" this point of " in text) == (verdict.rule is Rule.REJECTION)
            assert ("only expect" in text) <= (verdict.mark is Mark.DIFFERS)
            seen.add(verdict.rule)
    assert len(seen) > 7


@pytest.mark.parametrize("name", NAMES)
def test_the_short_form_says_why_it_is_no_agreement(name: str) -> None:
    wording = _wording(name)
    signs = {
        Rule.FORCE: ("only expect",),
        Rule.QUALIFIER: (
            "They differ in", "Only", "different cases", "unclear", "falls to", "ties this to",
            "tie this to", "Each also speaks",
        ),
        Rule.GAP: ("apart", "lies above every number", "end at the same point"),
        Rule.CONTRADICTION: ("No option satisfies both", "Contested", "wants what the other"),
        Rule.REJECTION: (" this point of ",),
    }  # fmt: skip
    for verdict in _verdicts(name):
        brief = explain_briefly(verdict, wording)
        expected = signs.get(verdict.rule)
        assert expected is None or any(sign in brief for sign in expected), brief


@pytest.mark.parametrize("name", NAMES)
def test_the_short_form_names_the_case_that_decides(name: str) -> None:
    wording = _wording(name)
    for verdict in _verdicts(name):
        if verdict.relation is not None and not verdict.case.is_whole:
            brief = explain_briefly(verdict, wording)
            assert f"({verdict.case.words})" in brief, brief


@pytest.mark.parametrize("name", NAMES)
def test_the_rest_of_an_explanation_is_what_the_short_form_lacks(name: str) -> None:
    wording = _wording(name)
    for verdict in _verdicts(name):
        full, brief = explain(verdict, wording), explain_briefly(verdict, wording)
        rest = explain_in_parts(verdict, wording).rest
        assert rest or full == brief
        assert all(sentence in full for sentence in rest.split(". ")[:1])


@pytest.mark.parametrize("name", NAMES)
def test_another_language_has_words_for_every_verdict(name: str) -> None:
    wording = _wording(name, MADE_UP)
    for verdict in _verdicts(name):
        assert explain(verdict, wording)
        assert explain_briefly(verdict, wording)
