"""The documents of docs/deploy hold together; .ci/deploy runs their commands."""

import re
import runpy
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "deploy"
GUIDES = sorted(FOLDER.glob("*.md"))
UNITS = sorted(FOLDER.glob("*.service"))
SCRIPT = (ROOT / ".ci" / "deploy").read_text(encoding="utf-8")


def names(paths):
    return [path.name for path in paths]


def read_unit(path):
    pairs = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines())
    return {key: value for key, equals, value in pairs if equals and not key.startswith("#")}


def blocks(guide):
    return re.findall(r"^```sh\n(.*?)^```", guide.read_text(encoding="utf-8"), re.M | re.S)


def test_every_guide_is_run():
    found = re.search(r"^GUIDES = \((.*?)\)$", SCRIPT, re.M)
    assert found
    run = {f"{name}.md" for name in re.findall(r'"([\w-]+)"', found[1])}
    assert run == {guide.name for guide in GUIDES} - {"README.md"}


@pytest.mark.parametrize("guide", GUIDES, ids=names(GUIDES))
def test_commands_are_shell(guide):
    for block in blocks(guide):
        text = block.replace("<address of the repository>", "repository")
        answer = subprocess.run(
            [shutil.which("bash"), "-n", "-c", text], capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("guide", GUIDES, ids=names(GUIDES))
def test_what_a_guide_links_is_there(guide):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]*)?\)", guide.read_text(encoding="utf-8")):
        assert (FOLDER / target).exists(), target


def headings(path):
    """Return the ends of the addresses of a document's headings."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


@pytest.mark.parametrize("guide", GUIDES, ids=names(GUIDES))
def test_a_link_into_a_document_leads_to_a_heading(guide):
    text = guide.read_text(encoding="utf-8")
    for target, heading in re.findall(r"\]\(([\w./-]*\.md)#([\w-]+)\)", text):
        assert heading in headings(FOLDER / target), f"{target}#{heading}"


def test_every_file_beside_the_guides_is_named_in_one():
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    for path in FOLDER.iterdir():
        assert path.name in text, path.name


@pytest.mark.parametrize("unit", UNITS, ids=names(UNITS))
def test_a_unit_runs_as_the_account_of_the_site_and_writes_its_data_alone(unit):
    found = read_unit(unit)
    assert found["User"] == "parley"
    assert found["EnvironmentFile"] == "/etc/parley.env"
    assert (found["ProtectSystem"], found["NoNewPrivileges"]) == ("strict", "true")
    assert (found["StateDirectory"], found["StateDirectoryMode"]) == ("parley", "0700")


def test_requests_may_end_before_the_server_is_killed():
    server = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    stop = int(read_unit(FOLDER / "parley.service")["TimeoutStopSec"])
    assert stop > server["graceful_timeout"]


def test_the_proxy_and_the_server_take_addresses_of_one_length():
    server = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    # nginx takes 8 kB for the first line of a request unless it is told otherwise.
    assert 8 * 1024 - server["limit_request_line"] < 16
    assert "large_client_header_buffers" not in (FOLDER / "nginx.conf").read_text(encoding="utf-8")


def test_probes_are_answered_on_the_machine_of_the_proxy_alone():
    rules = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    (block,) = re.findall(r"location ~ \^/\(\?:healthz\|readyz\)\$ {([^}]*)}", rules)
    assert block.split()[:6] == ["allow", "127.0.0.1;", "allow", "::1;", "deny", "all;"]
    assert "proxy_cache" not in block


def test_the_settings_of_the_guide_leave_nothing_to_ask_for():
    text = (FOLDER / "small.md").read_text(encoding="utf-8")
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "BEHIND_PROXY"):
        assert re.search(rf"^{name}=", text, re.M), name


def test_a_child_that_is_killed_for_its_memory_ends_no_unit():
    for name in ("parley.service", "parley-draw.service"):
        assert read_unit(FOLDER / name)["OOMPolicy"] == "continue", name


def test_what_draws_may_hold_as_much_as_its_drawings_may_take(settings):
    most = int(read_unit(FOLDER / "parley-draw.service")["MemoryMax"].removesuffix("M"))
    assert most >= settings.PDF_AT_ONCE * settings.PDF_MEGABYTES + 512


def test_every_timer_has_its_unit_and_a_guide_that_starts_it():
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    timers = sorted(FOLDER.glob("*.timer"))
    assert names(timers) == ["parley-backup.timer", "parley-tidy.timer"]
    for timer in timers:
        assert timer.with_suffix(".service").exists()
        assert f"systemctl enable --now {timer.name}" in text


def test_files_that_are_waited_for_are_kept_by_no_proxy_and_nobody_waits_behind_another():
    rules = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    (pattern, block) = re.search(r"location ~ (\S+pdf\$) {([^}]*)}", rules).groups()
    assert "proxy_cache" not in block
    for prefix in ("", "/uk", "/ru"):
        for form in ("comparison.pdf", "brief.pdf"):
            assert re.search(pattern, f"{prefix}/istanbul-2025/export/{form}")
    for other in (
        "/istanbul-2025/export/comparison.csv",
        "/istanbul-2025/compare/",
        "/static/a.pdf",
    ):
        assert not re.search(pattern, other)
