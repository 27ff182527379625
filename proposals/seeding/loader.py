"""Loading folders in one transaction: every problem is reported, or everything is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from proposals.models.publication_guard import unguarded
from proposals.seeding.applier import Applier
from proposals.seeding.checks import check_folder
from proposals.seeding.clashes import find_clashes, find_clashes_between
from proposals.seeding.codebooks import Codebooks
from proposals.seeding.database import StoredFolder, read_database
from proposals.seeding.early_readings import early_readings
from proposals.seeding.file_reader import Folder
from proposals.seeding.missing_countries import missing_countries
from proposals.seeding.open_clauses import open_clauses
from proposals.seeding.plan import EarlierLoads, Load, Planner, is_codebook
from proposals.seeding.problems import FilePlace, SeedProblem, SeedProblems
from proposals.seeding.publication import publication, refuse_unsigned
from proposals.seeding.reader import read_folder
from proposals.seeding.report import Report
from proposals.seeding.rounded_answers import rounded_answers
from proposals.seeding.same_pages import same_names, same_pages
from proposals.seeding.schema import KINDS, Record, index_of
from proposals.seeding.statistics import renew_statistics
from proposals.seeding.translation_checks import outdated_translations


def load(
    paths: Sequence[Path],
    *,
    force: bool = False,
    dry_run: bool = False,
    publisher: str = "",
    ask_publisher: bool = False,
) -> Report:
    """Bring the database to what the folders say and report what was done.

    Raises SeedProblems with every error of every folder; nothing is changed then. What an editor
    changed since the last load is kept, unless `force`. `dry_run` takes everything back.
    `publisher` answers for what readers see changed, in the corrections; with `ask_publisher` such
    a load without a name is refused.
    """
    loaded = _check_folders(paths)
    report = Report(warnings=[line for one in loaded for line in _warnings(*one)])
    try:
        with transaction.atomic(), unguarded(), publication(publisher) as published:
            _load_folders(
                loaded,
                Load(
                    folders=frozenset(folder.key for folder, _records in loaded),
                    rows=frozenset((one.kind, one.key) for one in _shared(loaded)),
                    force=force,
                    report=report,
                    publication=published,
                ),
            )
            report.public_changes = published.record()
            if ask_publisher and not publisher and not dry_run:
                refuse_unsigned(report.public_changes)
            records = [record for _folder, own in loaded for record in own]
            report.warnings += open_clauses(records)
            renew_statistics()
            transaction.set_rollback(dry_run)
    except (DataError, IntegrityError) as error:
        names = ", ".join(folder.name for folder, _records in loaded)
        raise SeedProblems(
            [SeedProblem(FilePlace(names), f"the database refuses a row: {error}.")]
        ) from error
    return report


FolderRecords = tuple[Folder, list[Record]]


def _warnings(folder: Folder, records: list[Record]) -> list[str]:
    return [
        *missing_countries(records),
        *early_readings(records),
        *outdated_translations(records, folder.used_records),
    ]


def _check_folders(paths: Sequence[Path]) -> list[FolderRecords]:
    """Return every folder with its records, codebooks first; raise SeedProblems if one is bad."""
    codebooks = Codebooks()
    negotiations = [read_folder(path, codebooks) for path in paths]
    folders = [*codebooks.folders.values(), *negotiations]
    loaded = [(folder, check_folder(folder)) for folder in folders]
    problems = [problem for folder in folders for problem in folder.problems]
    problems += _repeated_negotiations(negotiations)
    problems += find_clashes_between(_shared(loaded))
    if problems:
        raise SeedProblems(problems)
    return loaded


def _load_folders(loaded: Sequence[FolderRecords], load: Load) -> None:
    """Load codebooks, then the folders that use them; raise SeedProblems if one cannot be."""
    appliers: list[Applier] = []
    for codebooks in (True, False):
        group = (one for one in loaded if is_codebook(one[0].key) == codebooks)
        _raise_any(_load_folder(folder, records, load, appliers) for folder, records in group)
    for applier in appliers:
        applier.finish()
    _raise_any(applier.problems for applier in appliers)
    load.report.notes += [note for applier in appliers for note in applier.notes]
    written = (record for one in appliers for record in (*one.plan.add, *one.plan.change))
    units = {record.key for record in written if record.kind == "unit"}
    load.report.warnings += rounded_answers(units, load.folders)


def _raise_any(groups: Iterable[Iterable[SeedProblem]]) -> None:
    problems = [problem for group in groups for problem in group]
    if problems:
        raise SeedProblems(problems)


def _load_folder(
    folder: Folder, records: list[Record], load: Load, appliers: list[Applier]
) -> list[SeedProblem]:
    """Apply a folder, unless something is wrong with it; what has to wait is left to `finish`."""
    earlier = EarlierLoads.read(folder.key, load.folders)
    stored = read_database(folder.key)
    shared = _shared([(folder, records)])
    problems = find_clashes(shared, stored.index, earlier, force=load.force)
    plan = Planner(stored, earlier, load).plan_for(index_of(records))
    removed = {key for kind, key in plan.remove if kind == "article"}
    problems += _taken_addresses(records, stored, removed)
    if problems:
        return problems
    load.report.warnings += _doubles(records, stored, removed)
    applier = Applier(plan, stored, folder.key, load.publication.publisher)
    if plan.change or plan.remove or plan.add:
        load.publication.begin()
    applier.apply()
    appliers.append(applier)
    return applier.problems


def _doubles(records: list[Record], stored: StoredFolder, removed: set[str]) -> list[str]:
    """Return warnings of articles and outlets that may stand twice, here or in the database."""
    own = {(record.kind, record.key) for record in records}
    gone = {("article", key) for key in removed}
    others = {
        kind: {key: row for key, row in stored.index[kind].items() if (kind, key) not in own | gone}
        for kind in ("article", "outlet")
    }
    return [*same_pages(records, others["article"]), *same_names(records, others["outlet"])]


def _shared(loaded: Iterable[FolderRecords]) -> list[Record]:
    return [one for _folder, records in loaded for one in records if KINDS[one.kind].shared]


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
