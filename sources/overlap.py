"""Runs of words that stand in two stored articles: found by fingerprints, then read and measured.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every
`WINDOW` sequences of `SEQUENCE` words that follow one another, the smallest number is kept. So
every shared run of `LEAST_WORDS` words leaves a common fingerprint, wherever it stands, and no
shared sequence shorter than `SEQUENCE` ever does. What is found is compared word by word before
it is shown: no run rests on a number alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from django.db import models

from sources.independence import relations_from
from sources.models import Article, ArticleText, Fingerprint
from sources.tokens import Word, words_of

# Names with titles and fixed phrases ("the Foreign Minister of Aria said") have five
# or six words and prove nothing; from ten on two reporters hardly choose the same ones.
SEQUENCE = 6
WINDOW = 5
LEAST_WORDS = SEQUENCE + WINDOW - 1
MOST_SHOWN = 15  # words of a run that are shown: as many as a quotation may have
# Bounds of one search. A long read has some 3,000 fingerprints; a phrase that stands in a text
# more often than three times is boilerplate.
MOST_VALUES = 20_000
MOST_ROWS = 20_000
MOST_ARTICLES = 20
MOST_PLACES = 3
MOST_RUNS_WITH_ONE = 20


@dataclass(frozen=True)
class SharedRun:
    """A run of words that also stands in `article`.

    `words` are the first `MOST_SHOWN` of them as the searched text spells them, `length` is how
    many there are, `place` and `end` are characters of the searched text.
    """

    article: Article
    words: str
    length: int
    place: int
    end: int

    @property
    def goes_on(self) -> bool:
        """Whether the run has more words than are shown."""
        return self.length > MOST_SHOWN


@dataclass(frozen=True)
class Overlap:
    """The runs that one other article shares with the searched text."""

    article: Article
    runs: tuple[SharedRun, ...]
    percent: int

    @property
    def longest(self) -> SharedRun:
        """The run with the most words."""
        return max(self.runs, key=lambda run: run.length)


def shared_runs(text_or_article: str | Article) -> list[SharedRun]:
    """Return runs of at least `LEAST_WORDS` words that also stand in stored texts of others.

    For an article, its stored text is searched for; without one there is nothing to find. In
    scripts without spaces two letters count as one word. Of several runs that overlap the
    longest is given. Ordered by how much an article shares, then by place. 3 queries, 4 for an
    article; at most `MOST_ARTICLES` articles with `MOST_RUNS_WITH_ONE` runs each.
    """
    text, own = _searched(text_or_article)
    words = words_of(text)
    places = _places_by_value(fingerprints_of(words)[:MOST_VALUES])
    others = Fingerprint.objects.filter(value__in=list(places))
    if own is not None:
        others = others.exclude(stored_text__article=own)
    nearest = _nearest(others)
    seeds = _seeds(others.filter(stored_text__in=nearest), places)
    stored = ArticleText.objects.filter(pk__in=list(seeds)).select_related(
        *relations_from("article")
    )
    by_article = [_runs(row, text, words, seeds[row.pk]) for row in stored]
    by_article.sort(
        key=lambda runs: (-sum(run.length for run in runs), runs[0].article.key if runs else "")
    )
    return [run for runs in by_article for run in runs]


def shared_by_article(text_or_article: str | Article) -> list[Overlap]:
    """Return the shared runs of each article together, with their part of the searched text."""
    text, _own = _searched(text_or_article)
    total = sum(word.weight for word in words_of(text)) or 1
    together = groupby(shared_runs(text_or_article), key=lambda run: run.article)
    return [_shared_with(article, tuple(runs), total) for article, runs in together]


def store_fingerprints(stored: ArticleText) -> None:
    """Write the fingerprints of a stored text instead of its earlier ones."""
    stored.fingerprints.all().delete()
    Fingerprint.objects.bulk_create(
        (
            Fingerprint(stored_text=stored, value=value, place=place)
            for value, place in fingerprints_of(words_of(stored.text))
        ),
        batch_size=2_000,
    )


def fingerprints_of(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the chosen (value, place in words) of a text, in order; none for a short text."""
    folded = [word.folded for word in words]
    values = [
        _value(folded[place : place + SEQUENCE]) for place in range(len(folded) - SEQUENCE + 1)
    ]
    chosen: list[int] = []
    for start in range(max(1, len(values) - WINDOW + 1) if values else 0):
        window = values[start : start + WINDOW]
        least = min(window)
        # Where the same words come again and again, one choice serves as long as it can.
        if not chosen or chosen[-1] < start or values[chosen[-1]] > least:
            chosen.append(start + len(window) - 1 - window[::-1].index(least))
    return [(values[place], place) for place in chosen]


def _value(folded: Iterable[str]) -> int:
    """Return the number of a sequence of words: the same on every machine, 64 bits, signed."""
    digest = blake2b("\x1f".join(folded).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _searched(text_or_article: str | Article) -> tuple[str, Article | None]:
    """Return the text that is searched for, and the article that has it."""
    if isinstance(text_or_article, str):
        return text_or_article, None
    stored = getattr(text_or_article, "stored_text", None)
    return (stored.text if stored is not None else ""), text_or_article


def _places_by_value(chosen: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Return the first places of each value."""
    places: dict[int, list[int]] = defaultdict(list)
    for value, place in chosen:
        if len(places[value]) < MOST_PLACES:
            places[value].append(place)
    return places


def _nearest(others: models.QuerySet[Fingerprint]) -> list[int]:
    """Return the stored texts that have the most of the values."""
    counted = others.values("stored_text").annotate(common=models.Count("value", distinct=True))
    ranked = counted.order_by("-common", "stored_text")[:MOST_ARTICLES]
    return [row["stored_text"] for row in ranked]


def _seeds(
    others: models.QuerySet[Fingerprint], places: dict[int, list[int]]
) -> dict[int, list[tuple[int, int]]]:
    """Return, for each other text, the pairs of places with the same fingerprint."""
    seeds: dict[int, list[tuple[int, int]]] = defaultdict(list)
    seen: dict[tuple[int, int], int] = defaultdict(int)
    rows = others.order_by("stored_text", "place").values_list("stored_text", "value", "place")
    for stored, value, theirs in rows[:MOST_ROWS]:
        seen[stored, value] += 1
        if seen[stored, value] <= MOST_PLACES:
            seeds[stored] += [(mine, theirs) for mine in places[value]]
    return seeds


def _runs(
    row: ArticleText, text: str, words: Sequence[Word], seeds: Iterable[tuple[int, int]]
) -> list[SharedRun]:
    """Return the longest runs with one other text that do not overlap, in order of place."""
    spans = _spans(words, words_of(row.text), seeds)
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if len(chosen) < MOST_RUNS_WITH_ONE and all(end <= a or b <= start for a, b in chosen):
            chosen.append((start, end))
    runs = [_run(row.article, text, words[start:end]) for start, end in sorted(chosen)]
    return [run for run in runs if run.length >= LEAST_WORDS]


def _spans(
    mine: Sequence[Word], theirs: Sequence[Word], seeds: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Widen each pair of places to the whole run of equal words; (start, end) in `mine`."""
    spans: set[tuple[int, int]] = set()
    reached: dict[int, int] = {}
    for here, there in sorted(seeds):
        if here < reached.get(there - here, 0):
            continue  # within a run of the same two stretches that was read already
        start, end = here, here
        while end < len(mine) and end + there - here < len(theirs):
            if mine[end].folded != theirs[end + there - here].folded:
                break
            end += 1
        while start and start + there - here:
            if mine[start - 1].folded != theirs[start + there - here - 1].folded:
                break
            start -= 1
        reached[there - here] = end
        spans.add((start, end))
    return spans


def _run(article: Article, text: str, words: Sequence[Word]) -> SharedRun:
    """Return a run as it is shown; its length in words, two unspaced letters as one."""
    place, end = words[0].start, words[-1].end
    weight, last = 0, place
    for word in words:
        weight += word.weight
        if weight <= 2 * MOST_SHOWN:
            last = word.end
    return SharedRun(article, text[place:last], length=weight // 2, place=place, end=end)


def _shared_with(article: Article, runs: tuple[SharedRun, ...], total: int) -> Overlap:
    """Return the runs of one article with their part of the text: 1 to 100 percent."""
    percent = 200 * sum(run.length for run in runs) // total
    return Overlap(article, runs, max(1, min(percent, 100)))
