"""The words of a search: how they are looked for in texts, in rows, and marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext

from sources.search_fold import fold_for_search, fold_with_places, number_forms

Rows = TypeVar("Rows", bound=QuerySet[Any])

LONGEST_SEARCH = 200
"""Characters of a search; more cannot be meant, and each word costs time."""
# The spaces at which words are parted. A space that does not break is one of a number, as in texts;
# who types 30 and 100 with the space of a keyboard means two words.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u2009\u202f]+")
_OUTER_HYPHENS = re.compile(r"^-+(?=[^\W\d_])|(?<=[^\W\d_])-+$")


@dataclass(frozen=True)
class SearchTerms:
    """A search: every word must occur, in any order, as `search_fold` takes words as the same.

    `words` are these, folded, each in the forms that count; `needles` are all forms. Of a text that
    is longer than `LONGEST_SEARCH` only its beginning counts: whoever takes it says so.
    """

    text: str
    words: tuple[tuple[str, ...], ...] = field(init=False)
    needles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        text = self.text[:LONGEST_SEARCH]
        words = dict.fromkeys(number_forms(word) for word in _folded_words(text))
        object.__setattr__(self, "words", tuple(words))
        object.__setattr__(self, "needles", tuple(form for forms in words for form in forms))

    def match_folded(self, text: str) -> bool:
        """Tell whether every word occurs in a text that is folded already."""
        return self.count_folded(text) == len(self.words)

    def count_folded(self, text: str) -> int:
        """Return how many of the words occur in a text that is folded already."""
        return sum(any(form in text for form in forms) for forms in self.words)

    def match(self, *texts: str, whole: Collection[str] = ()) -> bool:
        """Tell whether every word occurs in one of the texts, or is one of the `whole` names."""
        folded = fold_texts(*texts)
        return all(any(form in folded or form in whole for form in forms) for forms in self.words)


def _folded_words(words: str) -> Iterator[str]:
    for part in _SPACES.split(words):
        for word in fold_for_search(part).split():
            yield _OUTER_HYPHENS.sub("", word)


def too_long_message(*, is_cut: bool = True) -> str:
    """Return the words for a search that is too long: its beginning is used, or nothing of it."""
    if is_cut:
        message = gettext("The search is too long: its first %(limit)d characters are used.")
    else:
        message = gettext("This is too long to be looked for: at most %(limit)d characters.")
    return message % {"limit": LONGEST_SEARCH}


def plain_words(text: str) -> str:
    """Return the words of a search with one space between them."""
    return " ".join(_SPACES.split(text)).strip()


def fold_texts(*texts: str) -> str:
    """Return texts as one folded text; no number or word goes on from one to the next."""
    return fold_for_search("\n".join(texts))


def pieces(text: str, needles: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the text cut where a word begins or ends; each piece with whether it is a hit.

    The words are folded. A hit is whole letters of the text, with their accents, vowel signs and
    whatever the fold leaves out between them.
    """
    folded = fold_for_search(text)
    present = [needle for needle in needles if needle in folded]
    if not present:
        return [(text, False)] if text else []
    with_places, hit = fold_with_places(text), [False] * len(text)
    for needle in present:
        for start, end in with_places.find(needle):
            hit[start:end] = [True] * (end - start)
    return [
        ("".join(letter for letter, _hit in piece), is_hit)
        for is_hit, piece in groupby(zip(text, hit, strict=True), key=lambda pair: pair[1])
    ]


def keep_matching(
    rows: Rows, terms: SearchTerms, columns: Iterable[str], *, whole: Iterable[str] = ()
) -> Rows:
    """Keep the rows in whose columns every word occurs; one query, none without words.

    A word may also be all that stands in one of the `whole` columns. The texts are read and folded
    here, since no two databases call the same letters alike.
    """
    if not terms.needles:
        return rows
    return rows.filter(pk__in=matching_keys(rows, terms, columns, whole=whole))


def matching_keys(
    rows: QuerySet[Any], terms: SearchTerms, columns: Iterable[str], *, whole: Iterable[str] = ()
) -> list[Any]:
    """Return the primary keys of the rows that `keep_matching` keeps, in their order; one query.

    A row that comes several times, with several rows of another table, is looked at as a whole.
    """
    searched, names = tuple(columns), tuple(whole)
    texts: dict[Any, dict[str, None]] = {}
    exact: dict[Any, set[str]] = {}
    for key, *values in rows.values_list("pk", *searched, *names).iterator(chunk_size=2000):
        found = [str(one) for one in values[: len(searched)] if one is not None]
        texts.setdefault(key, {}).update(dict.fromkeys(found))
        if names:
            exact.setdefault(key, set()).update(map(fold_texts, map(str, values[len(searched) :])))
    return [key for key, own in texts.items() if terms.match(*own, whole=exact.get(key, ()))]
