"""The benchmark of the engine runs, on a few pairs."""

from benchmarks import engine
from proposals.domain.vocabulary import Kind


def test_the_benchmark_states_a_rate_for_every_kind_and_for_all_mixed() -> None:
    assert set(engine.measure_comparison(pairs=60)) == {*map(str, Kind), "mixed"}


def test_the_report_has_a_line_for_every_rate() -> None:
    lines = engine.report(pairs=60).splitlines()
    assert [line.split()[0] for line in lines] == [*map(str, Kind), "mixed", "in"]
    assert all(line.endswith("a second") for line in lines)


def test_the_made_up_positions_are_the_same_each_time() -> None:
    assert engine.build_positions(Kind.SEQUENCE, 5) == engine.build_positions(Kind.SEQUENCE, 5)
