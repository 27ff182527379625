"""The standing of evidence: independent sources counted once, by a stated rule."""

from proposals.domain.standing import Basis, Stance, Standing, Witness, count_sources

PRINTS, DESCRIBES, REPORTS = Basis.PRINTS, Basis.DESCRIBES, Basis.REPORTS
FOR, AGAINST, QUALIFIES = Stance.SUPPORTS, Stance.DISPUTES, Stance.QUALIFIES


def test_no_evidence_has_no_standing() -> None:
    assert count_sources([]) == Standing()
    assert (count_sources([]).rule, count_sources([]).single, count_sources([]).disputed) == (
        "S0",
        False,
        False,
    )


def test_printed_text_outranks_description_and_reported_speech() -> None:
    found = count_sources(Witness(FOR, basis, str(basis)) for basis in Basis)
    assert (found.rule, found.printed, found.described, found.reported) == ("S1", 1, 1, 1)


def test_description_outranks_reported_speech() -> None:
    found = count_sources([Witness(FOR, DESCRIBES, "a"), Witness(FOR, REPORTS, "b")])
    assert found.rule == "S2"


def test_reported_speech_stands_last() -> None:
    assert count_sources([Witness(FOR, REPORTS, "a")]).rule == "S3"


def test_copies_of_one_source_count_once() -> None:
    found = count_sources(
        [Witness(FOR, PRINTS, "agency")] * 3 + [Witness(FOR, DESCRIBES, "agency")]
    )
    assert (found.printed, found.described, found.supporting) == (1, 1, 1)
    assert found.single


def test_two_independent_sources_are_not_single() -> None:
    assert not count_sources([Witness(FOR, PRINTS, "a"), Witness(FOR, PRINTS, "b")]).single


def test_who_disputes_gives_no_support() -> None:
    found = count_sources([Witness(AGAINST, PRINTS, "a"), Witness(FOR, REPORTS, "b")])
    assert (found.rule, found.printed, found.disputing) == ("S3", 0, 1)
    assert found.disputed


def test_qualifying_sources_are_counted_apart() -> None:
    found = count_sources([Witness(QUALIFIES, DESCRIBES, "a"), Witness(QUALIFIES, PRINTS, "a")])
    assert (found.qualifying, found.rule, found.disputed) == (1, "S0", False)


def test_a_translation_is_weaker_than_the_text_and_stronger_than_a_description() -> None:
    translated = Witness(FOR, Basis.TRANSLATES, "a")
    assert count_sources([translated, Witness(FOR, DESCRIBES, "b")]).rule == "S7"
    assert count_sources([translated, Witness(FOR, PRINTS, "b")]).rule == "S1"
    assert count_sources([translated]).translated == 1
