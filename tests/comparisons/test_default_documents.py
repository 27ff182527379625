"""The documents that a comparison begins with: every principal party has one of them."""

from datetime import date

import pytest

from proposals.comparisons import MOST_DOCUMENTS, Document
from proposals.comparisons.default_documents import columns_of_left_out, default_documents
from proposals.models import Party, Proposal, Version


def documents(*described):
    """Documents in the order of handing over: "memorandum of a", "agreed of a b"."""
    made = []
    for number, words in enumerate(described, start=1):
        kind, _of, *parties = words.split()
        made.append(
            Document(
                key=str(number),
                version=Version(proposal=Proposal(key=str(number), kind=kind)),
                parties=tuple(Party(key=key) for key in parties),
                latest=True,
            )
        )
    return made


def chosen(principals, *described):
    usual = default_documents(documents(*described), frozenset(principals.split()))
    return [int(document.key) for document in usual]


@pytest.mark.parametrize(
    ("principals", "described", "columns"),
    [
        pytest.param(
            "a b",
            ["plan of a", "plan of a", "memorandum of a", "plan of m", "plan of a", "plan of m",
             "statement of b"],
            [1, 2, 3, 4, 7],
            id="seven proposals, one party with a statement only",
        ),
        pytest.param(
            "a b c d e",
            ["plan of a", "plan of a", "statement of b", "plan of c", "statement of c",
             "plan of d", "statement of e"],
            [1, 3, 4, 6, 7],
            id="five principals",
        ),
        pytest.param(
            "a b c d e f g",
            ["statement of a", "statement of b", "plan of c", "plan of d", "plan of e", "plan of f",
             "statement of g"],
            [1, 3, 4, 5, 6],
            id="more principals than columns",
        ),
        pytest.param(
            "a b c",
            ["plan of a", "memorandum of b", "statement of a", "statement of b"],
            [1, 2],
            id="a principal without a document",
        ),
        pytest.param("a b", ["agreed of a b", "agreed of a b", "agreed of a b"], [1, 2],
                     id="joint outcomes only"),
        pytest.param("a b", ["agreed of a b"], [1], id="one joint outcome"),
        pytest.param("a b", ["statement of a", "plan of a", "agreed of a b", "plan of b"], [2, 4],
                     id="a plan before a statement, two columns"),
        pytest.param("a b", ["plan of a b", "statement of a", "statement of b"], [1, 2, 3],
                     id="a joint plan stands for none of those who have their own"),
        pytest.param("a b", ["statement of b", "plan of a b", "plan of b"], [2, 3],
                     id="a joint plan stands for the one who has nothing else"),
        pytest.param("a b", ["plan of m a", "plan of m", "agreed of a b", "statement of b"],
                     [1, 2, 4], id="a mediator beside a party takes nothing from it"),
        pytest.param("a b", ["plan of m a", "plan of m a", "plan of a", "plan of b", "plan of m",
                             "plan of m"], [1, 2, 3, 4, 5],
                     id="a paper of one's own before those shared with a mediator"),
        pytest.param("", ["plan of m", "statement of n", "plan of m"], [1, 3], id="no principals"),
        pytest.param("a", ["statement of m", "agreed of m"], [1, 2], id="nothing of the principal"),
        pytest.param("a b", [], [], id="no documents"),
    ],
)  # fmt: skip
def test_the_columns_hold_the_best_of_every_principal(principals, described, columns) -> None:
    assert chosen(principals, *described) == columns


def test_what_is_left_out_is_compared_by_itself() -> None:
    usual, left_out = tuple(documents("plan of a")), tuple(documents(*["plan of b"] * 7))
    assert columns_of_left_out(left_out[:3], usual) == left_out[:3]
    assert columns_of_left_out(left_out, usual) == left_out[:MOST_DOCUMENTS]


def test_a_single_document_that_is_left_out_stands_beside_the_usual_ones() -> None:
    usual = tuple(documents(*["plan of a"] * MOST_DOCUMENTS))
    (alone,) = documents("agreed of a b")
    assert columns_of_left_out((alone,), usual[:2]) == (*usual[:2], alone)
    assert columns_of_left_out((alone,), usual) == (*usual[:-1], alone)


def test_the_newest_of_several_papers_of_a_party_stands_for_it():
    papers = documents(*["plan of a"] * 7, "plan of b")
    for day, paper in zip((3, 9, 1, 2, 4, 5, 6, 1), papers, strict=True):
        paper.version.date = date(2031, 3, day)
    usual = default_documents(papers, frozenset("ab"))
    assert [int(document.key) for document in usual] == [1, 2, 3, 4, 8]
    papers[1].version.date, papers[6].version.date = date(2031, 3, 1), date(2031, 3, 9)
    usual = default_documents(papers, frozenset("ab"))
    assert [int(document.key) for document in usual] == [1, 2, 3, 7, 8]
