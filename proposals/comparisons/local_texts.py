"""Texts in the reader's language, where there is a reviewed one, in place of the originals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, Q

from proposals.data_stamps import prepared
from proposals.domain.vocabulary import fold
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE
from proposals.language.local_text import LocalText, original_of
from proposals.models import (
    Clause,
    Coverage,
    CoverageEvidence,
    Disagreement,
    Evidence,
    Map,
    Negotiation,
    Party,
    Proposal,
    Question,
    Response,
    Term,
    Theme,
    Topic,
    Translation,
    TranslationState,
    Version,
)
from proposals.models.row_names import RowName, RowNames
from proposals.models.translations import (
    TRANSLATED_FIELDS,
    inner_texts,
    plain_text,
    problem_beside,
)

Place = tuple[int | None, str, str]
"""A text: the primary key of its negotiation (None for a shared row), its row, its field."""

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True)
class LocalTexts:
    """The reviewed texts in one language: by place, the original and what stands for it."""

    language: str
    by_place: Mapping[Place, tuple[str, str]] = field(default_factory=dict)
    homes: Mapping[str, int] = field(default_factory=dict)
    """The primary keys of negotiations by their keys."""

    def text(self, place: Place, original: str) -> str:
        """Return the text of a place; the original where there is none, or it is outdated."""
        told, text = self.by_place.get(place, ("", ""))
        if not text or told != plain_text(original):
            return original
        return LocalText(text, self.language, original)

    def put_into(self, row: _Row, kind: str, key: str, negotiation: int | None = None) -> _Row:
        """Put texts into the fields of a row that was read for readers, and return it.

        `kind` and `key` name it as `Translation.subject` does.
        """
        if not self.by_place:
            return row
        subject = f"{kind} {key}"
        for name in TRANSLATED_FIELDS[kind]:
            value = vars(row).get(name)
            if value:
                setattr(row, name, self._replaced(value, name, (negotiation, subject)))
        if kind == "question":
            _keep_labels_apart(row)
        return row

    def _replaced(self, value: Any, name: str, row: tuple[int | None, str]) -> Any:
        return inner_texts(name, value, lambda path, text: self.text((*row, path), text))

    # The rows that pages show

    def in_negotiation(self, row: Negotiation) -> Negotiation:
        """Put texts into a negotiation."""
        return self.put_into(row, "negotiation", row.key, row.pk)

    def in_member(self, row: Party | Proposal | Question | Map | Disagreement) -> Any:
        """Put texts into a row that belongs to a negotiation."""
        return self.put_into(row, _KINDS[type(row)], row.key, row.negotiation_id)

    def in_version(self, row: Version) -> Version:
        """Put texts into a version and its proposal."""
        if not self.by_place:
            return row
        proposal = self.in_member(row.proposal)
        key = f"{proposal.key}.{row.key}"
        return self.put_into(row, "version", key, proposal.negotiation_id)

    def in_topic(self, row: Topic) -> Topic:
        """Put texts into a topic, and into its theme if that was read with it."""
        if self.by_place and Topic.theme.is_cached(row):
            self.in_theme(row.theme)
        return self.put_into(row, "topic", row.key)

    def in_theme(self, row: Theme) -> Theme:
        """Put texts into a theme."""
        return self.put_into(row, "theme", row.key)

    def in_question(self, row: Question) -> Question:
        """Put texts into a question, and into its topic and theme if they were read with it."""
        if self.by_place and Question.topic.is_cached(row):
            self.in_topic(row.topic)
        question: Question = self.in_member(row)
        return question

    def in_clause(self, row: Clause) -> Clause:
        """Put texts into a clause; its address begins with the key of its negotiation."""
        home, _dot, key = row.uid.partition(".")
        return self.put_into(row, "clause", key, self.homes.get(home))

    def in_reviewed(self, row: Clause | Response) -> Clause | Response:
        """Put texts into what takes steps of review, and into the documents it names."""
        if not self.by_place:
            return row
        self.in_version(row.version)
        if isinstance(row, Response):
            self.in_version(row.to)
            return row
        return self.in_clause(row)

    def in_term(self, row: Term, uid: str, question: str) -> Term:
        """Put texts into an answer, by the address of its clause and the key of its question."""
        home, _dot, key = uid.partition(".")
        return self.put_into(row, "term", f"{key}#{question}#{row.number}", self.homes.get(home))

    def in_coverage(self, row: Coverage, document: str, question: str) -> Coverage:
        """Put texts into a checked absence, by the keys of its document and its question."""
        home, _dot, key = document.partition(".")
        return self.put_into(row, "coverage", f"{key}#{question}", self.homes.get(home))

    def in_evidence(self, row: Evidence, uid: str) -> Evidence:
        """Put texts into a piece of evidence, by the address of its clause."""
        if not self.by_place:
            return row
        home, _dot, key = uid.partition(".")
        if row.disagreement is not None:
            self.in_member(row.disagreement)
        place = f"{key}@{row.article.key}#{row.number}"
        return self.put_into(row, "evidence", place, self.homes.get(home))

    def in_absence_evidence(self, row: CoverageEvidence) -> CoverageEvidence:
        """Put texts into a piece of evidence, and into the question of its absence."""
        if not self.by_place:
            return row
        self.in_member(row.coverage.question)
        home, _dot, key = row.coverage.uid.partition(".")
        place = f"{key}@{row.article.key}#{row.number}"
        return self.put_into(row, "coverage evidence", place, self.homes.get(home))

    def in_disagreement(self, row: Disagreement) -> Disagreement:
        """Put texts into a disagreement and its accounts, which have been read."""
        if not self.by_place:
            return row
        for account in row.accounts.all():
            self.put_into(account, "account", f"{row.key}#{account.ordinal}", row.negotiation_id)
        disagreement: Disagreement = self.in_member(row)
        return disagreement


def _keep_labels_apart(question: Any) -> None:
    """Take back the labels of a list that two entries would share: no answer could be told.

    Short ones are told apart, too, from each other and from labels that have none.
    """
    entries = vars(question).get("vocabulary") or ()
    top = vars(question).get("top") or {}
    labels = [entry["label"] for entry in entries] + ([top["label"]] if top else [])
    briefs = [entry.get("short") or entry["label"] for entry in entries]
    if any(len(set(map(fold, names))) < len(names) for names in (labels, briefs)):
        question.vocabulary = [_with_original_labels(entry) for entry in entries]
        question.top = top and _with_original_labels(top)


def _with_original_labels(entry: Mapping[str, Any]) -> dict[str, Any]:
    names = {key: original_of(entry[key]) for key in ("label", "short") if key in entry}
    return {**entry, **names}


def keep_options_apart(clauses: Iterable[Clause]) -> None:
    """Take back the names of a document's alternatives unless each has one name of its own.

    Alternatives are told apart by their names: as many as there are in the originals.
    """
    names: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labelled = [clause for clause in clauses if clause.option_label]
    for clause in labelled:
        names[clause.version_id][original_of(clause.option_label)].add(clause.option_label)
    for clause in labelled:
        own = names[clause.version_id]
        if len({name for every in own.values() for name in every}) != len(own) or any(
            len(every) > 1 for every in own.values()
        ):
            clause.option_label = original_of(clause.option_label)


def option_in_words(option: str, label: str) -> str:
    """Return the name of an alternative that no clause names: its key, in words.

    One that is called as the clause of the answer, whose `label` is given, has that in the reader's
    language.
    """
    words = option.replace("-", " ").replace("_", " ")
    if isinstance(label, LocalText) and label.original.replace(",", "") == words:
        return LocalText(label, label.language, words)
    return words


def address_of_version(version: Version) -> str:
    """Return what the addresses of the clauses of a version begin with."""
    return f"{version.proposal.negotiation.key}.{version.document_key}"


_KINDS: Mapping[type[Model], str] = {
    Party: "party",
    Proposal: "proposal",
    Question: "question",
    Map: "map",
    Disagreement: "disagreement",
}


def local_texts(negotiations: Iterable[Negotiation]) -> LocalTexts:
    """Return the texts of negotiations, and of what is shared, in the reader's language.

    One query; none where every original is in this language, or while they are kept in memory.
    """
    rows = list(negotiations)
    language = active_language().code
    if {DATA_LANGUAGE, *(row.language for row in rows)} == {language}:
        return LocalTexts(language)
    homes = {row.key: row.pk for row in rows}
    return prepared(
        "texts",
        tuple(sorted(homes.items())),
        lambda: _read(homes, language),
        weigh=lambda one: len(one.by_place) // 2,
    )


def texts_by_original() -> Mapping[str, str]:
    """Return every reviewed text in the reader's language by what it stands in place of.

    For searches, which look in both. One query, while they are kept in memory none; none where the
    reader's language is that of the data.
    """
    language = active_language().code
    if language == DATA_LANGUAGE:
        return {}
    return prepared(
        "texts by original",
        "",
        lambda: _read_by_original(language),
        weigh=lambda one: len(one) // 2,
    )


def _read_by_original(language: str) -> dict[str, str]:
    rows = Translation.objects.filter(language=language, state=TranslationState.REVIEWED)
    return dict(rows.order_by().values_list("original", "text"))


def _read(homes: Mapping[str, int], language: str) -> LocalTexts:
    own = Q(negotiation__in=homes.values()) | Q(negotiation=None)
    rows = Translation.objects.filter(own, language=language)
    columns = ("negotiation", "subject", "field", "original", "text", "state")
    by_place, names = {}, RowNames()
    for negotiation, subject, path, original, text, state in rows.values_list(*columns):
        is_shown = state == TranslationState.REVIEWED and not problem_beside(original, text)
        if is_shown:
            by_place[negotiation, subject, path] = (original, plain_text(text))
        names.add(RowName(negotiation, subject, path, original), text if is_shown else original)
    told_apart = {
        place: (original, text)
        for place, (original, text) in by_place.items()
        if names.other(RowName(*place, original), text) is None
    }
    return LocalTexts(language, told_apart, homes)


def put_texts_into_ledger(rows: Sequence[Evidence]) -> None:
    """Put texts into evidence, and into the clauses and documents that it is shown with."""
    versions = [row.clause.version for row in rows]
    texts = local_texts({one.proposal.negotiation for one in versions})
    if not texts.by_place:
        return
    for row, version in zip(rows, versions, strict=True):
        texts.in_negotiation(version.proposal.negotiation)
        texts.in_version(version)
        texts.in_clause(row.clause)
        texts.in_evidence(row, row.clause.uid)
