"""Orders of steps: closing a set of "before" and "together" pairs, and finding what clashes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]
Chain = list[tuple[str, ...]]
"""Groups one after the other; the steps of one group happen at once."""


@dataclass(frozen=True)
class Closure:
    """All that follows from some pairs; `cycle` names the steps that run in a circle, if any do."""

    before: frozenset[Pair]
    together: frozenset[frozenset[str]]
    cycle: tuple[str, ...] = ()


def closure(before: Iterable[Pair], together: Iterable[Iterable[str]]) -> Closure:
    """Close the pairs under "earlier than an earlier one" and "at once with"."""
    pairs = frozenset(before)
    groups = _merge(together)
    leader = {step: min(group) for group in groups for step in group}
    edges = {(leader.get(a, a), leader.get(b, b)) for a, b in pairs}
    later: dict[str, list[str]] = {}
    for a, b in edges:
        later.setdefault(a, []).append(b)
    reach = {step: _reachable(step, later) for step in later}
    if any(step in found for step, found in reach.items()):
        return Closure(frozenset(), frozenset(), _shortest_cycle(pairs, groups))
    members = {min(group): group for group in groups}
    closed = frozenset(
        (a, b)
        for start, found in reach.items()
        for end in found
        for a in members.get(start, {start})
        for b in members.get(end, {end})
    )
    return Closure(closed, groups)


def shortest_cycle(before: Iterable[Pair], together: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The fewest steps that run in a circle (a strict one among them), or nothing.

    Only pairs and groups as given are steps, so that each can be shown to somebody who stated it.
    """
    return _shortest_cycle(frozenset(before), frozenset(map(frozenset, together)))


def covers(before: frozenset[Pair]) -> frozenset[Pair]:
    """The pairs of a closed order that do not follow from others (its Hasse diagram)."""
    later: dict[str, set[str]] = {}
    for a, b in before:
        later.setdefault(a, set()).add(b)
    return frozenset(
        (a, b)
        for a, b in before
        if not any(b in later.get(between, ()) for between in later[a] if between != b)
    )


def chains(
    before: frozenset[Pair], together: frozenset[frozenset[str]], steps: list[str]
) -> list[Chain]:
    """A closed order as the chains that a greedy walk finds, in the order of `steps`.

    Every pair that does not follow from others is in a chain, so the chains state the whole order.
    """
    place = {step: n for n, step in enumerate(steps)}
    group_of: dict[str, tuple[str, ...]] = {step: (step,) for step in steps}
    for group in together:
        tied = tuple(sorted(group, key=place.__getitem__))
        group_of.update(dict.fromkeys(group, tied))
    edges = {(group_of[a][0], group_of[b][0]) for a, b in covers(before)}
    walks = _walks(edges, place)
    walked = {step for walk in walks for step in walk}
    alone = {group_of[step][0] for group in together for step in group} - walked
    walks += [[step] for step in sorted(alone, key=place.__getitem__)]
    return [[group_of[step] for step in walk] for walk in walks]


def _walks(edges: set[Pair], place: dict[str, int]) -> list[list[str]]:
    """Paths that together use every edge once, each as long as it goes."""
    walks: list[list[str]] = []
    while edges:
        later = {b for _, b in edges}
        first = min(edges, key=lambda e: (e[0] in later, place[e[0]], place[e[1]]))
        walk = [first[0]]
        while following := [edge for edge in edges if edge[0] == walk[-1]]:
            edge = min(following, key=lambda e: place[e[1]])
            edges.discard(edge)
            walk.append(edge[1])
        walks.append(walk)
    return walks


def _merge(together: Iterable[Iterable[str]]) -> frozenset[frozenset[str]]:
    groups: list[frozenset[str]] = []
    for group in together:
        merged = frozenset(group)
        for other in [known for known in groups if known & merged]:
            groups.remove(other)
            merged |= other
        groups.append(merged)
    return frozenset(group for group in groups if len(group) > 1)


def _reachable(start: str, later: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    queue = [start]
    while queue:
        for step in later.get(queue.pop(), ()):
            if step not in found:
                found.add(step)
                queue.append(step)
    return found


def _shortest_cycle(before: frozenset[Pair], groups: frozenset[frozenset[str]]) -> tuple[str, ...]:
    ties = {(a, b) for group in groups for a in group for b in group if a != b}
    steps: dict[str, list[str]] = {}
    for a, b in sorted(before | ties):
        steps.setdefault(a, []).append(b)
    loops = [(a,) for a, b in before if a == b]
    if loops:
        return min(loops)
    best: tuple[str, ...] = ()
    for a, b in sorted(before):
        path = _path(b, a, steps)
        if path and (not best or len(path) < len(best)):
            best = path
        if len(best) == 2:  # no circle is shorter
            break
    return (best[-1], *best[:-1]) if best else ()


def _path(start: str, goal: str, steps: dict[str, list[str]]) -> tuple[str, ...]:
    """The shortest way from start to goal, both included; a single step if they are the same."""
    queue: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while queue:
        way = queue.popleft()
        if way[-1] == goal:
            return way
        for step in steps.get(way[-1], []):
            if step not in seen:
                seen.add(step)
                queue.append((*way, step))
    return ()
