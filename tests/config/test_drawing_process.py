"""The process that draws files beside a local server: started, followed by another, and stopped."""

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


def test_it_is_told_beside_whom_it_runs():
    words = drawing_process.command()
    assert words[-3:] == ["draw_files", "--beside", str(os.getpid())]
    assert Path(words[1]).name == "manage.py"
