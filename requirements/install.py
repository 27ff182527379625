"""Makes `.venv` and installs a lock into it; does nothing when the lock has not changed.

Run as `python3 requirements/install.py runtime` or `... dev`, with the standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"runtime": ["runtime.txt"], "dev": ["runtime.txt", "dev.txt"]}
OLDEST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11")


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit(f"usage: install.py {' | '.join(LOCKS)}")
    use_new_enough_python()
    install(sys.argv[1], ROOT / ".venv")


def use_new_enough_python() -> None:
    """Start again under a Python that is new enough, or say what is missing."""
    if sys.version_info >= OLDEST:
        return
    found = next(filter(None, map(shutil.which, NEWER_NAMES)), None)
    if found:
        os.execv(found, [found, *sys.argv])
    sys.exit(
        f"Python {'.'.join(map(str, OLDEST))} or newer is needed; "
        f"{sys.executable} is {sys.version.split()[0]}."
    )


def install(name: str, venv: Path) -> None:
    locks = [ROOT / "requirements" / lock for lock in LOCKS[name]]
    stamp = venv / f".installed-{name}"
    wanted = digest(locks)
    python = ensure_venv(venv)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Installing the {name} packages into .venv (only when they change) ...", flush=True)
    command = [str(python), "-m", "pip", "install", "-qq", "--no-input", "--no-deps"]
    command += ["--disable-pip-version-check", "--require-hashes"]
    for lock in locks:
        command += ["-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("The packages could not be installed; the message above says why.")
    stamp.write_text(wanted)


def digest(files: list[Path]) -> str:
    """Changes whenever a lock changes."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def ensure_venv(venv: Path) -> Path:
    """The environment's Python; a missing or broken environment is made anew."""
    python = venv / "bin" / "python"
    if works(python):
        return python
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("The environment could not be made. On Debian: apt install python3-venv.")
    return python


def works(python: Path) -> bool:
    """Whether this Python starts and has pip: an environment half made has not."""
    if not python.exists():
        return False
    probe = [str(python), "-c", "import pip"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    main()
