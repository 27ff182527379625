"""Sessions that readers keep while nothing can be written: reading is worth more than its traces.

A page that is only read may forget a session that holds no longer, or a message that was shown. A
database that takes nothing just then stops none of them: the page is shown, and what was to be
written is written the next time. Where a login begins or ends, it is written or refused.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.db import Error
from django.http import HttpRequest, HttpResponse

from config.failures import answer_failure
from proposals.data_stamps.lock_timeout import is_written

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SessionStore(db.SessionStore):
    """Django's sessions in the database; one that `is_reading` is written soon, or not at all."""

    is_reading = False

    def save(self, must_create: bool = False) -> None:
        """Write the session."""
        write = super().save
        if self.is_reading:
            is_written(lambda: write(must_create), "A session")
        else:
            write(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Delete a session."""
        write = super().delete
        if self.is_reading:
            is_written(lambda: write(session_key), "The end of a session")
        else:
            write(session_key)


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's middleware, which tells the session of a request whether it only reads."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its session."""
        super().process_request(request)
        session: SessionStore = request.session  # type: ignore[assignment]
        session.is_reading = request.method in READING

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Write the session, if it has changed; say in words that a login cannot be written.

        What an editor sent is stored or refused by now: a message beside it takes nothing back.
        """
        session: SessionStore = request.session  # type: ignore[assignment]
        known = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        session.is_reading = session.is_reading or known == session.session_key
        try:
            return super().process_response(request, response)
        except Error as error:
            answer = answer_failure(request, error)
            if answer is None:
                raise
            return answer
