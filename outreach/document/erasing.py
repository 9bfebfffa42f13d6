"""Takes what was erased out of the log: the only place where history is ever changed.

Three kinds of erasure stand in the log, and travel with it:

- ``E`` ends a record for ever, also when older edits of it arrive later. What cannot be without
  that record goes with it.
- ``S`` on a record gives fields another value and takes away all that they said before, and what
  was written into them by anybody who had not seen that: the text named somebody.
- ``S`` on :data:`HEADS` takes away the label of one edit, and who signed it if that is asked.

What stays of an edit from which something was taken is that it was made, and when. Everything here
depends on nothing but what is in the log, so all copies come to the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from outreach.base.ids import derived_id
from outreach.document.causality import Causality, Mark
from outreach.document.fields import Ref, Stored, Words
from outreach.document.fold import At
from outreach.document.records import Model

LABEL = "About somebody who was erased"
"""Stands for the label of every edit from which something was taken."""
AUTHOR = "Somebody who was erased"
"""Stands for the name of who signed an edit."""
TEXT = "[This spoke of somebody who was erased]"
"""Stands where two people cleaned the same text and neither had seen how the other did."""
HEADS = "log_txn"
"""Where an erasure says that it is about an edit itself."""


class Heading(NamedTuple):
    """An edit of which the label is to go."""

    site: str
    seq: int
    author: bool
    """Whether the name of who signed it goes, too."""


def head_entry(heading: Heading) -> tuple[str, dict[str, Stored]]:
    """Return the id and the fields under which the log says that ``heading`` is erased."""
    fields: dict[str, Stored] = {"site": heading.site, "seq": heading.seq}
    if heading.author:
        fields["author"] = 1
    return derived_id(HEADS, heading.site, str(heading.seq), *fields), fields


def erased(connection: sqlite3.Connection) -> set[str]:
    """Return the ids of the records that were erased."""
    return {row for (row,) in connection.execute("SELECT DISTINCT row FROM log_op WHERE op='E'")}


def scrub(connection: sqlite3.Connection, model: Model, rows: Iterable[str]) -> None:
    """Empty the log of what the erasures in it take away.

    Args:
        connection: Within an edit that is under way.
        model: The declarations.
        rows: Ids of what the log was added to, erasures among them; the rest was scrubbed before.
    """
    if connection.execute("SELECT 1 FROM log_op WHERE op IN ('E', 'S') LIMIT 1").fetchone():
        _Scrubbing(connection, model, set(rows)).run()


class _Scrubbing:
    def __init__(self, connection: sqlite3.Connection, model: Model, rows: set[str]) -> None:
        self._db = connection
        self._model = model
        self._rows = rows
        self._relabelled: set[int] = set()

    def run(self) -> None:
        if gone := erased(self._db):
            self._records(gone)
            self._what_needs(gone)
        self._fields()
        self._heads()
        self._relabel()

    def _records(self, gone: set[str]) -> None:
        ids = json.dumps(sorted(gone & self._rows))
        chosen = "row IN (SELECT value FROM json_each(?)) AND op <> 'E'"
        self._note(f"SELECT txn FROM log_op WHERE {chosen}", ids)
        self._db.execute(f"UPDATE log_op SET data=NULL WHERE data IS NOT NULL AND {chosen}", (ids,))

    def _what_needs(self, gone: set[str]) -> None:
        """Take away what records say that cannot be without one that is gone; label the others."""
        needing = gone
        while needing:
            gone = gone | needing
            needing = set()
            for txn, table, row, data in self._naming(gone):
                self._relabelled.add(txn)
                if row not in gone and self._needs(table, json.loads(data), gone):
                    needing.add(row)
            self._empty(needing, gone)

    def _naming(self, gone: set[str]) -> list[tuple[int, str, str, str]]:
        """Return the operations that name a record of ``gone``."""
        return self._db.execute(
            "SELECT txn, tbl, row, data FROM log_op AS o WHERE data IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM json_each(?) AS e WHERE instr(o.data, e.value))",
            (json.dumps(sorted(gone)),),
        ).fetchall()

    def _needs(self, table: str, data: Mapping[str, Stored], gone: set[str]) -> bool:
        kind = self._model.tables.get(table)
        return kind is not None and any(
            isinstance(field, Ref) and field.required and data.get(field.name) in gone
            for field in kind.columns
        )

    def _empty(self, needing: set[str], gone: set[str]) -> None:
        """Leave of records no more than what they needed, so that later edits of them go too."""
        for txn, n, table, data in self._db.execute(
            "SELECT txn, n, tbl, data FROM log_op WHERE data IS NOT NULL"
            " AND row IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(needing)),),
        ).fetchall():
            columns = self._model.tables[table].columns
            refs = {f.name for f in columns if isinstance(f, Ref) and f.required}
            fields = json.loads(data)
            left = {name: v for name, v in fields.items() if name in refs and v in gone}
            if left != fields:
                self._relabelled.add(txn)
                self._write(txn, n, left)

    def _fields(self) -> None:
        wanted = [
            row
            for (row,) in self._db.execute(
                "SELECT DISTINCT row FROM log_op WHERE op='S' AND tbl<>?", (HEADS,)
            )
            if row in self._rows
        ]
        writes: dict[At, list[_Write]] = defaultdict(list)
        for table, row, txn, n, site, seq, op, data in self._db.execute(
            "SELECT o.tbl, o.row, o.txn, o.n, t.site, t.seq, o.op, o.data FROM log_op o"
            " JOIN log_txn t ON t.id = o.txn WHERE o.data IS NOT NULL AND o.op <> 'E'"
            " AND o.row IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ):
            write = _Write(txn, n, (site, seq), op, json.loads(data))
            writes[table, row].append(write)
        causality = Causality(self._db) if writes else None
        for (table, _), found in writes.items():
            assert causality is not None
            for write, left in _stripped(causality, found, partial(self._cleaned, table)):
                self._write(write.txn, write.n, left)
                if write.op != "S":
                    self._relabelled.add(write.txn)

    def _cleaned(self, table: str, name: str) -> Stored:
        kind = self._model.tables.get(table)
        field = kind.by_name.get(name) if kind else None
        return json.dumps([TEXT]) if isinstance(field, Words) else TEXT

    def _heads(self) -> None:
        for (data,) in self._db.execute(
            "SELECT data FROM log_op WHERE op='S' AND tbl=? AND data IS NOT NULL", (HEADS,)
        ).fetchall():
            fields = json.loads(data)
            row = self._db.execute(
                "SELECT t.id, t.site, t.author FROM log_txn t JOIN log_site s ON s.ord = t.site"
                " WHERE s.id=? AND t.seq=?",
                (fields.get("site"), fields.get("seq")),
            ).fetchone()
            if row is None:
                continue
            txn, site, author = row
            self._relabelled.add(txn)
            if fields.get("author") and author is not None:
                self._db.execute("UPDATE log_txn SET author=? WHERE id=?", (AUTHOR, txn))
            elif fields.get("author"):
                self._db.execute("UPDATE log_site SET author=? WHERE ord=?", (AUTHOR, site))

    def _relabel(self) -> None:
        """Take away the labels, also of what took the edits back: those quote them."""
        while self._relabelled:
            ids = json.dumps(sorted(self._relabelled))
            self._db.execute(
                "UPDATE log_txn SET label=? WHERE label<>?1"
                " AND id IN (SELECT value FROM json_each(?2))",
                (LABEL, ids),
            )
            self._relabelled.clear()
            self._note(
                "SELECT t.id FROM log_txn u JOIN log_site s ON s.ord = u.site"
                " JOIN log_txn t ON t.undo_site = s.id AND t.undo_seq = u.seq"
                f" WHERE t.label <> '{LABEL}' AND u.id IN (SELECT value FROM json_each(?))",
                ids,
            )

    def _note(self, sql: str, *parameters: str) -> None:
        self._relabelled.update(txn for (txn,) in self._db.execute(sql, parameters))

    def _write(self, txn: int, n: int, fields: Mapping[str, Stored]) -> None:
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        self._db.execute("UPDATE log_op SET data=? WHERE txn=? AND n=?", (text, txn, n))


class _Write(NamedTuple):
    txn: int
    n: int
    mark: Mark
    op: str
    fields: dict[str, Stored]


def _stripped(
    causality: Causality, writes: list[_Write], cleaned: Callable[[str], Stored]
) -> Iterator[tuple[_Write, dict[str, Stored]]]:
    """Yield the writes of one record that lose something, with what is left of them.

    A field loses what was written by whoever had not seen that it was cleaned. Where two cleaned
    it and neither had seen the other, each text may name whom the other was about.
    """
    for write in writes:
        left = dict(write.fields)
        for cleaning in writes:
            if cleaning.op != "S" or cleaning is write or _saw(causality, write, cleaning):
                continue
            for name in write.fields.keys() & cleaning.fields.keys():
                if write.op == "S" and not _saw(causality, cleaning, write):
                    left[name] = cleaned(name)
                else:
                    left.pop(name, None)
        if left != write.fields:
            yield write, left


def _saw(causality: Causality, later: _Write, earlier: _Write) -> bool:
    if later.mark == earlier.mark:
        return later.n > earlier.n
    return causality.saw(later.mark, earlier.mark)
