"""The pages on which analysts enter, review and publish."""

from django.contrib import admin

from proposals.web.admin.clauses import ClauseAdmin
from proposals.web.admin.codebook import MapAdmin, QuestionAdmin, ThemeAdmin, TopicAdmin, UnitAdmin
from proposals.web.admin.documents import CoverageAdmin, ProposalAdmin, VersionAdmin
from proposals.web.admin.judgements import JudgementAdmin
from proposals.web.admin.negotiations import DisagreementAdmin, NegotiationAdmin, PartyAdmin
from proposals.web.admin.responses import ResponseAdmin
from proposals.web.admin.row_revisions import RowRevisionAdmin
from proposals.web.admin.snapshots import SnapshotAdmin
from proposals.web.admin.translations import TranslationAdmin

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
    "ResponseAdmin",
    "RowRevisionAdmin",
    "SnapshotAdmin",
    "ThemeAdmin",
    "TopicAdmin",
    "TranslationAdmin",
    "UnitAdmin",
    "VersionAdmin",
]

# The header leads to the work and the start page to everything: lists need the room.
admin.site.enable_nav_sidebar = False
admin.site.site_header = admin.site.site_title = "Parley"
