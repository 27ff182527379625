"""Requests as a server hands them on: whatever they declare, they are answered."""

from io import BytesIO

import pytest
from django.core import signals
from django.db import close_old_connections
from django.test import RequestFactory

from config.wsgi import TextRequest, application

pytestmark = pytest.mark.django_db

CODECS = ["punycode", "hex", "rot13", "undefined", "idna", "zlib", "utf-7", "nothing-known", "a\0b"]
BODY = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n\xd0\x96=-\r\n--x--\r\n'


def answered(method: str, kind: str, **more) -> str:
    """The status of an answer to a request with this Content-Type."""
    factory = RequestFactory()
    environ = factory._base_environ(
        REQUEST_METHOD=method, PATH_INFO="/sources/", QUERY_STRING="q=%D0%96", CONTENT_TYPE=kind,
        **more,
    )  # fmt: skip
    said: list[str] = []
    # Both would close the connection on which the data of the test are.
    moments = (signals.request_started, signals.request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    try:
        b"".join(application(environ, lambda status, _headers, *_more: said.append(status)))
    finally:
        for moment in moments:
            moment.connect(close_old_connections)
    return said[0][:3]


@pytest.mark.parametrize("charset", [*CODECS, "utf-8", "latin-1", "utf-16"])
def test_no_encoding_that_a_request_declares_ends_in_an_error(charset):
    assert answered("GET", f"text/plain; charset={charset}") == "200"


@pytest.mark.parametrize("charset", CODECS)
def test_a_form_in_no_encoding_of_texts_is_read_as_utf_8(charset):
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", CONTENT_LENGTH=str(len(BODY)),
        CONTENT_TYPE=f"multipart/form-data; boundary=x; charset={charset}",
    )  # fmt: skip
    environ["wsgi.input"] = BytesIO(BODY)
    assert TextRequest(environ).POST["q"] == "Ж=-"
