"""What must come out of the engine from the typed terms of the plans of November 2025 and later.

The table of marks was written by hand from the texts, as a careful reader would judge each pair:
agree, overlap (the same direction, another extent), conflict, or not comparable. A comment says
where the engine's mark is another one, and why it stays.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.record.comparison import record
from proposals.models import Clause, Coverage, Disagreement, Response
from sources.models import Article
from tests.support.copies import store
from tests.support.folders import SEEDS

pytestmark = pytest.mark.django_db

US28 = "us28.published"
E328 = "e328.published"
EU24 = "eu24.published"
G19 = "g19.told"
P20D = "p20d.told"
BERLIN = "berlin.published"
UA20 = "ua20.read-out"
PARIS = "paris.published"
RUSSIA = "russia-statements.collected"
ALL = (US28, E328, EU24, G19, P20D, BERLIN, UA20, PARIS, RUSSIA)

FOUR = (US28, E328, EU24, UA20)
OTHERS = (G19, P20D, BERLIN, PARIS)
SELECTIONS = (
    (*FOUR, RUSSIA),
    (US28, *OTHERS),
    (E328, *OTHERS),
    (EU24, *OTHERS),
    (UA20, *OTHERS),
    (RUSSIA, *OTHERS),
)
"""Six documents stand beside each other at most: these hold every pair of the nine."""
PAIRS = tuple(combinations(FOUR, 2))
"""In this order: US28 with E328, EU24, UA20; E328 with EU24, UA20; EU24 with UA20."""

AGREE, COMPATIBLE, DIFFERS, CONFLICT = "agree", "compatible", "differs", "conflict"
ONE_SIDE, NOT_COMPARED = "one_side", "not_compared"
NO_VERDICT = {ONE_SIDE, NOT_COMPARED}

MARKS = {
    # By hand US28 and UA20 conflict. UA20 leaves the point out: silence is no answer, so that one
    # side alone speaks.
    "nato-membership": (CONFLICT, CONFLICT, ONE_SIDE, AGREE, ONE_SIDE, ONE_SIDE),
    # By hand US28 and EU24 conflict: no forces of NATO against friendly forces by invitation. EU24
    # does not name NATO in what was read: that NATO's forces are among the friendly ones would be a
    # reading of ours, so nothing is contested and both could hold together.
    # UA20 has international forces only in an option of a point that is not agreed.
    "foreign-troops": (COMPATIBLE, COMPATIBLE, ONE_SIDE, COMPATIBLE, ONE_SIDE, ONE_SIDE),
    # As by hand. That UA20's number is a cap is contested (D-20), which the answer shows.
    "army-limit": (CONFLICT, CONFLICT, CONFLICT, CONFLICT, AGREE, CONFLICT),
    # As by hand.
    "guarantee-strength": (COMPATIBLE, COMPATIBLE, COMPATIBLE, COMPATIBLE, AGREE, COMPATIBLE),
    # As by hand; EU24 was not seen on it.
    "guarantee-payment": (AGREE, NOT_COMPARED, CONFLICT, NOT_COMPARED, CONFLICT, NOT_COMPARED),
    # As by hand; EU24 was not seen on it.
    "guarantee-lapse": (
        COMPATIBLE,
        NOT_COMPARED,
        COMPATIBLE,
        NOT_COMPARED,
        COMPATIBLE,
        NOT_COMPARED,
    ),
    # By hand US28 conflicts with all three, E328 and EU24 agree, and UA20 overlaps with both. E328
    # strikes recognition out, EU24 and UA20 leave land to talks or to a point not agreed: none of
    # them says that nothing is recognised, so nothing is compared with their silence. Where they
    # do answer, from where the talks start, the conflict and the agreement stand (`land-start`).
    "recognition-three": (
        ONE_SIDE,
        ONE_SIDE,
        ONE_SIDE,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
    ),
    # By hand US28 conflicts with all three, E328 and EU24 agree, and UA20 overlaps with both. E328
    # strikes the withdrawal out, UA20's point is not agreed, and no digest of EU24 speaks of it.
    "donetsk-withdrawal": (
        ONE_SIDE,
        NOT_COMPARED,
        ONE_SIDE,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
    ),
    # As by hand: rising strength on one scale.
    "eu-membership": (AGREE, COMPATIBLE, COMPATIBLE, COMPATIBLE, COMPATIBLE, COMPATIBLE),
    # As by hand; UA20 names funds and no assets.
    "frozen-assets": (CONFLICT, CONFLICT, NOT_COMPARED, AGREE, NOT_COMPARED, NOT_COMPARED),
    # By hand EU24 and UA20 conflict with every other text. EU24 states no share: its conflict with
    # US28 and E328 stands where it does answer (`plant-operator`). UA20's point is not agreed.
    "plant-share-ukraine": (AGREE, NOT_COMPARED, ONE_SIDE, NOT_COMPARED, ONE_SIDE, NOT_COMPARED),
    "plant-operator": (AGREE, CONFLICT, ONE_SIDE, CONFLICT, ONE_SIDE, ONE_SIDE),
    # As by hand: days beside words for the same event; EU24 was not seen on it.
    "elections": (COMPATIBLE, NOT_COMPARED, COMPATIBLE, NOT_COMPARED, AGREE, NOT_COMPARED),
    # By hand US28 conflicts with E328 and UA20, which agree. One strikes the amnesty out and the
    # other is silent by a digest: neither says that there is none.
    "amnesty": (ONE_SIDE, NOT_COMPARED, ONE_SIDE, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    # Who watches is three questions here: over the agreement, over the ceasefire, by what means. By
    # hand US28 and EU24 conflict, the Peace Council against partners led by the United States: a
    # text may have both, as UA20 does. The two overlaps, of UA20 with US28 and with EU24, stand.
    "oversight": (
        NOT_COMPARED,
        NOT_COMPARED,
        COMPATIBLE,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
    ),
    "ceasefire-monitors": (
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        ONE_SIDE,
    ),
    "monitoring-means": (
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        NOT_COMPARED,
        COMPATIBLE,
    ),
    # As by hand: after withdrawal, without conditions, on consent; E328 was not seen on it.
    "ceasefire-conditions": (
        NOT_COMPARED,
        CONFLICT,
        COMPATIBLE,
        NOT_COMPARED,
        NOT_COMPARED,
        CONFLICT,
    ),
    # Beside the fifteen: two ceilings against no limit. That UA20's number is the one or the other
    # is not settled (D-20), so it answers nothing here.
    "army-number-kind": (DIFFERS, CONFLICT, NOT_COMPARED, CONFLICT, NOT_COMPARED, NOT_COMPARED),
    # Beside the fifteen: where the conflict and the agreement on land stand.
    "land-start": (CONFLICT, CONFLICT, ONE_SIDE, AGREE, ONE_SIDE, ONE_SIDE),
}
"""By question, the mark of each of the `PAIRS`."""

WITH_RUSSIA = {
    # By hand Russia's statements conflict with E328 and EU24 on NATO, troops, the army, recognition
    # and withdrawal, overlap with US28, and conflict with UA20 on the army and on recognition.
    # On NATO, neutrality, the army, language and sanctions that rests on sources without a name
    # alone: it is told in the clauses and answers nothing. On membership of NATO nothing was said.
    "nato-membership": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "neutrality": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "nato-enlargement": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "army-number-kind": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "army-limit": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "language-rules": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "sanctions-pace": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    # E328 rules out NATO's permanent troops and provides for no others, so nothing is contested.
    "foreign-troops": (DIFFERS, DIFFERS, CONFLICT, ONE_SIDE),
    # Recognition in law is another step than de facto; the others leave recognition out or open.
    "recognition-three": (CONFLICT, ONE_SIDE, ONE_SIDE, ONE_SIDE),
    # The phrases read name no region: they are held against withdrawals from regions in general.
    "donetsk-withdrawal": (NOT_COMPARED, NOT_COMPARED, NOT_COMPARED, NOT_COMPARED),
    "ukrainian-withdrawal": (COMPATIBLE, ONE_SIDE, NOT_COMPARED, NOT_COMPARED),
}
"""By question, the mark of Russia's statements with each of the `FOUR`."""

WITHOUT_ANSWER = {
    # What the letter held is a part of a question that point 10 b answers.
    E328: {"10d"},
    # A limit in one report and none in others: no answer is entered (D-18).
    G19: {"d"},
    # Remarks on a whole text, on talks and on papers, and on guarantees of 2026: nothing that
    # answers a question of the texts. In 6 b no named speaker was read: no answer is entered.
    RUSSIA: {
        "ru-1a",
        "ru-1b",
        "ru-2a",
        "ru-2b",
        "ru-2c",
        "ru-3d",
        "ru-4a",
        "ru-4b",
        "ru-6a",
        "ru-6b1",
        "ru-6b2",
        "ru-7c1",
        "ru-7c2",
        "ru-7d",
    },
}
"""Published clauses that answer no question, and that no checked absence stands for."""

ABSENCES_OF_CLAUSES = {
    (E328, "3"): {"nato-enlargement", "no-invasion-expected"},
    (E328, "20c"): {"nazism-ban"},
    (E328, "26"): {"amnesty"},
    (G19, "26"): {"amnesty"},
    (P20D, "4"): {"nato-membership", "nato-enlargement", "amnesty"},
}
"""Clauses without an answer, each with the questions on which its absence is entered instead."""

NOT_SEEN = {
    E328: [
        "oversight",
        "arms-control",
        "waterways",
        "exchange-formula",
        "released",
        "children-return",
        "legal-force",
        "ceasefire-conditions",
        "russian-withdrawal",
        "donbas-zone",
    ],
    EU24: [
        "amnesty",
        "elections",
        "g8",
        "guarantee-payment",
        "guarantee-lapse",
        "language-rules",
        "oversight",
        "nato-enlargement",
        "donetsk-withdrawal",
    ],
    UA20: ["frozen-assets", "g8", "sanctions-pace", "jets-in-poland", "nazism-ban"],
    RUSSIA: ["frozen-assets", "amnesty", "plant-operator", "elections", "eu-membership"],
}

SILENT = {(UA20, "nato-membership"), (UA20, "amnesty"), (P20D, "amnesty")}
"""Where a source says that the point is absent."""

UNSETTLED = [
    "plant-operator",
    "plant-share-ukraine",
    "plant-share-russia",
    "plant-share-us",
    "land-start",
    "russian-withdrawal",
    "foreign-troops",
    "ceasefire-monitors",
    "donbas-zone",
]
"""Questions that only the points 12 and 14 of UA20 speak of."""

STRUCK_OUT = {
    E328: [
        "nato-enlargement",
        "no-invasion-expected",
        "assets-profit-share",
        "nazism-ban",
        "recognition-three",
        "recognition-two",
        "donetsk-withdrawal",
        "ukrainian-withdrawal",
        "amnesty",
    ],
    G19: ["amnesty"],
}


def _clause(row: Clause) -> dict[str, Any]:
    return {
        "document": f"{row.version.proposal.key}.{row.version.key}",
        "key": row.key,
        "status": row.status,
        "replaces": row.replaces,
        "questions": {term.question.key for term in row.terms.all()},
        "forces": {term.force for term in row.terms.all()},
        "evidence": row.evidence.count(),
    }


def _stored() -> dict[str, Any]:
    versions = [document.version for document in catalogue("plans-2025-11").documents]
    clauses = Clause.objects.filter(version__in=versions, revises=None)
    responses = {
        (f"{row.to.proposal.key}.{row.to.key}", row.stance, row.state)
        for row in Response.objects.filter(version__in=versions)
        if row.version.proposal.key == "russia-statements"
    }
    return {
        "clauses": [_clause(row) for row in clauses.filter(state="published")],
        "unpublished": [row.uid for row in clauses.exclude(state="published")],
        "absences": {
            (f"{row.version.proposal.key}.{row.version.key}", row.question.key): row.kind
            for row in Coverage.objects.filter(version__in=versions)
        },
        "stances": {stance for _, stance, _ in responses},
        "responses": responses,
        "edits": {
            f"{row.proposal.key}.{row.key}": row.edits and row.edits.proposal.key
            for row in versions
        },
        "complete": {row.complete for row in versions},
        "parties": {
            f"{row.proposal.key}.{row.key}": {party.key for party in row.proposal.parties.all()}
            for row in versions
        },
        "articles": Article.objects.count(),
        "disagreements": Disagreement.objects.count(),
    }


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """Pairs and answers by question and document, and what is stored; nothing stays stored."""
    with django_db_blocker.unblock(), transaction.atomic():
        store(SEEDS / "plans-2025-11")
        known = catalogue("plans-2025-11")
        rows = [
            row
            for documents in SELECTIONS
            for row in record(compare(known, Selection(documents)))["rows"]
        ]
        stored = _stored()
        transaction.set_rollback(True)
    return {
        "questions": sorted({row["question"] for row in rows}),
        "pairs": {
            (row["question"], frozenset(pair["documents"])): pair
            for row in rows
            for pair in row["pairs"]
        },
        "answers": {
            (row["question"], answer["document"]): answer
            for row in rows
            for answer in row["answers"]
        },
        **stored,
    }


def _pair(found: dict[str, Any], question: str, one: str, other: str) -> dict[str, Any]:
    return found["pairs"][question, frozenset((one, other))]


def _mark(found: dict[str, Any], question: str, one: str, other: str) -> str:
    """Return the mark of a pair; of a question that neither answers there may be no row."""
    pair = found["pairs"].get((question, frozenset((one, other))))
    return pair["mark"] if pair else NOT_COMPARED


def _answer(found: dict[str, Any], question: str, document: str) -> dict[str, Any]:
    return found["answers"][question, document]


@pytest.mark.parametrize(
    ("question", "one", "other", "mark"),
    [
        (question, *pair, mark)
        for question, marks in MARKS.items()
        for pair, mark in zip(PAIRS, marks, strict=True)
    ],
)
def test_a_careful_reader_would_give_the_mark(found, question, one, other, mark):
    assert _pair(found, question, one, other)["mark"] == mark


@pytest.mark.parametrize(
    ("question", "document", "mark"),
    [
        (question, document, mark)
        for question, marks in WITH_RUSSIA.items()
        for document, mark in zip(FOUR, marks, strict=True)
    ],
)
def test_russias_statements_stand_to_the_four_texts_as(found, question, document, mark):
    assert _pair(found, question, document, RUSSIA)["mark"] == mark


def test_recognition_de_facto_is_not_recognition_in_law(found):
    (term,) = _answer(found, "recognition-three", US28)["terms"]
    assert term["value"] == {"admits": ["de-facto"]}
    pair = _pair(found, "recognition-three", US28, RUSSIA)
    assert pair["rule"] == "R2"
    assert "recognition as de facto Russian" in pair["words"]["sentence"]
    assert "recognition in law as Russian" in pair["words"]["sentence"]


def test_recognition_of_control_is_not_recognition_de_facto(found):
    assert _pair(found, "recognition-three", US28, P20D)["rule"] == "R2"


@pytest.mark.parametrize("question", ["recognition-three", "recognition-two"])
def test_a_line_taken_de_facto_is_no_recognition_of_land(found, question):
    answer = _answer(found, question, UA20)
    assert not answer["terms"]
    assert answer["absence"] == "deferred"
    assert "no recognition" in answer["absence_note"]


@pytest.mark.parametrize(
    ("document", "question"),
    [(document, question) for document, keys in NOT_SEEN.items() for question in keys],
)
def test_what_was_not_seen_is_not_told_as_silence(found, document, question):
    answer = _answer(found, question, document)
    assert answer["absence"] == "not_coded"
    assert (document, question) not in found["absences"]


def test_only_what_a_source_tells_as_absent_is_silent(found):
    assert {key for key, kind in found["absences"].items() if kind == "silent"} == SILENT
    for document, question in SILENT:
        answer = _answer(found, question, document)
        assert answer["absence"] == "silent"
        assert answer["absence_note"]
        assert answer["absence_articles"]


def test_no_text_was_read_whole(found):
    assert found["complete"] == {False}


@pytest.mark.parametrize("question", UNSETTLED)
def test_the_points_of_ua20_that_are_not_agreed_give_no_verdict(found, question):
    answer = _answer(found, question, UA20)
    assert answer["absence"] == "deferred"
    marks = {_mark(found, question, UA20, other) for other in ALL if other != UA20}
    assert marks <= NO_VERDICT


def test_the_points_12_and_14_of_ua20_and_no_others_are_left_open(found):
    open_points = {
        clause["key"]
        for clause in found["clauses"]
        if clause["document"] == UA20 and clause["status"] == "deferred"
    }
    assert open_points == {"12a", "12b", "14a", "14b"}


def test_the_working_group_of_an_open_point_is_shown_and_not_compared(found):
    terms = _answer(found, "oversight", UA20)["terms"]
    assert {term["status"]: term["value"]["requires"] for term in terms} == {
        "deferred": ["redeployment-group"],
        "firm": ["peace-council"],
    }
    sentence = _pair(found, "oversight", US28, UA20)["words"]["sentence"]
    assert "proposes a Peace Council chaired by President Trump. Both" in sentence
    assert "redeployment" not in sentence


def test_that_the_number_of_ua20_is_a_limit_is_shown_as_disputed(found):
    assert _answer(found, "army-limit", UA20)["evidence"]["disputed"]
    assert _answer(found, "army-level", UA20)["evidence"]["disputed"]


@pytest.mark.parametrize("document", [UA20, BERLIN])
def test_whether_a_number_is_a_ceiling_or_a_level_is_not_answered_where_it_is_open(found, document):
    assert not _answer(found, "army-number-kind", document)["terms"]
    assert [term["value"] for term in _answer(found, "army-level", document)["terms"]]


def test_the_december_package_is_told_as_one_of_the_united_states(found):
    assert found["parties"][P20D] == {"united-states"}
    answers = [found["answers"][key] for key in found["answers"] if key[1] == P20D]
    confidences = {term["confidence"] for answer in answers for term in answer["terms"]}
    assert confidences == {"low"}


def test_a_remark_on_one_of_two_european_texts_is_no_published_response_to_either(found):
    assert found["responses"] == {
        (US28, "basis", "published"),
        (E328, "rejects", "review"),
        (EU24, "rejects", "review"),
        (UA20, "basis", "review"),
        (PARIS, "rejects", "published"),
    }


def test_the_two_european_texts_are_two(found):
    assert found["edits"][E328] == "us28"
    assert found["edits"][EU24] is None
    assert found["parties"][E328] == {"united-kingdom", "france", "germany"}
    assert found["parties"][EU24] == {"european-states"}
    marks = {_mark(found, question, E328, EU24) for question in found["questions"]}
    assert {AGREE, COMPATIBLE, CONFLICT, NOT_COMPARED} <= marks


def test_only_edits_strike_points_out(found):
    struck = {key for key, kind in found["absences"].items() if kind == "struck-out"}
    assert struck == {(document, key) for document, keys in STRUCK_OUT.items() for key in keys}
    for document, question in struck:
        assert found["edits"][document] == "us28"
        assert _answer(found, question, document)["absence"] == "struck-out"


def test_an_edit_stands_for_points_that_the_edited_text_has(found):
    edited = {clause["key"] for clause in found["clauses"] if clause["document"] == US28}
    replaced = {
        (clause["document"], clause["key"]): set(clause["replaces"])
        for clause in found["clauses"]
        if clause["replaces"]
    }
    assert replaced == {
        (E328, "21"): {"21a", "21b", "21d"},
        (E328, "26-relief"): {"24d"},
        (G19, "d"): {"6"},
    }
    assert set().union(*replaced.values()) <= edited
    struck = {clause["key"] for clause in found["clauses"] if clause["status"] == "struck-out"}
    assert struck == {"3", "10d", "20c", "26"}
    assert struck <= edited


def test_nothing_is_told_as_accepted_by_russia(found):
    forces = {
        force
        for clause in found["clauses"]
        if clause["document"] == RUSSIA
        for force in clause["forces"]
    }
    assert forces == {"demands", "offers", "expects"}
    assert found["stances"] == {"basis", "rejects"}


def test_no_agreement_with_russia_is_shown(found):
    marks = {
        (question, other): _mark(found, question, other, RUSSIA)
        for question in found["questions"]
        for other in ALL[:-1]
    }
    assert CONFLICT in marks.values()
    assert AGREE not in marks.values()


def test_the_russian_side_rejects_the_force_of_the_paris_declaration(found):
    assert _pair(found, "foreign-troops", PARIS, RUSSIA)["rule"] == "R9"


def test_no_conflict_is_claimed_on_the_return_of_children(found):
    marks = {_mark(found, "children-return", *pair) for pair in combinations(ALL, 2)}
    assert CONFLICT not in marks
    assert _pair(found, "children-return", US28, EU24)["mark"] == DIFFERS


def test_fifty_to_fifty_with_other_partners_is_no_agreement(found):
    for question in ("plant-share-ukraine", "plant-share-us", "plant-operator"):
        assert _pair(found, question, US28, UA20)["mark"] in NO_VERDICT
        assert _pair(found, question, E328, UA20)["mark"] in NO_VERDICT


def test_the_number_of_articles_and_disagreements(found):
    assert found["articles"] == 152
    assert found["disagreements"] == 33


def test_there_are_forty_five_questions_or_more_that_two_documents_answer(found):
    answering = Counter(
        question for (question, _), answer in found["answers"].items() if answer["terms"]
    )
    assert sum(number >= 2 for number in answering.values()) >= 45


def test_every_published_clause_has_an_answer_or_is_named_here(found):
    unanswered = {
        (clause["document"], clause["key"])
        for clause in found["clauses"]
        if not clause["questions"]
    }
    named = {(document, key) for document, keys in WITHOUT_ANSWER.items() for key in keys}
    assert unanswered == named | ABSENCES_OF_CLAUSES.keys()


def test_the_absences_that_stand_for_a_clause_are_entered(found):
    for (document, key), questions in ABSENCES_OF_CLAUSES.items():
        for question in questions:
            assert (document, question) in found["absences"], (document, key)


def test_every_clause_is_published_and_has_evidence(found):
    assert found["unpublished"] == []
    assert {clause["document"] for clause in found["clauses"]} == set(ALL)
    assert not [clause for clause in found["clauses"] if not clause["evidence"]]


def test_every_answer_has_evidence_that_supports_it(found):
    without = [
        key
        for key, answer in found["answers"].items()
        if answer["terms"] and not answer["evidence"]["supports"]
    ]
    assert any(answer["terms"] for answer in found["answers"].values())
    assert without == []
