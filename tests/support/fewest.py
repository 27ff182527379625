"""Fails a run in which fewer tests passed than must: a selection cannot lose tests unnoticed."""

import os

import pytest


class Fewest:
    """A plugin that counts the tests that passed, and holds the count against FEWEST_TESTS."""

    def __init__(self) -> None:
        self._fewest = _number(os.environ.get("FEWEST_TESTS", "0"))
        self._passed = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None or hasattr(session.config, "workerinput"):
            return  # one process of several: the first of them has the count
        self._passed = len(reporter.stats.get("passed", []))
        if self._passed < self._fewest:
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many are missing; nothing if enough passed."""
        if self._passed < self._fewest:
            message = f"{self._passed} tests passed; FEWEST_TESTS asks for {self._fewest}."
            terminalreporter.section(message, sep="!", red=True, bold=True)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise pytest.UsageError(f"FEWEST_TESTS is {text!r}. Allowed: a number, or not set.")
    return int(text)
