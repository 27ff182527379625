"""What a local start leaves behind, who reads it, and what it never touches."""

import os
import stat
import subprocess
import sys

import pytest

from config.local_settings import (
    DEPLOYED,
    keep_local_settings,
    own_secret,
    use_local_settings,
    use_serving_settings,
)

POSTGRESQL = "postgresql://ann:hush@db.example/parley"


@pytest.fixture
def kept(tmp_path):
    """The file of a local start with its own data."""
    file = tmp_path / "var" / "local.env"
    keep_local_settings({}, file)
    return file


def used(file, **variables):
    use_local_settings(variables, file)
    return variables


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


def test_after_a_local_start_no_variable_is_needed(kept):
    assert used(kept) == {"DEBUG": "1"}


def test_without_a_local_start_nothing_is_made_up(tmp_path):
    assert used(tmp_path / "local.env") == {}


@pytest.mark.parametrize("name", DEPLOYED)
def test_a_site_that_variables_name_is_never_touched(kept, name):
    assert used(kept, **{name: "0"}) == {name: "0"}


def test_a_blank_variable_names_no_site(kept):
    assert used(kept, SECRET_KEY=" ")["DEBUG"] == "1"


def test_a_database_elsewhere_is_never_opened_with_local_settings(kept):
    assert used(kept, DATABASE_URL=POSTGRESQL) == {"DATABASE_URL": POSTGRESQL}


def test_another_file_of_this_machine_may_be_named(kept):
    assert used(kept, DATABASE_URL="sqlite:///var/big.sqlite3") == {
        "DATABASE_URL": "sqlite:///var/big.sqlite3",
        "DEBUG": "1",
    }


def test_the_database_of_the_local_start_is_found_again(tmp_path):
    file = tmp_path / "local.env"
    keep_local_settings({"DATABASE_URL": POSTGRESQL}, file)
    assert used(file) == {"DEBUG": "1", "DATABASE_URL": POSTGRESQL}
    assert used(file, DATABASE_URL=POSTGRESQL)["DEBUG"] == "1"


def test_what_is_kept_is_for_its_owner_alone(kept):
    assert mode(kept) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["local.env"]


def test_a_damaged_file_is_as_none(tmp_path):
    file = tmp_path / "local.env"
    file.write_bytes(b"\xff\xfe=\n")
    assert used(file) == {}


def test_the_secret_of_a_machine_is_made_once_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "secret_key"
    first = own_secret(file)
    assert len(first) >= 50
    assert mode(file) == 0o600
    file.chmod(0o644)
    assert own_secret(file) == first
    assert mode(file) == 0o600
    assert own_secret(tmp_path / "another") != first


def test_serving_on_this_machine_needs_no_variable(tmp_path):
    variables = {"PORT": "8123"}
    use_serving_settings(variables, tmp_path / "secret_key")
    assert variables["DEBUG"] == "0"
    assert variables["SITE_URL"] == "http://127.0.0.1:8123"
    assert variables["SSL_REDIRECT"] == "0"
    assert variables["SECRET_KEY"] == (tmp_path / "secret_key").read_text().strip()


def test_serving_for_others_takes_the_strict_values(tmp_path):
    variables = {"ALLOWED_HOSTS": "parley.example.org", "SECRET_KEY": "s" * 60, "DEBUG": "1"}
    use_serving_settings(variables, tmp_path / "secret_key")
    assert variables == {
        "ALLOWED_HOSTS": "parley.example.org", "SECRET_KEY": "s" * 60, "DEBUG": "0",
    }  # fmt: skip
    assert not (tmp_path / "secret_key").exists()


# `manage.py` itself, from another folder, in a copy of the program without any data.


@pytest.fixture
def program(root, tmp_path):
    """Return how a command of a copy of the program ends, which has its own `var/`."""
    for name in ("config", "proposals", "sources", "templates", "static", "locale", "requirements"):
        (tmp_path / name).symlink_to(root / name)
    # A copy of its own, beside which it looks for the data.
    (tmp_path / "config").unlink()
    (tmp_path / "config").mkdir()
    for path in (root / "config").glob("*.py"):
        (tmp_path / "config" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "manage.py").write_bytes((root / "manage.py").read_bytes())
    (tmp_path / "elsewhere").mkdir()

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, str(tmp_path / "manage.py"), *arguments],
            cwd=tmp_path / "elsewhere",
            env={"PATH": os.environ["PATH"], **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


SHOWN = ("shell", "--no-imports", "--command", "from django.conf import settings as s; "
         "print(s.DEBUG, s.DATABASES['default']['NAME'])")  # fmt: skip


def test_a_command_without_variables_finds_the_local_data_from_another_folder(program, tmp_path):
    keep_local_settings({}, tmp_path / "var" / "local.env")
    answer = program(*SHOWN)
    assert answer.stdout.split() == ["True", str(tmp_path / "var" / "parley.sqlite3")]


def test_a_command_with_half_a_deployment_is_refused_beside_local_data(program, tmp_path):
    keep_local_settings({}, tmp_path / "var" / "local.env")
    answer = program(*SHOWN, ALLOWED_HOSTS="parley.example.org")
    assert answer.returncode == 1
    assert answer.stderr.startswith("Configuration: SECRET_KEY is not set.")
    assert "make run" not in answer.stderr


def test_in_a_new_clone_the_way_out_is_named(program):
    answer = program("check")
    assert "`make run` once, and every command finds its data." in answer.stderr
    assert "Traceback" not in answer.stderr
