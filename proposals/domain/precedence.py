"""Orders of steps: the closure of "before" and "together" pairs, circles in them, and chains."""

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
    """Return the pairs closed under "earlier than an earlier one" and "at once with"."""
    pairs = frozenset(before)
    groups = _merged_groups(together)
    leader = {step: min(group) for group in groups for step in group}
    following = _following_steps({(leader.get(a, a), leader.get(b, b)) for a, b in pairs})
    later = {step: _reachable_steps(step, following) for step in following}
    if any(step in steps for step, steps in later.items()):
        return Closure(frozenset(), frozenset(), _shortest_cycle(pairs, groups))
    members = {min(group): group for group in groups}
    closed = frozenset(
        (a, b)
        for start, ends in later.items()
        for end in ends
        for a in members.get(start, {start})
        for b in members.get(end, {end})
    )
    return Closure(closed, groups)


def shortest_cycle(before: Iterable[Pair], together: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the fewest steps that run in a circle, with a strict pair among them; else nothing.

    The circle runs along these pairs and groups alone, nothing that merely follows from them, so
    that each part of it can be shown to whoever stated it.
    """
    return _shortest_cycle(frozenset(before), frozenset(map(frozenset, together)))


def covers(before: frozenset[Pair]) -> frozenset[Pair]:
    """Return the pairs of a closed order that do not follow from others (its Hasse diagram)."""
    later = _following_steps(before)
    return frozenset(
        (a, b) for a, b in before if not any((between, b) in before for between in later[a])
    )


def chains(
    before: frozenset[Pair], together: frozenset[frozenset[str]], steps: list[str]
) -> list[Chain]:
    """Return a closed order as the chains that a greedy walk finds, in the order of `steps`.

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
    """Return paths that together use every edge once, each as long as it goes; empties `edges`."""
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


def _merged_groups(together: Iterable[Iterable[str]]) -> frozenset[frozenset[str]]:
    """Return groups of two steps or more, joined wherever they share a step."""
    groups: list[frozenset[str]] = []
    for group in together:
        merged = frozenset(group)
        for other in [known for known in groups if known & merged]:
            groups.remove(other)
            merged |= other
        groups.append(merged)
    return frozenset(group for group in groups if len(group) > 1)


def _following_steps(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Return the later steps of each step that some pairs put before another."""
    following: dict[str, list[str]] = {}
    for a, b in pairs:
        following.setdefault(a, []).append(b)
    return following


def _reachable_steps(start: str, following: Mapping[str, Iterable[str]]) -> set[str]:
    """Return every step that comes after `start`, directly or by way of others."""
    reached: set[str] = set()
    queue = [start]
    while queue:
        for step in following.get(queue.pop(), ()):
            if step not in reached:
                reached.add(step)
                queue.append(step)
    return reached


def _shortest_cycle(before: frozenset[Pair], groups: frozenset[frozenset[str]]) -> tuple[str, ...]:
    loops = [(a,) for a, b in before if a == b]
    if loops:
        return min(loops)
    ties = {(a, b) for group in groups for a in group for b in group if a != b}
    following = _following_steps(sorted(before | ties))
    shortest: tuple[str, ...] = ()
    for a, b in sorted(before):
        path = _shortest_path(b, a, following)
        if path and (not shortest or len(path) < len(shortest)):
            shortest = path
        if len(shortest) == 2:  # no circle is shorter
            break
    return (shortest[-1], *shortest[:-1]) if shortest else ()


def _shortest_path(start: str, goal: str, following: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the shortest path between two steps, both included; empty if there is none."""
    queue: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while queue:
        path = queue.popleft()
        if path[-1] == goal:
            return path
        for step in following.get(path[-1], ()):
            if step not in seen:
                seen.add(step)
                queue.append((*path, step))
    return ()
