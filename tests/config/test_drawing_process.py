"""The process that draws files beside a server: started, followed by another, and stopped."""

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config import drawing_process

BEGUN = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n')"
PATIENCE = 300


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[int]]:
    """Lets a program stand for what draws, and tells the numbers of the processes begun so far."""
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setattr(drawing_process, "PAUSE", 0.0)

    def begin(program: str) -> None:
        words = [sys.executable, "-c", f"{BEGUN}\n{program}", str(log)]
        monkeypatch.setattr(drawing_process, "command", lambda: words)

    def numbers(program: str = "") -> list[int]:
        if program:
            begin(program)
        return [int(line) for line in log.read_text().splitlines()]

    return numbers


def until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_runs_as_long_as_the_server_and_is_stopped_with_it(started):
    started("import time; time.sleep(600)")
    with drawing_process.drawing_process():
        until(started)
        (number,) = started()
        assert is_there(number)
    assert not is_there(number)


def test_one_that_ends_by_itself_is_followed_by_another(started):
    started("pass")
    with drawing_process.drawing_process():
        until(lambda: len(started()) > 2)
    assert len(set(started())) == len(started())


def test_one_that_cannot_begin_is_tried_again(started, monkeypatch):
    started("import time; time.sleep(600)")
    usual, tried = drawing_process.command, []

    def at_the_second_time() -> list[str]:
        tried.append(1)
        if len(tried) == 1:
            raise OSError(errno.ENOMEM, "Cannot allocate memory")
        return usual()

    monkeypatch.setattr(drawing_process, "command", at_the_second_time)
    with drawing_process.drawing_process():
        until(started)
    assert len(tried) == 2


def test_whoever_ends_at_once_each_time_is_started_ever_more_rarely():
    pauses, pause = [], 0.0
    for _time in range(8):
        pause = drawing_process.next_pause(pause, lasted=0.5)
        pauses.append(pause)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]


def test_one_that_ran_for_long_is_followed_soon():
    assert drawing_process.next_pause(60.0, lasted=61.0) == drawing_process.PAUSE


def test_it_is_said_that_another_begins(started, capfd):
    started("raise SystemExit(3)")
    with drawing_process.drawing_process():
        until(lambda: len(started()) > 1)
    assert "draws PDF files ended by itself (3); another begins in" in capfd.readouterr().err


def test_it_is_told_beside_whom_it_runs():
    words = drawing_process.command()
    assert words[-3:] == ["draw_files", "--beside", str(os.getpid())]
    assert Path(words[1]).name == "manage.py"
