"""What happens to the site in the campaign; each returns what was measured meanwhile."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from benchmarks.campaign.editor import Editor
from benchmarks.campaign.figures import GONE, Answers, Figures, Row, compare_counts
from benchmarks.campaign.obstacles import fill, lock
from benchmarks.campaign.site import DATA, Site
from benchmarks.campaign.visitor import Visitor, filled

NEGOTIATION = "/istanbul-2025"
COMPARE = f"{NEGOTIATION}/compare/"
HOME_SECONDS = 0.5
ENOUGH_SECONDS = 60
"""After so long no other load is killed."""


@dataclass(frozen=True)
class Scale:
    """How much of everything: `short` is for a look while working."""

    short: bool = False

    def of(self, whole: int, part: int) -> int:
        """Return the number for a whole campaign, or that for a short one."""
        return part if self.short else whole


def kills(site: Site, scale: Scale) -> Figures:
    """Kill workers while editors save."""
    figures = Figures("kill -9 of workers during saves", site.database)
    with saving(site, figures):
        for _number in range(scale.of(10, 3)):
            time.sleep(random.uniform(0.7, 2.0))
            site.kill_worker(random.choice(site.workers() or [GONE]))
    return figures


def disk_full(site: Site, scale: Scale) -> Figures:
    """Fill the disk that the database is on while editors save, then make room again."""
    figures = Figures("disk full during saves", site.database)
    filler = site.folder / "data" / "filler"
    if not os.path.ismount(site.folder / "data"):
        figures.notes.append("NOT RUN: a disk of its own needs the right to mount one")
        return figures
    with saving(site, figures):
        time.sleep(2)
        fill(filler)
        time.sleep(scale.of(12, 4))
        filler.unlink()
        figures.notes.append(f"room again; a page is answered after {site.await_page():.1f} s")
        time.sleep(scale.of(5, 3))
    if set(figures.answers["saves"].statuses) == {302}:
        figures.notes.append("no save was refused: the server had set enough room aside")
    return figures


def locked(site: Site, scale: Scale) -> Figures:
    """Hold the lock that every writer needs: for a while, then for longer than any waits."""
    figures = Figures("locked database during saves", site.database)
    with saving(site, figures), visiting(site, figures, "home meanwhile"):
        for seconds in (5, scale.of(25, 6)):
            time.sleep(1)
            with lock(site):
                time.sleep(seconds)
        time.sleep(2)
    return figures


def restarts(site: Site, scale: Scale) -> Figures:
    """Stop PostgreSQL as a crash does, and start it, while editors save."""
    figures = Figures("PostgreSQL restarted during saves", site.database)
    if site.cluster is None:
        figures.notes.append("only on PostgreSQL")
        return figures
    with saving(site, figures), visiting(site, figures, "home meanwhile"):
        for mode in ("immediate", "fast", "immediate")[: scale.of(3, 1)]:
            time.sleep(2)
            site.cluster.restart(mode)
            figures.notes.append(f"{mode} stop; a page is answered after {site.await_page():.1f} s")
        time.sleep(2)
    return figures


def seed_killed(site: Site, scale: Scale) -> Figures:
    """Kill a first load at several moments; all of it must be stored, or nothing."""
    figures = Figures("seed killed half-way", site.database)
    site.create("killed")
    nothing = site.inside("counts", "killed")
    begun = time.monotonic()
    site.manage("seed", DATA, database="killed")
    lasted = time.monotonic() - begun
    whole = site.inside("counts", "killed")
    outcomes: dict[str, int] = {"nothing": 0, "all": 0}
    for number, part in enumerate((0.5, 0.9, 0.7, 0.4, 0.97)[: scale.of(5, 2)]):
        if number > 1 and time.monotonic() - begun > ENOUGH_SECONDS:
            figures.notes.append("fewer kills than planned: this machine is busy")
            break
        site.create("killed")
        process = site.begin("seed", DATA, database="killed")
        time.sleep(lasted * part)
        process.kill()
        process.communicate()
        found = site.inside("counts", "killed")
        problem = compare_counts(found, [nothing, whole])
        figures.problems += [f"killed after {lasted * part:.1f} s: {problem}"] if problem else []
        outcomes["all" if found == whole else "nothing"] += 1
    site.manage("seed", DATA, database="killed")
    again = compare_counts(site.inside("counts", "killed"), [whole])
    figures.problems += [f"loaded again: {again}"] if again else []
    figures.notes.append(
        f"a load lasts {lasted:.1f} s; killed: {outcomes['nothing']} x nothing stored, "
        f"{outcomes['all']} x all; loaded again: whole"
    )
    _examine(site, figures, "killed")
    return figures


def two_seeds(site: Site, scale: Scale) -> Figures:
    """Load the same folders twice at once into an empty database."""
    figures = Figures("two seeds at once", site.database)
    site.create("twice")
    both = [site.begin("seed", DATA, database="twice") for _number in range(2)]
    for process in both:
        _said, errors = process.communicate()
        last = (errors.strip().splitlines() or [""])[-1]
        figures.notes.append(f"ended with {process.returncode}{': ' if last else ''}{last}")
        if "Traceback" in errors:
            figures.problems.append(f"a traceback instead of words: {last}")
    twice = site.inside("counts", "twice")
    site.create("once")
    site.manage("seed", DATA, database="once")
    problem = compare_counts(twice, [site.inside("counts", "once")])
    figures.problems += [problem] if problem else []
    if all(process.returncode for process in both):
        figures.problems.append("both loads failed")
    _examine(site, figures, "twice")
    return figures


def readers(site: Site, scale: Scale) -> Figures:
    """Fifty readers at once, each at comparisons that nobody asked for before."""
    figures = Figures("50 readers at once", site.database)
    answers = figures.answers["comparisons"] = Answers()
    words = iter(range(10**9))
    topics = site.topics

    def read(number: int) -> None:
        visitor = Visitor(site.port, f"203.0.113.{number}", answers)
        for _number in range(scale.of(3, 1)):
            one = next(words)
            topic = topics[one % len(topics)]
            visitor.get(f"{COMPARE}?topic={topic}&topic={topics[(one * 7 + 3) % len(topics)]}")

    begun = time.monotonic()
    _at_once([lambda number=number: read(number) for number in range(50)])
    figures.notes.append(f"the last answer came after {time.monotonic() - begun:.1f} s")
    return figures


def freezes(site: Site, scale: Scale) -> Figures:
    """One visitor freezes without end; another wants to freeze once."""
    figures = Figures("flood of freezes", site.database)
    flood = figures.answers["one visitor, freezing"] = Answers()
    other = figures.answers["another, freezing once"] = Answers()
    visitor = Visitor(site.port, "203.0.113.7", flood)
    kept: list[str] = []
    for number in range(scale.of(80, 8)):
        topic = site.topics[number % len(site.topics)]
        other_topic = site.topics[(number * 7 + 3) % len(site.topics)]
        _freeze(visitor, f"{NEGOTIATION}/freeze/?topic={topic}&topic={other_topic}")
    kept.append(str(_freeze(Visitor(site.port, "203.0.113.8", other), f"{NEGOTIATION}/freeze/")))
    figures.notes.append(f"the other visitor was answered {kept[0]} (303: frozen, 429: refused)")
    _examine(site, figures)
    return figures


def drawings(site: Site, scale: Scale) -> Figures:
    """Many ask for PDF files, some leave at once; others read the first page."""
    figures = Figures("flood of PDF files", site.database)
    asked = figures.answers["PDF files"] = Answers()
    left = figures.answers["left at once"] = Answers()
    finished: list[float] = []

    def ask(number: int) -> None:
        topic = site.topics[number % len(site.topics)]
        address = f"{NEGOTIATION}/export/comparison.pdf?topic={topic}"
        visitor = Visitor(site.port, f"203.0.113.{number}", asked, patience=90)
        begun = time.monotonic()
        while time.monotonic() - begun < scale.of(60, 30):
            status, text = visitor.get(address)
            if status == 200 and text.startswith("%PDF"):
                finished.append(time.monotonic() - begun)
                return
            if status not in (200, 202, 429, 503):
                return
            time.sleep(1)

    def leave(number: int) -> None:
        visitor = Visitor(site.port, f"203.0.113.{number}", left, patience=0.2)
        visitor.get(f"{NEGOTIATION}/export/comparison.pdf")

    count = scale.of(6, 3)
    with visiting(site, figures, "home meanwhile"):
        _at_once(
            [
                *(lambda number=number: ask(number) for number in range(count)),
                *(lambda number=number: leave(number) for number in range(100, 102)),
            ]
        )
    silent = figures.answers["home meanwhile"].statuses[GONE]
    figures.problems += [f"home was not answered {silent} times"] if silent else []
    worst = f", the last after {max(finished):.1f} s" if finished else ""
    figures.notes.append(f"{len(finished)} of {count} files were finished{worst}")
    return figures


Scenario = Callable[[Site, Scale], Figures]
EVERY: tuple[Scenario, ...] = (
    kills, disk_full, locked, restarts, seed_killed, two_seeds, readers, freezes, drawings,
)  # fmt: skip
IN_SHORT: tuple[Scenario, ...] = (kills, locked, seed_killed, drawings)


@contextmanager
def saving(site: Site, figures: Figures) -> Iterator[None]:
    """Let editors save meanwhile; then hold what was acknowledged against what is stored."""
    editors = [
        (clause, Editor(site.port, number, clause, login))
        for number, (clause, login) in enumerate(site.editors)
    ]
    before = site.inside("state")
    first = {clause: max(before[str(clause)]["stored"]) for clause, _editor in editors}
    for clause, editor in editors:
        editor.sent = first[clause]
        editor.start()
    try:
        for _clause, editor in editors:
            editor.await_save()
        yield
    finally:
        for _clause, editor in editors:
            editor.stop()
    after = site.inside("state")
    for clause, editor in editors:
        found = after[str(clause)]
        figures.rows.append(
            Row(
                f"the draft of {clause}",
                before=first[clause],
                acknowledged=tuple(editor.acknowledged),
                sent=editor.sent,
                stored=tuple(found["stored"]),
                recorded=tuple(found["recorded"]),
            )
        )
        if not editor.acknowledged:
            figures.problems.append(f"the editor of {clause} could save nothing at all")
        figures.answers[f"saves of {clause}"] = editor.answers
    _merge_saves(figures)
    _examine(site, figures)


def _merge_saves(figures: Figures) -> None:
    """Count the answers to all editors together."""
    saves = Answers()
    for name in [name for name in figures.answers if name.startswith("saves of ")]:
        one = figures.answers.pop(name)
        saves.times += one.times
        saves.statuses += one.statuses
    figures.answers["saves"] = saves


@contextmanager
def visiting(site: Site, figures: Figures, name: str) -> Iterator[None]:
    """Let somebody read the first page meanwhile, twice a second."""
    answers = figures.answers[name] = Answers()
    visitor, done = Visitor(site.port, "203.0.113.200", answers), Event()

    def visit() -> None:
        while not done.wait(HOME_SECONDS):
            visitor.get("/")

    thread = Thread(target=visit, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _examine(site: Site, figures: Figures, database: str = "site") -> None:
    found = site.examine(database)
    if found:
        figures.problems.append(f"doctor: {found}")


def _freeze(visitor: Visitor, address: str) -> int:
    status, page = visitor.get(address)
    if status != 200:
        return status
    fields = filled(page, "", [])
    # What is frozen already has no form.
    return visitor.post(address, fields)[0] if fields else status


def _at_once(jobs: list[Callable[[], None]]) -> None:
    threads = [Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
