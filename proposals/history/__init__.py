"""What became of a clause: differences by field and by word, restoring, and what readers see."""

from proposals.history.changes import Difference, FieldChange, PartChange, difference
from proposals.history.naming import Names, names_in
from proposals.history.public import (
    Correction,
    PublicEvent,
    corrections,
    public_history,
    steps_seen,
    told,
)
from proposals.history.restoring import NoSuchRecord, Restored, Seen, restore
from proposals.history.wording import Fate, Piece, compared

__all__ = [
    "Correction",
    "Difference",
    "Fate",
    "FieldChange",
    "Names",
    "NoSuchRecord",
    "PartChange",
    "Piece",
    "PublicEvent",
    "Restored",
    "Seen",
    "compared",
    "corrections",
    "difference",
    "names_in",
    "public_history",
    "restore",
    "steps_seen",
    "told",
]
