"""Serves a site to browsers, in a process of its own; its argument names what it is filled with.

Nothing that a test does to its own database can change what is served, so all tests of a worker
that only read share one loading. Prints one line of JSON when it is ready; ends when its standard
input does. The answers carry the number of database queries that made them.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection
from django.test.testcases import QuietWSGIRequestHandler

QUERIES = "X-Queries"
EDITOR = "editor"
PASSWORD = "a-password-for-tests"
Answer = Callable[..., Any]
LEFT_OPEN = ExitStack()
"""What holds as long as the process does."""


def counted(application: Callable[[dict[str, Any], Answer], Iterable[bytes]]) -> Any:
    """Wrap a WSGI application: every answer says how many queries it took."""

    def answer(environment: dict[str, Any], start: Answer) -> Iterable[bytes]:
        number = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*arguments)

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, (QUERIES, str(number))], *more)

        with connection.execute_wrapper(count):
            return application(environment, begin)

    return answer


def remembered(application: Callable[[dict[str, Any], Answer], Iterable[bytes]]) -> Any:
    """Wrap a WSGI application whose data never change: an anonymous question is answered once.

    Drawing a whole comparison takes longer than anything else that a test of it does.
    """
    known: dict[tuple[str, ...], tuple[str, list[tuple[str, str]], bytes]] = {}

    def remembering(environment: dict[str, Any], start: Answer) -> Iterable[bytes]:
        told = {name: environment.get(name, "") for name in environment if name.startswith("HTTP_")}
        if environment["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in told:
            return application(environment, start)
        key = (environment["PATH_INFO"], environment["QUERY_STRING"], repr(sorted(told.items())))
        answer = known.get(key)
        if answer is None:
            begun: list[Any] = []
            parts = application(environment, lambda *head: begun.extend(head[:2]))
            with closing(parts):  # as a server does: it gives the connection to the database back
                answer = (begun[0], begun[1], b"".join(parts))
            # How far a file is, is another answer each time.
            if ("Cache-Control", "no-store") not in answer[1]:
                known[key] = answer
        status, headers, body = answer
        start(status, list(headers))
        return [body]

    return remembering


def everything() -> None:
    """Every negotiation at hand, for tests that only read."""
    from django.contrib.auth import get_user_model

    from proposals.seeding import load
    from proposals.snapshots.store import freeze
    from tests.support.bundles import bundle
    from tests.support.folders import ISLE, LAKE, SEEDS

    load([SEEDS / "istanbul-2025", LAKE, ISLE])
    freeze(bundle())
    get_user_model().objects.create_superuser(EDITOR, "", PASSWORD)


def from_the_right() -> None:
    """The same negotiations, in a language from right to left as well."""
    from tests.support.mirrored import site_from_the_right

    LEFT_OPEN.enter_context(site_from_the_right())
    everything()


def at_work() -> None:
    """One negotiation on which several people are in the middle of their work."""
    from tests.browser import workplace

    workplace.fill()
    workplace.leave_work()


def morning() -> None:
    """The same negotiation before anybody has begun."""
    from tests.browser import workplace

    workplace.fill()


def nothing() -> None:
    """An empty database, and the one account that `manage.py createsuperuser` makes."""
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_superuser(EDITOR, "", PASSWORD)


FILLINGS = {
    filling.__name__: filling for filling in (everything, from_the_right, at_work, morning, nothing)
}
READ_ONLY = (everything.__name__, from_the_right.__name__)


def sessions() -> dict[str, str]:
    """For each name the key of a session in which that person is signed in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    keys = {}
    for person in get_user_model().objects.all():
        client = Client()
        client.force_login(person)
        keys[person.get_username()] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def main() -> None:
    django.setup()
    settings.DEBUG = False  # as the test runner does: no debug pages, no log of queries
    call_command("migrate", verbosity=0)
    FILLINGS[sys.argv[1]]()
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("localhost", 0), QuietWSGIRequestHandler)
    application = counted(get_wsgi_application())
    server.set_app(remembered(application) if sys.argv[1] in READ_ONLY else application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ready = {"port": server.server_address[1], "sessions": sessions()}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.shutdown()
    LEFT_OPEN.close()


if __name__ == "__main__":
    main()
