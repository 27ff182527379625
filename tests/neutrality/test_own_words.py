"""Which texts of a folder are in our own words, and where each of them stands."""

import pytest

from proposals.neutrality import own_passages
from proposals.neutrality.own_words import OWN_WORDS
from proposals.seeding.layout import DOCUMENTS
from proposals.seeding.reader import read_folder
from proposals.seeding.schema import KINDS, index_of
from tests.support.folders import ISLE, LAKE, SEEDS

NOT_OURS = {"quote", "before", "after", "headline", "title"}


def passages(folder):
    return list(own_passages(index_of(read_folder(folder).records)))


def test_every_kind_of_text_is_looked_at_and_no_quotation_is():
    # A list of words is in the language of the originals; translations say the same in another.
    assert set(OWN_WORDS) == set(KINDS) - {"unit", "translation", "shared translation"}
    for kind, fields in OWN_WORDS.items():
        names = set(KINDS[kind].names)
        assert set(fields) <= names
        assert not NOT_OURS & set(fields) - {"title"} or kind in {"disagreement", "map"}


@pytest.mark.parametrize("folder", [LAKE, ISLE], ids=lambda path: path.name)
def test_every_passage_names_a_file_that_holds_its_text(folder):
    every = passages(folder)
    assert every
    for passage in every:
        (first, *_) = sorted(folder.glob(passage.file)), None
        texts = "".join(file.read_text(encoding="utf-8") for file in first)
        line = passage.text.strip().splitlines()[0]
        assert line in texts.replace('\\"', '"'), passage


def test_texts_of_a_codebook_are_looked_at_and_told_with_its_file():
    read = read_folder(SEEDS / "istanbul-2025")
    found = list(own_passages(index_of([*read.used_records, *read.records])))
    (theme,) = (one for one in found if one.where == "theme ceasefire, name")
    (origin,) = (one for one in found if one.where == "origin reuters-text, name")
    assert (theme.file, theme.text) == ("codebook/codebook.toml", "Ceasefire")
    assert origin.file == "articles.toml"


def test_places_are_told_as_a_person_looks_for_them():
    where = {passage.where for passage in passages(LAKE)}
    assert "negotiation, summary" in where
    assert any(place.startswith("question ") and ".label" in place for place in where)
    files = {passage.file for passage in passages(LAKE)}
    assert any(file.startswith(f"{DOCUMENTS}/") for file in files)
