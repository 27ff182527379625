"""`manage.py draw_files --look`: what an operator sees of the queue, without drawing anything."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from proposals.exports.pdf_queue.limits import LEFT, SILENT
from proposals.models import PdfDrawer, PdfJob, PdfJobState

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def job(key: str, **columns: object) -> PdfJob:
    return PdfJob.objects.create(key=key, address=f"/{key}", **{"waited_at": now(), **columns})


def drawer(seen_at=None) -> None:
    PdfDrawer.objects.create(name="somewhere:1:beef", seen_at=seen_at or now())


def look(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("draw_files", look=True)
    return capsys.readouterr().out


def test_an_empty_queue_stands_still_for_nobody(capsys):
    told = look(capsys)
    assert "Processes that draw: 0.\nFiles that wait: 0.\nFiles that are drawn: 0." in told


def test_it_says_who_draws_what_waits_and_how_far_it_is(capsys):
    drawer()
    job("a")
    job("b", waited_at=now() - LEFT - SECOND)
    job(
        "c", state=PdfJobState.DRAWING, begun_at=now() - 7 * SECOND, attempts=2, pages=5, drawer="x"
    )
    told = look(capsys)
    assert "Processes that draw: 1.\n  somewhere:1:beef, a sign 0 s ago" in told
    assert "Files that wait: 1." in told
    assert "begun 7 s ago for the 2. time, 5 pages laid out, 0 written, by x" in told


@pytest.mark.parametrize("silence", [None, SILENT + SECOND])
def test_where_files_wait_and_nobody_draws_it_fails(capsys, silence):
    if silence:
        drawer(now() - silence)
    job("a")
    with pytest.raises(CommandError, match="no process that draws has given a sign"):
        look(capsys)


def test_it_draws_and_writes_nothing():
    drawer()
    job("a")
    before = [list(model.objects.values()) for model in (PdfJob, PdfDrawer)]
    call_command("draw_files", look=True)
    assert [list(model.objects.values()) for model in (PdfJob, PdfDrawer)] == before
