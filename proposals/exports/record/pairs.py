"""The fields of pairs: what the engine computes, and an editor's judgement beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import PairView
from proposals.domain.cases import Case
from proposals.domain.verdicts import Verdict
from proposals.exports.record import closed_lists
from proposals.exports.record.cases import CASE, named_case
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    WORDS_DESCRIPTION,
    ColumnOptions,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.exports.record.relations import RELATION_FIELDS, RelationRow


class OneSidedCases(NamedTuple):
    """Cases of which only the document with this key speaks."""

    document: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class PairRow(RelationRow):
    """One pair of documents, with what its worst verdict rests on as plain values."""

    values: Verdict

    @classmethod
    def of(cls, view: PairView) -> PairRow:
        """Return the row of a pair."""
        return cls(view, view.pair.worst)

    @property
    def documents(self) -> tuple[str, str]:
        """The keys of both documents."""
        return self.view.left.key, self.view.right.key

    @property
    def case(self) -> Case | None:
        """The case that decides; None for the whole."""
        return named_case(self.values.case)

    @property
    def differences(self) -> list[str]:
        """In what the answers differ beside their outcomes."""
        return sorted(one.value for one in self.values.differences)

    @property
    def one_sided_cases(self) -> list[OneSidedCases]:
        """The cases of which only one document speaks, by document."""
        sides = zip(self.documents, (self.values.left_only, self.values.right_only), strict=True)
        return [OneSidedCases(document, cases) for document, cases in sides if cases]

    @property
    def if_same(self) -> RelationRow | None:
        """How the answers would lie to each other if their unclear cases were the same."""
        values = self.values.if_same
        return RelationRow(self.view, values) if values else None

    @property
    def rejecting(self) -> list[str]:
        """The keys of the documents whose parties rejected the point of the other."""
        return [side.column.key for side in self.values.rejecting]


MARK = Field("mark", closed_lists.MARKS, meaning=_("The mark."), column=REQUIRED)
RULE = Field("rule", closed_lists.RULES, meaning=_("The rule that gives it."), column=REQUIRED)
DECIDING_CASE = Field(
    "case",
    CASE,
    description="The case on which the mark rests; null for the whole.",
    nullable=True,
    column=COLUMN,
)
SENTENCE = Field(
    "sentence",
    Scalar.TEXT,
    meaning=_("Why, in a sentence that can be checked."),
    description="Why the mark is so; both answers stand in it.",
    column=COLUMN,
)
SHORT = Field(
    "short",
    Scalar.TEXT,
    meaning=_("What decides, to be read beside the answers."),
    description="What decides, to be read beside the answers.",
    column=COLUMN,
)
"""What rows and pairs have alike."""

BEST = Entity(
    "Best",
    "The verdict on the most favourable alternatives.",
    (
        Field(
            "mark",
            closed_lists.MARKS,
            meaning=_("What the best alternatives of a pair give, if that is another."),
            column=ColumnOptions(name="best_mark", after="short"),
        ),
        Field(
            "rule",
            closed_lists.RULES,
            meaning=_("The rule that gives that."),
            column=ColumnOptions(name="best_rule", after="short"),
        ),
    ),
)

JUDGEMENT = Entity(
    "Judgement",
    "An editor's own verdict, beside the computed one.",
    (
        Field(
            "mark",
            closed_lists.JUDGED,
            meaning=_("Pair: an editor's verdict; it replaces nothing."),
            column=ColumnOptions(name="judged_mark"),
        ),
        Field(
            "reason",
            Scalar.TEXT,
            meaning=_("The editor's reason."),
            column=ColumnOptions(name="judged_reason"),
        ),
        Field(
            "author",
            Scalar.TEXT,
            meaning=_("Who signed it."),
            column=ColumnOptions(name="judged_by"),
        ),
        Field(
            "made_at",
            Scalar.MOMENT,
            meaning=_("When it was signed."),
            nullable=True,
            column=ColumnOptions(name="judged_at"),
        ),
    ),
)

ONE_SIDED_CASES = Entity(
    "OneSidedCases",
    "Cases of which only one document of a pair speaks.",
    (
        Field("document", Scalar.KEY, description="The document that speaks of them."),
        Field("cases", ListOf(CASE)),
    ),
)

IF_SAME = Entity(
    "IfSame",
    "How two answers would lie to each other if their cases, of which that is unclear, were one.",
    tuple(replace(field, column=None) for field in RELATION_FIELDS),
)

PAIR_WORDS = Entity(
    "PairWords",
    WORDS_DESCRIPTION,
    (
        replace(SENTENCE, read="view.sentence"),
        replace(SHORT, read=lambda one: one.view.in_parts().brief),
    ),
)

PAIR = Entity(
    "Pair",
    "Two documents on one question.",
    (
        Field("documents", ListOf(Scalar.KEY, length=2)),
        Field(
            "same_party",
            Scalar.YES_NO,
            "view.same_party",
            meaning=_("Pair: one party put both documents forward, so it does not mark the row."),
            description="Whether a party put both documents forward.",
            column=COLUMN,
        ),
        replace(MARK, read="view.mark"),
        replace(RULE, read="view.rule"),
        DECIDING_CASE,
        *RELATION_FIELDS,
        Field("differences", ListOf(closed_lists.QUALIFIERS)),
        Field(
            "scope_difference",
            closed_lists.SCOPE_DIFFERENCES,
            "values.scope_difference",
            meaning=_("Pair: how the cases of the answers differ, if they do."),
            description="How their cases differ; null if they do not.",
            nullable=True,
            column=COLUMN,
        ),
        Field("one_sided_cases", ListOf(ONE_SIDED_CASES)),
        Field(
            "if_same",
            IF_SAME,
            description="What would follow if unclear cases were one; else null.",
            nullable=True,
        ),
        Field(
            "rejecting",
            ListOf(Scalar.KEY),
            description="The documents whose parties rejected the point of the other.",
        ),
        Field("words", PAIR_WORDS, lambda one: one, column=COLUMN),
        Field("best", BEST, "view.best", nullable=True, column=COLUMN),
        Field("judgement", JUDGEMENT, "view.judgement", nullable=True, column=COLUMN),
    ),
)
