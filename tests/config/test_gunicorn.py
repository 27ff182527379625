"""The settings of the server: each is a variable, and a bad one is told in words."""

import os
import re
import runpy

import pytest

VARIABLES = {
    "GUNICORN_WORKERS": ("workers", "3"),
    "GUNICORN_THREADS": ("threads", "8"),
    "GUNICORN_TIMEOUT": ("timeout", "120"),
    "GUNICORN_GRACEFUL_TIMEOUT": ("graceful_timeout", "45"),
    "GUNICORN_KEEPALIVE": ("keepalive", "75"),
    "GUNICORN_BACKLOG": ("backlog", "64"),
    "GUNICORN_MAX_REQUESTS": ("max_requests", "1000"),
    "GUNICORN_MAX_REQUESTS_JITTER": ("max_requests_jitter", "100"),
    "GUNICORN_LIMIT_LINE": ("limit_request_line", "4096"),
    "GUNICORN_LIMIT_FIELDS": ("limit_request_fields", "32"),
    "GUNICORN_LIMIT_FIELD_SIZE": ("limit_request_field_size", "4096"),
}


@pytest.fixture
def read(root, monkeypatch):
    """Return the settings that the file makes of these variables and no others of the server."""

    def settings(**variables):
        for name in [*os.environ]:
            if name == "PORT" or name.startswith("GUNICORN_"):
                monkeypatch.delenv(name)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(root / "gunicorn.conf.py"))

    return settings


@pytest.mark.parametrize("variable", VARIABLES)
def test_each_number_is_a_variable(read, variable):
    name, value = VARIABLES[variable]
    assert read()[name] != int(value)
    assert read(**{variable: value})[name] == int(value)


def test_it_listens_on_this_machine_unless_told_otherwise(read):
    assert read()["bind"] == "127.0.0.1:8000"
    assert read(PORT="8123")["bind"] == "127.0.0.1:8123"
    assert read(GUNICORN_BIND="unix:/run/parley/gunicorn.sock", PORT="1")["bind"].startswith("unix")


def test_a_worker_is_replaced_some_day_and_no_two_at_once(read):
    assert read()["max_requests"] > read()["max_requests_jitter"] > 0


def test_requests_are_logged_only_when_asked_for(read):
    assert read()["accesslog"] is None
    assert read(GUNICORN_ACCESS_LOG="1")["accesslog"] == "-"


def test_a_bad_number_is_told_without_a_traceback(read):
    with pytest.raises(SystemExit) as stopped:
        read(GUNICORN_WORKERS="many")
    assert stopped.value.code == (
        "Configuration: GUNICORN_WORKERS is 'many'. Allowed: a whole number from 1 to 256."
    )


def test_gunicorn_takes_every_setting_of_the_file(read):
    from gunicorn.config import KNOWN_SETTINGS

    found = {
        name for name, value in read().items()
        if name.islower() and not name.startswith("_") and isinstance(value, int | str | None)
    }  # fmt: skip
    assert found - {"env"} <= {setting.name for setting in KNOWN_SETTINGS}


def test_every_variable_of_the_server_stands_in_the_note(root):
    text = (root / "gunicorn.conf.py").read_text(encoding="utf-8")
    note = (root / "docs/decisions/0005-settings-from-variables.md").read_text(encoding="utf-8")
    names = set(re.findall(r'"(GUNICORN_\w+)"', text))
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in note} == set()
