"""The rule that says when two articles count as one source."""

from __future__ import annotations

from typing import Protocol


class Keyed(Protocol):
    """A row with a key: an outlet, or material that articles share."""

    @property
    def key(self) -> str:
        """The key."""


class PressArticle(Protocol):
    """The parts of an article that the rule looks at."""

    @property
    def key(self) -> str:
        """The key."""

    @property
    def outlet(self) -> Keyed:
        """The outlet that printed it."""

    @property
    def origin(self) -> Keyed | None:
        """The material that it shares with others, if any."""

    @property
    def syndicated_from(self) -> PressArticle | None:
        """The article whose text it reprints, if any."""


RELATIONS = (
    "outlet",
    "origin",
    "syndicated_from__outlet",
    "syndicated_from__origin",
    "syndicated_from__syndicated_from__outlet",
    "syndicated_from__syndicated_from__origin",
)
"""Select these with an article, and `independence_key` needs no query of its own.

Of texts that were handed on more than twice, each further step costs one.
"""


def relations_from(path: str) -> tuple[str, ...]:
    """Return what to `select_related` on a model that reaches its article by `path`."""
    return (path, *(f"{path}__{relation}" for relation in RELATIONS))


def independence_key(article: PressArticle, origin: Keyed | None = None) -> str:
    """Return the name of the source that this article really is: equal keys, one source.

    The stated rule, in this order:

    1. `origin`, the shared material that one piece of evidence was drawn from, when given;
    2. else the origin of the article, or of the nearest article that it was syndicated from;
    3. else the outlet that printed the text first (the end of the syndication chain).

    Articles that name one another in a circle have no first printing: the one with the
    lowest key stands for it, so that each of them gets the same answer.
    """
    chain, root = _syndication_chain(article)
    for shared in (origin, *(link.origin for link in chain)):
        if shared is not None:
            return f"origin:{shared.key}"
    return f"outlet:{root.outlet.key}"


def _syndication_chain(article: PressArticle) -> tuple[list[PressArticle], PressArticle]:
    """Return the article with all that it was taken from, and the one printed first."""
    chain: list[PressArticle] = [article]
    while (source := chain[-1].syndicated_from) is not None:
        if source in chain:
            circle = chain[chain.index(source) :]
            return chain, min(circle, key=lambda link: link.key)
        chain.append(source)
    return chain, chain[-1]
