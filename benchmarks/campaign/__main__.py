"""`python -m benchmarks.campaign [--short]`: run it, print figures, fail on a loss."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.campaign.cluster import Cluster
from benchmarks.campaign.figures import Figures
from benchmarks.campaign.scenarios import EVERY, IN_SHORT, Scale, Scenario
from benchmarks.campaign.site import Site

MOST_SECONDS = 600
LONGEST_SCENARIO = 60
"""Seconds that the longest of them takes; none is begun with less time left."""
DISK_MEGABYTES = {"SQLite": 64, "PostgreSQL": 500}


def main() -> int:
    """Run the scenarios on each database; return 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="campaign")
    every = {one.__name__: one for one in EVERY}
    parser.add_argument("--short", action="store_true", help="some of it, on SQLite alone")
    parser.add_argument("--only", nargs="+", choices=every, metavar="NAME", help=", ".join(every))
    parser.add_argument("--on", nargs="+", choices=DISK_MEGABYTES, help="the databases")
    options = parser.parse_args()
    usual = IN_SHORT if options.short else EVERY
    chosen = [every[name] for name in options.only] if options.only else list(usual)
    kinds = options.on or (["SQLite"] if options.short else list(DISK_MEGABYTES))
    begun, failed = time.monotonic(), 0
    for number, kind in enumerate(kinds, start=1):
        # Each has its share of the time, and the later ones what the earlier left over.
        until = begun + MOST_SECONDS * number / len(kinds)
        with _site(kind) as site:
            if site is None:
                say(f"{kind}: NOT RUN, there is no server on this machine")
                continue
            for figures in _run(site, chosen, Scale(short=options.short), until):
                say(*figures.lines())
                failed += bool(figures.problems)
    say(f"campaign: {failed} scenario(s) with problems, {time.monotonic() - begun:.0f} s in all")
    return 1 if failed else 0


def say(*lines: str) -> None:
    """Print lines at once, as a scenario may take a minute."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _run(site: Site, chosen: list[Scenario], scale: Scale, until: float) -> Iterator[Figures]:
    """Yield the figures of each scenario; those for which there is no time are named as such."""
    site.prepare()
    site.start()
    try:
        for scenario in chosen:
            begun = time.monotonic()
            if begun > until - LONGEST_SCENARIO:
                yield Figures(scenario.__name__, site.database, notes=["NOT RUN: time is up"])
                continue
            site.await_page()
            figures = scenario(site, scale)
            figures.seconds = time.monotonic() - begun
            figures.finish()
            yield figures
    finally:
        site.stop()


@contextmanager
def _site(kind: str) -> Iterator[Site | None]:
    """Give a site in a folder of its own, with its data on a small disk where that can be had."""
    folder = Path(tempfile.mkdtemp(prefix="campaign-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    mounted = _mount(data, DISK_MEGABYTES[kind])
    cluster = Cluster(data / "postgresql") if kind == "PostgreSQL" else None
    try:
        yield None if cluster and not cluster.is_there else Site(folder, cluster)
    finally:
        if cluster and (data / "postgresql").exists():
            cluster.stop()
        if mounted:
            subprocess.run(["umount", str(data)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _mount(folder: Path, megabytes: int) -> bool:
    if os.geteuid() or not shutil.which("mount"):
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    return not subprocess.run(command, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
