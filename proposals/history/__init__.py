"""What became of a clause: differences by field and by word, restoring, and what readers see."""

from proposals.history.content_diff import Difference, FieldChange, PartChange, difference
from proposals.history.names import Names, names_in
from proposals.history.news import ClauseNews, News, last_change, news_of, told_as_news
from proposals.history.public_events import (
    Correction,
    Kind,
    PublicEvent,
    corrections,
    public_history,
    steps_seen,
    told,
)
from proposals.history.text_diff import Fate, Piece, compared

__all__ = [
    "ClauseNews",
    "Correction",
    "Difference",
    "Fate",
    "FieldChange",
    "Kind",
    "Names",
    "News",
    "PartChange",
    "Piece",
    "PublicEvent",
    "compared",
    "corrections",
    "difference",
    "last_change",
    "names_in",
    "news_of",
    "public_history",
    "steps_seen",
    "told",
    "told_as_news",
]
