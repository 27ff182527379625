"""Nothing of a run sees midnight, and the site reads its day from one place."""

import datetime
import re
from pathlib import Path

import pytest
from django.utils import timezone

from tests.support.clock import seconds_to_noon

MOMENTS = ("2026-11-29T23:59:59", "2026-11-30T00:00:00", "2028-03-01T12:00:00")
PAST_THE_CLOCK = re.compile(r"{% now\b|\bdate\.today\(|\bdatetime\.(now|utcnow|today)\(")


@pytest.mark.parametrize("text", MOMENTS)
def test_a_run_begins_at_noon_of_the_day_before(text: str):
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    begun = moment + datetime.timedelta(seconds=seconds_to_noon(moment))
    assert (begun.hour, begun.minute, begun.second) == (12, 0, 0)
    assert begun.date() == moment.date() - datetime.timedelta(days=1)


def test_the_clock_goes_on_and_no_midnight_is_near():
    first, second = timezone.now(), timezone.now()
    assert first <= second
    assert first.hour >= 12
    assert timezone.localdate() == first.date() < datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize("room", ["proposals", "sources", "config", "templates"])
def test_the_site_asks_django_for_the_day(root: Path, room: str):
    files = [*(root / room).rglob("*.py"), *(root / room).rglob("*.html")]
    assert files
    past = [str(path) for path in files if PAST_THE_CLOCK.search(path.read_text(encoding="utf-8"))]
    assert past == []
