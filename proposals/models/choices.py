"""The closed lists that models choose from, with the words that people read for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyRole(TextChoices):
    """The roles of parties at the table."""

    PRINCIPAL = "principal", _("principal")
    MEDIATOR = "mediator", _("mediator")
    OBSERVER = "observer", _("observer")


class DisagreementState(TextChoices):
    """The states of a disagreement between sources: how far it can be resolved."""

    OPEN = "open", _("open")
    LIKELY = "likely", _("one account is likelier")
    SETTLED = "settled", _("settled")


class CrosswalkMatch(TextChoices):
    """The fit of a topic with the code of the PA-X agreements database."""

    EXACT = "exact", _("exact")
    CLOSE = "close", _("close")
    BROAD = "broad", _("broad")
    NONE = "none", _("no counterpart")


class ValueKind(TextChoices):
    """The kinds of answers; the same as the engine's."""

    CHOICE = "choice", _("one of a list")
    ITEMS = "items", _("any number of a list")
    RANGE = "range", _("a number with a unit")
    DATE = "date", _("a day")
    SEQUENCE = "sequence", _("an order of steps")
    TEXT = "text", _("prose")


class QuestionMeasure(TextChoices):
    """What the numbers of a range are; the same as the engine's."""

    AMOUNT = "amount", _("an amount")
    LIMIT = "limit", _("a limit")


class QuestionHolding(TextChoices):
    """How an answer for a whole relates to the cases within it; the same as the engine's."""

    THROUGHOUT = "throughout", _("throughout")
    IN_TOTAL = "in-total", _("in total")


class ProposalKind(TextChoices):
    """The kinds of texts that a proposal can be."""

    MEMORANDUM = "memorandum", _("memorandum")
    PLAN = "plan", _("plan")
    STATEMENT = "statement", _("statements at the talks")
    AGREED = "agreed", _("agreed outcome")


class Tier(TextChoices):
    """The ways in which the wording of a version became public."""

    OFFICIAL = "official", _("official text")
    LEAKED = "leaked", _("leaked text")
    ORAL = "oral", _("oral summary")
    PRESS = "press", _("press report")


class ClauseStatus(TextChoices):
    """The status that the document itself gives to a clause."""

    FIRM = "firm", _("firm")
    BRACKETED = "bracketed", _("bracketed")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")
    STRUCK_OUT = "struck-out", _("struck out")


class QuoteOrigin(TextChoices):
    """The ways in which the words of a clause's quote come from the document."""

    OWN = "own", _("the document's own words")
    TRANSLATION = "translation", _("a translation")
    PARAPHRASE = "paraphrase", _("a paper's paraphrase")


class ReviewState(TextChoices):
    """The states of a clause on its way to readers."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    CHANGES = "changes", _("changes requested")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn from readers")


class Confidence(TextChoices):
    """The levels of certainty about the wording behind a clause or an answer."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class TermForce(TextChoices):
    """The force that the document gives to an answer."""

    DEMANDS = "demands", _("demands")
    OFFERS = "offers", _("offers")
    ACCEPTS = "accepts", _("accepts")
    EXPECTS = "expects", _("expects")
    PROPOSES = "proposes", _("proposes")


class CoverageKind(TextChoices):
    """The ways in which a document that was checked leaves a question without an answer."""

    SILENT = "silent", _("silent")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")
    STRUCK_OUT = "struck-out", _("struck out")
    ELSEWHERE = "elsewhere", _("moved elsewhere")


class CoverageBasis(TextChoices):
    """The texts that were read to establish an absence."""

    FULL = "full", _("the full text")
    DIGEST = "digest", _("digests only")


class EvidenceStance(TextChoices):
    """The stances of an article towards a clause."""

    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")
    QUALIFIES = "qualifies", _("qualifies")


class EvidenceBasis(TextChoices):
    """The distances of an article from the document."""

    PRINTS = "prints", _("prints the text")
    TRANSLATES = "translates", _("prints a translation of the text")
    DESCRIBES = "describes", _("describes it")
    REPORTS = "reports", _("reports speech")


class JudgedMark(TextChoices):
    """The verdicts that an editor can give; the same as the engine's marks."""

    CONFLICT = "conflict", _("conflict")
    DIFFERS = "differs", _("differs")
    COMPATIBLE = "compatible", _("compatible")
    AGREE = "agree", _("agree")
    ONE_SIDE = "one_side", _("one side only")
    NOT_COMPARED = "not_compared", _("not compared")


class QuoteState(TextChoices):
    """The results of the last check of a quote against the stored text of its article."""

    UNCHECKED = "unchecked", _("not checked yet")
    ONCE = "once", _("found once")
    UNPOINTED = "unpointed", _("found (without vowel signs)")
    SEVERAL = "several", _("found several times")
    CHANGED = "changed", _("changed")
    MISSING = "missing", _("not found")
    NO_TEXT = "no_text", _("no text to check")


class CommentSubject(TextChoices):
    """The parts of a clause that a comment can be about."""

    WHOLE = "whole", _("the whole clause")
    TEXT = "text", _("heading and text")
    ANSWERS = "answers", _("answers")
    EVIDENCE = "evidence", _("evidence")


class ResponseStance(TextChoices):
    """The ways in which a party deals with a text of another."""

    ACCEPTS = "accepts", _("accepts")
    ACCEPTS_WITH_CHANGES = "accepts-with-changes", _("accepts with changes")
    BASIS = "basis", _("takes as a basis")
    REJECTS = "rejects", _("rejects")
    UNANSWERED = "unanswered", _("leaves unanswered")


class TranslationState(TextChoices):
    """The states of a translation; that it is missing or outdated shows in the texts."""

    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")


class RowRevisionState(TextChoices):
    """How far a change of rows around clauses has come on its way to readers."""

    DRAFT = "draft", _("waits for its reason")
    REVIEW = "review", _("waits for a second person")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("refused")
    GIVEN_UP = "given-up", _("given up")


class PdfJobState(TextChoices):
    """The states of a PDF file that somebody asked for."""

    WAITING = "waiting", _("waiting")
    DRAWING = "drawing", _("being drawn")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
