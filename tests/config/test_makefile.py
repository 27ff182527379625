import os
import shutil
import subprocess

import pytest

# What a make that runs the tests hands on: with these another make would obey the first one's
# arguments, and say that it enters a folder.
HANDED_ON = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "GNUMAKEFLAGS"}
VARIABLES = {"PYTHON", "PORT", "WORKERS", "ARGS", "UPGRADE", "SHORT"}


def planned(root, target: str, **variables: str) -> list[str]:
    """Return the commands that make would run, whoever runs this test."""
    command = [shutil.which("make"), "--dry-run", target]
    command += [f"{name}={value}" for name, value in variables.items()]
    own = {name: os.environ[name] for name in os.environ.keys() - HANDED_ON - VARIABLES}
    answer = subprocess.run(command, cwd=root, env=own, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


def test_make_run_installs_the_runtime_only_and_serves(root):
    assert planned(root, "run", PORT="8123") == [
        "python3 requirements/install.py runtime",
        "DEBUG=1 PORT=8123 .venv/bin/python manage.py run_local",
    ]


def test_make_serve_needs_no_debug(root):
    assert planned(root, "serve", PORT="8123") == [
        "python3 requirements/install.py runtime",
        "PORT=8123 .venv/bin/python manage.py serve",
    ]


def test_make_test_installs_the_development_set_and_runs_in_parallel(root):
    first, second = planned(root, "test")
    assert first == "python3 requirements/install.py dev"
    assert second.startswith(".venv/bin/python -m pytest -n ")


def test_programs_are_compiled_once_even_where_an_environment_forbids_it(root, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    show = "--eval=show:; @echo found $${PYTHONDONTWRITEBYTECODE-nothing}"
    command = [shutil.which("make"), "--no-print-directory", show, "show"]
    own = {name: os.environ[name] for name in os.environ.keys() - HANDED_ON}
    answer = subprocess.run(command, cwd=root, env=own, capture_output=True, text=True, check=True)
    assert answer.stdout == "found nothing\n"


def test_the_short_benchmark_counts_and_times_nothing(root):
    assert planned(root, "benchmark", SHORT="1")[1:] == [
        ".venv/bin/python -m benchmarks.pages --short"
    ]
    assert [line.strip() for line in planned(root, "benchmark")[1:]] == [
        ".venv/bin/python -m benchmarks.engine",
        ".venv/bin/python -m benchmarks.quotes",
        ".venv/bin/python -m benchmarks.pages",
    ]
    assert any("SHORT=1" in line for line in planned(root, "help"))


def test_the_short_campaign_is_asked_for(root):
    assert planned(root, "campaign", SHORT="1")[1].endswith("-m benchmarks.campaign --short")
    assert planned(root, "campaign")[1].strip().endswith("-m benchmarks.campaign")


@pytest.mark.parametrize("level", ["", "w", "n -- PORT=1"])
def test_a_make_around_the_tests_changes_no_plan(root, monkeypatch, level):
    alone = planned(root, "run")
    monkeypatch.setenv("MAKEFLAGS", level)
    monkeypatch.setenv("MAKELEVEL", "1")
    monkeypatch.setenv("PORT", "1")
    assert planned(root, "run") == alone


@pytest.mark.parametrize(
    "target",
    [
        "run",
        "serve",
        "password",
        "test",
        "quick",
        "database",
        "check",
        "format",
        "lock",
        "benchmark",
        "campaign",
    ],
)
def test_make_help_names_the_target(root, target):
    assert any(f"make {target} " in line for line in planned(root, "help"))


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_a_lock_pins_hashes_and_names_no_host(root, lock):
    script = root / ".ci" / "locks"
    path = root / "requirements" / lock
    answer = subprocess.run([script, path], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    "line", ["--index-url https://host/index", "django==5.2", "django>=5 \\", "x @ file:///a"]
)
def test_a_lock_that_names_a_host_or_lacks_a_hash_is_refused(root, tmp_path, line):
    lock = tmp_path / "bad.txt"
    lock.write_text(f"{line}\n")
    script = root / ".ci" / "locks"
    answer = subprocess.run([script, lock], capture_output=True, text=True, check=False)
    assert answer.returncode == 1
