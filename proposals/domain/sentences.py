"""Verdicts in words: one short text per verdict that a reader can check against the two documents.

A `Speaker` takes the question's frame, the names of the parties by key, and `_`, a translator of
whole phrases (the identity by default), so that the engine itself knows no framework.
"""

from __future__ import annotations

from dataclasses import dataclass

from proposals.domain import reading
from proposals.domain.comparing import Asymmetry, Pair
from proposals.domain.phrases import Translate, bare, identity, is_plural, sentence
from proposals.domain.qualifiers import Qualifiers
from proposals.domain.relations import Contested, Gap, Inverted, Relation
from proposals.domain.terms import Stance, Term
from proposals.domain.values import Items, Sequence, Text, Value
from proposals.domain.verdicts import Qualifier, Rule, Side, Verdict

__all__ = ["Speaker", "Translate", "identity"]


@dataclass(frozen=True)
class Speaker(Qualifiers):
    """Puts verdicts on one question into words."""

    def explain(self, verdict: Verdict) -> str:
        """Why this verdict: both inputs in words, and what follows from them."""
        parts = {
            Rule.R0: self._agree,
            Rule.R1: self._meet,
            Rule.R2: self._gap,
            Rule.R3: self._contradiction,
            Rule.R4: self._order,
            Rule.R5: self._meet,
            Rule.R6: self._meet,
            Rule.R7: self._one_side,
            Rule.R8: self._not_compared,
        }[verdict.rule](verdict)
        return " ".join(sentence(part) for part in parts if part)

    def explain_pair(self, pair: Pair) -> str:
        """The worst verdict of a pair, and the best one when alternatives differ."""
        worst = self.explain(pair.worst)
        if not pair.varies:
            return worst
        _ = self._
        return f"{worst} {_('With other options:')} {self.explain(pair.best)}"

    def asymmetric(self, found: Asymmetry) -> str:
        """That a duty falls on some parties only."""
        _ = self._
        who = self.who(found.bearers)
        if found.own:
            return sentence(_("Undertaken by %(who)s alone") % {"who": who})
        return sentence(_("Asked of %(who)s only") % {"who": who})

    # The rules

    def _agree(self, verdict: Verdict) -> list[str]:
        stance = verdict.left.stance
        if stance is None or verdict.right.stance is None:
            return self._both(verdict)
        names = reading.listed(map(self.name, (verdict.left, verdict.right)), self._("and"))
        brackets = [s for s in (verdict.left, verdict.right) if s.stance and s.stance.bracketed]
        firm = Stance(stance.value, tuple(_firm(term) for term in stance.terms), stance.option)
        words = {"names": names, "say": self.says(stance, many=True), "aside": self.aside(firm)}
        said = self._("%(names)s both %(say)s%(aside)s") % words
        return [said, self._shared_condition(stance), *map(self._in_brackets, brackets)]

    def _shared_condition(self, stance: Stance) -> str:
        tied = self.tied(stance.terms)
        return self._("Both tie this to %(condition)s") % {"condition": tied} if tied else ""

    def _in_brackets(self, side: Side) -> str:
        _ = self._
        one, several = (
            _("%(name)s has this in brackets, not firm yet"),
            _("%(name)s have this in brackets, not firm yet"),
        )
        return (several if is_plural(side.column) else one) % {"name": self.name(side)}

    def _meet(self, verdict: Verdict) -> list[str]:
        return [*self._both(verdict), self._meeting(verdict), *self._lesser(verdict)]

    def _meeting(self, verdict: Verdict) -> str:
        """What the two sets have in common."""
        _ = self._
        if verdict.relation is Relation.SAME:
            return self._same(verdict)
        if verdict.common is None:
            return ""
        common = {"common": self.exact(verdict.common)}
        match verdict.common:
            case Items():
                return _("Both can be met at once: %(common)s") % common
            case Sequence():
                return _("Both orders can hold at once: %(common)s") % common
        return _("Both admit %(common)s") % common

    def _same(self, verdict: Verdict) -> str:
        _ = self._
        left, right = verdict.left.stance, verdict.right.stance
        if left is None or right is None or verdict.rule is not Rule.R5:
            return self._both_admit(verdict.common)
        words = {
            "left": self.name(verdict.left),
            "as": self.as_force(left),
            "right": self.name(verdict.right),
            "as_too": self.as_force(right),
        }
        return _("Both give the same answer: %(left)s %(as)s, %(right)s %(as_too)s") % words

    def _both_admit(self, common: Value | None) -> str:
        _ = self._
        if common is None or self._leaves_open(common) or isinstance(common, Items | Sequence):
            return _("Both give the same answer")
        return _("Both admit %(common)s") % {"common": self.exact(common)}

    def _gap(self, verdict: Verdict) -> list[str]:
        _ = self._
        gap = verdict.clash
        if not isinstance(gap, Gap):
            return self._both(verdict)
        if gap.unit is None:
            days = f"{reading.amount(gap.size)} {_('day') if gap.size == 1 else _('days')}"
            apart = _("The dates do not meet: %(gap)s apart") % {"gap": days}
        elif not gap.size:
            apart = _(
                "The ranges do not meet: both end at the same point, which at least one leaves out"
            )
        else:
            size = reading.measured(gap.size, reading.named(gap.unit, self.frame))
            apart = _("The ranges do not meet: %(gap)s apart") % {"gap": size}
        return [*self._both(verdict), apart, *self._lesser(verdict)]

    def _contradiction(self, verdict: Verdict) -> list[str]:
        _ = self._
        clash = verdict.clash
        if not isinstance(clash, Contested):
            return [*self._both(verdict), _("No option satisfies both"), *self._lesser(verdict)]
        sides = (
            (verdict.left, clash.left_requires, verdict.right),
            (verdict.right, clash.right_requires, verdict.left),
        )
        contested = [self._contest(a, items, b) for a, items, b in sides if items]
        # Where every item is contested, naming them once says what both sides say.
        said = [] if _all_contested(verdict, clash) else self._both(verdict)
        return [*said, *contested, *self._lesser(verdict, force_shown=bool(said))]

    def _contest(self, side: Side, items: frozenset[str], other: Side) -> str:
        _ = self._
        words = {
            "items": self.items(items, "and"),
            "name": self.name(side),
            "other": self.name(other),
        }
        return _("Contested: %(items)s, wanted by %(name)s and ruled out by %(other)s") % words

    def _order(self, verdict: Verdict) -> list[str]:
        _ = self._
        clash = verdict.clash
        if not isinstance(clash, Inverted):
            return self._both(verdict)
        if not clash.pairs:
            steps = " → ".join(map(self.frame.label, (*clash.circle, *clash.circle[:1])))
            circle = _("Taken together the two orders run in a circle: %(steps)s")
            return [*self._both(verdict), circle % {"steps": steps}, *self._lesser(verdict)]
        place = self.frame.sort({step for pair in clash.pairs for step in pair}).index
        first, *others = sorted(clash.pairs, key=lambda pair: (place(pair[0]), place(pair[1])))
        both = f"{self._puts(verdict.left, first)}; {self._puts(verdict.right, first)}"
        more = _("They also differ on the order of %(pairs)s") % {"pairs": self._pairs(others)}
        return [both, more if others else "", *self._lesser(verdict, force_shown=False)]

    def _pairs(self, pairs: list[tuple[str, str]]) -> str:
        label, joiner = self.frame.label, self._("and")
        return "; ".join(f"{label(a)} {joiner} {label(b)}" for a, b in pairs)

    def _puts(self, side: Side, pair: tuple[str, str]) -> str:
        _ = self._
        value = side.stance.value if side.stance else None
        before = value.before if isinstance(value, Sequence) else frozenset()
        early, late = pair if pair in before else (pair[1], pair[0])
        words = {
            "name": self.name(side),
            "early": self.frame.label(early),
            "late": self.frame.label(late),
            "aside": self.aside(side.stance) if side.stance else "",
        }
        many = is_plural(side.column)
        if (early, late) in before:
            one = _("%(name)s puts %(early)s before %(late)s%(aside)s")
            several = _("%(name)s put %(early)s before %(late)s%(aside)s")
        else:
            one = _("%(name)s puts %(early)s and %(late)s at the same time%(aside)s")
            several = _("%(name)s put %(early)s and %(late)s at the same time%(aside)s")
        return (several if many else one) % words

    def _one_side(self, verdict: Verdict) -> list[str]:
        speaks, absent = verdict.left, verdict.right
        if speaks.stance is None:
            speaks, absent = absent, speaks
        tied = self.tied(speaks.stance.terms if speaks.stance else ())
        condition = self._("The answer is tied to %(condition)s") % {"condition": tied}
        return [self.states(speaks), condition if tied else "", self.absent(absent)]

    def _not_compared(self, verdict: Verdict) -> list[str]:
        sides = (verdict.left, verdict.right)
        problems = [self._problem(side) for side in sides if side.problem]
        stated = [side for side in sides if side.stance]
        said = self._both(verdict) if len(stated) == 2 else [self.states(s) for s in stated]
        absent = [self.absent(side) for side in sides if not side.stance and not side.problem]
        return [*problems, *said, *absent, self._why_not(verdict)]

    def _problem(self, side: Side) -> str:
        words = {"name": self.name(side), "problem": bare(side.problem)}
        return self._("The coding of %(name)s is inconsistent. %(problem)s") % words

    def _why_not(self, verdict: Verdict) -> str:
        _ = self._
        stances = [s.stance for s in (verdict.left, verdict.right) if s.stance]
        if len(stances) < 2:
            return _("Nothing is compared")
        if any(isinstance(stance.value, Text) for stance in stances):
            return _("Answers in words are left to the reader: nothing is compared")
        return _("Answers of different kinds or units cannot be compared")

    # What both say, and the differences that remain

    def _both(self, verdict: Verdict) -> list[str]:
        """Both statements: in one sentence, or in two where one holds a list of its own."""
        left, right = self.states(verdict.left), self.states(verdict.right)
        return [left, right] if ";" in left + right else [f"{left}; {right}"]

    def _lesser(self, verdict: Verdict, *, force_shown: bool = True) -> list[str]:
        """The differences of scope, condition, bearer and force, also those a higher rule hides."""
        stances = [s.stance for s in (verdict.left, verdict.right) if s.stance]
        hidden = not force_shown or not all(map(self.shows_force, stances))
        words = {
            Qualifier.CONDITION: self.condition_of,
            Qualifier.SCOPE: self.scope_of,
            Qualifier.BEARER: self.bearer_of,
        }
        if hidden and verdict.rule is not Rule.R5:
            words[Qualifier.FORCE] = self.force_of
        found = [words[d] for d in words if d in verdict.differences]
        return [f"{say(verdict.left)}; {say(verdict.right)}" for say in found]


def _all_contested(verdict: Verdict, clash: Contested) -> bool:
    """Whether one side wants, and the other rules out, exactly the same items and no more."""
    if clash.left_requires and clash.right_requires:
        return False
    named: set[str] = set()
    for side in (verdict.left, verdict.right):
        if side.stance and isinstance(side.stance.value, Items):
            named |= side.stance.value.required | side.stance.value.excluded
    return named == clash.left_requires | clash.right_requires


def _firm(term: Term) -> Term:
    return Term(term.value, term.force, term.bearers, term.scope)
