"""The schema of folders: kinds of records, and their keys in the order of writing.

Which keys are required, what they may be and what they are when left out is not said here: it is
read from the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField, Model

from proposals.models import (
    Account,
    Clause,
    Coverage,
    CoverageEvidence,
    Disagreement,
    Evidence,
    Judgement,
    Map,
    Negotiation,
    Party,
    Proposal,
    Question,
    Response,
    ResponseEvidence,
    Term,
    Theme,
    Topic,
    Translation,
    UnitOfMeasure,
    Version,
)
from proposals.models.responses import response_uid
from proposals.seeding.layout import EVIDENCE_KINDS
from proposals.seeding.problems import FilePlace
from sources.models import Article, Origin, Outlet


@dataclass(frozen=True)
class Record:
    """One object as plain values; references are the keys of other records."""

    kind: str
    key: str
    values: Mapping[str, Any]
    place: FilePlace = field(default=FilePlace(""), compare=False)

    def changed(self, **values: Any) -> Record:
        """Return the same record with other values."""
        return replace(self, values={**self.values, **values})


TRANSLATION, SHARED_TRANSLATION = "translation", "shared translation"
"""The kinds of translations: of a negotiation's own rows, and of those that several share."""

Index = dict[str, dict[str, Record]]
"""Records by kind and key; every kind is there."""


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its model, the keys that people write, and what it is part of.

    `owner` names the reference that its place in the file gives. `counter` names the number that
    counts by itself, afresh for each combination of `counted_by`. `tables` are keys whose lists of
    tables stand apart from the record, each as a `TomlPart` of a file. `of_file` are keys that the
    name of the file gives. `only` keeps those rows of the model. `later` are keys that came
    when folders had been loaded already. `contexts` names, for references that are not read within
    the owner, the earlier value that they are read within. `as_owner` are keys that, left out, are
    those of the owner.
    """

    name: str
    model: type[Model]
    keys: tuple[str, ...]
    owner: str = ""
    counter: str = ""
    counted_by: tuple[str, ...] = ()
    shared: bool = False
    tables: tuple[str, ...] = ()
    of_file: tuple[str, ...] = ()
    only: Mapping[str, Any] = field(default_factory=dict)
    later: tuple[str, ...] = ()
    contexts: Mapping[str, str] = field(default_factory=dict)
    as_owner: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """The values that a person writes to tell it apart from its like."""
        return ("key",) if "key" in self.keys else _IDENTITIES[self.name]

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every key that a table of this kind may hold."""
        return (*self.keys, self.counter) if self.counter else self.keys

    @property
    def names(self) -> tuple[str, ...]:
        """Every value that a record of this kind has."""
        written = (*self.of_file, *self.allowed, *self.tables)
        return (self.owner, *written) if self.owner else written

    def model_field(self, name: str) -> Field[Any, Any]:
        """Return the model's field behind a value."""
        field = self.model._meta.get_field(name)
        assert isinstance(field, Field)  # noqa: S101 - the schema names no reverse relation
        return field

    def context_of(self, name: str, values: Mapping[str, Any]) -> str:
        """Return the full key of the record within which a reference is read and written."""
        return str(values.get(self.contexts.get(name, self.owner), ""))

    def target(self, name: str) -> RecordKind | None:
        """Return the kind that a reference points to; None for a plain value."""
        field = self.model_field(name)
        if isinstance(field, ForeignKey | ManyToManyField):
            return kind_of_model(field.related_model)
        return None


_IDENTITIES = {
    "account": (),
    "term": ("question",),
    "coverage": ("question",),
    "coverage evidence": ("article",),
    "evidence": ("article",),
    "response evidence": ("article",),
    "judgement": ("question", "first", "second"),
    "translation": ("subject", "field"),
    "shared translation": ("subject", "field"),
}


def _kind(name: str, model: type[Model], keys: str, **more: Any) -> RecordKind:
    return RecordKind(name, model, tuple(keys.split()), **more)


def _evidence(name: str, model: type[Model], bearing: str, *, owner: str) -> RecordKind:
    """Return the kind of evidence on a text; `bearing` are the keys between quote and editor."""
    quoted = "article stance basis quote before after quote_language quote_gloss"
    return _kind(
        name,
        model,
        f"{quoted} {bearing} tagged_by tagged_at",
        owner=owner,
        counter="number",
        counted_by=(owner, "article"),
        later=("quote_gloss",),
    )


def _translation(name: str, **more: Any) -> RecordKind:
    keys = "subject field original text state"
    return _kind(name, Translation, keys, of_file=("language",), **more)


KINDS: Mapping[str, RecordKind] = {
    kind.name: kind
    for kind in (
        _kind(
            "unit",
            UnitOfMeasure,
            "key one many whole minimum base factor share parts",
            shared=True,
            later=("share", "parts"),
        ),
        _kind("theme", Theme, "key name", counter="ordinal", shared=True),
        _kind(
            "topic",
            Topic,
            "key theme name definition pax_code pax_match pax_note",
            counter="ordinal",
            shared=True,
        ),
        _kind(
            "outlet",
            Outlet,
            "key name country country_source language ownership ownership_source "
            "ownership_unchecked url",
            shared=True,
            later=("country_source", "ownership_unchecked"),
        ),
        _kind("origin", Origin, "key name note", shared=True),
        _kind(
            "article",
            Article,
            "key outlet headline headline_note description published published_note url url_note "
            "archived_url accessed language syndicated_from origin extent text_file note",
            shared=True,
            later=("description", "url_note"),
        ),
        _kind(
            "negotiation",
            Negotiation,
            "key name place begins ends language summary order_note",
            tables=("scopes",),
            later=("scopes",),
        ),
        _kind("party", Party, "key name role", owner="negotiation", counter="ordinal"),
        _kind(
            "disagreement",
            Disagreement,
            "key title state reading",
            owner="negotiation",
            counter="ordinal",
        ),
        _kind("account", Account, "text articles", owner="disagreement", counter="ordinal"),
        _kind(
            "map",
            Map,
            "key title attribution licence note view_box regions",
            owner="negotiation",
        ),
        _kind(
            "question",
            Question,
            "key topic text label kind unit ordered top measures holds map note vocabulary",
            owner="negotiation",
            counter="ordinal",
            later=("label", "ordered", "top", "measures", "holds"),
        ),
        _kind(
            "proposal",
            Proposal,
            "key title name kind parties ordinal handed_over handed_over_note note",
            owner="negotiation",
        ),
        _kind(
            "version",
            Version,
            "key label date language tier completeness complete edits copy_of published_by note "
            "ordinal",
            owner="proposal",
            later=("complete", "edits", "copy_of"),
        ),
        _kind(
            "clause",
            Clause,
            "key label heading text quote quote_language quote_origin quote_by quote_gloss option "
            "option_label status replaces state confidence contested topics",
            owner="version",
            counter="ordinal",
            later=("replaces", "quote_origin", "quote_by", "quote_gloss"),
        ),
        _kind(
            "term",
            Term,
            "question value force bearers scope condition waits_for option confidence note",
            owner="clause",
            counter="number",
            counted_by=("clause", "question"),
            as_owner=("confidence",),
        ),
        _kind(
            "coverage",
            Coverage,
            "question kind where basis note articles",
            owner="version",
            later=("where",),
        ),
        _evidence("coverage evidence", CoverageEvidence, "origin note", owner="coverage"),
        _evidence("evidence", Evidence, "term origin disagreement note", owner="clause"),
        _kind(
            "response",
            Response,
            "key to stance clauses questions date text state",
            owner="version",
            counter="ordinal",
            contexts={"clauses": "to"},
        ),
        _evidence("response evidence", ResponseEvidence, "origin note", owner="response"),
        _kind("judgement", Judgement, "question first second mark reason author made_at"),
        _translation(SHARED_TRANSLATION, shared=True, only={"negotiation": None}),
        _translation(TRANSLATION, owner="negotiation"),
    )
}
"""Every kind of record; each stands after the kinds that it needs."""


def index_of(records: Iterable[Record]) -> Index:
    """Return records by kind and key."""
    index: Index = {name: {} for name in KINDS}
    for record in records:
        index[record.kind][record.key] = record
    return index


@cache
def kind_of_model(model: type[Model]) -> RecordKind:
    """Return the kind of record that a model's rows become."""
    return next(kind for kind in KINDS.values() if kind.model is model)


def key_of(kind: RecordKind, values: Mapping[str, Any]) -> str:
    """Return the key that tells a record apart from all others of its kind, everywhere."""
    owner = values.get(kind.owner, "")
    match kind.name:
        case "account":
            return f"{owner}#{values['ordinal']}"
        case "term":
            return f"{owner}#{local_key(values['question'])}#{values['number']}"
        case "coverage":
            return f"{owner}#{local_key(values['question'])}"
        case "response":
            return response_uid(owner, values["key"])
        case evidence if evidence in EVIDENCE_KINDS:
            return f"{owner}@{values['article']}#{values['number']}"
        case "judgement":
            first, second = local_key(values["first"]), local_key(values["second"])
            return "#".join((values["question"], first, second))
        case "translation" | "shared translation":
            row = ".".join(filter(None, (owner, values["subject"])))
            return f"{row}#{values['field']}@{values['language']}"
    return f"{owner}.{values['key']}" if owner else str(values["key"])


def local_key(key: str) -> str:
    """Return a key without the negotiation before it, as files write it."""
    return key.partition(".")[2]


def global_key(target: RecordKind, written: str, owner: str, negotiation: str) -> str:
    """Return the full key behind a reference that stands in a record owned by `owner`."""
    match target.name:
        case "term":
            return f"{owner}#{written}" if "#" in written else f"{owner}#{written}#1"
        case "clause":
            version = owner.split(".")[:3]
            return (
                written if written.startswith(f"{negotiation}.") else ".".join((*version, written))
            )
    return written if target.shared else f"{negotiation}.{written}"


def written_key(target: RecordKind, key: str, owner: str) -> str:
    """Return what a file writes for a full key: the reverse of `global_key`."""
    match target.name:
        case "term":
            return key.removeprefix(f"{owner}#").removesuffix("#1")
        case "clause":
            version = ".".join(owner.split(".")[:3])
            return key.removeprefix(f"{version}.")
    return key if target.shared else local_key(key)
