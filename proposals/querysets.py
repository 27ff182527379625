"""The questions that pages, loaders and editors ask of the stored negotiations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from sources.independence import relations_from

if TYPE_CHECKING:
    from proposals.models import Negotiation, Topic, Version

PUBLISHED = "published"  # the value of ReviewState.PUBLISHED, which this module cannot import
REVISION_MARK = "~"
"""Stands behind the key of a clause in the natural key and the address of its open revision."""


def _evidence_of(clause: str) -> Exists:
    """Whether the clause at this path has evidence."""
    rows = apps.get_model("proposals", "Evidence")._default_manager
    return Exists(rows.filter(clause=OuterRef(clause)))


class KeyedQuerySet(models.QuerySet[Any]):
    """Rows that are told apart by their `key`."""

    def get_by_natural_key(self, key: str) -> Any:
        """The row with this key; raises the model's `DoesNotExist`."""
        return self.get(key=key)


class UnitQuerySet(KeyedQuerySet):
    """Units of measure."""

    def sharing_dimension(self, dimension: str) -> Self:
        """Units that convert to each other."""
        return self.filter(Q(key=dimension) | Q(base=dimension)).order_by("factor", "key")


class TopicQuerySet(KeyedQuerySet):
    """Topics of the shared codebook."""

    def used_in(self, negotiation: Negotiation) -> Self:
        """Topics on which this negotiation asks a question, with their themes, in order."""
        asked = apps.get_model("proposals", "Question")._default_manager.filter(
            topic=OuterRef("pk"), negotiation=negotiation
        )
        found = self.filter(Exists(asked)).select_related("theme")
        return found.order_by("theme__ordinal", "theme__key", "ordinal", "key")


class NegotiationQuerySet(KeyedQuerySet):
    """Negotiations."""

    def public(self) -> Self:
        """Those in which a clause is published."""
        clauses = apps.get_model("proposals", "Clause")._default_manager
        visible = clauses.published().filter(version__proposal__negotiation=OuterRef("pk"))
        return self.filter(Exists(visible))


class MemberQuerySet(models.QuerySet[Any]):
    """Rows that are told apart by their `key` within one negotiation."""

    def get_by_natural_key(self, negotiation: str, key: str) -> Any:
        """The row with this key; raises the model's `DoesNotExist`."""
        return self.get(negotiation__key=negotiation, key=key)


class AccountQuerySet(models.QuerySet[Any]):
    """Accounts of disputed facts."""

    def get_by_natural_key(self, negotiation: str, disagreement: str, ordinal: int) -> Any:
        """The account in this place; raises the model's `DoesNotExist`."""
        return self.get(
            disagreement__negotiation__key=negotiation,
            disagreement__key=disagreement,
            ordinal=ordinal,
        )


class QuestionQuerySet(MemberQuerySet):
    """Questions of a negotiation."""

    def for_comparison(self, *negotiations: Negotiation) -> Self:
        """All questions of negotiations in the codebook's order, with topic, theme and unit."""
        found = self.filter(negotiation__in=negotiations).select_related("topic__theme", "unit")
        return found.order_by(
            "topic__theme__ordinal", "topic__theme__key", "topic__ordinal", "topic__key",
            "ordinal", "key",
        )  # fmt: skip

    def on(self, topic: Topic) -> Self:
        """Questions on one topic."""
        return self.filter(topic=topic)


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of proposals."""

    def get_by_natural_key(self, negotiation: str, proposal: str, key: str) -> Any:
        """The version with this key; raises the model's `DoesNotExist`."""
        return self.get(proposal__negotiation__key=negotiation, proposal__key=proposal, key=key)

    def for_columns(self, negotiation: Negotiation) -> Self:
        """All documents of a negotiation in the default order, with who put them forward."""
        found = self.filter(proposal__negotiation=negotiation)
        related = found.select_related("proposal", "published_by__outlet")
        ordered = related.order_by("proposal__ordinal", "proposal__key", "ordinal", "key")
        return ordered.prefetch_related("proposal__parties")


class ClauseQuerySet(models.QuerySet[Any]):
    """Clauses of documents."""

    def get_by_natural_key(self, negotiation: str, proposal: str, version: str, key: str) -> Any:
        """The clause with this key; raises the model's `DoesNotExist`."""
        return self.get(
            version__proposal__negotiation__key=negotiation,
            version__proposal__key=proposal,
            version__key=version,
            key=key.removesuffix(REVISION_MARK),
            revises__isnull=not key.endswith(REVISION_MARK),
        )

    def published(self) -> Self:
        """What readers may see: published, and resting on evidence."""
        return self.originals().filter(_evidence_of("pk"), state=PUBLISHED)

    def originals(self) -> Self:
        """Clauses themselves, without the drafts that revise published ones."""
        return self.filter(revises__isnull=True)

    def once_public(self) -> Self:
        """Clauses that readers see, or saw until a step of review took them away."""
        steps = apps.get_model("proposals", "Transition")._default_manager
        left = Exists(steps.filter(clause=OuterRef("pk"), from_state=PUBLISHED))
        return self.originals().filter(left | Q(_evidence_of("pk"), state=PUBLISHED))

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Published clauses of some versions, with their topics and evidence."""
        return self.published().filter(version__in=versions).with_topics().with_evidence()

    def for_document(self, version: Version) -> Self:
        """Published clauses of one version in its own order, with all that stands beside them."""
        found = self.published().filter(version=version).with_topics().with_evidence()
        return found.with_terms().order_by("ordinal", "key")

    def with_topics(self) -> Self:
        """Fetch the topics, in the codebook's order."""
        return self.prefetch_related("topics__theme")

    def with_evidence(self) -> Self:
        """Fetch the evidence, with all that a citation needs."""
        rows = apps.get_model("proposals", "Evidence")._default_manager
        return self.prefetch_related(Prefetch("evidence", rows.for_citation()))

    def with_terms(self) -> Self:
        """Fetch the answers, with their questions and who must act."""
        rows = apps.get_model("proposals", "Term")._default_manager
        related = rows.select_related("question__topic", "question__unit", "waits_for")
        return self.prefetch_related(Prefetch("terms", related.prefetch_related("bearers")))


class TermQuerySet(models.QuerySet[Any]):
    """Answers that clauses give."""

    def get_by_natural_key(self, clause: str, question: str, number: int) -> Any:
        """The answer with this number; raises the model's `DoesNotExist`."""
        return self.get(clause__uid=clause, question__key=question, number=number)

    def published(self) -> Self:
        """Answers of clauses that readers may see."""
        seen = self.filter(clause__state=PUBLISHED, clause__revises__isnull=True)
        return seen.filter(_evidence_of("clause"))

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Published answers of some versions, with their clauses and who must act."""
        found = self.published().filter(clause__version__in=versions)
        related = found.select_related("clause", "waits_for").prefetch_related("bearers")
        return related.order_by("clause__ordinal", "clause__key", "question__ordinal", "number")


class CoverageQuerySet(models.QuerySet[Any]):
    """Checked absences of an answer."""

    def get_by_natural_key(
        self, negotiation: str, proposal: str, version: str, question: str
    ) -> Any:
        """The absence on this question; raises the model's `DoesNotExist`."""
        return self.get(
            version__proposal__negotiation__key=negotiation,
            version__proposal__key=proposal,
            version__key=version,
            question__key=question,
        )

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Absences in some versions, with what was read to establish them."""
        return self.filter(version__in=versions).prefetch_related("articles__outlet")


class EvidenceQuerySet(models.QuerySet[Any]):
    """What articles say of clauses."""

    def get_by_natural_key(self, clause: str, article: str, number: int) -> Any:
        """The evidence with this number; raises the model's `DoesNotExist`."""
        return self.get(clause__uid=clause, article__key=article, number=number)

    def published(self) -> Self:
        """Evidence on clauses that readers may see."""
        return self.filter(clause__state=PUBLISHED, clause__revises__isnull=True)

    def for_citation(self) -> Self:
        """All that a citation and the count of independent sources need, in one query."""
        related = self.select_related("origin", "disagreement", *relations_from("article"))
        return related.order_by("clause", "stance", "article__key", "number")

    def with_quotes(self) -> Self:
        """Evidence that quotes its article, with what a check of the quote has to name."""
        return self.exclude(quote="").select_related("clause", "article").order_by("pk")

    def for_check(self, negotiation: str = "") -> Self:
        """Quotes to check: of one negotiation by its key, or of all."""
        inside = Q(clause__version__proposal__negotiation__key=negotiation) if negotiation else Q()
        return self.filter(inside).with_quotes()


class JudgementQuerySet(models.QuerySet[Any]):
    """Editors' verdicts."""

    def get_by_natural_key(
        self, negotiation: str, question: str, proposal: str, version: str, *other: str
    ) -> Any:
        """The judgement on this pair; raises the model's `DoesNotExist`."""
        return self.get(
            question__negotiation__key=negotiation,
            question__key=question,
            first__proposal__key=proposal,
            first__key=version,
            second__proposal__key=other[0],
            second__key=other[1],
        )

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Judgements on pairs of these versions."""
        chosen = list(versions)
        return self.filter(first__in=chosen, second__in=chosen)
