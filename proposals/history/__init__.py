"""What became of a clause: differences by field and by word, restoring, and what readers see."""

from proposals.history.changes import Difference, FieldChange, PartChange, difference
from proposals.history.naming import Names, names_in
from proposals.history.news import ClauseNews, News, last_change, news_of, told_as_news
from proposals.history.public import (
    Correction,
    Kind,
    PublicEvent,
    corrections,
    public_history,
    steps_seen,
    told,
)
from proposals.history.restoring import NoSuchRecord, Restored, Seen, restore
from proposals.history.wording import Fate, Piece, compared

__all__ = [
    "ClauseNews",
    "Correction",
    "Difference",
    "Fate",
    "FieldChange",
    "Kind",
    "Names",
    "News",
    "NoSuchRecord",
    "PartChange",
    "Piece",
    "PublicEvent",
    "Restored",
    "Seen",
    "compared",
    "corrections",
    "difference",
    "last_change",
    "names_in",
    "news_of",
    "public_history",
    "restore",
    "steps_seen",
    "told",
    "told_as_news",
]
