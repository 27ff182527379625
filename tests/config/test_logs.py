"""Lines of logs: JSON on request, each with its request, and none with its reader."""

import datetime
import json
import logging
from types import SimpleNamespace

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory
from gunicorn.config import Config

from config.logs import (
    ID_KEY,
    JsonFormatter,
    RequestLogMiddleware,
    without_readers,
)
from config.server_logs import ServerLogger

READER = ("203.0.113.7", "Mozilla", "water", "secret-word")
ASKED = {
    "REMOTE_ADDR": "203.0.113.7",
    "HTTP_USER_AGENT": "Mozilla/5.0",
    "HTTP_REFERER": "/?q=water",
}


@pytest.fixture
def lines():
    """The lines that the site writes meanwhile, read."""
    found = []
    handler = logging.Handler()
    formatter = JsonFormatter()
    handler.emit = lambda record: found.append(json.loads(formatter.format(record)))
    loggers = [logging.getLogger(name) for name in ("config", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    yield found
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def answer(settings):
    """Return the answer to a request through the middleware, from a view of the test."""
    settings.LOG_FORMAT = "json"

    def ask(view, address="/lake-2031/compare/?q=secret-word", **more):
        return RequestLogMiddleware(view)(RequestFactory().get(address, **{**ASKED, **more}))

    return ask


def test_a_request_is_a_line(lines, answer):
    answer(lambda request: HttpResponse(status=304))
    (line,) = lines
    assert line["message"].startswith("GET /lake-2031/compare/ 304 in ")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/lake-2031/compare/", 304)
    assert (line["level"], line["logger"]) == ("INFO", "config.requests")
    assert line["duration_ms"] >= 0
    assert len(line["request_id"]) == 16
    assert datetime.datetime.fromisoformat(line["time"]).utcoffset() == datetime.timedelta(0)


def test_no_line_tells_of_a_reader(lines, answer):
    def view(request):
        logging.getLogger("django.request").warning("Not found: %s", request.get_full_path())
        return HttpResponse(status=404)

    answer(view)
    assert len(lines) == 2
    assert [word for word in READER if word in json.dumps(lines)] == []


def test_what_is_logged_meanwhile_carries_the_number_of_the_request(lines, answer):
    def view(_request):
        logging.getLogger("config.health").warning("The disk is full")
        return HttpResponse()

    answer(view)
    logging.getLogger("config.health").warning("And nobody asked")
    inside, request, outside = lines
    assert inside["request_id"] == request["request_id"]
    assert "request_id" not in outside


def test_an_error_is_whole_and_on_one_line(lines, answer):
    def view(_request):
        try:
            raise ValueError("line one\nline two")
        except ValueError:
            logging.getLogger("django.request").exception("Failed: /lake/?q=secret-word")
        return HttpResponse(status=500)

    told = answer(view)["X-Request-ID"]
    error, request = lines
    assert "ValueError: line one\nline two" in error["exception"]
    assert error["message"] == "Failed: /lake/"
    assert told == request["request_id"]


def test_an_answer_that_did_not_fail_has_no_number(answer):
    assert "X-Request-ID" not in answer(lambda request: HttpResponse())


def test_a_number_is_taken_from_a_declared_proxy_only(lines, answer, settings):
    given = {"HTTP_X_REQUEST_ID": "abcdef-0123456789"}
    answer(lambda request: HttpResponse(), **given)
    settings.BEHIND_PROXY = 1
    answer(lambda request: HttpResponse(), **given)
    answer(lambda request: HttpResponse(), HTTP_X_REQUEST_ID='"}\n{')
    assert [line["request_id"] == "abcdef-0123456789" for line in lines] == [False, True, False]


def test_plain_logs_have_no_line_for_each_request(settings):
    settings.LOG_FORMAT = "plain"
    with pytest.raises(MiddlewareNotUsed):
        RequestLogMiddleware(lambda request: HttpResponse())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"GET /a/?q=b HTTP/1.1" 200 12', '"GET /a/ HTTP/1.1" 200 12'),
        ("Error handling request GET /a?fbclid=b&c", "Error handling request GET /a"),
        ("Invalid request from ip=203.0.113.7: Bad line", "Invalid request from ip=- Bad line"),
        ("Invalid request from ip=2001:db8::1: Bad line", "Invalid request from ip=- Bad line"),
        ("Why? Nobody knows.", "Why? Nobody knows."),
    ],
)
def test_readers_are_taken_out_of_a_servers_words(text, left):
    assert without_readers(text) == left


@pytest.fixture
def server(monkeypatch):
    """Return the log of gunicorn as the variables ask for it."""

    def log(form, access="-"):
        monkeypatch.setenv("LOG_FORMAT", form)
        settings = Config()
        settings.set("accesslog", access)
        return ServerLogger(settings)

    yield log
    for name in ("gunicorn.error", "gunicorn.access"):
        logging.getLogger(name).handlers.clear()


def served(log):
    environ = {
        **ASKED,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/\xc3\xbc/",
        "QUERY_STRING": "q=secret-word",
        "RAW_URI": "/%C3%BC/?q=secret-word",
        ID_KEY: "abcdef01",
    }
    response = SimpleNamespace(status="200 OK", headers=[], sent=12)
    log.access(response, SimpleNamespace(headers=[]), environ, datetime.timedelta(milliseconds=12))


def test_the_servers_line_of_a_request_is_json_as_well(server, capsys):
    served(server("json"))
    line = json.loads(capsys.readouterr().out)
    assert (line["path"], line["status"], line["duration_ms"]) == ("/ü/", 200, 12.0)
    assert (line["logger"], line["request_id"]) == ("gunicorn.access", "abcdef01")
    assert [word for word in READER if word in json.dumps(line)] == []


def test_the_servers_plain_line_names_no_reader_either(server, capsys):
    served(server("plain"))
    assert capsys.readouterr().out == "GET /ü/ 200 in 12 ms\n"


def test_the_server_tells_no_address_of_whom_it_could_not_understand(server, capsys):
    server("json").warning("Invalid request from ip=203.0.113.7: Invalid line '/?q=secret-word'")
    line = json.loads(capsys.readouterr().err)
    assert line["level"] == "WARNING"
    assert [word for word in READER if word in json.dumps(line)] == []


def test_no_request_is_logged_by_the_server_unasked(server, capsys):
    served(server("json", access=None))
    assert capsys.readouterr().out == ""


def test_the_site_itself_writes_json_when_asked(root):
    from tests.config.test_settings import production, run

    program = (
        "import django; django.setup(); import logging; "
        "logging.getLogger('django.request').warning('Not found: /a/?q=secret-word')"
    )
    answer = run(root, "-c", program, **production(LOG_FORMAT="json"))
    assert json.loads(answer.stderr)["message"] == "Not found: /a/"
