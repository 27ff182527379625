"""Loads folders in one transaction: all that is wrong is reported, or all is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import IntegrityError, transaction

from proposals.models.publication_guard import unguarded
from proposals.seeding.applier import Applier
from proposals.seeding.checks import check_folder
from proposals.seeding.database import StoredFolder, read_database
from proposals.seeding.plan import Memory, Planner, clashes, clashes_between
from proposals.seeding.problems import FilePlace, SeedProblem, SeedProblems
from proposals.seeding.reader import Folder, read_folder
from proposals.seeding.report import Report
from proposals.seeding.schema import KINDS, Record, index_of


def load(paths: Sequence[Path], *, force: bool = False, dry_run: bool = False) -> Report:
    """Bring the database to what the folders say and report what was done.

    Raises SeedProblems with every error of every folder; nothing is changed then. What an editor
    changed since the last load is kept, unless `force`. `dry_run` takes everything back.
    """
    loaded = _checked(paths)
    report = Report()
    try:
        with transaction.atomic(), unguarded():
            problems = [problem for one in loaded for problem in _load(*one, loaded, force, report)]
            if problems:
                raise SeedProblems(problems)
            transaction.set_rollback(dry_run)
    except IntegrityError as error:
        names = ", ".join(folder.name for folder, _records in loaded)
        raise SeedProblems(
            [SeedProblem(FilePlace(names), f"the database refuses a row: {error}.")]
        ) from error
    return report


Loaded = list[tuple[Folder, list[Record]]]


def _checked(paths: Sequence[Path]) -> Loaded:
    """Every folder with its records; raises SeedProblems."""
    folders = [read_folder(path) for path in paths]
    loaded = [(folder, check_folder(folder)) for folder in folders]
    problems = [problem for folder in folders for problem in folder.problems]
    problems += _repeated(folders)
    problems += clashes_between(
        _shared(record for _folder, records in loaded for record in records)
    )
    if problems:
        raise SeedProblems(problems)
    return loaded


def _load(
    folder: Folder, records: list[Record], loaded: Loaded, force: bool, report: Report
) -> list[SeedProblem]:
    memory = Memory.of(folder.key)
    problems = clashes(_shared(records), memory, {other.key for other, _records in loaded})
    stored = read_database(folder.key)
    plan = Planner(stored, memory, force=force, report=report).plan_for(index_of(records))
    removed = {key for kind, key in plan.remove if kind == "article"}
    problems += _taken_addresses(records, stored, removed)
    if problems:
        return problems
    applier = Applier(plan, stored, folder.key)
    applier.apply()
    return applier.problems


def _shared(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if KINDS[record.kind].shared]


def _repeated(folders: list[Folder]) -> list[SeedProblem]:
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
    """Articles whose address another article of the database has."""
    mine = {record.key for record in records if record.kind == "article"}
    taken = {
        article.values["url"]: key
        for key, article in stored.index["article"].items()
        if key not in mine | removed and article.values["url"]
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
