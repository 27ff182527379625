"""`manage.py serve`: the site as it is in production, on this machine, behind `make serve`.

The same preparation as `make run`, but gunicorn with its settings file, debug off, files with
hashed names, and a secret of this machine. Whatever variable is set is used as it stands. When the
server ends, the command does; what draws files beside it is started again.
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
from django.core.management import call_command
from django.core.management.base import CommandError

from config.drawing_process import drawing_process
from config.health import LIVE
from config.local_settings import LOCAL_HOSTS
from config.management.commands import run_local

SERVER = ("-m", "gunicorn")
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
        server = start(*SERVER)
        try:
            with drawing_process():
                self.wait_for_server(server)
                self.on_bind(settings.PORT)
                self.wait_for_end(server)
        except KeyboardInterrupt:
            self.say("")
        finally:
            stop(server)
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

    def wait_for_end(self, server: "subprocess.Popen[bytes]") -> None:
        """Return never: raises CommandError when the server ends by itself."""
        code = server.wait()
        raise CommandError(f"gunicorn ended by itself ({code}); its last lines above say why.")


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a Python program in the folder of the site, with the variables of this process."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)  # noqa: S603


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End a program in its own way, and by force if it takes too long."""
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def answers(address: str) -> bool:
    """Tell whether an address of this machine answers, whatever proxy the environment names."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
