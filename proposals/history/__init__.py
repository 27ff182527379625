"""What became of a clause: differences by field and by word, restoring, and what readers see."""

from proposals.history.content_diff import ContentDiff, FieldChange, PartChange, diff_contents
from proposals.history.names import NameLookup, look_up_names
from proposals.history.news import ClauseNews, News, last_change, news_of, told_as_news
from proposals.history.public_events import (
    Correction,
    PublicEvent,
    PublicEventKind,
    corrections,
    public_history,
    steps_seen,
    told,
)
from proposals.history.text_diff import DiffOp, DiffRun, diff_words

__all__ = [
    "ClauseNews",
    "ContentDiff",
    "Correction",
    "DiffOp",
    "DiffRun",
    "FieldChange",
    "NameLookup",
    "News",
    "PartChange",
    "PublicEvent",
    "PublicEventKind",
    "corrections",
    "diff_contents",
    "diff_words",
    "last_change",
    "look_up_names",
    "news_of",
    "public_history",
    "steps_seen",
    "told",
    "told_as_news",
]
