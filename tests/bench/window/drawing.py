"""Laying out the map, beside igraph's layout of the same kind where that is installed.

igraph is under the GPL: no part of the program, and only somebody who measures installs it.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import time

from outreach.planning.layers import Link, layout
from tests.bench import Row, interleaved

NODES, LINKS, RUNS = 200, 320, 11


def rows() -> list[Row]:
    """Measure."""
    draw = random.Random(1)
    pairs = {tuple(sorted(draw.sample(range(NODES), 2))) for _ in range(LINKS)}
    names = [str(n) for n in range(NODES)]
    links = [Link(str(lower), str(upper)) for lower, upper in sorted(pairs)]

    def ours() -> None:
        layout(names, links)

    if importlib.util.find_spec("igraph") is None:
        taken, *_ = interleaved(ours, lambda: None, RUNS, time.process_time)
        return [
            Row(f"layout of {NODES} nodes (ms)", taken * 1000),
            Row("layout over igraph's of that kind", "igraph is not installed here", "≤ 0.3"),
        ]
    graph = importlib.import_module("igraph").Graph(NODES, sorted(pairs), directed=True)
    taken, _, ratio = interleaved(ours, graph.layout_sugiyama, RUNS, time.process_time)
    return [
        Row(f"layout of {NODES} nodes (ms)", taken * 1000),
        Row("layout over igraph's of that kind", f"{ratio:.2f}", "≤ 0.3"),
    ]
