"""What is counted in the documents of each party, and what of it is called unequal."""

import pytest

from proposals.neutrality import document_groups, inequalities
from proposals.neutrality.groups import ALL
from proposals.neutrality.measures import measures
from proposals.neutrality.reporting_verbs import REPORTING_VERBS, count_verbs
from proposals.seeding.reader import read_folder
from proposals.seeding.schema import index_of
from tests.support.folders import SMALL

PAPER = """
[proposal]
key = "{party}-paper"
title = "Paper"
name = "The paper of {party}"
kind = "{kind}"
parties = ["{party}"]
[version]
key = "one"
label = "as handed over"
date = 2031-05-01
tier = "official"
{clauses}
"""
CLAUSE = """
[[clauses]]
key = "{key}"
heading = "Fire"
text = "{text}"
"""
TERM = """
[[clauses.terms]]
question = "{question}"
value = "any"
force = "{force}"
bearers = {bearers}
"""


def clause(key, *terms, text="The fire ends."):
    return CLAUSE.format(key=key, text=text) + "".join(terms)


def term(question, *bearers, force="demands"):
    return TERM.format(question=question, force=force, bearers=list(bearers))


@pytest.fixture
def groups(tmp_path):
    """Groups of documents of two parties, each with the clauses and the kind of document given."""

    def groups(east, west, kinds=("memorandum", "memorandum")):
        (tmp_path / "documents").mkdir()
        (tmp_path / "negotiation.toml").write_text(SMALL["negotiation.toml"], encoding="utf-8")
        for party, clauses, kind in zip(("east", "west"), (east, west), kinds, strict=True):
            text = PAPER.format(party=party, kind=kind, clauses=clauses)
            path = tmp_path / "documents" / f"{party}-paper.one.toml"
            path.write_text(text, encoding="utf-8")
        folder = read_folder(tmp_path)
        assert folder.problems == []
        return document_groups(index_of(folder.records))

    return groups


def values(group, key):
    measure = next(one for one in measures(group) if one.key == key)
    return [measure.values[f"small.{party}"] for party in ("east", "west")]


def test_documents_of_one_kind_are_set_side_by_side_and_all_of_them(groups):
    east, west = clause("1") + clause("2"), clause("1")
    memoranda, every = groups(east, west)
    assert (memoranda.kind, every.kind) == ("memorandum", ALL)
    assert values(memoranda, "clauses") == values(every, "clauses") == [2, 1]


def test_a_kind_that_only_one_party_has_is_counted_among_all_only(groups):
    assert [one.kind for one in groups(clause("1"), clause("1"), ("plan", "memorandum"))] == [ALL]


def test_forces_are_counted_answer_by_answer(groups):
    east = clause("1", term("a"), term("b", force="offers"))
    group, _ = groups(east, clause("1", term("a")))
    assert values(group, "force.demands") == [1, 1]
    assert values(group, "force.offers") == [1, 0]


def test_duties_are_counted_by_question_and_not_by_answer(groups):
    east = clause("1", term("a", "west"), term("a", "west"), term("b", "east"))
    west = clause("1", term("a", "west"), term("c", "east", "west"))
    group, _ = groups(east, west)
    assert values(group, "duties.other") == [1, 0]
    assert values(group, "duties.own") == [1, 1]
    assert values(group, "duties.both") == [0, 1]
    assert values(group, "duties.alone") == [1, 1]


def test_words_are_counted_in_the_mean(groups):
    east = clause("1", text="One two three.") + clause("2", text="One two.")
    group, _ = groups(east, clause("1", text="One."))
    assert values(group, "text_words") == [2.5, 1.0]


def test_verbs_of_our_own_words_are_counted_and_not_those_of_quotations():
    counted = count_verbs("It demands more. It “demands” peace. It is\nto end.", "en")
    assert counted["demands"] == 1
    assert counted["is to, are to"] == 1
    assert count_verbs("It demands more.", "xx") == {}


def test_no_form_belongs_to_two_verbs():
    for verbs in REPORTING_VERBS.values():
        forms = [form for every in verbs.values() for form in every]
        assert len(forms) == len(set(forms))


def unequal(groups, bound):
    return {one.measure.key: one for one in inequalities(groups, bound)}


def test_what_passes_the_bound_is_unequal_with_the_party_that_has_most(groups):
    found = unequal(groups(clause("1") + clause("2") + clause("3"), clause("1") + clause("2")), 1.4)
    one = found["clauses"]
    assert (one.most, one.least, one.ratio) == ("small.east", "small.west", 1.5)
    assert "text_words" not in found


def test_what_is_at_the_bound_is_equal(groups):
    east, west = clause("1") + clause("2") + clause("3"), clause("1") + clause("2")
    assert "clauses" not in unequal(groups(east, west), 1.5)


def test_something_beside_nothing_is_unequal_whatever_the_bound(groups):
    found = unequal(groups(clause("1", term("a")), clause("1")), 100)
    assert found["terms"].ratio is None
