"""How often a page reads a stored value: once, for the engine and for the words of the page."""

import pytest

from proposals.comparisons import stored_answers
from proposals.models import Term
from tests.support.folders import SEEDS, stored_for_a_module

pytestmark = pytest.mark.django_db

istanbul = stored_for_a_module(SEEDS / "istanbul-2025")


@pytest.fixture
def reads(monkeypatch) -> list[object]:
    """The stored values that were read, in order."""
    values: list[object] = []
    from_stored = stored_answers.from_stored

    def counted(data, frame):
        values.append(data)
        return from_stored(data, frame)

    monkeypatch.setattr(stored_answers, "from_stored", counted)
    return values


@pytest.mark.parametrize("page", ["compare", "print"])
def test_each_answer_of_the_page_is_read_once(istanbul, client, reads, page):
    answer = client.get(f"/istanbul-2025/{page}/?all=1")
    assert answer.status_code == 200
    documents = ("ukraine-memorandum", "russia-memorandum")
    terms = Term.objects.published().filter(clause__version__proposal__key__in=documents)
    assert terms.count() > 100
    assert len(reads) == terms.count()
