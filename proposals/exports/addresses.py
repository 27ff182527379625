"""The one address of a comparison, of a topic and of a row, whatever was written beside it."""

from __future__ import annotations

from urllib.parse import urlencode

from proposals.comparisons import Matrix, Selection
from proposals.models import Negotiation, Question


def canonical_path(matrix: Matrix, *, pinned: bool = True) -> str:
    """Return the path and query at which a comparison is to be cited.

    Documents are named even where they are usual, since the usual ones may change; without `pinned`
    they are named only where they are not. Campaigns, parts and unknown parameters are left out; a
    comparison of one whole topic is the page of the topic.
    """
    negotiation, selection = matrix.catalogue.negotiation, matrix.selection
    pairs = canonical_pairs(matrix)
    keys = tuple(document.key for document in matrix.documents)
    if not pinned and keys == matrix.catalogue.default_documents:
        pairs = [pair for pair in pairs if pair[0] != "d"]
    path = negotiation.get_compare_url()
    if is_one_topic(selection):
        topics = {topic.key: topic for topic in matrix.catalogue.topics}
        path = topics[selection.topics[0]].get_url_in(negotiation)
        pairs = [pair for pair in pairs if pair[0] != "topic"]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def canonical_pairs(matrix: Matrix) -> list[tuple[str, str]]:
    """Return documents and filters as pairs of an address, without the state of one page."""
    selection = matrix.selection
    filters = {name: getattr(selection, name) for name in selection.filters}
    documents = tuple(document.key for document in matrix.documents)
    return Selection(documents, **filters).parameters()


def row_path(negotiation: Negotiation, question: Question, documents: tuple[str, ...]) -> str:
    """Return the address of one row: the comparison of its question alone."""
    pairs = Selection(documents, questions=(question.key,)).parameters()
    return f"{negotiation.get_compare_url()}?{urlencode(pairs)}"


def is_one_row(selection: Selection) -> bool:
    """Tell whether a selection is of one question and of nothing else."""
    return len(selection.questions) == 1 and selection.filters == ("questions",)


def is_one_topic(selection: Selection) -> bool:
    """Tell whether a selection is of one topic and of nothing else."""
    return len(selection.topics) == 1 and selection.filters == ("topics",)
