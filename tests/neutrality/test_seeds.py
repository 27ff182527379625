"""No word that takes a side stands unattributed in the texts of the folders in seeds/."""

import pytest

from proposals.neutrality import find_hits, own_passages, read_word_list
from proposals.seeding.layout import WORD_LIST
from proposals.seeding.reader import read_folder
from proposals.seeding.schema import index_of
from tests.support.folders import SEEDS

FOLDERS = sorted(path.parent for path in SEEDS.glob("*/negotiation.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_words_that_take_a_side_are_attributed(folder):
    read = read_folder(folder)
    assert read.problems == []
    words = read_word_list(folder / WORD_LIST)
    index = index_of([*read.used_records, *read.records])
    hits = find_hits(own_passages(index), words)
    assert [f"{hit.passage.file}, {hit.passage.where}: {hit.sentence}" for hit in hits] == []
