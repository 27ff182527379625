"""Tells at the end of a run which tests did not run, and how to have them run."""

from collections import Counter

import pytest

NUMBER = pytest.StashKey[int]()
"""How many tests were not selected, in a run or in one of its processes."""
FOLLOW_UP = {
    "not browser": "they need a browser, and `make test` runs them",
    "database": "`make test` runs those that touch no database",
}
"""For each selection that the Makefile makes, how to run the rest."""


class LeftOut:
    """A plugin that counts what is not selected, in the processes of a parallel run too."""

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        stash = items[0].config.stash
        stash[NUMBER] = stash.get(NUMBER, 0) + len(items)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["left_out"] = session.config.stash.get(NUMBER, 0)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node) -> None:
        # Each process selects from all tests: the number is the same in all of them.
        node.config.stash[NUMBER] = getattr(node, "workeroutput", {}).get("left_out", 0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write a section with a line for each reason; nothing if every test ran."""
        config = terminalreporter.config
        lines = [f"{number} skipped: {reason}." for reason, number in _skipped(terminalreporter)]
        number = config.stash.get(NUMBER, 0)
        if number and (follow_up := FOLLOW_UP.get(config.option.markexpr)):
            lines.append(f"{number} left out: {follow_up}.")
        if lines:
            terminalreporter.section("TESTS THAT DID NOT RUN", sep="!", red=True, bold=True)
            for line in lines:
                terminalreporter.line(line)


def _skipped(terminalreporter: pytest.TerminalReporter) -> list[tuple[str, int]]:
    """Each reason for skipping tests with their number, the most frequent first."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = (str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)
    return Counter(reasons).most_common()
