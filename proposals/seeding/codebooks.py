"""Codebooks: folders of shared records alone, which the folders of negotiations use."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proposals.models import SeedRecord
from proposals.seeding.file_reader import CODEBOOK_MARK, FileReader, Folder, parse_file
from proposals.seeding.layout import CODEBOOK_FILES, FILES, NEGOTIATION, TEXTS, USES
from proposals.seeding.problems import FilePlace, did_you_mean
from proposals.seeding.translation_files import read_translations, translation_files

ALLOWED = f'the path of a folder with {" or ".join(CODEBOOK_FILES)}, as "../codebook"'
LONGEST_NAME = (SeedRecord._meta.get_field("folder").max_length or 0) - len(CODEBOOK_MARK)


@dataclass
class Codebooks:
    """The codebooks that the folders of one load use, by their places on the disk."""

    folders: dict[Path, Folder] = field(default_factory=dict)

    def read_for(self, folder: Folder, path: Path, raw: Any) -> None:
        """Add the codebooks that a folder names to it, each read once; or problems."""
        place = FilePlace(f"{folder.name}/{NEGOTIATION}").at(USES)
        names = raw if isinstance(raw, list) else [raw]
        for name in names:
            problem = self._problem_of(name, folder, path)
            if problem:
                folder.refuse(place, problem, name, ALLOWED)
                folder.lacks_codebook = True
            else:
                folder.used.append(self._read(_real(path / name)))

    def _problem_of(self, name: Any, folder: Folder, path: Path) -> str:
        """Return why a name is not that of a codebook for this folder; empty if it is one."""
        if not isinstance(name, str) or not name or "\0" in name or Path(name).is_absolute():
            return "a path from this folder is needed."
        home, place = _real(path), _real(path / name)
        if home.is_relative_to(place):
            return "a folder uses neither itself nor one that it lies in."
        if not os.path.isdir(place):  # noqa: PTH112 - never raises
            return "there is no such folder."
        if (place / NEGOTIATION).is_file():
            return "the folder is a negotiation: only a codebook can be used."
        if not looks_like_codebook(place):
            return "the folder is no codebook."
        if place in (self._place_of(one) for one in folder.used):
            return "the codebook stands here twice."
        if len(place.name) > LONGEST_NAME:
            return f"the name of the folder has more than {LONGEST_NAME} letters."
        if place.name == home.name or any(
            one.name == place.name and other != place for other, one in self.folders.items()
        ):
            return "another folder of this load has the same name, by which a codebook is known."
        return ""

    def _place_of(self, folder: Folder) -> Path:
        return next(place for place, one in self.folders.items() if one is folder)

    def _read(self, place: Path) -> Folder:
        if place not in self.folders:
            self.folders[place] = read_codebook(place)
        return self.folders[place]


def _real(path: Path) -> Path:
    """Return the place of a path on the disk; one that no disk can have as it is."""
    return Path(os.path.realpath(path))


def looks_like_codebook(path: Path) -> bool:
    """Tell whether a folder looks like a codebook: it has one of its files, and no negotiation."""
    return not (path / NEGOTIATION).is_file() and any(_files(path))


def holds_codebook_alone(path: Path) -> bool:
    """Tell whether a folder has files of a codebook and no others."""
    return looks_like_codebook(path) and not _other_files(path)


def read_codebook(path: Path) -> Folder:
    """Read the files of a codebook; problems are added to the result, never raised."""
    folder = Folder(path.name, key=f"{path.name}{CODEBOOK_MARK}")
    for file in _files(path):
        name = f"{folder.name}/{file.name}"
        layout = FILES[file.name]
        FileReader(folder, name, layout).read(parse_file(folder, file, name, layout))
    read_translations(folder, path)
    for file in _other_files(path):
        relative = file.relative_to(path).as_posix()
        hint = did_you_mean(relative, CODEBOOK_FILES)
        message = f"a codebook holds no such file.{hint}"
        place = FilePlace(f"{folder.name}/{relative}")
        folder.refuse(
            place, message, allowed=f"{', '.join(CODEBOOK_FILES)}, {TEXTS}/<language>.toml"
        )
    return folder


def _other_files(path: Path) -> list[Path]:
    return sorted({*path.rglob("*.toml")} - {*_files(path), *translation_files(path)})


def _files(path: Path) -> Iterator[Path]:
    return (path / name for name in CODEBOOK_FILES if (path / name).is_file())
