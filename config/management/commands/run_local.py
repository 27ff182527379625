"""`manage.py run_local`: the data of this machine, prepared and served, behind `make run`.

Files are drawn by a process beside the server, which it starts and stops.
"""

import os
import signal
import socket
import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.runserver import Command as RunServer
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from config.drawing_process import drawing_process
from config.local import ACCOUNTS, create_accounts
from config.local_settings import keep_local_settings

HOST = "127.0.0.1"
PUBLISHER = "make run"
"""Who answers for what a newer version of the files changes on this machine."""


class Command(RunServer):
    help = "Migrates, loads seeds/, makes the local accounts once, and serves. Only with DEBUG on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add none: where it listens is the variable PORT."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("DEBUG is off. Allowed: DEBUG=1; elsewhere use a WSGI server.")
        refuse_busy_port(settings.PORT)
        signal.signal(signal.SIGTERM, leave)
        self.prepare()
        with drawing_process():
            super().handle(
                addrport=f"{HOST}:{settings.PORT}",
                use_ipv6=False,
                use_reloader=False,
                use_threading=True,
                use_static_handler=True,
                insecure_serving=False,
                skip_checks=True,
                shutdown_message="\nStopped. The data stays; `make run` starts again.",
            )

    def prepare(self) -> None:
        """Prepare everything that the first page needs; a second time nothing changes."""
        self.keep_settings()
        self.say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        self.say("Loading seeds/ ...")
        call_command("seed", publish_as=PUBLISHER, stdout=self.stdout)
        self.passwords = self.create_accounts()

    def keep_settings(self) -> None:
        """Let a later `manage.py` find the same data."""
        keep_local_settings(os.environ)

    def create_accounts(self) -> dict[str, str]:
        """Create the accounts of this machine that are missing; return their passwords."""
        return create_accounts()

    def on_bind(self, server_port: int) -> None:
        """Print addresses and accounts; called once the address answers."""
        address = f"http://{HOST}:{server_port}/"
        self.say("")
        self.say(f"Parley is at      {address}   <- open this; choose a negotiation, then Compare")
        self.say(f"Sign in           {address}admin/")
        for name in ACCOUNTS:
            self.say(f"Local account     {name:10}{self.password_words(name)}")
        self.say("Stop with Ctrl-C.")

    def password_words(self, name: str) -> str:
        """Return the password if it was made just now; else where to get another."""
        password = self.passwords.get(name)
        if password:
            return f"{password}   (shown this once)"
        return "password as first shown; `make password` makes new ones"

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_busy_port(port: int) -> None:
    """Raise CommandError before the preparation, not after it, if the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"PORT {port} cannot be used ({error.strerror}). "
                "Stop what uses it, or choose another: make run PORT=8001"
            ) from None


def leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
