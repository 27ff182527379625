"""The files of a folder, and the tables that each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proposals.models.vocabularies import SCOPE_CHECKS


@dataclass(frozen=True)
class TomlTable:
    """A table (or a list of tables, if `many`) under a name in a file, with those inside it."""

    name: str
    kind: str
    inside: tuple[TomlTable, ...] = ()
    many: bool = True

    @property
    def noun(self) -> str:
        """What one row is called, where it is named by its key."""
        return self.kind.rpartition(" ")[2]


@dataclass(frozen=True)
class TomlPart:
    """A list of tables under a name in a file that is one value of a record read before.

    `noun` is what one of them is called.
    """

    name: str
    kind: str
    noun: str
    keys: tuple[str, ...]


Layout = tuple[TomlTable | TomlPart, ...]
"""The tables of a file, in the order of writing."""


def kinds_in(layout: Layout) -> list[str]:
    """Return the kinds of the rows of a file, or of some of its tables."""
    return [
        one.kind
        for table in layout
        if isinstance(table, TomlTable)
        for one in (table, *table.inside)
    ]


NEGOTIATION = "negotiation.toml"
"""The one file that the folder of a negotiation must hold, and that no codebook holds."""

USES = "uses"
"""The key at the head of that file by which a folder names the codebooks that it uses."""

CODEBOOK_FILES = ("codebook.toml", "articles.toml")
"""The files of a codebook, beside TEXTS: a folder of shared records alone, which others use."""

FILES: Mapping[str, Layout] = {
    NEGOTIATION: (
        TomlTable("negotiation", "negotiation", many=False),
        TomlTable("parties", "party"),
        TomlTable("disagreements", "disagreement", (TomlTable("accounts", "account"),)),
    ),
    "codebook.toml": (
        TomlTable("units", "unit"),
        TomlTable("themes", "theme"),
        TomlTable("topics", "topic"),
    ),
    "maps.toml": (TomlTable("maps", "map"),),
    "questions.toml": (
        TomlPart("scopes", "negotiation", noun="scope", keys=tuple(SCOPE_CHECKS)),
        TomlTable("questions", "question"),
    ),
    "articles.toml": (
        TomlTable("outlets", "outlet"),
        TomlTable("origins", "origin"),
        TomlTable("articles", "article"),
    ),
    "judgements.toml": (TomlTable("judgements", "judgement"),),
}
"""The files of a folder; only the first must be there."""

FILE_OF_KIND: Mapping[str, str] = {
    table.kind: name
    for name, layout in FILES.items()
    for part in layout
    if not isinstance(part, TomlPart)
    for table in (part, *part.inside)
}
"""The file that holds a kind of record, for those that stand in no document."""

WORD_LIST = "neutrality.toml"
"""The words that need attribution; read by `manage.py neutrality`, never loaded or dumped."""

DOCUMENTS = "documents"
"""The sub-folder with one file for each version: `<proposal>.<version>.toml`."""

DOCUMENT: Layout = (
    TomlTable("proposal", "proposal", many=False),
    TomlTable("version", "version", many=False),
    TomlTable("clauses", "clause", (TomlTable("terms", "term"), TomlTable("evidence", "evidence"))),
    TomlTable("coverage", "coverage", (TomlTable("evidence", "coverage evidence"),)),
    TomlTable("responses", "response", (TomlTable("evidence", "response evidence"),)),
)

TEXTS = "texts"
"""The sub-folder with one file for each other language: `<language>.toml`."""

EVIDENCE_KINDS = ("evidence", "coverage evidence", "response evidence")
"""The kinds of evidence of articles: on clauses, on checked absences and on responses."""

TRANSLATIONS = "translations"
"""The name of the tables in such a file, whichever kind their rows are."""

SHARED_TEXTS = TomlTable(TRANSLATIONS, "shared translation")
OWN_TEXTS = TomlTable(TRANSLATIONS, "translation")
TEXTS_FILE: Layout = (SHARED_TEXTS, OWN_TEXTS)
