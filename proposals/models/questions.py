"""Questions: what is compared inside a topic, and the answers that can be given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.active import active_language
from proposals.language.day_questions import asks_for_day
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import explain_error
from proposals.language.vocabulary import check_vocabulary
from proposals.models.choices import QuestionHolding, QuestionMeasure, ValueKind
from proposals.models.codebook import Topic, UnitOfMeasure
from proposals.models.constraints import one_of, only_one
from proposals.models.maps import Map, ids_of_regions
from proposals.models.negotiations import Negotiation
from proposals.models.querysets import MemberQuerySet
from proposals.models.vocabularies import FRAME_FIELDS, build_frame, faulty_field, valid_top
from sources.fields import WrittenLine, WrittenTable, WrittenText
from sources.validators import valid_key

DAYS = "day"
"""The dimension of days, as codebooks name it: the key of the unit on which weeks rest."""


MEANING_FIELDS = ("kind", "unit_id")
"""What gives stored answers their meaning beside the entries that they name."""


class QuestionQuerySet(MemberQuerySet):
    """Questions of a negotiation."""

    def for_comparison(self, *negotiations: Negotiation) -> Self:
        """Keep questions of negotiations in the codebook's order, with topic, theme and unit."""
        order = ("topic__theme__ordinal", "topic__theme__key", "topic__ordinal", "topic__key")
        questions = self.filter(negotiation__in=negotiations)
        return questions.select_related("topic__theme", "unit").order_by(*order, "ordinal", "key")

    def on(self, topic: Topic) -> Self:
        """Keep questions on one topic."""
        return self.filter(topic=topic)


class Question(models.Model):
    """What is compared inside a topic, with the answers that can be given."""

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="questions", verbose_name=_("negotiation")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="questions", verbose_name=_("topic")
    )
    key = models.CharField(
        _("key"),
        max_length=80,
        validators=[valid_key],
        help_text=_("For example: ceasefire-length"),
    )
    text = WrittenLine(
        _("question"), max_length=300, help_text=_("For example: How long does the ceasefire last?")
    )
    label = WrittenLine(
        _("short label"),
        max_length=60,
        blank=True,
        help_text=_(
            "The subject in a few words, for lines and cards, for example: Ceasefire length. "
            "Empty: the question itself stands there."
        ),
    )
    kind = models.CharField(
        _("kind of answer"),
        max_length=10,
        choices=ValueKind,
        help_text=_("A length is a number with a unit; who monitors is any number of a list."),
    )
    unit = models.ForeignKey(
        UnitOfMeasure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("unit"),
        help_text=_("Only for numbers, for example: days"),
    )
    vocabulary = WrittenTable(
        _("vocabulary"),
        default=list,
        blank=True,
        help_text=_(
            "Only for lists and orders: the entries that an answer can name, for example: "
            '[{"key": "air", "label": "air"}, {"key": "sea", "label": "sea"}]'
        ),
    )
    ordered = models.BooleanField(
        _("ordered"),
        default=False,
        help_text=_(
            "Only for one of a list: the entries are the steps of a scale, from the lowest."
        ),
    )
    top = WrittenTable(
        _("top outcome"),
        default=dict,
        blank=True,
        validators=[valid_top],
        help_text=_(
            "Only for numbers: an outcome above every number, for example: "
            '{"key": "unlimited", "label": "no limit"}; {} if there is none.'
        ),
    )
    measures = models.CharField(
        _("measures"),
        max_length=10,
        choices=QuestionMeasure,
        default=QuestionMeasure.AMOUNT,
        help_text=_(
            "Only for numbers. A limit: the number is a ceiling itself, so “at most 800” is the "
            "ceiling 800 and no other."
        ),
    )
    holds = models.CharField(
        _("holds"),
        max_length=10,
        choices=QuestionHolding,
        default=QuestionHolding.THROUGHOUT,
        help_text=_(
            "Only for numbers. Throughout: what is true of the whole is true of each case within "
            "it, as a length. In total: a total says nothing of a part, as prisoners or money."
        ),
    )
    map = models.ForeignKey(
        Map,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("map"),
        help_text=_("Only for lists whose entries name a region of the map."),
    )
    note = WrittenText(
        _("note"), blank=True, help_text=_("How the question is coded; Markdown is allowed.")
    )
    ordinal = models.PositiveIntegerField(
        _("place in the list"),
        default=0,
        help_text=_("Questions are listed from the lowest number."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        """One row for each key of a negotiation."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("ordinal", "key")
        constraints = (
            only_one(
                "question",
                "negotiation",
                "key",
                message=_("This negotiation already has a question with this key."),
            ),
            one_of("question", "kind", ValueKind),
            one_of("question", "measures", QuestionMeasure),
            one_of("question", "holds", QuestionHolding),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def short_label(self) -> str:
        """What it is called in one line: its label, else the question itself."""
        return self.label or self.text

    def natural_key(self) -> tuple[str, str]:
        """Return its natural key."""
        return (self.negotiation.key, self.key)

    natural_key.dependencies = ["proposals.negotiation"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a list that cannot serve, or that lacks what answers already name."""
        if self.top in EMPTY_VALUES:
            self.top = {}
        if self._has_faulty_fields():
            return  # the fields' own errors say what is allowed
        try:
            frame = self.frame()
            check_vocabulary(frame, language_of(DATA_LANGUAGE))
        except DomainError as error:
            message = explain_error(error, active_language())
            raise ValidationError({faulty_field(error, self._frame_values): message}) from error
        if problem := self._problem_of_kind():
            raise ValidationError({"kind": problem})
        self._refuse_unknown_regions()
        self._refuse_losing_answers(frame)
        self._refuse_another_meaning()

    def _problem_of_kind(self) -> str:
        dimension = self.unit.dimension if self.unit else None
        return problem_of_kind(self.text, self.kind, dimension)

    @property
    def regions(self) -> dict[str, str]:
        """The region of each entry that names one, by the key of the entry."""
        return {entry["key"]: entry["region"] for entry in self.vocabulary if entry.get("region")}

    def _refuse_unknown_regions(self) -> None:
        allowed = ids_of_regions(self.map.regions) if self.map else []
        unknown = sorted(set(self.regions.values()) - set(allowed))
        if unknown:
            raise ValidationError(
                {
                    "vocabulary": gettext("No such region: %(unknown)s. Allowed: %(allowed)s.")
                    % {"unknown": ", ".join(unknown), "allowed": ", ".join(allowed) or "–"}
                }
            )

    def frame(self, units: Sequence[Unit] | None = None) -> Frame:
        """Return what may be answered here; raise InvalidVocabulary if nothing can be.

        `units` are those that convert to the question's own; left out, they are looked up.
        """
        if self.unit is None:
            return build_frame(self._frame_values, None, ())
        if units is None:
            rows = UnitOfMeasure.objects.sharing_dimension(self.unit.dimension)
            units = [row.as_unit() for row in rows]
        return build_frame(self._frame_values, self.unit.as_unit(), units)

    @property
    def _frame_values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FRAME_FIELDS}

    def _has_faulty_fields(self) -> bool:
        """Tell whether a field of its own is refused on which the rest rests."""
        for name in ("kind", "top", "measures", "holds"):
            field = self._meta.get_field(name)
            try:
                field.clean(getattr(self, name), self)  # type: ignore[union-attr]
            except ValidationError:
                return True
        return False

    def answers_of_any_amount(self) -> list[str]:
        """Return the addresses of clauses that leave the limit of this question open.

        They were typed as "any amount", which may or may not mean "no limit": only an editor can
        tell. Empty for a question that asks for no limit.
        """
        if self.measures != QuestionMeasure.LIMIT or self._state.adding:
            return []
        terms = self.terms.filter(value__any=True).order_by("clause__uid")
        return list(terms.values_list("clause__uid", flat=True).distinct())

    def broken_answers(self, frame: Frame | None = None) -> list[str]:
        """Return sentences on the stored answers that the question no longer allows."""
        if self._state.adding:
            return []
        allowed = frame or self.frame()
        stored = self.terms.values_list("clause__uid", "value").order_by("clause__uid", "number")
        return [problem for uid, value in stored if (problem := _broken(uid, value, allowed))]

    def answers_of_another_meaning(self, before: Mapping[str, Any]) -> list[str]:
        """Return the addresses of clauses whose answers would say something else than was typed.

        `before` has the stored `MEANING_FIELDS`. A number is stored without the unit of its
        question, so that another unit would make thirty days thirty bodies.
        """
        if self._state.adding or all(before[name] == getattr(self, name) for name in before):
            return []
        uids = self.terms.order_by("clause__uid").values_list("clause__uid", flat=True)
        return list(uids.distinct())

    def _refuse_another_meaning(self) -> None:
        stored = Question.objects.filter(pk=self.pk).values(*MEANING_FIELDS).first()
        answers = self.answers_of_another_meaning(stored) if stored else []
        if answers:
            message = gettext(
                "Answers were typed under the unit and kind that stand here now, and would mean "
                "something else: take them back first, or ask another question."
            )
            raise ValidationError([message, *answers], code="in_use")

    def _refuse_losing_answers(self, frame: Frame) -> None:
        broken = self.broken_answers(frame)
        if broken:
            raise ValidationError(
                [gettext("Answers in use would no longer be allowed:"), *broken], code="in_use"
            )


def problem_of_kind(text: str, kind: str, dimension: str | None) -> str:
    """Return why a question cannot be answered by numbers of `dimension`; empty if it can."""
    if kind != ValueKind.RANGE or dimension != DAYS or not asks_for_day(text):
        return ""
    return gettext(
        "It asks for a day of the calendar, which is a date, and a range in days is how many: "
        "choose the kind “date”, or ask after how many days."
    )


def _broken(uid: str, value: Any, frame: Frame) -> str:
    try:
        from_stored(value, frame)
    except DomainError as error:
        return f"{uid}: {explain_error(error, active_language())}"
    return ""
