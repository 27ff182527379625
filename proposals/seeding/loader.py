"""Loading folders in one transaction: every problem is reported, or everything is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction

from proposals.models.publication_guard import unguarded
from proposals.seeding.applier import Applier
from proposals.seeding.checks import check_folder
from proposals.seeding.database import StoredFolder, read_database
from proposals.seeding.missing_countries import missing_countries
from proposals.seeding.plan import EarlierLoads, Planner, find_clashes, find_clashes_between
from proposals.seeding.problems import FilePlace, SeedProblem, SeedProblems
from proposals.seeding.reader import Folder, read_folder
from proposals.seeding.report import Report
from proposals.seeding.schema import KINDS, Record, index_of
from proposals.seeding.statistics import renew_statistics


def load(paths: Sequence[Path], *, force: bool = False, dry_run: bool = False) -> Report:
    """Bring the database to what the folders say and report what was done.

    Raises SeedProblems with every error of every folder; nothing is changed then. What an editor
    changed since the last load is kept, unless `force`. `dry_run` takes everything back.
    """
    loaded = _check_folders(paths)
    report = Report(warnings=[line for one in loaded for line in missing_countries(one[1])])
    keys = {folder.key for folder, _records in loaded}
    try:
        with transaction.atomic(), unguarded():
            problems = [
                problem
                for folder, records in loaded
                for problem in _load_folder(folder, records, _Load(keys, force, report))
            ]
            if problems:
                raise SeedProblems(problems)
            renew_statistics()
            transaction.set_rollback(dry_run)
    except IntegrityError as error:
        names = ", ".join(folder.name for folder, _records in loaded)
        raise SeedProblems(
            [SeedProblem(FilePlace(names), f"the database refuses a row: {error}.")]
        ) from error
    return report


@dataclass(frozen=True)
class _Load:
    """One call of `load`: the negotiations of all its folders, the option, and the report."""

    negotiations: set[str]
    force: bool
    report: Report


def _check_folders(paths: Sequence[Path]) -> list[tuple[Folder, list[Record]]]:
    """Return every folder with its records; raise SeedProblems if anything is wrong."""
    folders = [read_folder(path) for path in paths]
    loaded = [(folder, check_folder(folder)) for folder in folders]
    problems = [problem for folder in folders for problem in folder.problems]
    problems += _repeated_negotiations(folders)
    shared = _shared(record for _folder, records in loaded for record in records)
    problems += find_clashes_between(shared)
    if problems:
        raise SeedProblems(problems)
    return loaded


def _load_folder(folder: Folder, records: list[Record], load: _Load) -> list[SeedProblem]:
    earlier = EarlierLoads.read(folder.key)
    problems = find_clashes(_shared(records), earlier, load.negotiations)
    stored = read_database(folder.key)
    planner = Planner(stored, earlier, force=load.force, report=load.report)
    plan = planner.plan_for(index_of(records))
    removed = {key for kind, key in plan.remove if kind == "article"}
    problems += _taken_addresses(records, stored, removed)
    if problems:
        return problems
    applier = Applier(plan, stored, folder.key)
    applier.apply()
    load.report.notes += applier.notes
    return applier.problems


def _shared(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if KINDS[record.kind].shared]


def _repeated_negotiations(folders: list[Folder]) -> list[SeedProblem]:
    first: dict[str, Folder] = {}
    problems = []
    for folder in folders:
        earlier = first.setdefault(folder.key, folder)
        if earlier is not folder:
            message = f"the folder {earlier.name} holds the same negotiation."
            problems.append(SeedProblem(FilePlace(folder.name), message, folder.key))
    return problems


def _taken_addresses(
    records: list[Record], stored: StoredFolder, removed: set[str]
) -> list[SeedProblem]:
    """Return problems for articles whose address another article of the database has."""
    own = {record.key for record in records if record.kind == "article"}
    taken = {
        article.values["url"]: key
        for key, article in stored.index["article"].items()
        if key not in own | removed and article.values["url"]
    }
    return [
        SeedProblem(
            record.place.at("url"),
            f"article {taken[record.values['url']]} of the database has the same address.",
            record.values["url"],
        )
        for record in records
        if record.kind == "article" and record.values["url"] in taken
    ]
