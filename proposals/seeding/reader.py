"""Reading a folder of TOML files into records; all that cannot be read becomes a problem."""

from __future__ import annotations

from pathlib import Path

from proposals.seeding.codebooks import Codebooks, holds_codebook_alone
from proposals.seeding.file_reader import UNREADABLE, FileReader, Folder, parse_file
from proposals.seeding.layout import (
    DOCUMENT,
    DOCUMENTS,
    FILES,
    NEGOTIATION,
    TEXTS,
    USES,
    WORD_LIST,
    Layout,
)
from proposals.seeding.problems import FilePlace, did_you_mean, nearest, shorten
from proposals.seeding.schema import local_key
from proposals.seeding.translation_files import read_translations


def read_folder(path: Path, codebooks: Codebooks | None = None) -> Folder:
    """Read every file of a folder; problems are added to the result, never raised.

    `codebooks` are those that other folders use, so that each is read once.
    """
    folder = Folder(path.name)
    if not path.is_dir():
        folder.refuse(FilePlace(str(path)), "there is no such folder.")
        return folder
    folder.key = f"{UNREADABLE}{path.name}"
    _read_negotiation(folder, path, codebooks or Codebooks())
    for name, layout in FILES.items():
        if name != NEGOTIATION and (path / name).is_file():
            _read_known_file(folder, path, name, layout)
    for file in sorted(file for file in (path / DOCUMENTS).glob("*.toml") if file.is_file()):
        _read_document(folder, file)
    read_translations(folder, path)
    _refuse_other_files(folder, path)
    return folder


def _read_negotiation(folder: Folder, path: Path, codebooks: Codebooks) -> None:
    """Read the file that must be there, and the codebooks that it names."""
    name = f"{folder.name}/{NEGOTIATION}"
    if not (path / NEGOTIATION).is_file():
        reason = " A codebook is loaded with the negotiations that use it."
        hint = reason if holds_codebook_alone(path) else ""
        folder.refuse(FilePlace(name), f"the file is missing.{hint}")
        folder.leave_unread(FILES[NEGOTIATION])
        return
    data = parse_file(folder, path / NEGOTIATION, name, FILES[NEGOTIATION])
    FileReader(folder, name, FILES[NEGOTIATION], more=(USES,)).read(data)
    if data and USES in data:
        codebooks.read_for(folder, path, data[USES])


def _read_known_file(folder: Folder, path: Path, name: str, layout: Layout) -> None:
    data = parse_file(folder, path / name, f"{folder.name}/{name}", layout)
    FileReader(folder, f"{folder.name}/{name}", layout).read(data)


def _read_document(folder: Folder, file: Path) -> None:
    name = f"{folder.name}/{DOCUMENTS}/{file.name}"
    reader = FileReader(folder, name, DOCUMENT)
    reader.read(parse_file(folder, file, name, DOCUMENT))
    version = reader.owners.get("version", UNREADABLE)
    expected = ".".join((local_key(version), "toml"))
    if UNREADABLE not in version and file.name != expected:
        folder.refuse(
            FilePlace(name),
            "the file is named otherwise than its document.",
            file.name,
            shorten(expected),
        )


def _refuse_other_files(folder: Folder, path: Path) -> None:
    for file in sorted(path.rglob("*.toml")):
        relative = file.relative_to(path)
        known = relative.parts[0] in (DOCUMENTS, TEXTS) and len(relative.parts) == 2
        if not known and str(relative) not in (*FILES, WORD_LIST):
            hint = did_you_mean(str(relative), (*FILES, DOCUMENTS, TEXTS))
            meant = nearest(str(relative), FILES)
            if meant and not (path / meant).is_file():
                folder.leave_unread(FILES[meant])
            folder.refuse(
                FilePlace(f"{folder.name}/{relative}"),
                f"a folder holds no such file.{hint}",
                allowed=f"{', '.join(FILES)}, {DOCUMENTS}/<proposal>.<version>.toml, "
                f"{TEXTS}/<language>.toml",
            )
