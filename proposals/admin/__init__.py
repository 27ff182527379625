"""The pages on which analysts enter, review and publish."""

from proposals.admin.clauses import ClauseAdmin
from proposals.admin.codebook import MapAdmin, QuestionAdmin, ThemeAdmin, TopicAdmin, UnitAdmin
from proposals.admin.documents import ProposalAdmin, VersionAdmin
from proposals.admin.negotiations import DisagreementAdmin, NegotiationAdmin, PartyAdmin
from proposals.admin.verdicts import JudgementAdmin

__all__ = [
    "ClauseAdmin",
    "DisagreementAdmin",
    "JudgementAdmin",
    "MapAdmin",
    "NegotiationAdmin",
    "PartyAdmin",
    "ProposalAdmin",
    "QuestionAdmin",
    "ThemeAdmin",
    "TopicAdmin",
    "UnitAdmin",
    "VersionAdmin",
]
