"""The pages on which analysts enter, review and publish."""

from django.contrib import admin

from proposals.admin.clauses import ClauseAdmin
from proposals.admin.codebook import MapAdmin, QuestionAdmin, ThemeAdmin, TopicAdmin, UnitAdmin
from proposals.admin.documents import CoverageAdmin, ProposalAdmin, VersionAdmin
from proposals.admin.negotiations import DisagreementAdmin, NegotiationAdmin, PartyAdmin
from proposals.admin.snapshots import SnapshotAdmin
from proposals.admin.verdicts import JudgementAdmin

__all__ = [
    "ClauseAdmin",
    "CoverageAdmin",
    "DisagreementAdmin",
    "JudgementAdmin",
    "MapAdmin",
    "NegotiationAdmin",
    "PartyAdmin",
    "ProposalAdmin",
    "QuestionAdmin",
    "SnapshotAdmin",
    "ThemeAdmin",
    "TopicAdmin",
    "UnitAdmin",
    "VersionAdmin",
]

# The header leads to the work and the start page to everything: lists need the room.
admin.site.enable_nav_sidebar = False
admin.site.site_header = admin.site.site_title = "Parley"
