"""Who had seen what, compared with following every note of it by hand."""

from __future__ import annotations

import random
import sqlite3

import pytest

from outreach.document.causality import Causality, Entangled, Mark, Seen, entangled

Claims = dict[int, list[tuple[int, int, int]]]


def history(seed: int) -> tuple[sqlite3.Connection, dict[int, int], Claims]:
    """Return a log with a few sessions that had seen parts of each other, at random."""
    chance = random.Random(seed)
    log = sqlite3.connect(":memory:")
    log.execute("CREATE TABLE log_txn (id INTEGER PRIMARY KEY, site, seq)")
    log.execute("CREATE TABLE log_dep (site, seq, dep_site, dep_seq)")
    sites = list(range(1, chance.randint(2, 10)))
    chance.shuffle(sites)
    newest: dict[int, int] = {}
    claims: Claims = {}
    for n, site in enumerate(sites):
        newest[site] = chance.randint(1, 4)
        seen = {
            (since, other): chance.choice([newest[other], chance.randint(1, newest[other])])
            for since in chance.sample([0, 1, 1, 2], 2)
            if since <= newest[site]
            for other in chance.sample(sites[:n], min(n, chance.randint(0, 2)))
        }
        claims[site] = [(since, other, number) for (since, other), number in seen.items()]
        rows = [(site, seq) for seq in range(1, newest[site] + 1)]
        log.executemany("INSERT INTO log_txn (site, seq) VALUES (?, ?)", rows)
        log.executemany(
            "INSERT INTO log_dep VALUES (?, ?, ?, ?)", [(site, *claim) for claim in claims[site]]
        )
    return log, newest, claims


def seen(claims: Claims, mark: Mark) -> set[Mark]:
    site, seq = mark
    found = {(site, number) for number in range(1, seq)}
    for since, other, number in claims[site]:
        if since <= seq:
            found |= {(other, number), *seen(claims, (other, number))}
    return found


@pytest.mark.parametrize("seed", range(300))
def test_an_edit_saw_what_its_session_had_seen_and_nothing_else(seed: int) -> None:
    log, newest, claims = history(seed)
    causality = Causality(log)
    marks = [(site, seq) for site, last in newest.items() for seq in range(last + 1)]
    for later in marks:
        by_hand = seen(claims, later)
        for earlier in marks:
            if earlier[1]:
                assert causality.saw(later, earlier) == (earlier in by_hand)
        for site, reached in causality.seen_by(later).items():
            own = {later} if later[1] else set()
            assert reached == max((n for s, n in by_hand | own if s == site), default=0)
    log.close()


@pytest.mark.parametrize("seed", range(100))
def test_several_edits_saw_what_any_of_them_saw(seed: int) -> None:
    log, newest, _ = history(seed)
    causality, chance = Causality(log), random.Random(seed)
    marks = [(site, seq) for site, last in newest.items() for seq in range(1, last + 1)]
    several = chance.sample(marks, chance.randint(0, len(marks)))
    seen = Seen(causality)
    for mark in several:
        seen.add(mark, 2)
    for mark in marks:
        assert seen.has(mark, 2) == any(causality.saw(other, mark) for other in several)
        assert seen.has(mark, 1) == (seen.has(mark, 2) or mark in several)
    log.close()


def test_more_than_anybody_could_have_seen_is_not_followed() -> None:
    log, chance = sqlite3.connect(":memory:"), random.Random(1)
    log.execute("CREATE TABLE log_txn (id INTEGER PRIMARY KEY, site, seq)")
    log.execute("CREATE TABLE log_dep (site, seq, dep_site, dep_seq)")
    log.executemany("INSERT INTO log_txn (site, seq) VALUES (?, 1)", [(n,) for n in range(1, 4000)])
    log.executemany(
        "INSERT INTO log_dep VALUES (?, 1, ?, 1)",
        [(n, other) for n in range(100, 4000) for other in chance.sample(range(1, n), 20)],
    )
    with pytest.raises(Entangled):
        Causality(log)
    assert entangled(log).endswith("than people could have had.")
    log.close()
