"""Matching: the responses for an objection among 5,000, beside an in-memory SQLite full-text index.

Both find past objections in like words; ours also judges responses and who should give them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sqlite3
import time
from collections.abc import Callable

from outreach.cause.kinds import Initiative
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Answer, Objection, Response
from outreach.planning.champions.matching_up import matched
from outreach.planning.likeness import Likeness
from outreach.planning.matching import Matching
from outreach.snapshot import KINDS, Snapshot
from outreach.vocabulary import TOPICS
from tests.bench import Row, interleaved

RESPONSES = 5_000
TODAY = dt.date(2026, 11, 24)
_SYLLABLES = ("ka", "lo", "mi", "ren", "tos", "va", "de", "sul", "pir", "on", "gra", "tem")
_WORDS = ["".join(three) for three in itertools.product(_SYLLABLES, repeat=3)]
_RARITY = [1 / (place + 10) for place in range(len(_WORDS))]
"""As in any language, few words are common and most are rare (Zipf's law)."""


def rows() -> list[Row]:
    """Measure over made-up objections."""
    snapshot = _snapshot()
    statements = {id: one.statement for id, one in snapshot.objections.items()}
    matching, begun = Matching(snapshot, TODAY), time.perf_counter()
    matching = Matching(snapshot, TODAY)
    made = time.perf_counter() - begun
    likeness, fts = Likeness(statements), _fts(statements)
    some = list(statements)[:200]
    ours, theirs, ratio = interleaved(
        _ask(likeness, statements, some), _ask_fts(fts, some, statements), 5
    )
    begun = time.perf_counter()
    for id in some[:20]:
        matching.responses_for(id)
    one = (time.perf_counter() - begun) / 20
    few, many = _giving(200, 20, 5), _giving(4_000, 400, 3) / 1000
    return [
        Row("responses", f"{RESPONSES:,}"),
        Row("index of everything, made once (ms)", made * 1000, "≤ 1000"),
        Row("objections in like words, each (ms)", ours / len(some) * 1000),
        Row("the same by SQLite FTS5 in memory (ms)", theirs / len(some) * 1000),
        Row("ours over FTS5", f"{ratio:.2f}", "≤ 5"),
        Row("responses for an objection, judged and ranked (ms)", one * 1000, "≤ 100"),
        Row("200 partners given to 20 champions (ms)", few, "≤ 500"),
        Row("4,000 partners given to 400 champions (s)", many, "≤ 30"),
    ]


def _giving(jobs: int, people: int, limit: int) -> float:
    """Return how many milliseconds it takes to give out jobs whose gains are drawn."""
    draw = random.Random(1)
    gains = [[draw.uniform(-2, 4) for _ in range(people)] for _ in range(jobs)]
    begun = time.process_time()
    matched(gains, [limit] * people)
    return (time.process_time() - begun) * 1000


def _snapshot() -> Snapshot:
    draw = random.Random(7)
    topics = list(TOPICS)
    records: dict[str, dict[str, object]] = {name: {} for name in KINDS}
    for n in range(200):
        records["organisations"][f"o{n}"] = Organisation(id=f"o{n}", name=f"Partner {n}")
        records["people"][f"p{n}"] = Person(
            id=f"p{n}", name=f"Person {n}", organisation=f"o{n}", answers=(draw.choice(topics),)
        )
    for n in range(RESPONSES):
        said = " ".join(draw.choices(_WORDS, _RARITY, k=12))
        topic = draw.choice(topics)
        records["responses"][f"r{n}"] = Response(
            id=f"r{n}", headline=said[:60], category=topic, spokesperson=f"p{n % 200}"
        )
        records["objections"][f"b{n}"] = Objection(
            id=f"b{n}", organisation=f"o{n % 200}", statement=said, category=draw.choice(topics)
        )
        records["answers"][f"a{n}"] = Answer(
            id=f"a{n}", objection=f"b{n}", response=f"r{n}", outcome="helped"
        )
    found: dict[str, dict[str, object]] = records
    return Snapshot(initiative=Initiative(id="i", name="Large"), **found)  # type: ignore[arg-type]


def _fts(statements: dict[str, str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE said USING fts5(id UNINDEXED, text)")
    db.executemany("INSERT INTO said VALUES (?, ?)", statements.items())
    return db


def _ask(likeness: Likeness, statements: dict[str, str], ids: list[str]) -> Callable[[], object]:
    return lambda: [likeness.like(statements[id], 20) for id in ids]


def _ask_fts(
    db: sqlite3.Connection, ids: list[str], statements: dict[str, str]
) -> Callable[[], object]:
    def ask() -> object:
        return [
            db.execute(
                "SELECT id FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20",
                (" OR ".join(set(statements[id].split())),),
            ).fetchall()
            for id in ids
        ]

    return ask
