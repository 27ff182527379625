"""What runs under `make serve`, and how it ends."""

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config import drawing_process
from config.management.commands import run_local, serve
from config.management.commands.serve import Command, answers, start, stop

SLEEPS = ("-c", "import time; time.sleep(600)")
STUBBORN = (
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('here', flush=True); time.sleep(600)",
)
PATIENCE = 300


@pytest.fixture
def running():
    """Programs that end with the test, whatever it does."""
    found = []
    yield found
    for program in found:
        program.kill()
        program.wait()


def test_it_is_refused_in_debug(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG is on"):
        call_command("serve")


def test_a_program_is_ended_in_its_own_way(running):
    running.append(start(*SLEEPS))
    stop(running[0])
    assert running[0].returncode == -signal.SIGTERM


def test_a_program_that_does_not_listen_is_ended_by_force(running, monkeypatch):
    monkeypatch.setattr(serve, "STOP_SECONDS", 0)
    running.append(start(*STUBBORN))
    stop(running[0])
    assert running[0].poll() is not None


def test_a_server_that_ends_at_once_is_told(running):
    running.append(start("-c", "raise SystemExit(3)"))
    running[0].wait()
    with pytest.raises(CommandError, match="gunicorn did not start"):
        Command().wait_for_server(running[0])


class Site:
    """`manage.py serve` in this process: a server that sleeps, and a drawer that a test ends."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def drawers(self) -> list[int]:
        """Return the numbers of the processes that began to draw so far."""
        return [int(line) for line in self.log.read_text().splitlines()]

    def until(self, is_so) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, "it did not come"
            time.sleep(0.05)

    def run(self, during) -> None:
        """Serve until `during`, which runs beside, has returned."""
        ended = []

        def beside() -> None:
            try:
                during()
                ended.append("as it should")
            finally:
                os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=beside)
        thread.start()
        try:
            Command().handle()
        finally:
            thread.join()
        assert ended == ["as it should"]


@pytest.fixture
def site(tmp_path, monkeypatch, settings):
    """A site whose server and drawer are small programs; nothing is prepared or listens."""
    settings.DEBUG = False
    log = tmp_path / "log"
    log.touch()
    draws = (
        "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(600)"
    )
    words = [sys.executable, "-c", draws, str(log)]
    monkeypatch.setattr(drawing_process, "command", lambda: words)
    monkeypatch.setattr(drawing_process, "PAUSE", 0.0)
    monkeypatch.setattr(serve, "SERVER", SLEEPS)
    monkeypatch.setattr(serve, "answers", lambda address: True)
    monkeypatch.setattr(run_local, "refuse_busy_port", lambda port: None)
    monkeypatch.setattr(Command, "prepare", lambda self: None)
    monkeypatch.setattr(Command, "on_bind", lambda self, port: None)
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # Where a shell runs the tests in the background, Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield Site(log)
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def servers(monkeypatch):
    """The servers that were started."""
    found = []
    usual = serve.start

    def note(*arguments):
        found.append(usual(*arguments))
        return found[-1]

    monkeypatch.setattr(serve, "start", note)
    return found


def test_a_killed_drawer_is_followed_by_another_and_the_site_goes_on(site, servers):
    def kill_the_drawer() -> None:
        site.until(site.drawers)
        os.kill(site.drawers()[0], signal.SIGKILL)
        site.until(lambda: len(site.drawers()) == 2)
        assert servers[0].poll() is None

    site.run(kill_the_drawer)
    assert len(servers) == 1


def test_server_and_drawer_end_with_the_command(site, servers):
    site.run(lambda: site.until(site.drawers))
    assert servers[0].poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(site.drawers()[0], 0)


def test_a_server_that_ends_by_itself_ends_the_command_and_the_drawer(site, servers, monkeypatch):
    monkeypatch.setattr(Command, "on_bind", lambda self, port: end_the_server())

    def end_the_server() -> None:
        site.until(site.drawers)
        servers[0].kill()

    with pytest.raises(CommandError, match=r"gunicorn ended by itself \(-9\)"):
        Command().handle()
    with pytest.raises(ProcessLookupError):
        os.kill(site.drawers()[0], 0)


def test_nobody_answers_at_a_port_without_a_server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not answers(f"http://127.0.0.1:{port}/healthz")


@pytest.fixture
def left_behind(monkeypatch):
    """What a local start would leave behind: settings, and the passwords of accounts."""
    found = []
    monkeypatch.setattr(
        run_local, "keep_local_settings", lambda variables: found.append("settings")
    )
    monkeypatch.setattr(run_local, "create_accounts", lambda: {"editor": "a-password"})
    return found


def test_on_this_machine_alone_it_leaves_behind_what_a_local_start_does(left_behind, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    Command().keep_settings()
    assert left_behind == ["settings"]
    assert Command().create_accounts() == {"editor": "a-password"}


def test_where_others_come_it_leaves_no_settings_and_makes_no_accounts(left_behind, settings):
    settings.ALLOWED_HOSTS = ["parley.example.org"]
    command = Command()
    command.keep_settings()
    assert left_behind == []
    assert command.create_accounts() == {}
    assert "createsuperuser" in command.password_words("editor")
