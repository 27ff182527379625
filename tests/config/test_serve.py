"""What runs under `make serve`, and how it ends."""

import socket

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import run_local, serve
from config.management.commands.serve import Command, answers, programs, start, stop

SLEEPS = ("-c", "import time; time.sleep(600)")
STUBBORN = (
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('here', flush=True); time.sleep(600)",
)


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


def test_the_server_runs_alone_where_nothing_goes_beside_it(monkeypatch):
    monkeypatch.setattr(serve, "get_commands", lambda: {"seed": "proposals"})
    assert programs() == [("-m", "gunicorn")]


def test_what_draws_files_runs_beside_it_where_there_is_such_a_command(monkeypatch, root):
    monkeypatch.setattr(serve, "get_commands", lambda: {"draw_files": "proposals"})
    assert programs() == [("-m", "gunicorn"), (str(root / "manage.py"), "draw_files")]


def test_all_programs_end_together(running):
    running += [start(*SLEEPS), start(*SLEEPS)]
    stop(running)
    assert [program.poll() is not None for program in running] == [True, True]


def test_a_program_that_does_not_listen_is_ended_by_force(running, monkeypatch):
    monkeypatch.setattr(serve, "STOP_SECONDS", 0)
    running.append(start(*STUBBORN))
    stop(running)
    assert running[0].poll() is not None


def test_a_server_that_ends_at_once_is_told(running):
    running.append(start("-c", "raise SystemExit(3)"))
    running[0].wait()
    with pytest.raises(CommandError, match="gunicorn did not start"):
        Command().wait_for_server(running[0])


def test_a_program_that_ends_by_itself_ends_the_others(running):
    running += [start(*SLEEPS), start("-c", "raise SystemExit(3)")]
    running[1].wait()
    with pytest.raises(CommandError, match=r"ended by itself \(3\)"):
        Command().wait_for_any(running)


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
