"""History of clauses: entries, differences by field and by word, and the past for readers."""

from proposals.history.content_diff import ContentDiff, FieldChange, PartChange, diff_contents
from proposals.history.latest import LatestChange, latest_changes
from proposals.history.names import NameLookup, look_up_names
from proposals.history.news import News, SubjectNews, last_change, list_news, news_steps
from proposals.history.public_events import (
    Correction,
    PublicEvent,
    PublicEventKind,
    correction_steps,
    list_corrections,
    list_public_events,
)
from proposals.history.text_diff import DiffOp, DiffRun, diff_words

__all__ = [
    "ContentDiff",
    "Correction",
    "DiffOp",
    "DiffRun",
    "FieldChange",
    "LatestChange",
    "NameLookup",
    "News",
    "PartChange",
    "PublicEvent",
    "PublicEventKind",
    "SubjectNews",
    "correction_steps",
    "diff_contents",
    "diff_words",
    "last_change",
    "latest_changes",
    "list_corrections",
    "list_news",
    "list_public_events",
    "look_up_names",
    "news_steps",
]
