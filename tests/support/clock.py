"""The clock of the tests: it runs as the machine's does, but no midnight falls within a run.

Pages say today's date. A run that began shortly before midnight compared pages of two days.
"""

import datetime
import os

from django.utils import timezone

AHEAD = "TESTS_CLOCK_AHEAD"
"""The variable that hands the same clock to every process of one run, in seconds."""


def seconds_to_noon(moment: datetime.datetime) -> float:
    """Return how far noon of the day before a moment lies ahead of it; negative, as it is past.

    The day before, so that nothing in a test is dated later than the machine's own clock tells
    the browser, signatures and file times.
    """
    day_before = moment - datetime.timedelta(days=1)
    noon = day_before.replace(hour=12, minute=0, second=0, microsecond=0)
    return (noon - moment).total_seconds()


def start_clock() -> None:
    """Let Django's `now`, and with it every day that the site names, tell the time of this run."""
    machine = datetime.datetime.now(datetime.UTC)
    ahead = float(os.environ.setdefault(AHEAD, str(seconds_to_noon(machine))))
    shift = datetime.timedelta(seconds=ahead)

    def now() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC) + shift

    timezone.now = now
