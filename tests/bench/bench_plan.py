"""The order of asks: how good it is, how much better than plain rules, and how long it takes.

As many problems as ``OUTREACH_BENCH_ORDERS`` says (315 when it says nothing), of 10 to 16 partners,
half drawn at random and half such as are met in life, are solved exactly and by the search that is
used for larger ones; both are judged exactly. As in a plan, that search is told the orders that
people would take, so that what it finds is never worse.
"""

from __future__ import annotations

import os
import statistics
import time

from outreach.planning.order.branching import probability_of
from outreach.planning.order.exact import MOST_PAIRS, Table, pairs
from outreach.planning.order.heuristic import good_order
from outreach.planning.order.model import Instance
from outreach.planning.order.solve import solve
from outreach.planning.order.walk import probability
from outreach.planning.proposal.proposing import propose
from tests.bench import Row
from tests.bench.make_orders import large, naive, structured
from tests.planning.order.drawing import drawn
from tests.planning.proposal.conftest import TODAY
from tests.planning.proposal.plans import plan_of

SIZES = (10, 11, 12, 13, 14, 15, 16)
LEAST = 1e-6
"""Chances below which an order is not worth comparing."""


def rows() -> list[Row]:
    """Measure."""
    wanted = int(os.environ.get("OUTREACH_BENCH_ORDERS", "315"))
    return [*_quality(wanted), *_exact_speed(), *_large_speed(), *_proposals()]


def _quality(wanted: int) -> list[Row]:
    gaps: list[float] = []
    better: dict[str, list[float]] = {}
    worse = unproven = seed = lifelike = 0
    while len(gaps) < wanted:
        n = SIZES[seed % len(SIZES)]
        in_life = seed % 2 == 0
        instance = structured(seed // 2, n) if in_life else drawn(seed // 2, n)
        seed += 1
        if pairs(instance) > 12 * MOST_PAIRS or (pairs(instance) > MOST_PAIRS and seed % 3):
            # What has nearly no required partners takes seconds each above 14 partners.
            instance = structured(seed // 2, 13) if in_life else drawn(seed // 2, 13)
        best = solve(instance)
        if best.probability < LEAST or not best.exact:
            continue
        table = Table(instance)
        unproven += not best.proven
        lifelike += in_life
        plains = naive(instance, seed)
        order, _ = good_order(instance, also=tuple(plains.values()))
        got = probability_of(table, order)
        gaps.append(1 - got / best.probability)
        for name, plain in plains.items():
            other = probability_of(table, plain)
            worse += got < other - 1e-12
            if in_life:
                better.setdefault(name, []).append(got / max(other, LEAST) - 1)
    return [
        Row("problems solved both ways", f"{len(gaps)} ({lifelike} lifelike)", "≥ 300"),
        Row("of which the best is not proven", unproven),
        Row("gap to the best, median (% of it)", 100 * statistics.median(gaps), "≤ 0.000001"),
        Row("gap to the best, 95 of 100 (%)", 100 * sorted(gaps)[int(0.95 * len(gaps))], "≤ 1"),
        Row("gap to the best, worst (%)", 100 * max(gaps), "≤ 5"),
        Row("plain orders that were better", worse, "≤ 0"),
        *(
            Row(f"better than {name}, median (%)", 100 * statistics.median(found), "≥ 20")
            for name, found in better.items()
        ),
    ]


def _exact_speed() -> list[Row]:
    found = []
    for n in (10, 12, 14):
        taken = [_seconds(instance) for instance in (structured(seed, n) for seed in range(35))]
        found.append(
            Row(f"exactly, {n} partners, longest of 35 (s)", max(taken), "≤ 1" if n == 14 else "")
        )
    return found


def _large_speed() -> list[Row]:
    taken: dict[int, list[float]] = {}
    for n in (50, 200, 1000):
        taken[n] = [_seconds(large(seed, n)) for seed in range(4)]
    instance = large(1, 200)
    order = solve(instance).order
    plain = max(probability(instance, one) for one in naive(instance, 1).values())
    ours = probability(instance, order)
    return [
        Row("50 partners, longest of 4 (s)", max(taken[50])),
        Row("200 partners, longest of 4 (s)", max(taken[200]), "≤ 1"),
        Row("1,000 partners, longest of 4 (s)", max(taken[1000]), "≤ 4"),
        Row(
            "five times as many partners take so many times as long",
            statistics.median(taken[1000]) / statistics.median(taken[200]),
            "≤ 5",
        ),
        Row("200 partners: chance over the best plain order's", ours / plain),
    ]


def _proposals() -> list[Row]:
    found = []
    for partners in (12, 200):
        plan = plan_of(partners)
        begun = time.process_time()
        propose(plan, TODAY)
        taken = time.process_time() - begun
        found.append(Row(f"everything about the order of {partners} partners (s)", taken))
    return found


def _seconds(instance: Instance) -> float:
    """Return the processor's seconds, which say something beside other work too."""
    begun = time.process_time()
    solve(instance)
    return time.process_time() - begun
