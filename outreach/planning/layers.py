"""Where to draw whom, so that those who are deferred to stand above those who defer to them.

A layered drawing (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
hierarchical system structures", IEEE Trans. SMC 11, 1981): circles are broken at their weakest
link, everybody stands below all they defer to, links that pass a layer get a bend in it, and a
few barycentre sweeps put neighbours near each other. The same input always gives the same drawing.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

SWEEPS = 8
"""Up and down the layers, for the order in a layer and again for the places."""
GAP = 0.12
"""Between two neighbours in a layer, in widths of a node."""
BEND = 0.3
"""Width that a link takes where it passes a layer."""
LEAST_WIDE = 6
"""Nodes that fit side by side at least, before a layer goes on in the next one."""


class Link(NamedTuple):
    """Somebody defers to somebody."""

    lower: str
    upper: str
    weight: float = 1.0


class Layout(NamedTuple):
    """A drawing without a scale."""

    places: dict[str, tuple[float, int]]
    """The middle of each node: across in widths of a node from 0, and its layer from the top."""
    bends: dict[tuple[str, str], tuple[tuple[float, int], ...]]
    """Where the link from lower to upper passes a layer, lowest first."""
    against: frozenset[tuple[str, str]]
    """Links that would close a circle; they may point downwards and are drawn dashed."""


def layout(nodes: Sequence[str], links: Iterable[Link]) -> Layout:
    """Place ``nodes``; links between others, and from one to itself, are left out."""
    known = set(nodes)
    found = [
        link
        for link in links
        if link.lower in known and link.upper in known and link.lower != link.upper
    ]
    kept = _without_circles(found)
    tied = {id for link in found for id in link[:2]}
    layer_of = _layered([id for id in nodes if id in tied], kept, _widest(len(nodes)))
    _add_loose([id for id in nodes if id not in tied], layer_of, _widest(len(nodes)))
    layers, neighbours, chains = _with_bends(nodes, layer_of, kept)
    _order(layers, neighbours)
    across = _across(layers, neighbours)
    return Layout(
        places={id: (across[id], layer_of[id]) for id in nodes},
        bends={
            ends: tuple((across[bend], layer_of[ends[0]] - n) for n, bend in enumerate(chain, 1))
            for ends, chain in chains.items()
        },
        against=frozenset((one.lower, one.upper) for one in found) - set(chains),
    )


def _widest(count: int) -> int:
    """Return how many nodes may stand side by side: about as many as there are layers then."""
    return max(LEAST_WIDE, ceil(sqrt(count)))


def _without_circles(links: Sequence[Link]) -> list[Link]:
    """Take the strongest links first, and none that would close a circle; equal ones in turn."""
    above: dict[str, set[str]] = {}
    kept, seen = [], set()
    for link in sorted(links, key=lambda link: -link.weight):
        ends = (link.lower, link.upper)
        if ends not in seen and not _leads(above, link.upper, link.lower):
            seen.add(ends)
            kept.append(link)
            above.setdefault(link.lower, set()).add(link.upper)
    return kept


def _leads(above: Mapping[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = above.get(here, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False


def _layered(nodes: Sequence[str], links: Sequence[Link], most: int) -> dict[str, int]:
    """Put everybody below all they defer to, at most ``most`` into one layer."""
    uppers: dict[str, set[str]] = {id: set() for id in nodes}
    lowers: dict[str, list[str]] = {id: [] for id in nodes}
    for link in links:
        uppers[link.lower].add(link.upper)
        lowers[link.upper].append(link.lower)
    turn = {id: n for n, id in enumerate(nodes)}
    waiting = {id: len(above) for id, above in uppers.items()}
    layer_of: dict[str, int] = {}
    full: dict[int, int] = {}
    ready = [id for id in nodes if not waiting[id]]
    while ready:
        later = []
        for id in ready:
            layer = max((layer_of[upper] + 1 for upper in uppers[id]), default=0)
            while full.get(layer, 0) >= most:
                layer += 1
            layer_of[id] = layer
            full[layer] = full.get(layer, 0) + 1
            for lower in lowers[id]:
                waiting[lower] -= 1
                if not waiting[lower]:
                    later.append(lower)
        ready = sorted(later, key=turn.__getitem__)
    return layer_of


def _add_loose(loose: Sequence[str], layer_of: dict[str, int], most: int) -> None:
    """Put those without any tie below all others, in full rows."""
    first = max(layer_of.values(), default=-1) + 1
    for n, id in enumerate(loose):
        layer_of[id] = first + n // most


Neighbours = dict[str, tuple[list[str], list[str]]]
"""For each node or bend, those in the layer above it and those in the layer below it."""


def _with_bends(
    nodes: Sequence[str], layer_of: Mapping[str, int], links: Sequence[Link]
) -> tuple[list[list[str]], Neighbours, dict[tuple[str, str], list[str]]]:
    """Return the layers with a bend in each layer that a link passes, and who is beside whom."""
    layers: list[list[str]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    neighbours: Neighbours = {id: ([], []) for id in nodes}
    for id in nodes:
        layers[layer_of[id]].append(id)
    chains: dict[tuple[str, str], list[str]] = {}
    for number, link in enumerate(links):
        chain = []
        for layer in range(layer_of[link.lower] - 1, layer_of[link.upper], -1):
            bend = f"\0{number}/{layer}"
            chain.append(bend)
            layers[layer].append(bend)
            neighbours[bend] = ([], [])
        way = [link.lower, *chain, link.upper]
        for lower, upper in pairwise(way):
            neighbours[lower][0].append(upper)
            neighbours[upper][1].append(lower)
        chains[link.lower, link.upper] = chain
    return layers, neighbours, chains


def _order(layers: list[list[str]], neighbours: Neighbours) -> None:
    """Bring neighbours near each other; keep the order with the fewest crossings."""
    best, fewest = [list(layer) for layer in layers], crossings(layers, neighbours)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        turns = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for n in turns:
            beside = {id: place for place, id in enumerate(layers[n - 1 if down else n + 1])}
            layers[n] = _by_neighbours(layers[n], beside, neighbours, 0 if down else 1)
        if (now := crossings(layers, neighbours)) < fewest:
            best, fewest = [list(layer) for layer in layers], now
    layers[:] = best


def _by_neighbours(
    layer: Sequence[str], beside: Mapping[str, int], neighbours: Neighbours, side: int
) -> list[str]:
    def middle(item: tuple[int, str]) -> float:
        place, id = item
        found = [beside[one] for one in neighbours[id][side]]
        return sum(found) / len(found) if found else place

    return [id for _, id in sorted(enumerate(layer), key=middle)]


def crossings(layers: Sequence[Sequence[str]], neighbours: Neighbours) -> int:
    """Return how many pairs of links cross."""
    count = 0
    for above, layer in pairwise(layers):
        beside = {id: place for place, id in enumerate(above)}
        seen: list[int] = []
        for id in layer:
            ends = sorted(beside[one] for one in neighbours[id][0])
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def _across(layers: Sequence[Sequence[str]], neighbours: Neighbours) -> dict[str, float]:
    """Put everybody as nearly under the middle of their neighbours as their order allows."""
    across: dict[str, float] = {}
    offsets = [_offsets(layer) for layer in layers]
    for layer, places in zip(layers, offsets, strict=True):
        across.update(zip(layer, places, strict=True))
    for sweep in range(SWEEPS):
        turns = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for n in turns:
            wanted = []
            for id in layers[n]:
                near = [across[one] for side in neighbours[id] for one in side]
                wanted.append(sum(near) / len(near) if near else across[id])
            across.update(zip(layers[n], _spread(wanted, offsets[n]), strict=True))
    return _closed_up(across)


def _closed_up(across: Mapping[str, float]) -> dict[str, float]:
    """Begin at 0, and close the gaps that go down through all layers."""
    closed: dict[str, float] = {}
    shift, end = 0.0, -GAP
    for id in sorted(across, key=lambda id: across[id] - _half(id)):
        start = across[id] - _half(id)
        shift = min(shift, end + GAP - start) if closed else -start
        closed[id] = across[id] + shift
        end = max(end, start + shift + 2 * _half(id))
    first = min((place for place in closed.values()), default=0.0)
    return {id: place - first for id, place in closed.items()}


def _half(id: str) -> float:
    """Return half the width that a node or bend takes."""
    return BEND / 2 if id.startswith("\0") else 0.5


def _offsets(layer: Sequence[str]) -> list[float]:
    """Return the places of a layer whose nodes stand as near to each other as they may."""
    places: list[float] = []
    at, last = 0.0, 0.0
    for id in layer:
        half = _half(id)
        at += half + last + GAP if places else 0.0
        places.append(at)
        last = half
    return places


def _spread(wanted: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Return the places nearest to those ``wanted`` that keep the order and the distances.

    Isotonic regression by pooling neighbours that are in each other's way.
    """
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean = (before * many + mean * count) / (many + count)
            count += many
        blocks.append((mean, count))
    shifts = [mean for mean, count in blocks for _ in range(count)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]
