"""In what two answers may differ although their sets meet: condition, scope, bearer, force."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.domain.phrases import Phrases, bare, conditions, is_plural
from proposals.domain.terms import Term
from proposals.domain.verdicts import Side


@dataclass(frozen=True)
class Qualifiers(Phrases):
    """Puts the qualifiers of one side into clauses without a full stop."""

    def condition_of(self, side: Side) -> str:
        """What one side ties its answer to."""
        _ = self._
        tied = self.tied(side.stance.terms if side.stance else ())
        many = is_plural(side.column)
        if not tied:
            one, several = _("%(name)s sets no condition"), _("%(name)s set no condition")
        else:
            one, several = (
                _("%(name)s ties this to %(condition)s"),
                _("%(name)s tie this to %(condition)s"),
            )
        return (several if many else one) % {"name": self.name(side), "condition": tied}

    def tied(self, terms: tuple[Term, ...]) -> str:
        """What the terms are tied to; empty without a condition."""
        _ = self._
        said = [
            text or (_("clause %(clause)s") % {"clause": clause} if clause else "")
            for text, clause in conditions(terms)
        ]
        if not said:
            return ""
        named = "; ".join(filter(None, said))
        if not named:
            return _("a condition that is not named")
        return (_("conditions: %s") if len(said) > 1 else _("a condition: %s")) % named

    def scope_of(self, side: Side) -> str:
        """What qualifies the answer of one side."""
        _ = self._
        terms = side.stance.terms if side.stance else ()
        scopes = "; ".join(dict.fromkeys(bare(t.scope) for t in terms if t.scope.strip()))
        many = is_plural(side.column)
        if not scopes:
            one, several = _("%(name)s names no scope"), _("%(name)s name no scope")
        else:
            one, several = (
                _("%(name)s names a scope: %(scope)s"),
                _("%(name)s name a scope: %(scope)s"),
            )
        return (several if many else one) % {"name": self.name(side), "scope": scopes}

    def bearer_of(self, side: Side) -> str:
        """Who must act, by one side."""
        _ = self._
        bearers = side.stance.bearers if side.stance else frozenset()
        if bearers:
            words = {"name": self.name(side), "who": self.who(bearers)}
            return _("in %(name)s it falls to %(who)s") % words
        one, several = (
            _("%(name)s does not say who must act"),
            _("%(name)s do not say who must act"),
        )
        return (several if is_plural(side.column) else one) % {"name": self.name(side)}

    def force_of(self, side: Side) -> str:
        """How one side puts its answer forward."""
        _ = self._
        force = self.as_force(side.stance) if side.stance else ""
        one, several = (
            _("%(name)s puts this forward %(force)s"),
            _("%(name)s put this forward %(force)s"),
        )
        words = {"name": self.name(side), "force": force}
        return (several if is_plural(side.column) else one) % words
