"""How far copies of a plan are from it, as people count changes; cheap for many copies."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from outreach.document import log
from outreach.document.connecting import connect
from outreach.document.log import EditHead
from outreach.history.steps import GONE_ON_WITH


class Distance(NamedTuple):
    """What stands between a copy and the plan."""

    last: EditHead | None
    """The edit that got into the copy last."""
    behind: int | None
    """How many changes the plan has that the copy has not; None when there is no plan to see."""
    ahead: int
    """How many changes the copy has that the plan has not."""
    since: tuple[str, ...] = ()
    """What the newest of the changes that the copy lacks are called, the newest first."""


NAMED = 3
"""So many of the changes that a copy lacks are named."""


class Plan:
    """The changes in a plan, to count those that its copies lack or have beyond it."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Read them; with None, there is no plan to compare with."""
        self._connection = connection
        self._newest = _newest(connection) if connection else None
        self._steps = _steps(connection) if connection else {}

    def distance(self, copy: Path) -> Distance | None:
        """Return how far ``copy`` is from the plan; None when it cannot be read."""
        try:
            with closing(connect(copy, writable=False)) as connection:
                last = next(log.edits(connection, newest_first=True, most=1), None)
                if self._connection is None or self._newest is None:
                    return Distance(last, None, 0)
                there = _newest(connection)
                more = any(number > self._newest.get(s, 0) for s, number in there.items())
                ahead = _beyond(_steps(connection), self._newest) if more else 0
                behind = _beyond(self._steps, there)
                since = _names_beyond(self._connection, there) if behind else ()
                return Distance(last, behind, ahead, since)
        except (sqlite3.Error, OSError, UnicodeDecodeError):
            return None


def _newest(connection: sqlite3.Connection) -> dict[str, int]:
    """Return of each session, by its id, the number of its last edit."""
    return dict(
        connection.execute(
            "SELECT s.id, max(t.seq) FROM log_txn t JOIN log_site s ON s.ord = t.site GROUP BY s.id"
        ).fetchall()
    )


def _steps(connection: sqlite3.Connection) -> Mapping[str, list[int]]:
    """Return of each session the numbers that end a change: typing in one go counts once."""
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for site, seq in connection.execute(
        "SELECT s.id, t.seq FROM log_txn t JOIN log_site s ON s.ord = t.site"
        f" WHERE NOT {GONE_ON_WITH} ORDER BY t.seq"
    ):
        ends[site].append(seq)
    return ends


def _beyond(steps: Mapping[str, list[int]], newest: Mapping[str, int]) -> int:
    return sum(len(ends) - bisect_right(ends, newest.get(site, 0)) for site, ends in steps.items())


def _names_beyond(connection: sqlite3.Connection, newest: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(
        label
        for (label,) in connection.execute(
            "SELECT t.label FROM log_txn t JOIN log_site s ON s.ord = t.site"
            " WHERE t.seq > coalesce((SELECT value FROM json_each(?) WHERE key = s.id), 0)"
            f" AND NOT {GONE_ON_WITH} ORDER BY t.id DESC LIMIT {NAMED}",
            (json.dumps(newest),),
        )
    )
