"""The queue of PDF files: who draws what, who is waited for, and what is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils.timezone import now

from proposals.data_stamps import read_stamp
from proposals.exports.paper import pdf, pdf_slots
from proposals.exports.pdf_queue import requests as queue
from proposals.exports.pdf_queue.drawer import Drawer, DrawingProcess
from proposals.exports.pdf_queue.limits import (
    FAILURE_KEPT,
    KEPT,
    LEFT,
    MOST_ATTEMPTS,
    SILENT,
    TOUCHED,
)
from proposals.exports.pdf_queue.upkeep import clean, machine
from proposals.models import PdfContent, PdfDrawer, PdfJob, PdfJobState
from tests.factories import NegotiationFactory
from tests.support import drawings
from tests.support.drawings import FILE, Drawn, Unfinished

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def as_it_is(order: bytes) -> bytes:
    """What stands for composing a sheet: here orders are the sheets themselves."""
    return order


def draw_all(draw: Callable[[bytes], DrawingProcess] = lambda _sheet: Drawn()) -> None:
    drawings.draw_all(draw, as_it_is)


def asked(key: str = "a", sheet: bytes = b"{}", *, visitor: str = "") -> PdfJob:
    """Ask for a file under a key."""
    job = PdfJob(key=key, address=f"/{key}", name=f"{key}.pdf", visitor=visitor)
    return queue.ask(job, sheet)


def changed(job: PdfJob, **columns: object) -> None:
    PdfJob.objects.filter(pk=job.pk).update(**columns)


def stored(job: PdfJob) -> PdfJob:
    return PdfJob.objects.get(pk=job.pk)


def drawer_of(*drawings: Unfinished) -> Drawer:
    """A drawer whose drawings are these, in their order."""
    left = list(drawings)
    return Drawer(lambda _sheet: left.pop(0), as_it_is)


# Asking and being given


def test_what_is_asked_for_is_drawn_from_its_sheet_and_handed_out():
    job = asked(sheet=b"the sheet")
    sheets = []
    draw_all(lambda sheet: sheets.append(sheet) or Drawn(b"%PDF-whole"))
    assert sheets == [b"the sheet"]
    ready = stored(job)
    assert (ready.state, ready.size) == (PdfJobState.READY, 10)
    assert queue.file_of(ready) == b"%PDF-whole"
    assert PdfContent.objects.get(job=job).order == b""


def test_the_same_file_asked_for_by_two_is_drawn_once():
    assert asked("a").pk == asked("a").pk
    begun = []
    draw_all(lambda _sheet: begun.append(1) or Drawn())
    assert begun == [1]


def test_what_waited_longest_is_drawn_first():
    jobs = [asked(key) for key in ("c", "a", "b")]
    assert [queue.progress_of(job).before for job in jobs] == [0, 1, 2]
    sheets = []
    for job in jobs:
        PdfContent.objects.filter(job=job).update(order=job.key.encode())
    draw_all(lambda sheet: sheets.append(sheet.decode()) or Drawn())
    assert sheets == ["c", "a", "b"]


def test_no_more_is_drawn_at_once_than_the_machine_has_slots(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf_slots, "FOLDER", tmp_path)
    settings.PDF_AT_ONCE = 2
    jobs = [asked(key) for key in ("a", "b", "c")]
    drawings = [Unfinished(), Unfinished(), Unfinished()]
    drawer = drawer_of(*drawings)
    drawer.step()
    drawer_of().step()
    states = [stored(job).state for job in jobs]
    assert states == [PdfJobState.DRAWING, PdfJobState.DRAWING, PdfJobState.WAITING]
    drawings[0].ended = True
    drawer.step()
    assert [stored(job).state for job in jobs] == [
        PdfJobState.READY,
        PdfJobState.DRAWING,
        PdfJobState.DRAWING,
    ]
    drawer.stop()


def test_it_is_told_how_far_a_drawing_is():
    job, drawing = asked(), Unfinished()
    drawer = drawer_of(drawing)
    drawer.step()
    drawing.pages, drawing.written = 7, 2
    drawer.step()
    progress = queue.progress_of(stored(job))
    assert (progress.is_begun, progress.pages, progress.written) == (True, 7, 2)
    assert progress.is_attended
    drawer.stop()


# The bounds


def test_the_queue_takes_no_more_than_it_may(settings):
    settings.PDF_QUEUE = 2
    asked("a"), asked("b")
    with pytest.raises(pdf.Busy, match="and 2 are waited for"):
        asked("c")
    assert PdfJob.objects.count() == 2


def test_who_has_left_takes_no_room(settings):
    settings.PDF_QUEUE = 1
    changed(asked("a"), waited_at=now() - LEFT - SECOND)
    assert asked("b")
    assert list(PdfJob.objects.values_list("key", flat=True)) == ["b"]


def test_one_visitor_fills_a_part_of_the_queue_alone_and_others_are_still_served(settings):
    settings.PDF_QUEUE, settings.PDF_PER_VISITOR = 4, 2
    asked("a", visitor="x"), asked("b", visitor="x")
    with pytest.raises(pdf.BusyForVisitor, match="from your address are being made or wait, 2"):
        asked("c", visitor="x")
    asked("d", visitor="y"), asked("e", visitor="y")
    with pytest.raises(pdf.Busy) as refused:
        asked("f", visitor="z")
    assert not isinstance(refused.value, pdf.BusyForVisitor)
    assert PdfJob.objects.count() == 4


def test_whoever_nothing_tells_apart_is_bound_by_the_whole_queue_alone(settings):
    settings.PDF_QUEUE, settings.PDF_PER_VISITOR = 3, 1
    assert [asked(key).key for key in ("a", "b", "c")] == ["a", "b", "c"]


def test_a_visitor_whose_file_is_made_or_was_left_may_ask_again(settings):
    settings.PDF_PER_VISITOR = 1
    job = asked("a", visitor="x")
    draw_all()
    assert stored(job).visitor == ""
    left = asked("b", visitor="x")
    changed(left, waited_at=now() - LEFT - SECOND)
    assert asked("c", visitor="x")


@pytest.mark.parametrize("failure", [pdf.failed(), pdf.Killed("gone")])
def test_a_file_that_could_not_be_made_forgets_who_asked(failure):
    job = asked(visitor="x")
    changed(job, attempts=MOST_ATTEMPTS)
    draw_all(lambda _sheet: Drawn(failure))
    assert (stored(job).state, stored(job).visitor) == (PdfJobState.FAILED, "")


def test_files_beyond_the_bound_go_the_oldest_first(settings):
    settings.PDF_KEPT_MEGABYTES = 1
    jobs = [asked(key) for key in ("a", "b", "c")]
    draw_all(lambda _sheet: Drawn(FILE + bytes(400_000)))
    for place, job in enumerate(jobs):
        changed(job, done_at=now() - (3 - place) * SECOND)
    clean()
    assert list(PdfJob.objects.order_by("pk").values_list("key", flat=True)) == ["b", "c"]
    assert PdfContent.objects.count() == 2


def test_a_file_larger_than_all_that_is_kept_is_refused_in_words(settings):
    settings.PDF_KEPT_MEGABYTES = 1
    job = asked()
    draw_all(lambda _sheet: Drawn(FILE + bytes(1024 * 1024)))
    assert "larger than 1 megabytes" in str(queue.problem_of(stored(job)))


def test_a_file_goes_after_its_time():
    job = asked()
    draw_all()
    clean()
    assert stored(job)
    changed(job, done_at=now() - KEPT - SECOND)
    clean()
    assert not PdfJob.objects.exists()


def test_a_file_of_other_data_goes_once_nobody_waits_for_it():
    job = asked()
    changed(job, stamp=str(read_stamp()))
    draw_all()
    changed(job, waited_at=now() - LEFT - SECOND)
    clean()
    assert stored(job)
    NegotiationFactory()
    clean()
    assert not PdfJob.objects.exists()


def test_the_queue_moves_no_stamp_of_the_data():
    before = str(read_stamp())
    job = asked()
    draw_all()
    changed(job, waited_at=now())
    job.delete()
    assert str(read_stamp()) == before


# Who leaves


def test_a_request_goes_when_nobody_has_asked_how_far_it_is():
    job = asked()
    changed(job, waited_at=now() - LEFT - SECOND)
    draw_all(lambda _sheet: pytest.fail("it was drawn"))
    assert not PdfJob.objects.exists()


def test_a_drawing_is_stopped_when_nobody_waits_for_it_any_more():
    job, drawing = asked(), Unfinished()
    drawer = drawer_of(drawing)
    drawer.step()
    drawer.step()
    assert not drawing.stopped
    changed(job, waited_at=now() - LEFT - SECOND)
    drawing.pages = 9  # that it gets on does not keep it
    drawer.step()
    assert drawing.stopped
    assert not drawer.is_busy
    assert not PdfJob.objects.exists()


def test_a_drawing_goes_on_while_one_of_those_who_wait_is_there():
    job, drawing = asked(), Unfinished()
    drawer = drawer_of(drawing)
    drawer.step()
    changed(job, waited_at=now() - LEFT - SECOND)
    queue.wait_for(stored(job))
    drawer.step()
    assert not drawing.stopped
    drawer.stop()


def test_that_somebody_waits_is_not_written_down_at_every_look(django_assert_num_queries):
    job = asked()
    with django_assert_num_queries(0):
        queue.wait_for(job)
    changed(job, waited_at=now() - TOUCHED - SECOND)
    job = stored(job)
    queue.wait_for(job)
    assert stored(job).waited_at > job.waited_at


# Whoever draws is gone


def leave_behind(drawer: Drawer) -> None:
    """Let a drawer be gone as after kill -9: its last sign is old, and its row is still there."""
    PdfDrawer.objects.filter(name=drawer.name).update(seen_at=now() - SILENT - SECOND)
    for begun in drawer._begun:
        begun.slot.close()  # the system lets go of the locks of a process that ends


def test_what_a_killed_process_was_drawing_is_taken_up_by_another():
    job = asked()
    killed = drawer_of(Unfinished())
    killed.step()
    leave_behind(killed)
    draw_all()
    assert stored(job).state == PdfJobState.READY
    assert stored(job).attempts == 2
    assert not PdfDrawer.objects.exists()


def test_what_kills_whoever_draws_it_fails_in_words_after_some_attempts():
    job = asked()
    for _attempt in range(MOST_ATTEMPTS):
        killed = drawer_of(Unfinished())
        killed.step()
        leave_behind(killed)
    draw_all(lambda _sheet: pytest.fail("it was drawn once more"))
    failed = stored(job)
    assert failed.state == PdfJobState.FAILED
    assert f"was begun {MOST_ATTEMPTS} times" in str(queue.problem_of(failed))


def test_a_process_that_was_taken_for_gone_changes_nothing_of_what_another_draws():
    job, drawing = asked(), Unfinished()
    slow = drawer_of(drawing)
    slow.step()
    leave_behind(slow)
    other = drawer_of(Unfinished())
    other.step()
    assert stored(job).drawer == other.name
    drawing.ended = True
    slow.step()
    assert not slow.is_busy
    assert stored(job).drawer == other.name
    assert stored(job).state == PdfJobState.DRAWING
    other.stop()


def test_a_process_of_this_machine_that_is_not_there_any_more_is_not_waited_for_long():
    job = asked()
    gone = f"{machine()}:4194305:beef"  # beyond the greatest number of a process
    changed(job, state=PdfJobState.DRAWING, drawer=gone, attempts=1)
    PdfDrawer.objects.create(name=gone, seen_at=now() - SILENT / 2)
    elsewhere = asked("b")
    far = "another-machine:4194305:beef"
    changed(elsewhere, state=PdfJobState.DRAWING, drawer=far, attempts=1)
    PdfDrawer.objects.create(name=far, seen_at=now() - SILENT / 2)
    draw_all()
    assert stored(job).state == PdfJobState.READY
    assert stored(elsewhere).drawer == far


def test_what_a_process_took_and_could_not_begin_waits_again():
    job = asked()

    def refused(sheet: bytes) -> Drawn:
        raise OSError("no more processes")

    drawer = Drawer(refused, as_it_is)
    with pytest.raises(OSError, match="no more processes"):
        drawer.step()
    drawer._next_cleaning = 0.0
    with pytest.raises(OSError, match="no more processes"):
        drawer.step()
    assert stored(job).attempts == 2


def locked(_order: bytes) -> bytes:
    error = OperationalError("database is locked")
    error.__cause__ = sqlite3.OperationalError("database is locked")
    raise error


def step_under_a_lock(drawer: Drawer) -> None:
    drawer._next_cleaning = 0.0
    with pytest.raises(OperationalError):
        drawer.step()


def test_a_database_that_is_locked_is_no_attempt_to_draw():
    job, drawer = asked(), Drawer(lambda _sheet: Drawn(), locked)
    for _attempt in range(MOST_ATTEMPTS + 1):
        step_under_a_lock(drawer)
    assert (stored(job).state, stored(job).attempts) == (PdfJobState.WAITING, 0)
    draw_all()
    assert stored(job).state == PdfJobState.READY


def test_what_cannot_be_handed_back_under_a_lock_is_handed_back_after_it(monkeypatch):
    job, drawer = asked(), Drawer(lambda _sheet: Drawn(), locked)
    with monkeypatch.context() as patch:
        patch.setattr(drawer, "_hand_back", lambda: locked(b"") if drawer._dropped else None)
        step_under_a_lock(drawer)
    assert stored(job).state == PdfJobState.DRAWING
    step_under_a_lock(drawer)
    assert (stored(job).state, stored(job).attempts) == (PdfJobState.WAITING, 0)


def test_a_process_that_is_stopped_in_order_hands_back_what_it_draws():
    job, drawing = asked(), Unfinished()
    drawer = drawer_of(drawing)
    drawer.step()
    drawer.stop()
    assert drawing.stopped
    assert (stored(job).state, stored(job).attempts) == (PdfJobState.WAITING, 0)
    assert not PdfDrawer.objects.exists()


def test_a_drawing_that_was_killed_is_begun_again():
    job = asked()
    outcomes = [pdf.killed(), FILE]
    draw_all(lambda _sheet: Drawn(outcomes.pop(0)))
    assert stored(job).state == PdfJobState.READY
    assert stored(job).attempts == 2


def test_a_drawing_that_is_killed_each_time_fails_in_words():
    job = asked()
    draw_all(lambda _sheet: Drawn(pdf.killed()))
    assert stored(job).attempts == MOST_ATTEMPTS
    assert "ended each time" in str(queue.problem_of(stored(job)))


# Failures


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (pdf.stalled(), "stood still"),
        (pdf.failed(), "within the memory"),
        (pdf.no_libraries(), "libpango-1.0-0"),
    ],
)
def test_why_a_file_could_not_be_drawn_is_told_as_it_was(error: pdf.NoPdf, words: str):
    job = asked()
    draw_all(lambda _sheet: Drawn(error))
    assert stored(job).attempts == 1
    assert words in str(queue.problem_of(stored(job)))


def test_what_could_not_be_drawn_is_tried_again_after_a_while():
    job = asked()
    draw_all(lambda _sheet: Drawn(pdf.failed()))
    assert asked().state == PdfJobState.FAILED
    changed(job, done_at=now() - FAILURE_KEPT - SECOND)
    assert asked().state == PdfJobState.WAITING


def test_a_sheet_that_cannot_be_composed_fails_in_words_and_keeps_no_other_waiting():
    jobs = [asked("a", b"bad"), asked("b", b"good")]

    def composed(order: bytes) -> bytes:
        return order if order == b"good" else order[99:99].decode()[0].encode()

    drawings.draw_all(lambda _sheet: Drawn(), composed)
    assert [stored(job).state for job in jobs] == [PdfJobState.FAILED, PdfJobState.READY]
    assert "within the memory" in str(queue.problem_of(stored(jobs[0])))
