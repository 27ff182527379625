"""The check of a quotation against a text: found, changed or gone, and never a look-alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from sources.edit_distances import End, distances, near_ends
from sources.letters import Span
from sources.quote_forms import POINTS, FoldedText, fold, has_points, unpointed
from sources.quote_words import MOST_PLACES, alike_places, cuts, places_of
from sources.surroundings import DISTINCTIVE_WORDS, Around, SideChange, side_changes

# How much quotation, words before and words after count, as in Hypothesis' client
# (match-quote.ts, 50 : 20 : 20). Its 2 for the position is left out: articles are edited at
# their head. Parts that were not given do not count at all.
QUOTE_WEIGHT, BEFORE_WEIGHT, AFTER_WEIGHT = 50, 20, 20
# Hypothesis looks at wordings of which at most half was edited, then takes the best of them.
# A wording below half is another sentence whatever stands around it.
LEAST_LIKENESS = 0.5
# Hypothesis sets no minimum, so that it may settle on any text; we do. At 0.85 one changed
# figure in a phrase of a few words passes; a sister sentence about another place does not.
LEAST_SCORE = 0.85
# The second best has to be clearly worse: one word in ten. Otherwise an editor decides.
LEAST_MARGIN = 0.1
# How many separate places are weighed; the rest are less like the quotation than these.
PLACES_WEIGHED = 5
# Of more places than these only those count beside which exactly the words given stand. Otherwise
# an editor is asked.
PLACES_READ = 500


class QuoteOutcome(StrEnum):
    """The results that looking for a quotation can have."""

    FOUND_ONCE = "found once"
    FOUND_UNPOINTED = "found (without vowel signs)"
    FOUND_SEVERAL_TIMES = "found several times"
    CHANGED = "changed"
    NOT_FOUND = "not found"
    NO_TEXT = "no text to check"


AT_ONE_PLACE = (QuoteOutcome.FOUND_ONCE, QuoteOutcome.FOUND_UNPOINTED)
"""The outcomes of a quotation that stands at one place."""
FOUND = (*AT_ONE_PLACE, QuoteOutcome.FOUND_SEVERAL_TIMES)
"""The outcomes of a quotation that stands in the text."""


@dataclass(frozen=True)
class QuoteCheck:
    """The outcome of a check, with what it rests on.

    `positions` are (start, end) in the text as given; `nearest` is the wording of a changed
    quotation; `score` (0 to 1) and `margin` to the second best place say how near it is.
    `sides` are, for a quotation found at one place, the sides of it on which other words stand
    than those known: it may be another sentence, or one that says something else now.
    """

    outcome: QuoteOutcome
    positions: tuple[Span, ...] = ()
    nearest: str = ""
    score: float = 0.0
    margin: float = 0.0
    sides: tuple[SideChange, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether the quotation stands at one place, among the words known to be beside it."""
        return self.outcome in AT_ONE_PLACE and not self.sides

    @property
    def verdict(self) -> QuoteOutcome:
        """The outcome, where the same words among other ones count as changed."""
        return QuoteOutcome.CHANGED if self.sides else self.outcome


@dataclass(frozen=True)
class FoldedQuote:
    """A quotation with the words before and after it, all folded; `around` has them as given."""

    quote: str
    before: str
    after: str
    around: Around

    @classmethod
    def of(cls, quote: str, around: Around) -> Self:
        """Return the quotation and the words around it, folded."""
        before, after = fold(around.before).text, fold(around.after).text
        return cls(fold(quote).text, before, after, around)

    @property
    def is_placed(self) -> bool:
        """Whether words around it were given."""
        return bool(self.before or self.after)


@dataclass(frozen=True)
class KnownQuote:
    """A quotation as it is known: with the words beside it, and its sentence if it was found."""

    quote: str
    before: str = ""
    after: str = ""
    sentence: str = ""


def check_quote(
    quote: str, before: str, after: str, text: str, *, sentence: str = ""
) -> QuoteCheck:
    """Look for `quote` in `text`; `before` and `after` choose between several places.

    Found means: the same characters, as whole words and whole numbers. Without such a place
    those count that have the same words in another case, or another dash, then those with the same
    letters and more vowel signs (`FOUND_UNPOINTED`, if there is one of them). Without these the
    nearest wording is named (`CHANGED`) when its score reaches `LEAST_SCORE` and leads by
    `LEAST_MARGIN`; otherwise the quotation is `NOT_FOUND`. An empty quotation is not found.

    `sentence` is what `sentences.sentence_around` returned where it was found earlier.
    """
    known = KnownQuote(quote, before, after, sentence)
    return check_quotes([known], text)[known]


def check_quotes(quotes: Iterable[KnownQuote], text: str) -> dict[KnownQuote, QuoteCheck]:
    """Return what `check_quote` does for each of many quotations.

    For all that the text does not have as they are, it is read once, and not once for each.
    """
    folded = fold(text)
    checks: dict[KnownQuote, QuoteCheck] = {}
    missing: dict[KnownQuote, FoldedQuote] = {}
    for known in dict.fromkeys(quotes):
        around = Around(known.before, known.after, known.sentence)
        target = FoldedQuote.of(known.quote, around)
        if check := _check_exact(target, folded, text):
            checks[known] = check
        else:
            missing[known] = target
    ends = _ends_near(missing.values(), folded)
    return checks | {
        known: _nearest(target, folded, ends[target.quote]) for known, target in missing.items()
    }


def _check_exact(target: FoldedQuote, folded: FoldedText, text: str) -> QuoteCheck | None:
    """Look for the words themselves; None if only others may stand in their place."""
    if not folded.text:
        return QuoteCheck(QuoteOutcome.NO_TEXT)
    if not target.quote:
        return QuoteCheck(QuoteOutcome.NOT_FOUND)
    if places := places_of(target.quote, folded.text):
        return _found(target, folded, places, text)
    return _check_alike(target, folded, text) or _check_unpointed(target, folded, text)


def _check_alike(target: FoldedQuote, folded: FoldedText, text: str) -> QuoteCheck | None:
    """Look for the same words in another case, or with another dash; None if there are none.

    In another case only words count whose neighbours are known, or that hardly stand twice: others
    may be those of another sentence, or of a headline.
    """
    long = len(target.quote.split()) >= DISTINCTIVE_WORDS
    any_case = long or target.is_placed
    places = alike_places(target.quote, folded.text, any_case=any_case)
    return _found(target, folded, places, text) if places else None


def _check_unpointed(target: FoldedQuote, folded: FoldedText, original: str) -> QuoteCheck | None:
    """Look for the same letters in a text with more vowel signs; None if they are nowhere.

    A sign that the quotation has must stand in the text: with another one it is another word.
    """
    if not has_points(folded.text):
        return None
    text, quote = unpointed(folded), unpointed(fold(target.quote))
    letters = quote.folded.text
    if not letters or letters != letters.strip() or target.quote[0] in POINTS:
        return None  # signs that stand alone belong to no word
    places = places_of(letters, text.folded.text)
    if len(places) <= MOST_PLACES:
        places = [place for place in places if text.has_points_of(quote, place)]
    if not places:
        return None
    before, after = (unpointed(fold(part)).folded.text for part in (target.before, target.after))
    bare = replace(target, quote=letters, before=before, after=after)
    check = _found(bare, text.folded, places, original)
    if check.outcome is QuoteOutcome.FOUND_ONCE:
        return replace(check, outcome=QuoteOutcome.FOUND_UNPOINTED)
    return check


def _found(target: FoldedQuote, folded: FoldedText, places: list[Span], text: str) -> QuoteCheck:
    """Return found once or several times, after asking the context which place is meant."""
    if 1 < len(places) <= MOST_PLACES and target.is_placed:
        chosen = [place for place in places if _in_context(target, folded.text, place)]
        if not chosen and len(places) <= PLACES_READ:
            given = replace(target.around, sentence="")
            chosen = [
                place for place in places if not side_changes(given, text, folded.original(place))
            ]
        places = chosen or places
    positions = tuple(folded.original(place) for place in places)
    if len(places) > 1:
        return QuoteCheck(QuoteOutcome.FOUND_SEVERAL_TIMES, positions, score=1.0)
    sides = side_changes(target.around, text, positions[0])
    return QuoteCheck(QuoteOutcome.FOUND_ONCE, positions, score=1.0, sides=sides)


def _in_context(target: FoldedQuote, text: str, place: Span) -> bool:
    """Tell whether all given words before and after stand next to the place."""
    before, after = _surroundings(target, text, place)
    return before == target.before and after == target.after


def _surroundings(target: FoldedQuote, text: str, place: Span) -> tuple[str, str]:
    """Return as many characters on both sides as the words before and after have."""
    start, end = place
    # A folded text has no two spaces beside one another.
    start -= start > 0 and text[start - 1] == " "
    end += text[end : end + 1] == " "
    before = text[max(0, start - len(target.before)) : start]
    return before, text[end : end + len(target.after)]


def likeliest(quote: str, before: str, after: str, text: str) -> list[tuple[Span, float]]:
    """Return the places that are most like a quotation, best first, with their scores.

    For a person who looks at all of them: none need be what was quoted. At most
    `PLACES_WEIGHED`, only those of which no more than half was edited.
    """
    folded = fold(text)
    target = FoldedQuote.of(quote, Around(before, after))
    if not folded.text or not target.quote:
        return []
    weighed = _weighed(target, folded, _ends_near([target], folded)[target.quote])
    return [(folded.original(place), score) for score, place in weighed if score]


def _ends_near(targets: Iterable[FoldedQuote], folded: FoldedText) -> dict[str, list[End]]:
    """Return where wordings end of which at most half was edited, for each folded quotation."""
    share = 1 - LEAST_LIKENESS
    most_errors = {target.quote: int(len(target.quote) * share) for target in targets}
    return near_ends(most_errors, folded.text)


def _weighed(
    target: FoldedQuote, folded: FoldedText, ends: Sequence[End]
) -> list[tuple[float, Span]]:
    """Return near places with their scores, the best first."""
    places = _near_places(target, folded.text, ends)
    weighed = [(_score(target, folded.text, place), place) for place in places]
    return sorted(weighed, key=lambda candidate: (-candidate[0], candidate[1]))


def _nearest(target: FoldedQuote, folded: FoldedText, ends: Sequence[End]) -> QuoteCheck:
    """Return changed with the nearest wording, or not found if none is near and alone."""
    weighed = _weighed(target, folded, ends)
    if not weighed:
        return QuoteCheck(QuoteOutcome.NOT_FOUND)
    best, place = weighed[0]
    margin = best - (weighed[1][0] if len(weighed) > 1 else 0.0)
    if best < LEAST_SCORE or margin < LEAST_MARGIN:
        return QuoteCheck(QuoteOutcome.NOT_FOUND, score=best, margin=margin)
    wording = folded.text[slice(*place)]
    positions = (folded.original(place),)
    return QuoteCheck(QuoteOutcome.CHANGED, positions, nearest=wording, score=best, margin=margin)


def _near_places(target: FoldedQuote, text: str, ends: Sequence[End]) -> list[Span]:
    """Return the places least edited from the quotation, whole words, none within another."""
    quote = target.quote
    places: list[Span] = []
    for _errors, end in ends:
        if len(places) == PLACES_WEIGHED:
            break
        if not any(start < end <= stop + len(quote) // 2 for start, stop in places):
            place = _whole_words(text, _start(quote, text, end), end)
            if not any(place[0] < stop and start < place[1] for start, stop in places):
                places.append(place)
    return places


def _start(quote: str, text: str, end: int) -> int:
    """Return where the wording that ends at `end` and is nearest to the quotation begins."""
    behind = text[max(0, end - 2 * len(quote)) : end][::-1]
    errors = distances(quote[::-1], behind, anchored=True)
    return end - errors.index(min(errors))


def _whole_words(text: str, start: int, end: int) -> Span:
    """Widen a place until it cuts no word or number, then leave the spaces at its ends."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    while cuts(text, start):
        start -= 1
    while cuts(text, end):
        end += 1
    return start, end


def _score(target: FoldedQuote, text: str, place: Span) -> float:
    """Return the weighted likeness of the place to quotation and context, 0 to 1."""
    before, after = _surroundings(target, text, place)
    likeness = _likeness(target.quote, text[slice(*place)])
    if likeness < LEAST_LIKENESS:
        return 0.0
    parts = [(QUOTE_WEIGHT, likeness)]
    if target.before:
        parts.append((BEFORE_WEIGHT, _likeness(target.before, before)))
    if target.after:
        parts.append((AFTER_WEIGHT, _likeness(target.after, after)))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def _likeness(one: str, other: str) -> float:
    """Return 1 for the same characters, less by the share of characters edited, at least 0."""
    longest = max(len(one), len(other))
    return 1 - distances(one, other, anchored=True)[-1] / longest if longest else 1.0
