"""The standing of evidence: independent sources counted once, by a stated rule."""

from proposals.domain.standing import Basis, Stand, Standing, Witness, standing

PRINTS, DESCRIBES, REPORTS = Basis.PRINTS, Basis.DESCRIBES, Basis.REPORTS
FOR, AGAINST, QUALIFIES = Stand.SUPPORTS, Stand.DISPUTES, Stand.QUALIFIES


def test_no_evidence_has_no_standing() -> None:
    assert standing([]) == Standing()
    assert (standing([]).rule, standing([]).single, standing([]).disputed) == ("S0", False, False)


def test_printed_text_outranks_description_and_reported_speech() -> None:
    found = standing(Witness(FOR, basis, str(basis)) for basis in Basis)
    assert (found.rule, found.printed, found.described, found.reported) == ("S1", 1, 1, 1)


def test_description_outranks_reported_speech() -> None:
    found = standing([Witness(FOR, DESCRIBES, "a"), Witness(FOR, REPORTS, "b")])
    assert found.rule == "S2"


def test_reported_speech_stands_last() -> None:
    assert standing([Witness(FOR, REPORTS, "a")]).rule == "S3"


def test_copies_of_one_source_count_once() -> None:
    found = standing([Witness(FOR, PRINTS, "agency")] * 3 + [Witness(FOR, DESCRIBES, "agency")])
    assert (found.printed, found.described, found.supporting) == (1, 1, 1)
    assert found.single


def test_two_independent_sources_are_not_single() -> None:
    assert not standing([Witness(FOR, PRINTS, "a"), Witness(FOR, PRINTS, "b")]).single


def test_who_disputes_gives_no_support() -> None:
    found = standing([Witness(AGAINST, PRINTS, "a"), Witness(FOR, REPORTS, "b")])
    assert (found.rule, found.printed, found.disputing) == ("S3", 0, 1)
    assert found.disputed


def test_qualifying_sources_are_counted_apart() -> None:
    found = standing([Witness(QUALIFIES, DESCRIBES, "a"), Witness(QUALIFIES, PRINTS, "a")])
    assert (found.qualifying, found.rule, found.disputed) == (1, "S0", False)
