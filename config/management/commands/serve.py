"""`manage.py serve`: the site as it is in production, on this machine, behind `make serve`.

The same preparation as `make run`, but gunicorn with its settings file, debug off, files with
hashed names, and a secret of this machine. Whatever variable is set is used as it stands.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from config.health import LIVE
from config.local_settings import LOCAL_HOSTS
from config.management.commands import run_local

SERVER = ("-m", "gunicorn")
COMPANIONS = ("draw_files",)
"""Commands that run beside the server for as long as it does, if there are any of these."""
START_SECONDS = 60
STOP_SECONDS = 40
"""Longer than the server gives its requests to end."""


class Command(run_local.Command):
    help = "Migrates, collects files, loads seeds/, and serves with production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEBUG:
            raise CommandError("DEBUG is on. Allowed: DEBUG=0, or `manage.py run_local`.")
        run_local.refuse_busy_port(settings.PORT)
        signal.signal(signal.SIGTERM, run_local.leave)
        self.prepare()
        running: list[subprocess.Popen[bytes]] = []
        try:
            running += [start(*arguments) for arguments in programs()]
            self.wait_for_server(running[0])
            self.on_bind(settings.PORT)
            self.wait_for_any(running)
        except KeyboardInterrupt:
            self.say("")
        finally:
            stop(running)
            self.say("Stopped. The data stays; `make serve` starts again.")

    def prepare(self) -> None:
        """Prepare everything that the first page needs; accounts only where nobody else comes."""
        self.say("Collecting files ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        super().prepare()

    def keep_settings(self) -> None:
        """Let a later `manage.py` find this data, unless others can reach the site."""
        if self.is_local:
            super().keep_settings()

    def create_accounts(self) -> dict[str, str]:
        """Create the accounts of this machine, unless others can reach it."""
        return super().create_accounts() if self.is_local else {}

    @property
    def is_local(self) -> bool:
        """Whether the site is reached from this machine alone."""
        return set(settings.ALLOWED_HOSTS) <= set(LOCAL_HOSTS.split(","))

    def password_words(self, name: str) -> str:
        """Return the password if it was made just now; else how an account is made."""
        if not self.is_local:
            return "not made here; `manage.py createsuperuser` makes the first account"
        return super().password_words(name)

    def wait_for_server(self, server: "subprocess.Popen[bytes]") -> None:
        """Return when the server answers. Raises CommandError if it ends or is silent instead."""
        for _tenth in range(START_SECONDS * 10):
            if server.poll() is not None:
                raise CommandError("gunicorn did not start; its last lines above say why.")
            if answers(f"http://{run_local.HOST}:{settings.PORT}{LIVE}"):
                return
            time.sleep(0.1)
        raise CommandError(f"gunicorn did not answer within {START_SECONDS} seconds.")

    def wait_for_any(self, running: "list[subprocess.Popen[bytes]]") -> None:
        """Return never: raises CommandError when one of the programs ends by itself."""
        while True:
            for program in running:
                if program.poll() is not None:
                    raise CommandError(f"{program.args!r} ended by itself ({program.returncode}).")
            time.sleep(0.5)


def programs() -> list[tuple[str, ...]]:
    """Return the arguments of all programs that serve: gunicorn first, then its companions."""
    manage = str(settings.BASE_DIR / "manage.py")
    known = get_commands()
    return [SERVER, *((manage, name) for name in COMPANIONS if name in known)]


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a Python program in the folder of the site, with the variables of this process."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)  # noqa: S603


def stop(running: "list[subprocess.Popen[bytes]]") -> None:
    """End all programs: each in its own way, and by force if it takes too long."""
    for program in running:
        if program.poll() is None:
            program.terminate()
    until = time.monotonic() + STOP_SECONDS
    for program in running:
        try:
            program.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def answers(address: str) -> bool:
    """Tell whether an address of this machine answers, whatever proxy the environment names."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
