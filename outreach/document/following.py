"""Which records that came in from another copy were only gone on with: the plain case of a merge.

Nearly all that colleagues bring was written by people who had seen everything said of those
records before. Of such records nothing is in conflict, and their rows are what they were with the
new values over it; the log need not be folded anew for them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from functools import cache, cached_property
from itertools import pairwise

from outreach.document.causality import Causality, Mark
from outreach.document.fields import Links, Ref, Stored
from outreach.document.fold import At
from outreach.document.intake import Arrivals
from outreach.document.records import Kind, Model

_Place = tuple[int, str, int]
"""Where an edit stands in the order of the log: (hlc, session id, number)."""

_Done = tuple[int, int, str]
"""An operation: (the edit's number here, its place there, what it is)."""


class Following:
    """The records among what came in each of whose writers had seen all the writes before."""

    def __init__(self, connection: sqlite3.Connection, arrivals: Arrivals, first: int) -> None:
        """Look through the log, in which the edits from number ``first`` on came in."""
        self._db = connection
        self._first = first
        self._arrivals = arrivals
        self.calm: set[At] = set()
        """Those records: nothing about them is in conflict."""
        self._gone_on: set[At] = set()
        """Those of them that were here, and of which nothing but values came in, after all else."""
        done = self._done()
        self._edits = self._looked_up({txn for found in done.values() for txn, _, _ in found})
        self._saw = cache(self._has_seen)
        for at, found in done.items():
            if self._each_saw_the_one_before(found):
                self._take(at, found)

    def values(self, model: Model) -> dict[At, dict[str, Stored]]:
        """Return what was written over the records of which no more came in than plain values.

        Left out is what may change how other records show, or hang on whether others are there.
        """
        if any(entry.op in "ES" for entry in self._arrivals.entries):
            return {}
        waiting = set(self._db.execute("SELECT tbl, row FROM log_orphan"))
        found: dict[At, dict[str, Stored]] = defaultdict(dict)
        strange: set[At] = set()
        plain = {name: _plain(table) for name, table in model.tables.items()}
        for edit in self._arrivals.in_order:
            for op in edit.ops:
                at = (op.table, op.row)
                if at not in self._gone_on or at in waiting:
                    continue
                found[at].update(op.data)
                if not op.data.keys() <= plain.get(op.table, frozenset()):
                    strange.add(at)
        return {at: values for at, values in found.items() if at not in strange}

    def _done(self) -> dict[At, list[_Done]]:
        """Return everything that was ever done to the records that came in."""
        found: dict[At, list[_Done]] = defaultdict(list)
        for table, row, txn, n, op in self._db.execute(
            "SELECT tbl, row, txn, n, op FROM log_op"
            " WHERE row IN (SELECT value FROM json_each(?)) AND txn < ?",
            (json.dumps(list(self._arrivals.rows)), self._first),
        ):
            found[table, row].append((txn, n, op))
        for txn, edit in enumerate(self._arrivals.edits, start=self._first):
            for entry in edit.entries:
                found[entry.table, entry.row].append((txn, entry.n, entry.op))
        return found

    def _looked_up(self, txns: Collection[int]) -> dict[int, tuple[_Place, Mark]]:
        """Return place and name of edits by their numbers here."""
        return {
            txn: ((hlc, site, seq), (order, seq))
            for txn, hlc, site, order, seq in self._db.execute(
                "SELECT t.id, t.hlc, s.id, t.site, t.seq FROM log_txn t JOIN log_site s"
                " ON s.ord = t.site WHERE t.id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(txns)),),
            )
        }

    def _each_saw_the_one_before(self, found: list[_Done]) -> bool:
        """Put what was done into the order of the log, and tell whether each had seen the last."""
        edits = self._edits
        found.sort(key=lambda one: (edits[one[0]][0], one[1]))
        return all(one[0] == next[0] or self._saw(next[0], one[0]) for one, next in pairwise(found))

    def _has_seen(self, later: int, earlier: int) -> bool:
        return self._causality.saw(self._edits[later][1], self._edits[earlier][1])

    @cached_property
    def _causality(self) -> Causality:
        return Causality(self._db)

    def _take(self, at: At, found: list[_Done]) -> None:
        self.calm.add(at)
        came = [txn >= self._first for txn, _, _ in found]
        if not came[0] and came == sorted(came) and all(op in "IU" for _, _, op in found):
            self._gone_on.add(at)


def _plain(table: Kind) -> frozenset[str]:
    """Return the fields that may be written without looking at any other record."""
    return frozenset(
        field.name
        for field in table.columns
        if not field.required and not isinstance(field, Ref | Links)
    )
