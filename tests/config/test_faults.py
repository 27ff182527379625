"""Known faults of dependencies: told, accepted for a time, or said not to have been asked for."""

import json
import subprocess
import sys

import pytest

FAULT = {"id": "PYSEC-2031-7", "aliases": ["CVE-2031-7"], "fix_versions": ["1.1"]}


@pytest.fixture
def check(root, tmp_path):
    """Run the check with a client that gives one answer, and a file of what is accepted."""

    def run(answer: object, accepted: str = "") -> tuple[int, str]:
        client, file = tmp_path / "client", tmp_path / "accepted.toml"
        text = answer if isinstance(answer, str) else json.dumps({"dependencies": answer})
        client.write_text(f"#!{sys.executable}\nprint({text!r})\n")
        client.chmod(0o755)
        file.write_text(accepted)
        command = [sys.executable, root / ".ci" / "faults", "--client", client, "--accepted", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert not done.stderr
        return done.returncode, done.stdout

    return run


def lock(*faults):
    return [{"name": "Sieve", "version": "1.0", "vulns": list(faults)}]


def accepted(until: str, number: str = "CVE-2031-7") -> str:
    return (
        f'[[accepted]]\npackage = "sieve"\nid = "{number}"\n'
        f'reason = "We never call it."\nuntil = {until}\n'
    )


def test_a_known_fault_fails_with_its_name_number_and_the_version_that_mends_it(check):
    code, said = check(lock(FAULT))
    assert code == 1
    assert "FAULT: sieve 1.0: PYSEC-2031-7 = CVE-2031-7, mended in 1.1." in said


def test_without_a_fault_all_is_well(check):
    assert check(lock()) == (0, "1 of 1 packages checked, 0 known fault(s)\n")


def test_a_fault_that_is_accepted_by_any_of_its_numbers_passes_and_is_named(check):
    code, said = check(lock(FAULT), accepted("2999-12-31"))
    assert code == 0
    assert "accepted until 2999-12-31: sieve 1.0" in said
    assert "We never call it." in said


def test_after_its_last_day_an_accepted_fault_counts_again(check):
    code, said = check(lock(FAULT), accepted("2001-01-01"))
    assert code == 1
    assert "It was accepted until 2001-01-01." in said


def test_another_fault_of_the_same_package_is_not_accepted_along(check):
    assert check(lock(FAULT), accepted("2999-12-31", "CVE-2031-8"))[0] == 1


def test_what_is_accepted_for_nothing_is_named(check):
    code, said = check(lock(), accepted("2999-12-31"))
    assert code == 0
    assert "no longer needed: sieve CVE-2031-7" in said


@pytest.mark.parametrize(
    "entry",
    [
        '[[accepted]]\npackage = "sieve"\n',
        accepted('"soon"'),
        accepted("2999-12-31").replace("We never call it.", " "),
    ],
)
def test_an_entry_without_reason_or_day_is_refused(check, entry):
    code, said = check(lock(), entry)
    assert code == 1
    assert "Right would be [[accepted]] with package, id, reason and until" in said


def test_where_nobody_answers_that_is_said_and_nothing_fails(check):
    code, said = check("no route to the registry")
    assert code == 0
    assert said.startswith("NOT CHECKED: known faults of dependencies were not asked for")


def test_without_a_client_that_is_said_and_nothing_fails(root):
    command = [sys.executable, root / ".ci" / "faults", "--client", "/nowhere/client"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "NOT CHECKED" in done.stdout
    assert "cannot be run: No such file" in done.stdout


def test_a_package_of_which_nothing_is_known_is_named(check):
    code, said = check([{"name": "sieve", "skip_reason": "not on the registry"}])
    assert code == 0
    assert "NOT CHECKED: the registry knows nothing of these versions: sieve" in said
    assert "0 of 1 packages checked" in said


def test_the_whole_check_asks_for_faults(root):
    assert '\n"$bin/python" .ci/faults\n' in (root / ".ci" / "run").read_text()
