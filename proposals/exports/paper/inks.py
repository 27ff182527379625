"""The inks and patterns of drawings on paper, which cannot count on a style sheet around them."""

from __future__ import annotations

from proposals.comparisons import Colour
from proposals.domain.verdicts import Mark

BLACK = "#000000"
PARTY_INKS = (
    "#12161f",
    "#1c5fa8",
    "#8f5a00",
    "#640981",
    "#537254",
    "#4d1e04",
    "#1e5561",
    "#454605",
    "#360761",
)
"""The colours of parties by their number; the first is that of documents of several."""

MARK_INKS = {
    Mark.CONFLICT: "#a8122f",
    Mark.DIFFERS: "#5f3f9e",
    Mark.COMPATIBLE: "#0b686b",
    Mark.AGREE: "#23672c",
}
"""The colours of marks, as strong as each other, and dark enough for a grey copy."""

BAR_PATTERNS = (8, 0, 1, 4, 5, 3, 6, 2, 7)
"""The patterns of parties on a scale by the number of their colour; 0 is solid."""

OUTLINES = {2: "", 3: "4 2", 4: "1.5 1.5", 5: "6 2 1.5 2"}
"""The dashes of outlines: the lines of further documents of one colour."""

WHITE = "#ffffff"


def mark_ink(mark: Mark, *, grey: bool) -> str:
    """Return the colour of a mark."""
    return BLACK if grey else MARK_INKS.get(mark, BLACK)


def party_ink(colour: Colour, *, grey: bool) -> str:
    """Return the ink of a party."""
    return BLACK if grey else PARTY_INKS[colour.number]
