"""From a layout without a scale to places in design pixels, with those that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from outreach.network.kinds import MapPlace
from outreach.planning.deference import Arrow
from outreach.planning.layers import Layout, Link, layout

WIDTH, HEIGHT = 152, 56
"""Design pixels of a node."""
FEW_LAYERS = 5
HIGH, LOW = 138, 104
"""From one layer to the next, when there are few layers and when there are many."""

Point = tuple[float, float]


class Drawing(NamedTuple):
    """Where everything is, in design pixels; the middle of each node."""

    places: dict[str, Point]
    bends: dict[tuple[str, str], tuple[Point, ...]]
    """Where an arrow passes between others, from its tail on."""
    dashed: frozenset[tuple[str, str]]
    """Arrows that close a circle."""


def drawing(nodes: Sequence[str], arrows: Iterable[Arrow], pinned: Mapping[str, Point]) -> Drawing:
    """Place everybody by their ties, but for those who were put somewhere by hand."""
    links = [Link(arrow.who, arrow.to, arrow.strength) for arrow in arrows]
    found: Layout = layout(nodes, links)
    layers = max((layer for _, layer in found.places.values()), default=0) + 1
    step = HIGH if layers <= FEW_LAYERS else LOW

    def scaled(place: tuple[float, int]) -> Point:
        return place[0] * WIDTH, place[1] * step

    here = set(nodes)
    moved = {id: place for id, place in pinned.items() if id in here}
    return Drawing(
        places={id: scaled(place) for id, place in found.places.items()} | moved,
        bends={
            ends: tuple(scaled(bend) for bend in bends)
            for ends, bends in found.bends.items()
            if not moved.keys() & set(ends)
        },
        dashed=found.against,
    )


def pinned_places(places: Iterable[MapPlace]) -> dict[str, Point]:
    """Return where everybody was put by hand; of several places of one the newest counts."""
    return {
        place.subject: (place.x, place.y)
        for place in places
        if place.x is not None and place.y is not None
    }


def around(arrows: Iterable[Arrow], id: str, steps: int) -> set[str]:
    """Return everybody within ``steps`` arrows of ``id``, in either direction."""
    near: dict[str, set[str]] = {}
    for arrow in arrows:
        near.setdefault(arrow.who, set()).add(arrow.to)
        near.setdefault(arrow.to, set()).add(arrow.who)
    found = {id}
    for _ in range(steps):
        found |= {other for one in found for other in near.get(one, ())}
    return found
