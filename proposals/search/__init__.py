"""Search over everything that readers see: words in, places with their marked hits out.

`find` reads the texts of every kind once after each write and folds them as every search does
(`sources.search_fold`), so that every database gives the same answer; `load_hits` reads only the
rows that a page shows.
"""

from proposals.search.hits import Hit, Words
from proposals.search.kinds import SearchKind
from proposals.search.results import Matches, find, load_hits

__all__ = ["Hit", "Matches", "SearchKind", "Words", "find", "load_hits"]
