"""Answers where the force is a noun: "X: a demand – 30 days", for names of any kind.

A noun does not agree with the name before it, which an editor typed in any gender and number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposals.language.keys import SEVERAL
from proposals.language.patterns import Pattern


@dataclass(frozen=True)
class ForceNouns:
    """The words of a language for what documents answer.

    `nouns` has for each force the noun, and the words with which it rules something out. The tables
    have a text for each shape of answer: within a sentence, in a cell, and in one line for a
    demand, which is its value alone. `both` and `everyone` stand before what documents share.
    """

    nouns: Mapping[str, tuple[str, str]]
    sentences: Mapping[str, str]
    cells: Mapping[str, str]
    demands_in_short: Mapping[str, str]
    forceless: Mapping[str, str]
    both: str
    everyone: str
    admits: str

    def patterns(self) -> dict[str, Pattern]:
        """Return the patterns of answers, of forces by themselves, and of stances on entries."""
        return dict((*self._statements(), *self._forces(), *self._stances()))

    def _statements(self) -> Iterator[tuple[str, Pattern]]:
        subjects = {"one": "{name}: ", "both": f"{{names}}: {self.both} ", "cell": "", "short": ""}
        for family, subject in subjects.items():
            shapes = self.sentences if subject else self.cells
            for force, (asks, refuses) in self.nouns.items():
                for shape, text in shapes.items():
                    yield (
                        f"{family}.{shape}.{force}",
                        subject + text.format(asks=asks, refuses=refuses),
                    )
            for shape, text in self.forceless.items():
                yield f"{family}.{shape}", subject + text
        for shape, text in self.demands_in_short.items():
            yield f"short.{shape}.demands", text

    def _forces(self) -> Iterator[tuple[str, Pattern]]:
        for force, (asks, refuses) in self.nouns.items():
            if force != SEVERAL:
                yield f"verb.{force}", asks
                yield f"verb.refusing.{force}", refuses

    def _stances(self) -> Iterator[tuple[str, Pattern]]:
        stances = {"admits": self.admits}
        for force, (asks, refuses) in self.nouns.items():
            if force != SEVERAL:
                stances |= {f"wants.{force}": asks, f"refuses.{force}": refuses}
        holders = {"named": "{names}", "both": self.both, "all": self.everyone}
        for family, holder in holders.items():
            start = holder if family == "named" else f"{holder[:1].upper()}{holder[1:]}"
            for stance, words in stances.items():
                yield f"figure.{family}.{stance}", f"{start} – {words}"
