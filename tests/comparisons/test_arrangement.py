"""The order of rows on a page and its folds: one for each who speak alone, in every theme."""

from itertools import permutations

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.comparisons.arrangement import arranged, folds, is_folded
from proposals.seeding import load
from tests.support.folders import SEEDS

pytestmark = pytest.mark.django_db

DOCUMENTS = ("ukraine-memorandum", "russia-memorandum", "ukraine-statements", "russia-statements")


@pytest.fixture
def istanbul():
    load([SEEDS / "istanbul-2025"])
    return catalogue("istanbul-2025")


@pytest.mark.parametrize("documents", list(permutations(DOCUMENTS))[::5])
def test_a_party_that_speaks_alone_has_one_fold_a_theme_in_whatever_paper(istanbul, documents):
    for theme in arranged(compare(istanbul, Selection(documents))).themes:
        keys = [fold.key for fold in folds(theme)]
        assert len(keys) == len(set(keys))


def test_every_row_that_is_folded_stands_in_one_fold(istanbul):
    for theme in arranged(compare(istanbul, Selection(DOCUMENTS))).themes:
        rows = [place.row.question.key for fold in folds(theme) for place in fold.rows]
        assert sorted(rows) == sorted(row.question.key for row in theme.rows if is_folded(row))
