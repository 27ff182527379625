"""The closed lists that models choose from, with the words that people read for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyRole(TextChoices):
    """What a party does at the table."""

    PRINCIPAL = "principal", _("principal")
    MEDIATOR = "mediator", _("mediator")
    OBSERVER = "observer", _("observer")


class DisagreementState(TextChoices):
    """How far a difference between sources can be resolved."""

    OPEN = "open", _("open")
    LIKELY = "likely", _("one account is likelier")
    SETTLED = "settled", _("settled")


class CrosswalkMatch(TextChoices):
    """How well a topic fits the code of the PA-X agreements database."""

    EXACT = "exact", _("exact")
    CLOSE = "close", _("close")
    BROAD = "broad", _("broad")
    NONE = "none", _("no counterpart")


class ValueKind(TextChoices):
    """What an answer is made of; the engine's kinds."""

    CHOICE = "choice", _("one of a list")
    ITEMS = "items", _("any number of a list")
    RANGE = "range", _("a number with a unit")
    DATE = "date", _("a day")
    SEQUENCE = "sequence", _("an order of steps")
    TEXT = "text", _("prose")


class ProposalKind(TextChoices):
    """What sort of text a proposal is."""

    MEMORANDUM = "memorandum", _("memorandum")
    PLAN = "plan", _("plan")
    STATEMENT = "statement", _("statements at the talks")
    AGREED = "agreed", _("agreed outcome")


class Tier(TextChoices):
    """How the wording of a version became public."""

    OFFICIAL = "official", _("official text")
    LEAKED = "leaked", _("leaked text")
    ORAL = "oral", _("oral summary")
    PRESS = "press", _("press report")


class ClauseStatus(TextChoices):
    """How firmly the document itself puts a clause."""

    FIRM = "firm", _("firm")
    BRACKETED = "bracketed", _("bracketed")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ReviewState(TextChoices):
    """How far an entry has come on its way to readers."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    CHANGES = "changes", _("changes requested")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn from readers")


class Confidence(TextChoices):
    """How well the wording behind an entry is known."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class TermForce(TextChoices):
    """What the document does with an answer."""

    DEMANDS = "demands", _("demands")
    OFFERS = "offers", _("offers")
    ACCEPTS = "accepts", _("accepts")
    EXPECTS = "expects", _("expects")


class CoverageKind(TextChoices):
    """How a document that was checked leaves a question without an answer."""

    SILENT = "silent", _("silent")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CoverageBasis(TextChoices):
    """What was read to establish an absence."""

    FULL = "full", _("the full text")
    DIGEST = "digest", _("digests only")


class EvidenceStance(TextChoices):
    """What an article does to a clause."""

    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")
    QUALIFIES = "qualifies", _("qualifies")


class EvidenceBasis(TextChoices):
    """How close an article is to the document."""

    PRINTS = "prints", _("prints the text")
    DESCRIBES = "describes", _("describes it")
    REPORTS = "reports", _("reports speech")


class JudgedMark(TextChoices):
    """The verdicts an editor can give; the engine's marks."""

    CONFLICT = "conflict", _("conflict")
    DIFFERS = "differs", _("differs")
    COMPATIBLE = "compatible", _("compatible")
    AGREE = "agree", _("agree")
    ONE_SIDE = "one_side", _("one side only")
    NOT_COMPARED = "not_compared", _("not compared")


class QuoteState(TextChoices):
    """What the last check of a quote against the stored text of its article found."""

    UNCHECKED = "unchecked", _("not checked yet")
    ONCE = "once", _("found once")
    SEVERAL = "several", _("found several times")
    CHANGED = "changed", _("changed")
    MISSING = "missing", _("not found")
    NO_TEXT = "no_text", _("no text to check")


class CommentSubject(TextChoices):
    """Which part of a clause a comment is about."""

    WHOLE = "whole", _("the whole clause")
    TEXT = "text", _("heading and text")
    ANSWERS = "answers", _("answers")
    EVIDENCE = "evidence", _("evidence")
