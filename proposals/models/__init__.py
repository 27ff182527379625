"""Everything that is stored about negotiations, documents, answers and their evidence."""

from proposals.models.choices import (
    ClauseStatus,
    CommentSubject,
    Confidence,
    CoverageBasis,
    CoverageKind,
    CrosswalkMatch,
    DisagreementState,
    EvidenceBasis,
    EvidenceStance,
    JudgedMark,
    PartyRole,
    PdfJobState,
    ProposalKind,
    QuestionHolding,
    QuestionMeasure,
    QuoteOrigin,
    QuoteState,
    ResponseStance,
    ReviewState,
    RowRevisionState,
    TermForce,
    Tier,
    TranslationState,
    ValueKind,
)
from proposals.models.clauses import Clause
from proposals.models.codebook import Theme, Topic, UnitOfMeasure
from proposals.models.coverage import Coverage, CoverageEvidence
from proposals.models.data_stamps import DataStamp
from proposals.models.evidence import Evidence
from proposals.models.freezes import ExpiredSnapshot, Freeze, SnapshotUse
from proposals.models.judgements import Judgement
from proposals.models.maps import Map
from proposals.models.negotiations import Account, Disagreement, Negotiation, Party
from proposals.models.pdf_jobs import PdfContent, PdfDrawer, PdfJob
from proposals.models.proposals import Proposal, Version
from proposals.models.questions import Question
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.review import Comment, Transition
from proposals.models.review_fields import Reviewable
from proposals.models.row_editors import RowEditor
from proposals.models.row_marks import RowMarks
from proposals.models.row_revisions import RowRevision
from proposals.models.seeds import SeedRecord
from proposals.models.snapshots import Snapshot
from proposals.models.taken_keys import taken_keys
from proposals.models.terms import Term
from proposals.models.translations import Translation

__all__ = [
    "Account",
    "Clause",
    "ClauseStatus",
    "Comment",
    "CommentSubject",
    "Confidence",
    "Coverage",
    "CoverageBasis",
    "CoverageEvidence",
    "CoverageKind",
    "CrosswalkMatch",
    "DataStamp",
    "Disagreement",
    "DisagreementState",
    "Evidence",
    "EvidenceBasis",
    "EvidenceStance",
    "ExpiredSnapshot",
    "Freeze",
    "JudgedMark",
    "Judgement",
    "Map",
    "Negotiation",
    "Party",
    "PartyRole",
    "PdfContent",
    "PdfDrawer",
    "PdfJob",
    "PdfJobState",
    "Proposal",
    "ProposalKind",
    "Question",
    "QuestionHolding",
    "QuestionMeasure",
    "QuoteOrigin",
    "QuoteState",
    "Response",
    "ResponseEvidence",
    "ResponseStance",
    "ReviewState",
    "Reviewable",
    "RowEditor",
    "RowMarks",
    "RowRevision",
    "RowRevisionState",
    "SeedRecord",
    "Snapshot",
    "SnapshotUse",
    "Term",
    "TermForce",
    "Theme",
    "Tier",
    "Topic",
    "Transition",
    "Translation",
    "TranslationState",
    "UnitOfMeasure",
    "ValueKind",
    "Version",
    "taken_keys",
]
