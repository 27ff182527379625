import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {"ALLOWED_HOSTS": "parley.example.org", "DATABASE_URL": "sqlite://:memory:"}
DECLARED = {"BEHIND_PROXY": "1", "SITE_URL": "https://parley.example.org"}
SHOW = (
    "import json; from config import settings; "
    "print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper()}, "
    "default=lambda value: type(value).__name__))"
)


def production(**more: str) -> dict[str, str]:
    return {**PRODUCTION, "SECRET_KEY": secrets.token_urlsafe(60), **more}


def run(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in this project with these variables and no others of ours."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def shown(root: Path, **variables: str) -> dict:
    """Every setting, as a machine with these variables would have it."""
    answer = run(root, "-c", SHOW, **variables)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def in_production(root) -> dict:
    return shown(root, **production())


@pytest.fixture(scope="module")
def in_debug(root) -> dict:
    return shown(root, DEBUG="1")


def test_outside_debug_a_secret_key_is_required(root):
    answer = run(root, "manage.py", "check", **PRODUCTION)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Configuration: SECRET_KEY is not set. Allowed: a random text")
    assert "Traceback" not in answer.stderr


def test_outside_debug_hosts_are_required(root):
    answer = run(root, "manage.py", "check", **production(ALLOWED_HOSTS=""))
    assert answer.stderr.startswith("Configuration: ALLOWED_HOSTS is not set.")


def test_debug_is_off_unless_asked_for(in_production):
    assert in_production["DEBUG"] is False


def test_debug_needs_no_other_variable(in_debug):
    assert in_debug["DEBUG"] is True
    assert "local-only" in in_debug["SECRET_KEY"]


def test_the_deployment_check_is_clean_with_all_that_it_asks_for(root):
    variables = production(**DECLARED)
    answer = run(root, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **variables)
    assert answer.returncode == 0, answer.stderr
    assert "no issues (2 silenced)" in answer.stdout


def test_the_deployment_check_fails_until_somebody_says_whether_there_is_a_proxy(root):
    answer = run(root, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **production())
    assert answer.returncode == 1
    assert "Set BEHIND_PROXY=1 behind a proxy" in answer.stderr
    assert "Set it to the one address of the site" in answer.stderr


def test_nothing_is_silenced_for_whoever_runs_all_hosts_below_the_name(root):
    variables = production(HSTS_SUBDOMAINS="1", **DECLARED)
    answer = run(root, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **variables)
    assert "no issues (0 silenced)" in answer.stdout


def test_browsers_are_told_of_no_other_host_unless_it_is_asked_for(root, in_production, in_debug):
    both = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    asked = shown(root, **production(HSTS_SUBDOMAINS="1"))
    assert [in_production[name] for name in both] == [False, False]
    assert [in_debug[name] for name in both] == [False, False]
    assert [asked[name] for name in both] == [True, True]


@pytest.mark.parametrize(
    ("setting", "outside_debug", "debug"),
    [
        ("SESSION_COOKIE_SECURE", True, False),
        ("CSRF_COOKIE_SECURE", True, False),
        ("SECURE_SSL_REDIRECT", True, False),
        ("SECURE_HSTS_SECONDS", 31_536_000, 0),
    ],
)
def test_https_is_demanded_outside_debug_only(
    in_production, in_debug, setting, outside_debug, debug
):
    assert in_production[setting] == outside_debug
    assert in_debug[setting] == debug


def test_a_proxy_header_is_not_believed_unasked(in_production):
    assert "SECURE_PROXY_SSL_HEADER" not in in_production


def test_a_proxy_header_is_believed_on_request(root):
    behind = shown(root, **production(BEHIND_PROXY="yes"))
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert (behind["BEHIND_PROXY"], behind["PROXY_DENIED"]) == (1, False)


def test_a_proxy_may_be_denied(root):
    denied = shown(root, **production(BEHIND_PROXY="0"))
    assert (denied["BEHIND_PROXY"], denied["PROXY_DENIED"]) == (0, True)


def test_every_variable_stands_in_the_note(root):
    settings = (root / "config" / "settings.py").read_text(encoding="utf-8")
    note = (root / "docs/decisions/0005-settings-from-variables.md").read_text(encoding="utf-8")
    names = re.findall(r'env\.\w+\("([A-Z_]+)"', settings)
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in note] == []


def test_a_bad_port_is_named_without_a_traceback(root):
    answer = run(root, "manage.py", "run_local", DEBUG="1", PORT="99999")
    assert answer.stderr == (
        "Configuration: PORT is '99999'. Allowed: a whole number from 1 to 65535.\n"
    )


def test_static_files_get_hashed_names_outside_debug(root, tmp_path):
    collect = (
        "from django.conf import settings as s; import django; "
        f"s.STATIC_ROOT = {str(tmp_path)!r}; django.setup(); "
        "from django.core.management import call_command as call; call('collectstatic', "
        "interactive=False, verbosity=0, ignore_patterns=['admin', 'ninja', 'ext']); "
        "from django.templatetags.static import static; "
        "print(static('django_htmx/htmx-2.min.js'))"
    )
    answer = run(root, "-c", collect, **production())
    assert answer.returncode == 0, answer.stderr
    name = answer.stdout.strip().removeprefix("/static/")
    assert name != "django_htmx/htmx-2.min.js"
    assert (tmp_path / name).is_file()
    assert (tmp_path / f"{name}.gz").is_file()
