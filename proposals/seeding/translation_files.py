"""The files of translations in a folder, one a language: `texts/<language>.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from proposals.models.translations import SHARED_KINDS, kind_of_subject
from proposals.seeding.file_reader import CODEBOOK_MARK, FileReader, Folder, parse_file
from proposals.seeding.layout import OWN_TEXTS, SHARED_TEXTS, TEXTS, TEXTS_FILE, TRANSLATIONS
from proposals.seeding.problems import FilePlace, row_places
from sources.validators import valid_language


def read_translations(folder: Folder, path: Path) -> None:
    """Read every file of translations in a folder; problems are added to it, never raised."""
    for file in translation_files(path):
        name = f"{folder.name}/{TEXTS}/{file.name}"
        if not _names_language(file):
            folder.refuse(
                FilePlace(name), "the file is not named after a language.", file.name, "uk.toml"
            )
        elif not file.stem.partition("-")[0].islower():
            wanted = file.stem.lower() + file.suffix
            message = "a language is written in small letters."
            folder.refuse(FilePlace(name), message, file.name, wanted)
        else:
            data = parse_file(folder, file, name, TEXTS_FILE)
            TranslationReader(folder, name, TEXTS_FILE).read_language(file.stem, data)


def translation_files(path: Path) -> list[Path]:
    """Return the files of translations in a folder, by name."""
    return sorted(file for file in (path / TEXTS).glob("*.toml") if file.is_file())


def _names_language(file: Path) -> bool:
    try:
        valid_language(file.stem)
    except ValidationError:
        return False
    return True


class TranslationReader(FileReader):
    """The reading of one such file: whose row a table translates decides of which kind it is."""

    def read_language(self, language: str, data: dict[str, Any] | None) -> None:
        """Read all tables of the file of a language."""
        self.owners["language"] = language
        rows = (data or {}).get(TRANSLATIONS, [])
        self.refuse_unknown(self.file, data or {}, [TRANSLATIONS])
        if not self.is_list_of_tables(OWN_TEXTS, rows, self.file):
            return
        places = row_places(
            self.file, rows, name=TRANSLATIONS, kind=OWN_TEXTS.noun, keys=("subject", "field")
        )
        for row, place in zip(rows, places, strict=True):
            kind = kind_of_subject(str(row.get("subject", "")))
            if kind in SHARED_KINDS:
                self.read_table(SHARED_TEXTS, row, place, self.owners)
            elif self.folder.key.endswith(CODEBOOK_MARK):
                allowed = ", ".join(sorted(SHARED_KINDS))
                message = "a codebook translates only its own rows."
                self.folder.refuse(place.at("subject"), message, row.get("subject"), allowed)
            else:
                self.read_table(OWN_TEXTS, row, place, self.owners)
