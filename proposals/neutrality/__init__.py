"""Whether a negotiation is told alike for every party: measures to compare, words to attribute."""

from proposals.neutrality.attribution import Hit, find_hits
from proposals.neutrality.groups import DocumentGroup, document_groups
from proposals.neutrality.inequality import Inequality, inequalities
from proposals.neutrality.own_words import Passage, own_passages
from proposals.neutrality.word_list import LoadedWord, WordList, WordListRefused, read_word_list

__all__ = [
    "DocumentGroup",
    "Hit",
    "Inequality",
    "LoadedWord",
    "Passage",
    "WordList",
    "WordListRefused",
    "document_groups",
    "find_hits",
    "inequalities",
    "own_passages",
    "read_word_list",
]
