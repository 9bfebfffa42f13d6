"""Which edits had seen which: it tells a change that knew of another from one that did not.

Each session notes what it had seen when it began, and a merge what came in. Sessions that follow
each other form *chains*, in each of which every edit has seen all before it; so for each session
one position per chain says everything (chain decomposition of a partial order). There are about
as many chains as people who work on copies at the same time, however many sessions there are.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from outreach.base.errors import Refusal
from outreach.base.language import tr

Mark = tuple[int, int]
"""An edit: its session's number in this file, and its number there. Number 0 stands for the
session before its first edit."""

_MOST_STEPS = 2_000_000
"""So many positions are looked at to work out what had been seen. Fifty people who all work on
copies at the same time come to half of it after ten thousand sessions."""

_Claims = list[tuple[int, list[Mark]]]


class Entangled(Refusal):
    """A log in which so many sessions had seen each other that it takes too long to follow."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            tr("More writing sessions had seen each other’s edits than people could have had.")
        )


class Causality:
    """What had been seen by whom, as the log of a file says it at the moment of making this."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read which sessions there are and what they had seen.

        The log must be one that was looked through: sessions without gaps, and no circle in what
        they had seen.

        Raises:
            Entangled: when it would take too long.
        """
        self._steps = 0
        self._newest: dict[int, int] = dict(
            connection.execute("SELECT site, max(seq) FROM log_txn GROUP BY site").fetchall()
        )
        claims: dict[int, dict[int, list[Mark]]] = defaultdict(dict)
        for site, seq, other, number in connection.execute(
            "SELECT site, seq, dep_site, dep_seq FROM log_dep ORDER BY site, seq, dep_site DESC"
        ):
            claims[site].setdefault(seq, []).append((other, number))
        self._claims: dict[int, _Claims] = {
            site: list(claims[site].items()) for site in self._newest
        }
        self._chain: dict[int, int] = {}
        self._offset: dict[int, int] = {}
        self._length: list[int] = []
        self._seen: dict[int, list[dict[int, int]]] = defaultdict(list)
        for site in self._newest:
            for known, number in self._in_order(site):
                self._place(known, number)

    def saw(self, later: Mark, earlier: Mark) -> bool:
        """Tell whether whoever made ``later`` had seen ``earlier``."""
        position = self._offset[earlier[0]] + earlier[1]
        return later != earlier and position <= self._reach(later, self._chain[earlier[0]])

    def seen_by(self, mark: Mark) -> dict[int, int]:
        """Return how far ``mark`` had seen each session: number of the last edit, 0 for none."""
        found = {}
        for site, newest in self._newest.items():
            reach = self._reach(mark, self._chain[site]) - self._offset[site]
            found[site] = max(0, min(newest, reach))
        return found

    def place(self, mark: Mark) -> tuple[int, int]:
        """Return the chain of an edit and its position there."""
        return self._chain[mark[0]], self._offset[mark[0]] + mark[1]

    def before(self, mark: Mark) -> Mapping[int, int]:
        """Return up to which position an edit had seen each chain; of its own, its session's."""
        return self._seen[mark[0]][self._part(*mark)]

    def _reach(self, mark: Mark, chain: int) -> int:
        """Return the position up to which ``mark`` has seen a chain, itself included."""
        site, number = mark
        if number and self._chain[site] == chain:
            return self._offset[site] + number
        return self._seen[site][self._part(site, number)].get(chain, 0)

    def _part(self, site: int, number: int) -> int:
        """Return in which part of a session, as its claims divide it, an edit lies."""
        return bisect_right(self._claims[site], number, key=lambda claim: claim[0])

    def _in_order(self, site: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of ``site``, each after all that it had seen: (session, part)."""
        waiting = [(site, len(self._claims[site]))]
        while waiting:
            known, part = waiting[-1]
            done = len(self._seen[known])
            if part < done:
                waiting.pop()
            elif part > done:
                waiting.append((known, part - 1))
            else:
                needed = [
                    (other, self._part(other, number))
                    for other, number in self._new_claims(known, part)
                ]
                unknown = [(other, p) for other, p in needed if p >= len(self._seen[other])]
                waiting += unknown
                if not unknown:
                    waiting.pop()
                    yield known, part

    def _new_claims(self, site: int, part: int) -> list[Mark]:
        return self._claims[site][part - 1][1] if part else []

    def _place(self, site: int, part: int) -> None:
        """Work out what the next part of a session has seen, and its chain when it is begun."""
        reach = dict(self._seen[site][-1]) if part else {}
        for other, number in self._new_claims(site, part):
            chain, position = self._chain[other], self._offset[other] + number
            if position <= reach.get(chain, 0):
                continue  # and so is all that it had seen
            reach[chain] = position
            seen = self._seen[other][self._part(other, number)]
            self._steps += len(seen) + 1
            if self._steps > _MOST_STEPS:
                raise Entangled
            for chain, position in seen.items():
                if position > reach.get(chain, 0):
                    reach[chain] = position
        self._steps += len(reach)
        self._seen[site].append(reach)
        if part == self._part(site, 1):
            self._join(site, reach)

    def _join(self, site: int, reach: dict[int, int]) -> None:
        """Put a session at the end of a chain that its first edit has seen all of, or begin one."""
        chain = next((c for c, seen in reach.items() if seen == self._length[c]), None)
        if chain is None:
            chain = len(self._length)
            self._length.append(0)
        self._chain[site], self._offset[site] = chain, self._length[chain]
        self._length[chain] += self._newest[site]


class Seen:
    """What any of several operations had seen."""

    def __init__(self, causality: Causality) -> None:
        """Begin with none."""
        self._causality = causality
        self._reach: dict[int, int] = {}
        self._last: dict[Mark, int] = {}
        self._known: set[int] = set()

    def add(self, mark: Mark, n: int) -> None:
        """Add operation ``n`` of an edit."""
        self._last[mark] = max(n, self._last.get(mark, n))
        before = self._causality.before(mark)
        if id(before) not in self._known:  # all edits of a session may have seen the same
            self._known.add(id(before))
            for chain, position in before.items():
                self._see(chain, position)
        chain, position = self._causality.place(mark)
        self._see(chain, position - 1)

    def has(self, mark: Mark, n: int) -> bool:
        """Tell whether one of them had seen operation ``n`` of an edit, and is not that itself."""
        chain, position = self._causality.place(mark)
        return position <= self._reach.get(chain, 0) or n < self._last.get(mark, n)

    def _see(self, chain: int, position: int) -> None:
        self._reach[chain] = max(position, self._reach.get(chain, 0))


def entangled(connection: sqlite3.Connection) -> str:
    """Say that it takes too long to work out who had seen what; empty when it does not."""
    try:
        Causality(connection)
    except Entangled as error:
        return str(error)
    return ""
