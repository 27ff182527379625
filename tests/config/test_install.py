import importlib.util
import subprocess
import sys

import pytest


@pytest.fixture
def installer(root, tmp_path, monkeypatch):
    """The installer in a made-up project whose subprocesses are only written down."""
    spec = importlib.util.spec_from_file_location("install", root / "requirements" / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for lock in ("runtime.txt", "dev.txt"):
        (tmp_path / "requirements" / lock).write_text(f"{lock}==1\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    module.calls = []
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module.subprocess, "run", lambda command, **_: record(module, command))
    return module


def record(module, command):
    module.calls.append(command)
    return subprocess.CompletedProcess(command, 0)


def installs(module) -> list[list[str]]:
    return [call for call in module.calls if "install" in call]


def test_the_first_start_installs_the_lock_with_its_hashes(installer):
    installer.install("runtime", installer.ROOT / ".venv")
    (command,) = installs(installer)
    assert "--require-hashes" in command
    assert command[-1].endswith("runtime.txt")


def test_the_second_start_installs_nothing(installer):
    installer.install("runtime", installer.ROOT / ".venv")
    installer.calls.clear()
    installer.install("runtime", installer.ROOT / ".venv")
    assert installs(installer) == []


def test_a_changed_lock_is_installed_again(installer):
    installer.install("dev", installer.ROOT / ".venv")
    (installer.ROOT / "requirements" / "dev.txt").write_text("dev==2\n")
    installer.install("dev", installer.ROOT / ".venv")
    assert len(installs(installer)) == 2


def test_a_failed_install_is_tried_again_next_time(installer, monkeypatch):
    failed = subprocess.CompletedProcess([], 1)
    probe = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(
        installer.subprocess, "run", lambda command, **_: failed if "pip" in command else probe
    )
    with pytest.raises(SystemExit, match="could not be installed"):
        installer.install("runtime", installer.ROOT / ".venv")
    assert not (installer.ROOT / ".venv" / ".installed-runtime").exists()


def test_a_broken_environment_is_made_anew(installer):
    (installer.ROOT / ".venv" / "bin" / "python").unlink()
    installer.install("runtime", installer.ROOT / ".venv")
    assert installer.calls[0][:4] == [sys.executable, "-m", "venv", "--clear"]


def test_an_old_python_without_a_newer_one_is_named(installer, monkeypatch):
    monkeypatch.setattr(installer.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(installer.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        installer.use_new_enough_python()
