"""The scope list of a negotiation: what it declares, what it refuses, what answers hold in it."""

import pytest

from proposals.domain.cases import CaseRelation
from proposals.domain.errors import DomainError, InvalidVocabulary
from proposals.models import Negotiation
from proposals.models.vocabularies import parse_scopes
from tests.factories import NegotiationFactory, TermFactory
from tests.models.test_models import refusal

pytestmark = pytest.mark.django_db
NORTH = {"key": "north", "label": "in the north"}
SOUTH = {"key": "south", "label": "in the south"}


def parts(**more):
    return [{**one, "partition": "half", **more} for one in (NORTH, SOUTH)]


def answered(scope, scopes):
    """A negotiation with these scopes and an answer limited to one."""
    negotiation = NegotiationFactory(scopes=scopes)
    term = TermFactory(clause__version__proposal__negotiation=negotiation, scope=scope)
    return negotiation, term.clause.uid


def test_a_negotiation_declares_no_scopes_at_first():
    assert NegotiationFactory().scope_list.entries == ()


def test_its_scopes_are_those_of_the_engine():
    scopes = NegotiationFactory(scopes=parts(complete=True)).scope_list
    north, south = scopes.case("north"), scopes.case("In the south.")
    assert north.relation(south) is CaseRelation.APART
    assert scopes.entry("north").complete


def test_an_entry_lies_within_another():
    coast = {"key": "coast", "label": "on the coast", "within": ["north"]}
    scopes = NegotiationFactory(scopes=[NORTH, coast]).scope_list
    assert scopes.case("coast").relation(scopes.case("north")) is CaseRelation.WITHIN


@pytest.mark.parametrize(
    ("scopes", "message"),
    [
        ({}, "Scopes are a list of"),
        ("north", "Scopes are a list of"),
        (0, "Scopes are a list of"),
        ([NORTH, 1], "Entry 2 of the scopes needs key and label"),
        ([{"key": "north"}], "Entry 1 of the scopes needs key and label"),
        ([{**NORTH, "note": "x"}], "Entry 1 of the scopes"),
        ([{**NORTH, "label": ["x"]}], "Entry 1 of the scopes"),
        ([{**NORTH, "label": "a\0b"}], "Entry 1 of the scopes"),
        ([{**NORTH, "label": "x" * 201}], "Entry 1 of the scopes"),
        ([{**NORTH, "within": "south"}], "Entry 1 of the scopes"),
        ([{**NORTH, "within": [["south"]]}], "Entry 1 of the scopes"),
        ([{**NORTH, "partition": 1}], "Entry 1 of the scopes"),
        ([{**NORTH, "complete": 1}], "Entry 1 of the scopes"),
        ([{**NORTH, "key": "The North"}], "must be lower-case letters"),
        ([{**NORTH, "label": " "}], "must not be empty"),
        ([NORTH, NORTH], "the same key or the same label"),
        ([NORTH, {**SOUTH, "label": "North."}], "is the key of another scope"),
        ([{**NORTH, "within": ["west"]}], "which is not in the list"),
        ([{**NORTH, "within": ["north"]}], "lies within itself"),
        ([{**NORTH, "complete": True}], "complete but in no partition"),
        ([parts(complete=True)[0], parts()[1]], "all of them or none must be complete"),
    ],
)
def test_scopes_that_cannot_serve_are_refused_in_words(scopes, message):
    assert message in refusal(NegotiationFactory.build(scopes=scopes))


@pytest.mark.parametrize(
    "scopes", [None, [None], [{}], [{1: 2}], [[]], [{"key": {}, "label": {}}], 1.5, True]
)
def test_whatever_stands_for_scopes_is_a_list_or_refused(scopes):
    with pytest.raises(InvalidVocabulary):
        parse_scopes(scopes)


def test_scopes_are_stored_in_one_form():
    full = {**NORTH, "within": [], "partition": "", "complete": False}
    negotiation = NegotiationFactory(scopes=[full])
    negotiation.full_clean()
    assert negotiation.scopes == [NORTH]


def test_an_empty_field_is_an_empty_list():
    negotiation = NegotiationFactory.build(scopes=None)
    negotiation.full_clean()
    assert negotiation.scopes == []


@pytest.mark.parametrize("scope", ["north", "in the north"])
def test_an_entry_that_an_answer_names_cannot_be_removed(scope):
    negotiation, clause = answered(scope, [NORTH, SOUTH])
    negotiation.scopes = [SOUTH]
    assert refusal(negotiation) == (
        f"Answers in use name scopes that the list would lose: {clause}: {scope}"
    )


def test_an_entry_that_no_answer_names_can_be_removed():
    negotiation, _clause = answered("on the moon", [NORTH, SOUTH])
    negotiation.scopes = []
    negotiation.full_clean()


def test_an_entry_that_an_answer_names_can_get_another_label():
    negotiation, _clause = answered("north", [NORTH])
    negotiation.scopes = [{**NORTH, "label": "north of the river"}]
    negotiation.full_clean()


def test_the_answers_of_another_negotiation_do_not_count():
    answered("north", [NORTH])
    other = NegotiationFactory(scopes=[NORTH])
    other.scopes = []
    other.full_clean()


def test_a_stored_list_without_sense_raises_the_engines_error():
    negotiation = NegotiationFactory()
    Negotiation.objects.filter(pk=negotiation.pk).update(scopes=[1])
    negotiation.refresh_from_db()
    with pytest.raises(DomainError):
        _ = negotiation.scope_list
